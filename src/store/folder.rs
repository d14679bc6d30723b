//! The folder that staff granted for bundles.

use wasm_bindgen::JsCast;

use super::{Area, Key, Store};
use crate::platform::{Folder, StorageError};

impl Store {
    /// The folder that was granted last; none where there never was one.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn folder(&self) -> Result<Option<Folder>, StorageError> {
        let stored = self.0.read(&[Area::META])?.get(Area::META, Key::FOLDER).await?;
        Ok(stored.is_object().then(|| stored.unchecked_into()))
    }

    /// Remembers `folder`.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn keep_folder(&self, folder: &Folder) -> Result<(), StorageError> {
        let transaction = self.0.write(&[Area::META])?;
        transaction.put(Area::META, Key::FOLDER, folder)?;
        transaction.complete().await
    }
}
