//! Opening.

use zeroize::Zeroizing;

use super::{
    PrivateKey,
    agreement::{self, Parties},
    content_key::{self, NotAuthentic},
};
use crate::{
    Response,
    sealed::{ContentError, Jwe, JweError, KeyError, Recipient, content, jwe::ALGORITHM},
};

/// Why something sealed could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// None of the keys at hand is a recipient's.
    #[error("this is not sealed to the key at hand")]
    OtherKey,
    /// Changed since it was sealed. Where the recipient is not named, another
    /// key's.
    #[error("this was changed or damaged after it was sealed")]
    NotAuthentic,
    /// The sealer's fresh key is none.
    #[error("the sealer's key: {0}")]
    Key(#[from] KeyError),
    /// No label, or none we understand.
    #[error("{0}")]
    Label(#[from] JweError),
    /// Not the response of the label.
    #[error("{0}")]
    Content(#[from] ContentError),
}

impl From<NotAuthentic> for OpenError {
    fn from(_: NotAuthentic) -> Self {
        Self::NotAuthentic
    }
}

impl Jwe {
    /// Opens a sealed response with one of `keys`, and compares it with its
    /// label.
    ///
    /// # Errors
    /// When it is sealed to other keys, was changed, or is not what its label
    /// says.
    pub fn open(&self, keys: &[PrivateKey]) -> Result<Response, OpenError> {
        let opened = self.open_bytes(keys)?;
        Ok(content::response(&opened, &self.label()?)?)
    }

    /// Opens whatever was sealed, with one of `keys`.
    ///
    /// # Errors
    /// When it is sealed to other keys or was changed.
    pub fn open_bytes(&self, keys: &[PrivateKey]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let mut result = Err(OpenError::OtherKey);
        for recipient in &self.recipients {
            for key in keys.iter().filter(|key| recipient.may_be(key)) {
                result = self.open_as(recipient, key);
                if result.is_ok() {
                    return result;
                }
            }
        }
        result
    }

    fn open_as(
        &self,
        recipient: &Recipient,
        key: &PrivateKey,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let Recipient { epk, apu, apv, encrypted_key, .. } = recipient;
        let parties = Parties { algorithm: ALGORITHM, apu, apv };
        let wrapping = agreement::agree(&key.secret, epk, parties)?;
        let content_key = content_key::unwrap(&wrapping, encrypted_key)?;
        let authenticated = self.authenticated();
        Ok(content_key::open(
            &content_key,
            &self.iv,
            authenticated.as_bytes(),
            &self.ciphertext,
            &self.tag,
        )?)
    }
}

impl Recipient {
    /// Whether this may be the owner of `key`: by name, where there is one.
    fn may_be(&self, key: &PrivateKey) -> bool {
        self.kid.as_ref().is_none_or(|kid| *kid == key.public().kid)
    }
}
