//! Public keys on P-256, as JSON Web Keys (RFC 7517).

use serde::{Deserialize, Serialize};

use super::base64url;

/// A point of the curve by its coordinates. That it lies on the curve is for
/// whoever computes with it to check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// 32 bytes, the highest first.
    #[serde(with = "base64url")]
    pub x: [u8; 32],
    /// 32 bytes, the highest first.
    #[serde(with = "base64url")]
    pub y: [u8; 32],
}

impl Point {
    /// The text whose SHA-256, in base64url, is the key's name (RFC 7638).
    pub fn thumbprint_text(&self) -> String {
        let [x, y] = [self.x, self.y].map(|coordinate| base64url::encode(&coordinate));
        format!(r#"{{"crv":"{CURVE}","kty":"{KIND}","x":"{x}","y":"{y}"}}"#)
    }
}

/// A key that seals, with its name. Its JSON is a JWK; members a JWK may have
/// besides are ignored, but a private key is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Jwk", into = "Jwk")]
pub struct PublicKey {
    /// Where it lies.
    pub point: Point,
    /// Its name: its thumbprint.
    pub kid: String,
}

/// The only curve.
pub(super) const CURVE: &str = "P-256";
/// The only type of key.
pub(super) const KIND: &str = "EC";
/// SHA-256 in base64url.
const NAME_LENGTH: usize = 43;

/// Why a key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not a key at all.
    #[error("this is no key: {0}")]
    Malformed(String),
    /// Another type of key, or on another curve.
    #[error(
        "this is a key of type \"{}\" on \"{}\"; {KIND} on {CURVE} is needed",
        .kind.escape_debug(), .curve.escape_debug()
    )]
    Kind {
        /// `kty`.
        kind: String,
        /// `crv`.
        curve: String,
    },
    /// A coordinate, or the secret half, that is not 32 bytes.
    #[error("`{0}` of this key is not 32 bytes in base64url without padding")]
    Number(&'static str),
    /// Keys are told apart by name.
    #[error("this key has no `kid`")]
    Nameless,
    /// The secret half where the public one belongs.
    #[error("this is a private key; it must stay where it is, the public one belongs here")]
    Private,
    /// The public half where the secret one is needed.
    #[error("this is a public key; the private one is needed")]
    Public,
    /// Not the name of this key.
    #[error("\"{}\" is not the thumbprint of this key", .0.escape_debug())]
    Name(String),
    /// Two numbers, but no point.
    #[error("this key does not lie on the curve")]
    OffCurve,
    /// The halves of two keys.
    #[error("the private half of this key does not belong to its public half")]
    Halves,
}

/// A JWK as it stands.
#[derive(Serialize, Deserialize)]
pub(super) struct Jwk {
    kty: String,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    x: String,
    #[serde(default)]
    y: String,
    /// The secret half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) d: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) kid: Option<String>,
}

impl Jwk {
    /// Where the key lies, if it is of our kind.
    pub(super) fn point(&self) -> Result<Point, KeyError> {
        if self.kty != KIND || self.crv != CURVE {
            return Err(KeyError::Kind { kind: self.kty.clone(), curve: self.crv.clone() });
        }
        Ok(Point { x: number("x", &self.x)?, y: number("y", &self.y)? })
    }
}

/// The 32 bytes of the member `name`.
pub(super) fn number(name: &'static str, text: &str) -> Result<[u8; 32], KeyError> {
    base64url::decode(text).and_then(|bytes| bytes.try_into().ok()).ok_or(KeyError::Number(name))
}

impl TryFrom<Jwk> for PublicKey {
    type Error = KeyError;

    fn try_from(jwk: Jwk) -> Result<Self, KeyError> {
        let point = jwk.point()?;
        if jwk.d.is_some() {
            return Err(KeyError::Private);
        }
        let kid = jwk.kid.ok_or(KeyError::Nameless)?;
        if is_name(&kid) { Ok(Self { point, kid }) } else { Err(KeyError::Name(kid)) }
    }
}

impl From<PublicKey> for Jwk {
    fn from(PublicKey { point, kid }: PublicKey) -> Self {
        let [x, y] = [point.x, point.y].map(|coordinate| base64url::encode(&coordinate));
        Self { kty: KIND.to_owned(), crv: CURVE.to_owned(), x, y, d: None, kid: Some(kid) }
    }
}

/// Whether `kid` may be a thumbprint; whether it is one takes SHA-256 to tell.
pub(super) fn is_name(kid: &str) -> bool {
    kid.len() == NAME_LENGTH && base64url::decode(kid).is_some()
}
