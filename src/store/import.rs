//! Responses that come from elsewhere: they go into segments at once, sealed to
//! the keys of this tablet.

use heard_exchange::{Response, segment};
use wasm_bindgen::JsValue;

use super::{Area, Key, Reader, compaction::grouped};
use crate::platform::StorageError;

/// Where responses come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The demonstration: brought in once.
    Demonstration,
    /// Another tablet, or this one before.
    Bundle,
}

impl Reader {
    /// Brings in responses from elsewhere, all or none. Those already here
    /// (by id) are left as they are; how many were new is returned.
    ///
    /// # Errors
    /// When they are not on disk.
    pub async fn import(
        &self,
        responses: Vec<Response>,
        origin: Origin,
    ) -> Result<usize, StorageError> {
        let groups = grouped(responses, |_| false);
        let mut segments = Vec::new();
        let mut added = 0;
        for (group, mut responses) in groups {
            let here = self.days(group.day, group.day).await?.responses;
            responses.retain(|new| here.iter().all(|held| held.response.id != new.id));
            added += responses.len();
            let mut responses = responses.as_slice();
            while !responses.is_empty() {
                let (part, rest) = responses.split_at(segment::fitting(responses));
                segments.push(self.fresh(group.day, part, None).await?);
                responses = rest;
            }
        }
        let transaction = self.store.0.write(&[Area::SEGMENTS, Area::CATALOG, Area::META])?;
        segments.iter().try_for_each(|fresh| fresh.store(&transaction))?;
        if origin == Origin::Demonstration {
            transaction.put(Area::META, Key::DEMONSTRATION, &JsValue::TRUE)?;
        }
        transaction.complete().await?;
        Ok(added)
    }

    /// Whether the demonstration has been brought in.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn has_demonstration(&self) -> Result<bool, StorageError> {
        let transaction = self.store.0.read(&[Area::META])?;
        Ok(transaction.get(Area::META, Key::DEMONSTRATION).await?.is_truthy())
    }
}
