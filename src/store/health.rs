//! How the tablet is, for whoever works at the branch: told without any secret,
//! and nothing of what anybody said.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use heard_exchange::DeviceSequence;
use wasm_bindgen::JsValue;

use super::{Area, Doubt, Key, Store, What, journal::sequence_of};
use crate::platform::{StorageError, base64, monotonic_ms, random_bytes};

/// Failures are told for so many days.
const FAILURES: TimeDelta = TimeDelta::days(7);

/// What is written for a test is so many times 43 characters.
const PARTS: usize = 100;

/// How the tablet is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// How many responses were never exported.
    pub waiting: usize,
    /// The day of the oldest of them.
    pub oldest: Option<NaiveDate>,
    /// The last sequence number taken.
    pub last: DeviceSequence,
    /// When a sealed bundle was taken last (RFC 3339).
    pub bundled: Option<String>,
    /// Starts after a failure and refused updates of the last seven days.
    pub failures: usize,
    /// The tablet's date jumped, and nobody has confirmed it.
    pub doubt: Option<Doubt>,
}

impl Store {
    /// How the tablet is at `now`.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn health(&self, now: DateTime<FixedOffset>) -> Result<Health, StorageError> {
        let index = self.index().await?;
        let events = self.events().await?;
        let transaction = self.0.read(&[Area::META])?;
        let last = sequence_of(&transaction.get(Area::META, Key::SEQUENCE).await?);
        let lately = (now - FAILURES).to_rfc3339();
        let has_failed = |what| matches!(what, What::Failed | What::UpdateRefused);
        let failures = events.iter().filter(|it| has_failed(it.what) && it.at > lately).count();
        let bundled = events.into_iter().rfind(|event| event.what == What::Bundled);
        Ok(Health {
            waiting: index.iter().map(|of_day| of_day.waiting).sum(),
            oldest: index.iter().find(|of_day| of_day.waiting > 0).map(|of_day| of_day.day),
            last,
            bundled: bundled.map(|event| event.at),
            failures,
            doubt: self.doubt().await?,
        })
    }

    /// Writes something, reads it back and takes it away again; how many
    /// milliseconds that took.
    ///
    /// # Errors
    /// When it cannot be written, or is not what was written.
    pub async fn test(&self) -> Result<f64, StorageError> {
        let start = monotonic_ms();
        let written = base64::encode_for_address(&random_bytes::<32>()?).repeat(PARTS);
        let transaction = self.0.write(&[Area::META])?;
        transaction.put(Area::META, Key::TEST, &JsValue::from_str(&written))?;
        transaction.complete().await?;
        let read = self.0.read(&[Area::META])?.get(Area::META, Key::TEST).await?;
        let transaction = self.0.write(&[Area::META])?;
        transaction.delete(Area::META, Key::TEST)?;
        transaction.complete().await?;
        if read.as_string() == Some(written) {
            Ok(monotonic_ms() - start)
        } else {
            Err(StorageError::broken("what was read is not what was written"))
        }
    }
}
