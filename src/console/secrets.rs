//! Trying a passphrase or recovery key: each attempt is counted before it is
//! made, and wrong ones make waits, wherever in the console it is asked for.

use crate::{
    platform::{StorageError, now_in, now_ms},
    store::{Door, Event, Keyring, PrivateKeys, Settings, Store, UnlockError, What},
};

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Nothing was entered.
    Empty,
    /// Not the passphrase.
    Wrong,
    /// So many seconds until the next attempt.
    Waiting(u32),
    /// The browser cannot check it.
    Unchecked,
    /// The keyring is damaged, in the words of whoever read it.
    Damaged(String),
    /// The attempt could not be counted, and so was not made; in the browser's
    /// words.
    Uncounted(String),
    /// It is the passphrase, but what is stored cannot be read or written.
    Unread(String),
}

impl From<UnlockError> for Refusal {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::Wrong => Self::Wrong,
            UnlockError::Damaged(detail) => Self::Damaged(detail),
            UnlockError::Crypto(_) => Self::Unchecked,
        }
    }
}

/// Makes an attempt with `secret`; a wrong one is put on record.
///
/// # Errors
/// Why nothing came of it; wrong secrets and those that were never tried alike.
pub(super) async fn attempt<T>(
    secret: &str,
    store: &Store,
    zone: &str,
    trying: impl Future<Output = Result<T, UnlockError>>,
) -> Result<T, Refusal> {
    if secret.is_empty() {
        return Err(Refusal::Empty);
    }
    let uncounted = |error: StorageError| Refusal::Uncounted(error.detail);
    let before = store.attempts(Door::Passphrase).await.map_err(uncounted)?;
    match before.wait(now_ms()) {
        0 => {}
        seconds => return Err(Refusal::Waiting(seconds)),
    }
    store.count_attempt(Door::Passphrase, now_ms()).await.map_err(uncounted)?;
    let opened = match trying.await {
        Err(UnlockError::Wrong) => {
            let event = Event::of(What::Refused, now_in(zone), "passphrase");
            store.put_on_record(&event).await.map_err(uncounted)?;
            return Err(Refusal::Wrong);
        }
        opened => opened?,
    };
    store.forget_attempts(Door::Passphrase).await.map_err(uncounted)?;
    Ok(opened)
}

/// The private keys, for whoever knows the secret; and the settings as they are
/// from then on. A tablet that was set up before there was sealing gets its keys
/// here: then its responses can be sealed.
///
/// # Errors
/// See [`UnlockError`].
pub(super) async fn unlock(
    secret: &str,
    settings: &Settings,
) -> Result<(PrivateKeys, Settings), UnlockError> {
    let mut settings = settings.clone();
    let keyring = match (Keyring::of(&settings.keys)?, settings.passphrase.take()) {
        (Some(keyring), _) => keyring,
        (None, Some(gate)) if gate.knows(secret).await? => Keyring::new(secret).await?.0,
        (None, _) => return Err(UnlockError::Wrong),
    };
    let private = keyring.unlock(secret).await?;
    settings.keys.keyring = Some(keyring.to_json());
    Ok((private, settings))
}
