//! Sealing and opening: `web/sealing.js`, which comes with what the first
//! question does without. Until it is there, sealing waits for it.

use js_sys::{Array, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::StorageError;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = heard, js_name = seal)]
    fn late_seal(
        words: &str,
        label: &str,
        keyring: &str,
        recipients: Option<&str>,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = open)]
    fn late_open(all: &Array, keys: &Object) -> Result<Promise, JsValue>;
}

/// Seals `words` to the newest key of `keyring` and to `recipients` (both as
/// JSON). `label` stays readable. Returns the JWE as JSON.
///
/// # Errors
/// When the browser cannot: nothing may be stored then.
pub async fn seal(
    words: &str,
    label: &str,
    keyring: &str,
    recipients: Option<&str>,
) -> Result<String, StorageError> {
    let sealed = JsFuture::from(late_seal(words, label, keyring, recipients)?).await?;
    sealed.as_string().ok_or_else(|| StorageError::broken("nothing was sealed"))
}

/// Opens each of `all` (JWE as JSON) with the private key that fits; `keys`
/// holds them by their `kid`. Of each the words and the label, or why it stays
/// closed: no key fits, or it is damaged.
///
/// # Errors
/// When the browser cannot open anything.
pub async fn open_all(
    all: &Array,
    keys: &Object,
) -> Result<impl Iterator<Item = Result<[String; 2], String>>, StorageError> {
    let opened: Array = JsFuture::from(late_open(all, keys)?).await?.unchecked_into();
    Ok(opened.into_iter().map(|one| match one.dyn_into::<Array>() {
        Ok(parts) => Ok([0, 1].map(|part| parts.get(part).as_string().unwrap_or_default())),
        Err(why) => Err(why.as_string().unwrap_or_default()),
    }))
}
