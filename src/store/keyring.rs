//! The keyring: the branch's keys, the private ones behind a passphrase and a
//! recovery key (docs/sealing.md). A main key seals the private keys, and each
//! lock seals the main key: another passphrase is another lock, no more.

use heard_exchange::sealed::RecoveryKey;
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

use super::Keys;
use crate::platform::{
    CryptoError, KeyPair, Record, StorageError, base64, decrypt, derive_key, encrypt, new_key_pair,
    open_all, open_bytes, private_key, random_bytes, sha256,
};

/// The branch's keys, newest first, and what opens them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyring {
    keys: Vec<Key>,
    locks: Vec<Lock>,
}

/// A key pair. Binary values are base64url here and below.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    /// The thumbprint of the public key (RFC 7638).
    kid: String,
    x: String,
    y: String,
    iv: String,
    /// PKCS#8, sealed by the main key.
    private: String,
}

/// The main key, sealed by a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lock {
    by: By,
    salt: String,
    iterations: u32,
    iv: String,
    main: String,
}

/// What a lock opens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Passphrase,
    Recovery,
}

/// Why the keys stay locked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// Not the secret.
    #[error("that is not the passphrase")]
    Wrong,
    /// The keyring is damaged.
    #[error("the keyring is damaged: {0}")]
    Damaged(String),
    /// The browser cannot check it.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
}

/// The private keys, in the browser's keeping: they open, and cannot be read.
#[derive(Clone, Debug)]
pub struct PrivateKeys(Object);

/// From a page to its worker, an object by name.
impl From<Object> for PrivateKeys {
    fn from(keys: Object) -> Self {
        Self(keys)
    }
}

impl From<PrivateKeys> for Object {
    fn from(keys: PrivateKeys) -> Self {
        keys.0
    }
}

impl PrivateKeys {
    /// Whether every key of `keyring` is among them.
    pub(super) fn have_all_of(&self, keyring: &Keyring) -> bool {
        // Asking a plain object for a field does not fail.
        keyring.keys.iter().all(|key| Reflect::has(&self.0, &key.kid.as_str().into()) == Ok(true))
    }

    /// Opens each of `all` (JWE as JSON): its words and its label, or why it
    /// stays closed.
    ///
    /// # Errors
    /// When the browser cannot open anything.
    pub(super) async fn open_all(
        &self,
        all: &Array,
    ) -> Result<impl Iterator<Item = Result<[String; 2], String>>, StorageError> {
        open_all(all, &self.0).await
    }

    /// As [`Self::open_all`], of what was sealed as bytes.
    ///
    /// # Errors
    /// When the browser cannot open anything.
    pub(super) async fn open_bytes(
        &self,
        all: &Array,
    ) -> Result<impl Iterator<Item = Result<(Vec<u8>, String), String>>, StorageError> {
        open_bytes(all, &self.0).await
    }
}

/// The main key: 32 bytes.
struct MainKey(Vec<u8>);

impl By {
    /// The word in the keyring.
    fn code(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
        }
    }
}

impl Keyring {
    /// OWASP's figure for PBKDF2-SHA-256.
    const ITERATIONS: u32 = 600_000;
    /// More would only keep people waiting.
    const MOST_ITERATIONS: u32 = 10_000_000;

    /// New keys that `passphrase` opens, and the recovery key that opens them too.
    ///
    /// # Errors
    /// When the browser has no cryptography here.
    pub async fn new(passphrase: &str) -> Result<(Self, RecoveryKey), CryptoError> {
        let main = MainKey(random_bytes::<32>()?.into());
        let recovery = RecoveryKey::from_random(random_bytes()?);
        let locks = vec![
            Lock::new(By::Passphrase, passphrase, &main).await?,
            Lock::new(By::Recovery, recovery.as_str(), &main).await?,
        ];
        Ok((Self { keys: vec![Key::new(&main).await?], locks }, recovery))
    }

    /// The keyring of a tablet; none where there is none yet.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn of(keys: &Keys) -> Result<Option<Self>, UnlockError> {
        let Some(json) = &keys.keyring else { return Ok(None) };
        let read = Record::parse(json).and_then(|record| {
            let keys = record.records("keys").unwrap_or_default();
            let locks = record.records("locks").unwrap_or_default();
            record.checked(Self {
                keys: keys.iter().map(Key::from_record).collect(),
                locks: locks.iter().filter_map(Lock::from_record).collect(),
            })
        });
        read.map(Some).map_err(|error| UnlockError::Damaged(error.to_string()))
    }

    /// As it is kept in [`Keys`].
    pub fn to_json(&self) -> String {
        let keys: Array = self.keys.iter().map(|key| JsValue::from(key.to_record())).collect();
        let locks: Array = self.locks.iter().map(|lock| JsValue::from(lock.to_record())).collect();
        Record::new().with("keys", keys).with("locks", locks).to_json()
    }

    /// The private keys, for whoever knows the passphrase or the recovery key.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub async fn unlock(&self, secret: &str) -> Result<PrivateKeys, UnlockError> {
        let main = self.main_key(secret).await?;
        let keys = Object::new();
        for key in &self.keys {
            let private = private_key(&key.open(&main).await?).await?;
            // Setting a field of a plain object does not fail.
            let _ = Reflect::set(&keys, &key.kid.as_str().into(), &private);
        }
        Ok(PrivateKeys(keys))
    }

    /// With another passphrase, for whoever knows the one in force or the
    /// recovery key. Nothing is sealed anew.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub async fn with_passphrase(&self, secret: &str, new: &str) -> Result<Self, UnlockError> {
        let main = self.main_key(secret).await?;
        Ok(self.relocked(Lock::new(By::Passphrase, new, &main).await?))
    }

    /// With another recovery key; the one before opens nothing any more.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub async fn with_recovery(&self, secret: &str) -> Result<(Self, RecoveryKey), UnlockError> {
        let main = self.main_key(secret).await?;
        let recovery = RecoveryKey::from_random(random_bytes()?);
        Ok((self.relocked(Lock::new(By::Recovery, recovery.as_str(), &main).await?), recovery))
    }

    /// With a further key pair, to which everything is sealed from here on. The
    /// ones before it open what was sealed to them.
    ///
    /// # Errors
    /// See [`UnlockError`].
    pub async fn with_new_key(&self, secret: &str) -> Result<Self, UnlockError> {
        let main = self.main_key(secret).await?;
        let mut keys = vec![Key::new(&main).await?];
        keys.extend(self.keys.iter().cloned());
        Ok(Self { keys, locks: self.locks.clone() })
    }

    fn relocked(&self, lock: Lock) -> Self {
        let mut locks = self.locks.clone();
        locks.retain(|other| other.by != lock.by);
        locks.push(lock);
        Self { keys: self.keys.clone(), locks }
    }

    /// Tries the lock that `secret` looks like it is for.
    async fn main_key(&self, secret: &str) -> Result<MainKey, UnlockError> {
        let recovery = RecoveryKey::parse(secret);
        let (by, secret) = match &recovery {
            Ok(recovery) => (By::Recovery, recovery.as_str()),
            Err(_) => (By::Passphrase, secret),
        };
        let lock = self.locks.iter().find(|lock| lock.by == by).ok_or(UnlockError::Wrong)?;
        lock.open(secret).await
    }
}

/// A text of `record`.
fn text(record: &Record, field: &'static str) -> String {
    record.needed(record.text(field), field, "a text")
}

impl Key {
    fn from_record(record: &Record) -> Self {
        let [kid, x, y, iv, private] =
            ["kid", "x", "y", "iv", "private"].map(|field| text(record, field));
        Self { kid, x, y, iv, private }
    }

    fn to_record(&self) -> Record {
        let Self { kid, x, y, iv, private } = self;
        let record = Record::new().with("kid", kid).with("x", x).with("y", y);
        record.with("iv", iv).with("private", private)
    }

    async fn new(main: &MainKey) -> Result<Self, CryptoError> {
        let KeyPair { public: [x, y], private } = new_key_pair().await?;
        let kid = thumbprint(&x, &y).await?;
        let iv: [u8; 12] = random_bytes()?;
        let private = encrypt(&main.0, &iv, &kid, &private).await?;
        let [iv, private] = [&iv[..], &private].map(base64::encode_for_address);
        Ok(Self { kid, x, y, iv, private })
    }

    async fn open(&self, main: &MainKey) -> Result<Vec<u8>, UnlockError> {
        let [iv, private] = [decoded("iv", &self.iv)?, decoded("private", &self.private)?];
        let opened = decrypt(&main.0, &iv, &self.kid, &private).await;
        opened.map_err(|_| UnlockError::Damaged(format!("key {}", self.kid)))
    }
}

impl Lock {
    /// None where it opens to what this Heard does not know.
    fn from_record(record: &Record) -> Option<Self> {
        let by = match record.text("by")?.as_str() {
            "passphrase" => By::Passphrase,
            "recovery" => By::Recovery,
            _ => return None,
        };
        let iterations = record.number("iterations").filter(|it| *it <= Keyring::MOST_ITERATIONS);
        let iterations = record.needed(iterations, "iterations", "a whole number");
        let [salt, iv, main] = ["salt", "iv", "main"].map(|field| text(record, field));
        Some(Self { by, salt, iterations, iv, main })
    }

    fn to_record(&self) -> Record {
        let Self { by, salt, iterations, iv, main } = self;
        let record = Record::new().with("by", by.code()).with("salt", salt);
        record.with("iterations", *iterations).with("iv", iv).with("main", main)
    }

    async fn new(by: By, secret: &str, main: &MainKey) -> Result<Self, CryptoError> {
        let (salt, iv): ([u8; 16], [u8; 12]) = (random_bytes()?, random_bytes()?);
        let iterations = Keyring::ITERATIONS;
        let key = derive_key(&normalized(secret), &salt, iterations).await?;
        let main = encrypt(&key, &iv, by.code(), &main.0).await?;
        let [salt, iv, main] = [&salt[..], &iv, &main].map(base64::encode_for_address);
        Ok(Self { by, salt, iterations, iv, main })
    }

    async fn open(&self, secret: &str) -> Result<MainKey, UnlockError> {
        let (salt, iv) = (decoded("salt", &self.salt)?, decoded("iv", &self.iv)?);
        let main = decoded("main", &self.main)?;
        let key = derive_key(&normalized(secret), &salt, self.iterations).await?;
        let main = decrypt(&key, &iv, self.by.code(), &main).await;
        main.map(MainKey).map_err(|_| UnlockError::Wrong)
    }
}

/// In NFKC: another keyboard may compose letters, or make them wide, in its own
/// way.
fn normalized(secret: &str) -> String {
    String::from(JsString::from(secret).normalize("NFKC"))
}

/// The name of a public key: its thumbprint (RFC 7638), base64url.
pub(super) async fn thumbprint(x: &str, y: &str) -> Result<String, CryptoError> {
    let public = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    Ok(base64::encode_for_address(&sha256(public.as_bytes()).await?))
}

fn decoded(name: &str, value: &str) -> Result<Vec<u8>, UnlockError> {
    let damaged = || UnlockError::Damaged(format!("`{name}` is not base64url"));
    base64::decode_from_address(value).ok_or_else(damaged)
}
