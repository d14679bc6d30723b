//! What is sealed: responses only key holders read, and what holds the keys.
//!
//! The formats stand in `docs/sealing.md` and are JOSE's: any JOSE library opens
//! a [`Jwe`] with one of its keys. This module reads and writes them; the
//! cryptography is the browser's on a tablet (WebCrypto) and `native`'s on the
//! command line. There is no randomness here: whoever seals brings it.

mod base64url;
mod content;
mod error;
mod jwe;
mod key;
mod keyring;
mod label;
#[cfg(feature = "native")]
pub mod native;
mod passphrase;
mod recovery;

pub use content::{ContentError, pad, response};
pub use error::{JweError, JweProblem};
pub use jwe::{Jwe, MAX_JWE_BYTES, MAX_RECIPIENTS, Recipient};
pub use key::{KeyError, Point, PublicKey};
pub use keyring::{By, Keyring, KeyringError, Lock, SealedKey};
pub use label::{Label, LabelError};
pub use passphrase::{PassphraseFault, check_passphrase};
pub use recovery::{RecoveryKey, RecoveryKeyError};
