//! How a response lies in the journal.
//!
//! Sealing and opening are asynchronous and apart, because WebCrypto will do
//! them with different keys: the kiosk needs none that opens. For now the
//! envelope is plain, and says so.

use heard_exchange::Response;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::platform::StorageError;

/// A response as it is stored.
pub struct Envelope(String);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Content<R> {
    /// Not sealed.
    Plain(R),
}

impl Envelope {
    /// Puts `response` into an envelope.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    #[expect(clippy::unused_async, reason = "sealing will await WebCrypto")]
    pub async fn seal(response: &Response) -> Result<Self, StorageError> {
        serde_json::to_string(&Content::Plain(response))
            .map(Self)
            .map_err(|error| StorageError::broken(format!("a response cannot be written: {error}")))
    }

    /// Takes the response out again.
    ///
    /// # Errors
    /// When the envelope is damaged.
    #[expect(clippy::unused_async, reason = "opening will await WebCrypto")]
    pub async fn open(&self) -> Result<Response, StorageError> {
        serde_json::from_str(&self.0)
            .map(|Content::Plain(response)| response)
            .map_err(|error| StorageError::broken(format!("a stored response is damaged: {error}")))
    }

    /// The form it has in the database.
    pub(super) fn to_stored(&self) -> JsValue {
        JsValue::from_str(&self.0)
    }

    /// From the form it has in the database.
    pub(super) fn from_stored(stored: &JsValue) -> Self {
        Self(stored.as_string().unwrap_or_default())
    }
}
