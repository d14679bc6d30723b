//! Making a keyring, opening it, changing its secrets, adding a key.

use sha2::Sha256;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::{
    PrivateKey, SealError, agreement::Key, content_key, rand_core::CryptoRng, seal::random_key,
};
use crate::sealed::{By, Keyring, Lock, RecoveryKey, SealedKey};

/// Something that opens a keyring.
#[derive(Clone, Copy)]
pub enum Secret<'s> {
    /// What the manager types.
    Passphrase(&'s str),
    /// What was printed at set-up.
    Recovery(&'s RecoveryKey),
}

impl<'s> Secret<'s> {
    fn by(self) -> By {
        match self {
            Self::Passphrase(_) => By::Passphrase,
            Self::Recovery(_) => By::Recovery,
        }
    }

    fn text(self) -> &'s str {
        match self {
            Self::Passphrase(passphrase) => passphrase,
            Self::Recovery(key) => key.as_str(),
        }
    }
}

/// Why a keyring does not open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// Made without this kind of secret.
    #[error("this keyring has no lock for a {0}")]
    NoLock(By),
    /// Another one, or the lock is damaged.
    #[error("this {0} does not open the keyring")]
    WrongSecret(By),
}

/// A private key that does not open with the main key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("keys[{index}] ({kid}) of the keyring is damaged: {why}")]
pub struct DamagedKey {
    /// Which key, from 0.
    pub index: usize,
    /// Its name.
    pub kid: String,
    /// What is wrong with it.
    pub why: String,
}

/// A keyring that was opened.
pub struct OpenKeyring {
    main: Key,
    keys: Vec<PrivateKey>,
    damaged: Vec<DamagedKey>,
}

impl OpenKeyring {
    /// The private keys, the newest first.
    pub fn keys(&self) -> &[PrivateKey] {
        &self.keys
    }

    /// Those that could not be opened: what is sealed to them alone is lost.
    pub fn damaged(&self) -> &[DamagedKey] {
        &self.damaged
    }
}

impl Keyring {
    /// Rounds of PBKDF2 for new locks (OWASP).
    pub const ITERATIONS: u32 = 600_000;

    /// A keyring with one new key, and a lock for each of `secrets`.
    ///
    /// # Errors
    /// When something cannot be sealed, which no key brings about.
    pub fn make(secrets: &[Secret<'_>], random: &mut impl CryptoRng) -> Result<Self, SealError> {
        let main = random_key(random);
        let mut keyring = Self { keys: Vec::new(), locks: Vec::new() };
        keyring.add_key(&main, random)?;
        for secret in secrets {
            keyring.locks.push(lock(&main, *secret, random)?);
        }
        Ok(keyring)
    }

    /// Opens it. A damaged key does not keep the others from being used.
    ///
    /// # Errors
    /// When `secret` is not one of its secrets.
    pub fn open(&self, secret: Secret<'_>) -> Result<OpenKeyring, UnlockError> {
        let by = secret.by();
        let mut locks = self.locks.iter().filter(|lock| lock.by == by).peekable();
        locks.peek().ok_or(UnlockError::NoLock(by))?;
        let main =
            locks.find_map(|lock| unlock(lock, secret)).ok_or(UnlockError::WrongSecret(by))?;
        let mut ring = OpenKeyring { main, keys: Vec::new(), damaged: Vec::new() };
        for (index, key) in self.keys.iter().enumerate() {
            match opened(key, &ring.main) {
                Ok(key) => ring.keys.push(key),
                Err(why) => ring.damaged.push(DamagedKey { index, kid: key.kid.clone(), why }),
            }
        }
        Ok(ring)
    }

    /// Replaces the locks of the kind of `secret` by one that it opens. Nothing
    /// is sealed anew.
    ///
    /// # Errors
    /// When something cannot be sealed, which no key brings about.
    pub fn set_secret(
        &mut self,
        opened: &OpenKeyring,
        secret: Secret<'_>,
        random: &mut impl CryptoRng,
    ) -> Result<(), SealError> {
        let new = lock(&opened.main, secret, random)?;
        self.locks.retain(|lock| lock.by != new.by);
        self.locks.push(new);
        Ok(())
    }

    /// Adds a further key: what is written from now on is sealed to it.
    ///
    /// # Errors
    /// When something cannot be sealed, which no key brings about.
    pub fn rotate(
        &mut self,
        opened: &mut OpenKeyring,
        random: &mut impl CryptoRng,
    ) -> Result<(), SealError> {
        let key = self.add_key(&opened.main, random)?;
        opened.keys.insert(0, key);
        Ok(())
    }

    fn add_key(
        &mut self,
        main: &Key,
        random: &mut impl CryptoRng,
    ) -> Result<PrivateKey, SealError> {
        // Randomness that cannot fail.
        let Ok(key) = PrivateKey::generate(random);
        let (kid, point) = (key.public().kid.clone(), key.public().point);
        let mut iv = [0; 12];
        random.fill_bytes(&mut iv);
        let mut private = key.to_pkcs8()?;
        let tag = content_key::seal(main, &iv, kid.as_bytes(), &mut private)?;
        let private = [private.as_slice(), &tag].concat();
        self.keys.insert(0, SealedKey { kid, point, iv, private });
        Ok(key)
    }
}

fn lock(main: &Key, secret: Secret<'_>, random: &mut impl CryptoRng) -> Result<Lock, SealError> {
    let (by, iterations) = (secret.by(), Keyring::ITERATIONS);
    let (mut salt, mut iv) = ([0; 16], [0; 12]);
    random.fill_bytes(&mut salt);
    random.fill_bytes(&mut iv);
    let key = derive(secret, &salt, iterations);
    let mut sealed = Zeroizing::new([0; 48]);
    let (bytes, end) = sealed.split_at_mut(main.len());
    bytes.copy_from_slice(main.as_slice());
    end.copy_from_slice(&content_key::seal(&key, &iv, by.code().as_bytes(), bytes)?);
    Ok(Lock { by, salt, iterations, iv, main: *sealed })
}

fn unlock(lock: &Lock, secret: Secret<'_>) -> Option<Key> {
    let key = derive(secret, &lock.salt, lock.iterations);
    let (bytes, tag) = lock.main.split_last_chunk::<16>()?;
    let main = content_key::open(&key, &lock.iv, lock.by.code().as_bytes(), bytes, tag).ok()?;
    main.as_slice().try_into().ok().map(Zeroizing::new)
}

fn derive(secret: Secret<'_>, salt: &[u8; 16], iterations: u32) -> Key {
    let mut key = Key::default();
    // Another keyboard may compose letters, or make them wide, in its own way.
    let secret: Zeroizing<String> = Zeroizing::new(secret.text().nfkc().collect());
    pbkdf2::pbkdf2_hmac::<Sha256>(secret.as_bytes(), salt, iterations, key.as_mut_slice());
    key
}

/// The private key in `sealed`, or what is wrong with it.
fn opened(sealed: &SealedKey, main: &Key) -> Result<PrivateKey, String> {
    let (bytes, tag) = sealed.private.split_last_chunk::<16>().ok_or("cut off")?;
    let opened = content_key::open(main, &sealed.iv, sealed.kid.as_bytes(), bytes, tag);
    let opened = opened.map_err(|_| "changed after it was sealed")?;
    let key = PrivateKey::from_pkcs8(&opened).map_err(|error| error.to_string())?;
    let is_named = key.public().kid == sealed.kid && key.public().point == sealed.point;
    if is_named { Ok(key) } else { Err("another key than it says".to_owned()) }
}
