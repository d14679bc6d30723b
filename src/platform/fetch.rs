//! Reading a text file that belongs to the app.

use js_sys::Promise;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    /// As the browser's own; a file begun before the program was there is
    /// handed over. See `web/early.js`.
    #[wasm_bindgen(js_namespace = heard, js_name = fetch)]
    fn fetch(path: &str) -> Promise;
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The server answered, but has no such file.
    #[error("{0} was not found")]
    Missing(String),
    /// No answer, or one that could not be read.
    #[error("{0} could not be read")]
    Unreachable(String),
}

/// The text of `path`, relative to the page. Asked for at once, whenever it is
/// awaited.
///
/// # Errors
/// See [`FetchError`].
pub fn fetch_text(path: &str) -> impl Future<Output = Result<String, FetchError>> + use<> {
    text_of(fetch(path), path.to_owned())
}

async fn text_of(asked: Promise, path: String) -> Result<String, FetchError> {
    let Ok(response) = JsFuture::from(asked).await else {
        return Err(FetchError::Unreachable(path));
    };
    let response: Response = response.unchecked_into();
    match response.status() {
        200 => {}
        404 | 410 => return Err(FetchError::Missing(path)),
        _ => return Err(FetchError::Unreachable(path)),
    }
    let Ok(text) = response.text() else { return Err(FetchError::Unreachable(path)) };
    let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
    text.ok_or(FetchError::Unreachable(path))
}
