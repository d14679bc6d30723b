//! What a sealed bundle takes along: envelopes as they are. Needs no secret.

use heard_exchange::DeviceSequence;
use heard_survey::order::sort_by_key;
use wasm_bindgen::JsValue;

use super::{Area, Envelope, Key, Store, archive, journal::sequence_of};
use crate::platform::StorageError;

/// Everything sealed on this tablet.
pub struct Sealed {
    /// Responses: JWE as JSON, by sequence.
    pub responses: Vec<String>,
    /// Segments: JWE as JSON, by day.
    pub segments: Vec<String>,
    /// How many responses that is together.
    pub count: usize,
    /// The last sequence number taken.
    pub last: DeviceSequence,
}

impl Store {
    /// How many responses are here.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn count(&self) -> Result<u32, StorageError> {
        let in_journal = self.0.read(&[Area::JOURNAL])?.count(Area::JOURNAL).await?;
        let archived: u32 = self.catalog().await?.iter().map(|listed| listed.count).sum();
        Ok(in_journal + archived)
    }

    /// Everything sealed. Responses still in the clear are left out.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn sealed(&self) -> Result<Sealed, StorageError> {
        let areas = [Area::JOURNAL, Area::META, Area::SEGMENTS, Area::CATALOG];
        let transaction = self.0.read(&areas)?;
        let last = sequence_of(&transaction.get(Area::META, Key::SEQUENCE).await?);
        let stored = transaction.values(Area::JOURNAL).await?;
        let listed = archive::catalog(&transaction).await?;
        let envelope = |stored: JsValue| Envelope::from_stored(&stored);
        let sealed = stored.iter().map(envelope).filter(|envelope| !envelope.is_plain());
        let mut numbered: Vec<_> = sealed.map(|it| (it.sequence(), it.into_text())).collect();
        sort_by_key(&mut numbered, |(sequence, _)| *sequence);
        let mut count = numbered.len();
        let mut segments = Vec::with_capacity(listed.len());
        for segment in listed {
            let text = transaction.get(Area::SEGMENTS, &segment.id).await?;
            if let Some(text) = text.as_string() {
                count += usize::try_from(segment.count).unwrap_or_default();
                segments.push(text);
            }
        }
        let responses = numbered.into_iter().map(|(_, text)| text).collect();
        Ok(Sealed { responses, segments, count, last })
    }
}
