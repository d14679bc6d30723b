//! The links of the log: `web/chain.js`, which comes with what the first question
//! does without.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::StorageError;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = heard, js_name = link)]
    fn late_link() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = logLines)]
    fn late_lines() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = checkLog)]
    fn late_check() -> Result<Promise, JsValue>;
}

/// Links every entry of the log that has no link yet. The number of the last
/// entry, and its link.
///
/// # Errors
/// When the storage cannot be read or written.
pub async fn link_log() -> Result<(u32, String), StorageError> {
    let head: Array = JsFuture::from(late_link()?).await?.unchecked_into();
    Ok((number(&head.get(0)), head.get(1).as_string().unwrap_or_default()))
}

/// The log as it stands in bundles: an entry a line.
///
/// # Errors
/// When the storage cannot be read.
pub async fn log_lines() -> Result<String, StorageError> {
    Ok(JsFuture::from(late_lines()?).await?.as_string().unwrap_or_default())
}

/// The first entry of the log that is missing, or is not what it was when it was
/// linked.
///
/// # Errors
/// When the storage cannot be read.
pub async fn fault_in_log() -> Result<Option<u32>, StorageError> {
    let first = number(&JsFuture::from(late_check()?).await?);
    Ok((first > 0).then_some(first))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
fn number(value: &JsValue) -> u32 {
    value.as_f64().unwrap_or_default() as u32
}
