//! A sealed text: JSON Web Encryption (RFC 7516) with `ECDH-ES+A256KW` on P-256
//! and `A256GCM`. Written in general JSON serialization; [`read`](Jwe::read) in
//! all three.

mod node;
mod read;

use std::fmt;

use serde_json::{Value, json};

use super::{JweError, JweProblem, Label, Point, base64url};

/// A longer text is nothing of Heard's: a response has at most 1 MB as a CSV row, a
/// segment not much more.
pub const MAX_JWE_BYTES: usize = 4 << 20;
/// The branch's key, a few older ones, head offices: never more than this.
pub const MAX_RECIPIENTS: usize = 16;

/// How the key of the content is agreed on and wrapped.
pub(super) const ALGORITHM: &str = "ECDH-ES+A256KW";
/// How the content is sealed.
pub(super) const ENCRYPTION: &str = "A256GCM";

/// A sealed text, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwe {
    /// The protected header in base64url, as it stood: it is authenticated.
    pub(super) protected: String,
    /// Header parameters of all recipients, not authenticated.
    pub(super) unprotected: Option<Value>,
    /// Who can open it.
    pub recipients: Vec<Recipient>,
    /// What else is authenticated, in base64url, as it stood.
    pub(super) aad: Option<String>,
    pub(super) iv: [u8; 12],
    pub(super) ciphertext: Vec<u8>,
    pub(super) tag: [u8; 16],
}

/// Somebody who can open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The name of the recipient's key, where the sealer gave one.
    pub kid: Option<String>,
    /// The recipient's own header, as it stood.
    pub(super) header: Option<Value>,
    /// The sealer's fresh key.
    pub(super) epk: Point,
    /// Not used by us; other sealers may.
    pub(super) apu: Vec<u8>,
    pub(super) apv: Vec<u8>,
    /// The key of the content, wrapped.
    pub(super) encrypted_key: [u8; 40],
}

impl Jwe {
    /// Reads general JSON, flattened JSON or compact serialization, within
    /// limits, and strictly: what we cannot honour is refused.
    ///
    /// # Errors
    /// The first thing that cannot be used, with its place.
    pub fn read(text: &str) -> Result<Self, JweError> {
        read::jwe(text)
    }

    /// The label in the clear. It is authentic only once the content has been
    /// opened.
    ///
    /// # Errors
    /// When there is none.
    pub fn label(&self) -> Result<Label, JweError> {
        Label::parse(&self.label_text()?).map_err(|error| JweProblem::from(error).at("aad"))
    }

    /// The text of the label, whatever it is of.
    pub(crate) fn label_text(&self) -> Result<String, JweError> {
        let aad = self.aad.as_deref().ok_or(JweProblem::Missing.at("aad"))?;
        let bytes = base64url::decode(aad).ok_or(JweProblem::NotBase64url.at("aad"))?;
        String::from_utf8(bytes).map_err(|_| JweProblem::Not("UTF-8").at("aad"))
    }

    /// What is authenticated with the content (RFC 7516, section 5.1, step 14).
    #[cfg(feature = "native")]
    pub(super) fn authenticated(&self) -> String {
        match &self.aad {
            Some(aad) => format!("{}.{aad}", self.protected),
            None => self.protected.clone(),
        }
    }
}

/// General JSON serialization, on one line.
impl fmt::Display for Jwe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let recipients: Vec<_> = self.recipients.iter().map(Recipient::json).collect();
        let mut jwe = json!({
            "recipients": recipients,
            "iv": base64url::encode(&self.iv),
            "ciphertext": base64url::encode(&self.ciphertext),
            "tag": base64url::encode(&self.tag),
        });
        if !self.protected.is_empty() {
            jwe["protected"] = json!(self.protected);
        }
        if let Some(unprotected) = &self.unprotected {
            jwe["unprotected"] = unprotected.clone();
        }
        if let Some(aad) = &self.aad {
            jwe["aad"] = json!(aad);
        }
        write!(f, "{jwe}")
    }
}

impl Recipient {
    fn json(&self) -> Value {
        let mut recipient = json!({ "encrypted_key": base64url::encode(&self.encrypted_key) });
        if let Some(header) = &self.header {
            recipient["header"] = header.clone();
        }
        recipient
    }
}
