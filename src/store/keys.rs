//! Whom responses are sealed to: the branch's own key, and head office's where
//! it is named. How the private keys are locked is left to `keyring`; all of it
//! stands in docs/sealing.md.

use super::keyring::thumbprint;
use crate::platform::{CryptoError, Record, parse_json};

/// The keys responses are sealed to, as JSON: the kiosk hands them on as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// The keyring: the branch's public keys, and the private ones locked. None
    /// on a tablet set up before there was sealing, until its passphrase is given.
    pub keyring: Option<String>,
    /// Head office's public keys, a list.
    pub recipients: Option<String>,
}

impl Keys {
    /// The fields of settings and provisioning files.
    pub const FIELDS: [&str; 2] = ["keyring", "recipients"];

    /// Reads the fields that are there. What is missing in them or of another
    /// kind is a fault of `record`.
    pub fn from_record(record: &Record) -> Self {
        if let Some(keyring) = record.record("keyring") {
            let keys = keyring.records("keys").filter(|keys| !keys.is_empty());
            keyring.needed(keys, "keys", "a list of keys").iter().for_each(check);
            keyring.needed(keyring.records("locks"), "locks", "a list of locks");
        }
        record.records("recipients").iter().flatten().for_each(check);
        Self { keyring: record.json("keyring"), recipients: record.json("recipients") }
    }

    /// Adds these fields to `record`.
    pub fn put_into(&self, record: Record) -> Record {
        let parsed = |json: &Option<String>| json.as_ref().and_then(|json| parse_json(json).ok());
        record.with("keyring", parsed(&self.keyring)).with("recipients", parsed(&self.recipients))
    }

    /// The names of head office's keys, for comparison with what it told.
    pub fn recipient_names(&self) -> Vec<String> {
        self.recipients().iter().filter_map(|key| key.text("kid")).collect()
    }

    /// Whether head office's keys have the names of theirs: what is compared by
    /// name must not be another key.
    ///
    /// # Errors
    /// When the browser cannot find out.
    pub async fn have_their_names(&self) -> Result<bool, CryptoError> {
        for key in self.recipients() {
            let [kid, x, y] = FIELDS.map(|field| key.text(field).unwrap_or_default());
            if thumbprint(&x, &y).await? != kid {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn recipients(&self) -> Vec<Record> {
        let list = self.recipients.as_ref().and_then(|json| parse_json(json).ok());
        Record::new().with("recipients", list).records("recipients").unwrap_or_default()
    }
}

/// A public key: its name and the two coordinates on P-256.
fn check(key: &Record) {
    for field in FIELDS {
        let value = key.text(field).filter(|value| value.len() == LENGTH);
        key.needed(value, field, "32 bytes in base64url");
    }
}

/// The fields of a public key that matter: its name, its coordinates.
const FIELDS: [&str; 3] = ["kid", "x", "y"];

/// Characters of 32 bytes in base64url.
const LENGTH: usize = 43;
