//! Reading what customers said: only with the private keys.

use std::collections::BTreeMap;

use heard_exchange::{DeviceSequence, Response, ResponseId};
use wasm_bindgen::JsValue;

use super::{Area, Envelope, Key, Keys, PrivateKeys, Store, journal::sequence_of};
use crate::platform::StorageError;

/// When each response was first exported (RFC 3339).
pub type Exported = BTreeMap<ResponseId, String>;

/// How many responses are opened at a time.
const CHUNK: usize = 500;

/// The right to read. Locking the console drops it.
#[derive(Clone)]
pub struct Reader {
    store: Store,
    private: PrivateKeys,
    /// What is brought in is sealed to these.
    keys: Keys,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Readout {
    /// By start.
    pub responses: Vec<Response>,
    /// Those that stay closed, and why, in the browser's words.
    pub unreadable: Vec<(String, String)>,
}

impl Reader {
    /// Reads with `private`; what it writes is sealed to `keys`.
    pub fn new(store: Store, private: PrivateKeys, keys: Keys) -> Self {
        Self { store, private, keys }
    }

    /// Every stored response. Those still in the clear are sealed.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn responses(&self) -> Result<Readout, StorageError> {
        let transaction = self.store.0.read(&[Area::JOURNAL])?;
        let stored = transaction.values(Area::JOURNAL).await?;
        let ids = transaction.keys(Area::JOURNAL).await?;
        let envelopes: Vec<_> = stored.iter().map(|it| Envelope::from_stored(&it)).collect();
        let mut found = Readout::default();
        let mut plain = Vec::new();
        for (ids, envelopes) in ids.chunks(CHUNK).zip(envelopes.chunks(CHUNK)) {
            let opened = Envelope::open_all(envelopes, &self.private).await?;
            for ((id, envelope), response) in ids.iter().zip(envelopes).zip(opened) {
                match response {
                    Ok(response) if response.id.to_string() != *id => {
                        found.unreadable.push((id.clone(), "another response".to_owned()));
                    }
                    Ok(response) => {
                        if envelope.is_plain() {
                            plain.push(response.clone());
                        }
                        found.responses.push(response);
                    }
                    Err(why) => found.unreadable.push((id.clone(), why)),
                }
            }
        }
        found.responses.sort_by_key(|response| (response.started_at, response.sequence));
        self.seal_again(&plain).await?;
        Ok(found)
    }

    /// Puts sealed envelopes in the place of those in the clear.
    async fn seal_again(&self, plain: &[Response]) -> Result<(), StorageError> {
        if plain.is_empty() {
            return Ok(());
        }
        let sealed = self.sealed(plain).await?;
        let transaction = self.store.0.write(&[Area::JOURNAL])?;
        for (id, envelope) in sealed {
            let stored = transaction.get(Area::JOURNAL, &id).await?;
            if Envelope::from_stored(&stored).is_plain() {
                transaction.put(Area::JOURNAL, &id, &envelope.to_stored())?;
            }
        }
        transaction.complete().await
    }

    async fn sealed(
        &self,
        responses: &[Response],
    ) -> Result<Vec<(String, Envelope)>, StorageError> {
        let mut sealed = Vec::with_capacity(responses.len());
        for response in responses {
            let envelope = Envelope::seal(response, &self.keys).await?;
            sealed.push((response.id.to_string(), envelope));
        }
        Ok(sealed)
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
        let sealed = self.sealed(responses).await?;
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
