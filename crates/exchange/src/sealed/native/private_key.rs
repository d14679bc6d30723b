//! Private keys: made, read and written as JWK and PKCS#8.

use std::fmt;

use p256::{
    SecretKey,
    elliptic_curve::Generate as _,
    pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _},
};
use zeroize::Zeroizing;

use super::{SealError, agreement, rand_core::TryCryptoRng};
use crate::sealed::{
    KeyError, PublicKey, base64url,
    key::{Jwk, number},
};

/// A private key with its public half.
#[derive(Clone)]
pub struct PrivateKey {
    pub(super) secret: SecretKey,
    public: PublicKey,
}

impl PrivateKey {
    /// A new key.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn generate<R: TryCryptoRng + ?Sized>(random: &mut R) -> Result<Self, R::Error> {
        SecretKey::try_generate_from_rng(random).map(Self::of)
    }

    /// Reads a JWK, or PKCS#8 in PEM.
    ///
    /// # Errors
    /// When it is neither, another type of key, or only the public half.
    pub fn read(text: &str) -> Result<Self, KeyError> {
        if text.trim_start().starts_with('{') { Self::from_jwk(text) } else { Self::from_pem(text) }
    }

    fn from_jwk(text: &str) -> Result<Self, KeyError> {
        let mut jwk: Jwk =
            serde_json::from_str(text).map_err(|error| KeyError::Malformed(error.to_string()))?;
        let secret = Zeroizing::new(jwk.d.take().ok_or(KeyError::Public)?);
        let secret = Zeroizing::new(number("d", &secret)?);
        let key = Self::of(SecretKey::from_slice(&*secret).map_err(|_| KeyError::OffCurve)?);
        if jwk.point()? == key.public.point { Ok(key) } else { Err(KeyError::Halves) }
    }

    fn from_pem(text: &str) -> Result<Self, KeyError> {
        if text.contains("-----BEGIN PUBLIC KEY-----") {
            return Err(KeyError::Public);
        }
        let malformed = |_| KeyError::Malformed("neither a JWK nor PKCS#8 on P-256 in PEM".into());
        SecretKey::from_pkcs8_pem(text.trim()).map(Self::of).map_err(malformed)
    }

    /// Reads PKCS#8 in DER.
    ///
    /// # Errors
    /// When it is none, or of another type of key.
    pub fn from_pkcs8(bytes: &[u8]) -> Result<Self, KeyError> {
        let malformed = |_| KeyError::Malformed("not PKCS#8 on P-256".into());
        SecretKey::from_pkcs8_der(bytes).map(Self::of).map_err(malformed)
    }

    /// PKCS#8 in DER.
    ///
    /// # Errors
    /// When it cannot be written, which no key of P-256 brings about.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, SealError> {
        match self.secret.to_pkcs8_der() {
            Ok(written) => Ok(written.to_bytes()),
            Err(error) => Err(SealError::Content(error.to_string())),
        }
    }

    /// The JWK, both halves, on one line.
    pub fn to_jwk(&self) -> Zeroizing<String> {
        let [x, y] = [self.public.point.x, self.public.point.y].map(|it| base64url::encode(&it));
        let d = Zeroizing::new(base64url::encode(&Zeroizing::new(self.secret.to_bytes())[..]));
        let kid = &self.public.kid;
        Zeroizing::new(format!(
            r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}","d":"{}","kid":"{kid}"}}"#,
            *d
        ))
    }

    /// The half that seals.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    fn of(secret: SecretKey) -> Self {
        let public = PublicKey::at(agreement::point_of(&secret));
        Self { secret, public }
    }
}

/// Only the name.
impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.public.kid)
    }
}
