//! Growing waits after wrong PINs and passphrases. They are on disk before the
//! next attempt can be made, so that neither a reload nor a restart shortens them.

use wasm_bindgen::JsValue;

use super::{Area, Store};
use crate::platform::{Record, StorageError};

/// What is being opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The staff's PIN.
    Pin,
    /// The passphrase.
    Passphrase,
}

impl Door {
    fn key(self) -> &'static str {
        match self {
            Self::Pin => "attempts-pin",
            Self::Passphrase => "attempts-passphrase",
        }
    }
}

/// Wrong attempts in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Attempts {
    /// How many.
    wrong: u32,
    /// The last, in milliseconds since 1970 by the tablet's clock.
    last: f64,
}

impl Attempts {
    /// Attempts without a wait.
    const FREE: u32 = 3;
    /// The first wait in seconds; each further one is twice as long.
    const FIRST: u32 = 15;
    /// The longest wait, in seconds.
    const LONGEST: u32 = 15 * 60;

    /// How many seconds to wait until the next attempt, at `now` (milliseconds
    /// since 1970). A clock set back starts the present wait anew, no more.
    pub fn wait(self, now: f64) -> u32 {
        let passed = ((now - self.last) / 1000.0).max(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, ≥ 0")]
        let left = (f64::from(self.imposed()) - passed).ceil().max(0.0) as u32;
        left
    }

    fn imposed(self) -> u32 {
        let Some(doublings) = self.wrong.checked_sub(Self::FREE) else { return 0 };
        Self::FIRST.saturating_mul(1 << doublings.min(10)).min(Self::LONGEST)
    }

    fn after_another(self, now: f64) -> Self {
        Self { wrong: self.wrong.saturating_add(1), last: now }
    }
}

impl Store {
    /// The wrong attempts on `door` so far.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn attempts(&self, door: Door) -> Result<Attempts, StorageError> {
        let stored = self.0.read(&[Area::META])?.get(Area::META, door.key()).await?;
        let record = stored.as_string().and_then(|json| Record::parse(&json).ok());
        let attempts = record.map(|record| Attempts {
            wrong: record.number("wrong").unwrap_or_default(),
            last: record.float("last").unwrap_or_default(),
        });
        Ok(attempts.unwrap_or_default())
    }

    /// Counts an attempt at `now` before it is known whether it was right, so
    /// that a tablet switched off meanwhile has not forgotten it.
    ///
    /// # Errors
    /// When it is not on disk; then the attempt must not be made.
    pub async fn count_attempt(&self, door: Door, now: f64) -> Result<Attempts, StorageError> {
        let attempts = self.attempts(door).await?.after_another(now);
        let record = Record::new().with("wrong", attempts.wrong).with("last", now);
        let transaction = self.0.write(&[Area::META])?;
        transaction.put(Area::META, door.key(), &JsValue::from_str(&record.to_json()))?;
        transaction.complete().await?;
        Ok(attempts)
    }

    /// The right one was given: there is nothing to wait for.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn forget_attempts(&self, door: Door) -> Result<(), StorageError> {
        let transaction = self.0.write(&[Area::META])?;
        transaction.delete(Area::META, door.key())?;
        transaction.complete().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits() -> Vec<u32> {
        let mut attempts = Attempts::default();
        let mut wait = || {
            attempts = attempts.after_another(0.0);
            attempts.wait(0.0)
        };
        (0..12).map(|_| wait()).collect()
    }

    #[test]
    fn waits_grow_to_a_quarter_of_an_hour() {
        assert_eq!(waits(), [0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
    }

    #[test]
    fn a_wait_passes_and_a_clock_set_back_does_not_lengthen_it() {
        let attempts = Attempts { wrong: 4, last: 1_000_000.0 };
        assert_eq!(attempts.wait(1_010_500.0), 20);
        assert_eq!(attempts.wait(1_030_000.0), 0);
        assert_eq!(attempts.wait(0.0), 30);
    }
}
