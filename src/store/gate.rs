//! A secret that is recognised and never stored: the staff's PIN, and the
//! passphrase of a tablet that was set up before there was sealing.

use crate::platform::{CryptoError, Record, base64, derive_key, random_bytes};

/// What is kept to recognise a secret: a slow hash of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// 16 random bytes, base64.
    salt: String,
    /// Rounds of PBKDF2-SHA-256.
    iterations: u32,
    /// The derived 32 bytes, base64.
    hash: String,
}

impl Gate {
    /// OWASP's figure for PBKDF2-SHA-256.
    const ITERATIONS: u32 = 600_000;

    /// Reads a gate: `{"salt", "iterations", "hash"}`. What is missing or of
    /// another kind is a fault of `record`.
    pub fn from_record(record: &Record) -> Self {
        let iterations = record.number("iterations");
        Self {
            salt: record.needed(record.text("salt"), "salt", "16 bytes in base64"),
            iterations: record.needed(iterations, "iterations", "a whole number"),
            hash: record.needed(record.text("hash"), "hash", "32 bytes in base64"),
        }
    }

    /// The record that [`Self::from_record`] reads.
    pub fn to_record(&self) -> Record {
        Record::new()
            .with("salt", &self.salt)
            .with("iterations", self.iterations)
            .with("hash", &self.hash)
    }

    /// A gate that `secret` opens.
    ///
    /// # Errors
    /// When the browser has no cryptography here.
    pub async fn new(secret: &str) -> Result<Self, CryptoError> {
        let salt: [u8; 16] = random_bytes()?;
        let hash = derive_key(secret, &salt, Self::ITERATIONS).await?;
        Ok(Self {
            salt: base64::encode(&salt),
            iterations: Self::ITERATIONS,
            hash: base64::encode(&hash),
        })
    }

    /// Whether `secret` is what opens it.
    ///
    /// # Errors
    /// When the browser cannot find out.
    pub async fn knows(&self, secret: &str) -> Result<bool, CryptoError> {
        let salt = base64::decode(&self.salt).ok_or(CryptoError)?;
        Ok(base64::encode(&derive_key(secret, &salt, self.iterations).await?) == self.hash)
    }
}
