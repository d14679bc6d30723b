//! What a sealed bundle takes along: envelopes as they are. Needs no secret.

use heard_exchange::DeviceSequence;
use wasm_bindgen::JsValue;

use super::{Area, Envelope, Key, Store, journal::sequence_of};
use crate::platform::StorageError;

/// Everything sealed on this tablet.
pub struct Sealed {
    /// JWE as JSON, by sequence.
    pub responses: Vec<String>,
    /// The last sequence number taken.
    pub last: DeviceSequence,
}

impl Store {
    /// How many responses are here.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn count(&self) -> Result<u32, StorageError> {
        self.0.read(&[Area::JOURNAL])?.count(Area::JOURNAL).await
    }

    /// Every sealed response. Those still in the clear are left out.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn sealed(&self) -> Result<Sealed, StorageError> {
        let transaction = self.0.read(&[Area::JOURNAL, Area::META])?;
        let last = sequence_of(&transaction.get(Area::META, Key::SEQUENCE).await?);
        let stored = transaction.values(Area::JOURNAL).await?;
        let envelope = |stored: JsValue| Envelope::from_stored(&stored);
        let sealed = stored.iter().map(envelope).filter(|envelope| !envelope.is_plain());
        let mut numbered: Vec<_> = sealed.map(|it| (it.sequence(), it.into_text())).collect();
        numbered.sort_by_key(|(sequence, _)| *sequence);
        Ok(Sealed { responses: numbered.into_iter().map(|(_, text)| text).collect(), last })
    }
}
