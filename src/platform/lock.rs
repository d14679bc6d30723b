//! At most one tab is the kiosk: a lock, held by `web/early.js` since before
//! the program was there.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = heard, js_name = claim)]
    fn claim(wait: bool) -> Promise;
}

/// Becomes the one kiosk of this browser, for as long as the page lives.
///
/// # Errors
/// While another tab is: the promise is fulfilled once this one is.
pub async fn become_the_kiosk() -> Result<(), Promise> {
    match JsFuture::from(claim(false)).await {
        Ok(alone) if alone.is_truthy() => Ok(()),
        _ => Err(claim(true)),
    }
}
