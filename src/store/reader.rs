//! Reading what customers said: only behind the [`super::Gate`].

use std::collections::BTreeMap;

use heard_exchange::{DeviceSequence, Response, ResponseId};
use wasm_bindgen::JsValue;

use super::{Area, Envelope, Key, Store, journal::sequence_of};
use crate::platform::StorageError;

/// When each response was first exported (RFC 3339).
pub type Exported = BTreeMap<ResponseId, String>;

/// The right to read. Locking the console drops it.
#[derive(Clone)]
pub struct Reader {
    store: Store,
}

impl Reader {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Every stored response, by start.
    ///
    /// # Errors
    /// When the storage cannot be read or a record is damaged.
    pub async fn responses(&self) -> Result<Vec<Response>, StorageError> {
        let stored = self.store.0.read(&[Area::JOURNAL])?.values(Area::JOURNAL).await?;
        let mut responses = Vec::with_capacity(stored.length() as usize);
        for envelope in stored.iter() {
            responses.push(Envelope::from_stored(&envelope).open().await?);
        }
        responses.sort_by_key(|response| (response.started_at, response.sequence));
        Ok(responses)
    }

    /// The last sequence number this tablet has taken.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn last_sequence(&self) -> Result<DeviceSequence, StorageError> {
        let transaction = self.store.0.read(&[Area::META])?;
        Ok(sequence_of(&transaction.get(Area::META, Key::SEQUENCE).await?))
    }

    /// Brings in responses from elsewhere, all or none. Those already here
    /// (by id) are left as they are; how many were new is returned.
    ///
    /// # Errors
    /// When they are not on disk.
    pub async fn import(&self, responses: &[Response]) -> Result<usize, StorageError> {
        let mut sealed = Vec::with_capacity(responses.len());
        for response in responses {
            sealed.push((response.id.to_string(), Envelope::seal(response).await?));
        }
        let transaction = self.store.0.write(&[Area::JOURNAL])?;
        let mut here = transaction.keys(Area::JOURNAL).await?;
        let mut added = 0;
        for (id, envelope) in sealed {
            // Keys come in ascending order.
            if let Err(place) = here.binary_search(&id) {
                transaction.put(Area::JOURNAL, &id, &envelope.to_stored())?;
                here.insert(place, id);
                added += 1;
            }
        }
        transaction.complete().await?;
        Ok(added)
    }

    /// Which responses were exported, and when first.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn exported(&self) -> Result<Exported, StorageError> {
        let transaction = self.store.0.read(&[Area::EXPORTED])?;
        let times = transaction.values(Area::EXPORTED).await?;
        let ids = transaction.keys(Area::EXPORTED).await?;
        let pairs = ids.iter().zip(times.iter());
        Ok(pairs.filter_map(|(id, at)| Some((id.parse().ok()?, at.as_string()?))).collect())
    }

    /// Remembers that these responses were exported at `at` (RFC 3339); an
    /// earlier time stays.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn mark_exported(&self, ids: &[ResponseId], at: &str) -> Result<(), StorageError> {
        let already = self.exported().await?;
        let transaction = self.store.0.write(&[Area::EXPORTED])?;
        for id in ids.iter().filter(|id| !already.contains_key(id)) {
            transaction.put(Area::EXPORTED, &id.to_string(), &JsValue::from_str(at))?;
        }
        transaction.complete().await
    }
}
