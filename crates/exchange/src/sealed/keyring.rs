//! The keyring as it lies in settings and bundles: private keys, sealed to a
//! main key, and the main key, sealed to each secret that opens it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Point, PublicKey, base64url, key};

/// A keyring. Its JSON is checked as it is read: sizes, counts, rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Members")]
pub struct Keyring {
    /// The newest first: what is written is sealed to it.
    pub keys: Vec<SealedKey>,
    /// Each opens all of it.
    pub locks: Vec<Lock>,
}

/// A private key, sealed to the main key under `kid`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedKey {
    /// The key's name: its thumbprint.
    pub kid: String,
    /// Its public half.
    #[serde(flatten)]
    pub point: Point,
    /// Of AES-GCM.
    #[serde(with = "base64url")]
    pub iv: [u8; 12],
    /// The private half as PKCS#8, sealed; the tag at the end.
    #[serde(with = "base64url")]
    pub private: Vec<u8>,
}

/// The main key, sealed to a secret under `by`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Which secret opens it.
    pub by: By,
    /// Of PBKDF2.
    #[serde(with = "base64url")]
    pub salt: [u8; 16],
    /// Rounds of PBKDF2-SHA-256.
    pub iterations: u32,
    /// Of AES-GCM.
    #[serde(with = "base64url")]
    pub iv: [u8; 12],
    /// The main key, sealed; the tag at the end.
    #[serde(with = "base64url")]
    pub main: [u8; 48],
}

/// The secrets that open a keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// What the manager types.
    Passphrase,
    /// What was printed at set-up.
    Recovery,
}

impl By {
    /// The code, as it stands in JSON: it is authenticated with the main key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
        }
    }
}

/// In words.
impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery key",
        })
    }
}

/// Why a text is no keyring.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// More than a keyring can be.
    #[error("a keyring has at most {} KB", Keyring::MAX_BYTES >> 10)]
    TooLong,
    /// Not the JSON object a keyring is.
    #[error("this is no keyring: {0}")]
    Malformed(String),
    /// None, or absurdly many.
    #[error("{what}: there are {found}; 1 to {limit} are possible")]
    Count {
        /// `keys` or `locks`.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// The most that is read.
        limit: usize,
    },
    /// Rounds that protect nothing or never end.
    #[error("locks[{lock}].iterations: {found} is not from 1 to {}", Keyring::MAX_ITERATIONS)]
    Iterations {
        /// The lock, from 0.
        lock: usize,
        /// What stands there.
        found: u32,
    },
    /// A name that is no thumbprint.
    #[error("keys[{0}].kid: this is no thumbprint")]
    Name(usize),
}

/// The members before they are checked.
#[derive(Deserialize)]
struct Members {
    keys: Vec<SealedKey>,
    locks: Vec<Lock>,
}

impl Keyring {
    /// A longer text is no keyring.
    pub const MAX_BYTES: usize = 64 << 10;
    /// More rounds would only keep people waiting.
    pub const MAX_ITERATIONS: u32 = 10_000_000;
    const MAX_KEYS: usize = 64;
    const MAX_LOCKS: usize = 8;

    /// Reads the JSON text of a keyring.
    ///
    /// # Errors
    /// When it is none, or larger than any.
    pub fn parse(text: &str) -> Result<Self, KeyringError> {
        if text.len() > Self::MAX_BYTES {
            return Err(KeyringError::TooLong);
        }
        let members: Members = serde_json::from_str(text)
            .map_err(|error| KeyringError::Malformed(error.to_string()))?;
        members.try_into()
    }

    /// The keys by their public halves, the newest first.
    pub fn public_keys(&self) -> impl Iterator<Item = PublicKey> {
        self.keys.iter().map(|key| PublicKey { point: key.point, kid: key.kid.clone() })
    }
}

impl TryFrom<Members> for Keyring {
    type Error = KeyringError;

    fn try_from(Members { keys, locks }: Members) -> Result<Self, KeyringError> {
        counted("keys", keys.len(), Self::MAX_KEYS)?;
        counted("locks", locks.len(), Self::MAX_LOCKS)?;
        if let Some(nameless) = keys.iter().position(|key| !key::is_name(&key.kid)) {
            return Err(KeyringError::Name(nameless));
        }
        for (lock, Lock { iterations, .. }) in locks.iter().enumerate() {
            if !(1..=Self::MAX_ITERATIONS).contains(iterations) {
                return Err(KeyringError::Iterations { lock, found: *iterations });
            }
        }
        Ok(Self { keys, locks })
    }
}

fn counted(what: &'static str, found: usize, limit: usize) -> Result<(), KeyringError> {
    if (1..=limit).contains(&found) {
        Ok(())
    } else {
        Err(KeyringError::Count { what, found, limit })
    }
}
