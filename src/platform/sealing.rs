//! Sealing and opening: `web/sealing.js`, which comes with what the first
//! question does without. Until it is there, sealing waits for it.

use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::StorageError;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = heard, js_name = seal)]
    fn late_seal(
        plain: &JsValue,
        label: &str,
        keyring: &str,
        recipients: Option<&str>,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = open)]
    fn late_open(all: &Array, keys: &Object, as_bytes: bool) -> Result<Promise, JsValue>;
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
    sealed(&words.into(), label, keyring, recipients).await
}

/// As [`seal`], of `bytes`.
///
/// # Errors
/// When the browser cannot.
pub async fn seal_bytes(
    bytes: &[u8],
    label: &str,
    keyring: &str,
    recipients: Option<&str>,
) -> Result<String, StorageError> {
    sealed(&Uint8Array::from(bytes), label, keyring, recipients).await
}

async fn sealed(
    plain: &JsValue,
    label: &str,
    keyring: &str,
    recipients: Option<&str>,
) -> Result<String, StorageError> {
    let sealed = JsFuture::from(late_seal(plain, label, keyring, recipients)?).await?;
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
    let opened = opened(all, keys, false).await?;
    Ok(opened.map(|one| one.map(|parts| parts.map(|part| part.as_string().unwrap_or_default()))))
}

/// As [`open_all`], of what was sealed as bytes.
///
/// # Errors
/// When the browser cannot open anything.
pub async fn open_bytes(
    all: &Array,
    keys: &Object,
) -> Result<impl Iterator<Item = Result<(Vec<u8>, String), String>>, StorageError> {
    let opened = opened(all, keys, true).await?;
    let bytes = |[bytes, label]: [JsValue; 2]| {
        (Uint8Array::new(&bytes).to_vec(), label.as_string().unwrap_or_default())
    };
    Ok(opened.map(move |one| one.map(bytes)))
}

async fn opened(
    all: &Array,
    keys: &Object,
    as_bytes: bool,
) -> Result<impl Iterator<Item = Result<[JsValue; 2], String>>, StorageError> {
    let opened: Array = JsFuture::from(late_open(all, keys, as_bytes)?).await?.unchecked_into();
    Ok(opened.into_iter().map(|one| match one.dyn_into::<Array>() {
        Ok(parts) => Ok([0, 1].map(|part| parts.get(part))),
        Err(why) => Err(why.as_string().unwrap_or_default()),
    }))
}
