//! Sealing.

use p256::{SecretKey, elliptic_curve::Generate as _};
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    agreement::{self, Key, Parties},
    content_key,
    rand_core::CryptoRng,
};
use crate::{
    Response,
    sealed::{
        Jwe, KeyError, Label, MAX_RECIPIENTS, PublicKey, Recipient, base64url,
        jwe::{ALGORITHM, ENCRYPTION},
        key::{CURVE, KIND},
        pad,
    },
};

/// Why nothing was sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Nobody, or more than anybody could open.
    #[error("there are {0} recipients; 1 to {MAX_RECIPIENTS} are possible")]
    Recipients(usize),
    /// A key nobody can open with.
    #[error("the key of recipient {index}: {error}")]
    Key {
        /// Which recipient, from 0.
        index: usize,
        /// What is wrong with the key.
        error: KeyError,
    },
    /// The response is no JSON, or has more bytes than AES takes.
    #[error("this cannot be sealed: {0}")]
    Content(String),
}

impl Jwe {
    /// Seals `response`, padded, under its label.
    ///
    /// # Errors
    /// When there are no recipients or a key is not what it says.
    pub fn seal(
        response: &Response,
        recipients: &[PublicKey],
        random: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let text = serde_json::to_string(response);
        let text = Zeroizing::new(text.map_err(|error| SealError::Content(error.to_string()))?);
        let content = Zeroizing::new(pad(&text));
        let label = Label::of(response).to_string();
        Self::seal_bytes(content.as_bytes(), Some(&label), recipients, random)
    }

    /// Seals any bytes; `aad` is authenticated with them.
    ///
    /// # Errors
    /// When there are no recipients or a key is not what it says.
    pub fn seal_bytes(
        content: &[u8],
        aad: Option<&str>,
        recipients: &[PublicKey],
        random: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        if !(1..=MAX_RECIPIENTS).contains(&recipients.len()) {
            return Err(SealError::Recipients(recipients.len()));
        }
        let key = random_key(random);
        let recipients = (0..).zip(recipients).map(|(index, recipient)| {
            address(recipient, &key, random).map_err(|error| SealError::Key { index, error })
        });
        let mut jwe = Self {
            protected: base64url::encode(format!(r#"{{"enc":"{ENCRYPTION}"}}"#).as_bytes()),
            unprotected: None,
            recipients: recipients.collect::<Result<_, _>>()?,
            aad: aad.map(|aad| base64url::encode(aad.as_bytes())),
            iv: [0; 12],
            ciphertext: Vec::new(),
            tag: [0; 16],
        };
        random.fill_bytes(&mut jwe.iv);
        // Whatever becomes of it, it is wiped or sealed.
        let mut bytes = Zeroizing::new(content.to_vec());
        let authenticated = jwe.authenticated();
        jwe.tag = content_key::seal(&key, &jwe.iv, authenticated.as_bytes(), &mut bytes)?;
        jwe.ciphertext = std::mem::take(&mut *bytes);
        Ok(jwe)
    }
}

/// The key of the content for one recipient, with a fresh key of the sealer's.
fn address(
    recipient: &PublicKey,
    key: &Key,
    random: &mut impl CryptoRng,
) -> Result<Recipient, KeyError> {
    recipient.check()?;
    let ephemeral = SecretKey::generate_from_rng(random);
    let parties = Parties { algorithm: ALGORITHM, apu: &[], apv: &[] };
    let wrapping = agreement::agree(&ephemeral, &recipient.point, parties)?;
    let epk = agreement::point_of(&ephemeral);
    let kid = Some(recipient.kid.clone());
    let header = json!({
        "alg": ALGORITHM,
        "kid": kid,
        "epk": {
            "kty": KIND,
            "crv": CURVE,
            "x": base64url::encode(&epk.x),
            "y": base64url::encode(&epk.y),
        },
    });
    Ok(Recipient {
        kid,
        header: Some(header),
        epk,
        apu: Vec::new(),
        apv: Vec::new(),
        encrypted_key: content_key::wrap(&wrapping, key),
    })
}

/// 256 random bits.
pub(super) fn random_key(random: &mut impl CryptoRng) -> Key {
    let mut key = Key::default();
    random.fill_bytes(key.as_mut_slice());
    key
}
