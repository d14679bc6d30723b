//! The journal: one record a response, written before anybody is thanked.

use std::cell::Cell;

use heard_exchange::{DeviceSequence, Response};
use wasm_bindgen::JsValue;

use super::{Area, Envelope, Key, Keys, Store};
use crate::platform::StorageError;

/// The one writer of responses. Only the tab that holds the kiosk lock has one.
pub struct Journal {
    store: Store,
    keys: Keys,
    last: Cell<DeviceSequence>,
}

impl Journal {
    /// Reads where the sequence stands. What is written will be sealed to `keys`.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn open(store: Store, keys: Keys) -> Result<Self, StorageError> {
        let last = Cell::new(store.last_sequence().await?);
        Ok(Self { store, keys, last })
    }

    /// Writes a response whole; done means on disk. One without a sequence
    /// (0) is new and takes the next; one with its sequence replaces itself.
    /// Calls must not overlap.
    ///
    /// # Errors
    /// When it is not on disk. Nothing was applied, the sequence not taken;
    /// the same call may be made again.
    pub async fn write(&self, response: &mut Response) -> Result<(), StorageError> {
        let is_new = response.sequence == DeviceSequence::default();
        let mut written = response.clone();
        if is_new {
            written.sequence = self.last.get().next();
        }
        // Sealing first: a transaction would not outlive it.
        let envelope = Envelope::seal(&written, &self.keys).await?;
        let id = written.id.to_string();

        let transaction = self.store.0.write(&[Area::JOURNAL, Area::META])?;
        let stored = transaction.get(Area::META, Key::SEQUENCE).await?;
        if sequence_of(&stored) != self.last.get() {
            transaction.abort();
            return Err(StorageError::broken("somebody else writes to this journal"));
        }
        transaction.put(Area::JOURNAL, &id, &envelope.to_stored())?;
        if is_new {
            let taken = JsValue::from(written.sequence.0);
            transaction.put(Area::META, Key::SEQUENCE, &taken)?;
        }
        transaction.complete().await?;

        self.last.set(self.last.get().max(written.sequence));
        response.sequence = written.sequence;
        Ok(())
    }
}

impl Store {
    /// The last sequence number this tablet has taken.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn last_sequence(&self) -> Result<DeviceSequence, StorageError> {
        let transaction = self.0.read(&[Area::META])?;
        Ok(sequence_of(&transaction.get(Area::META, Key::SEQUENCE).await?))
    }
}

/// The sequence as stored: a whole number, or nothing before the first.
pub(super) fn sequence_of(stored: &JsValue) -> DeviceSequence {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "only ever written from a u32"
    )]
    DeviceSequence(stored.as_f64().unwrap_or_default() as u32)
}
