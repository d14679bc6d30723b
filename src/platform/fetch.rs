//! Reading a text file that belongs to the app.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::window;

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

/// The text of `path`, relative to the page.
///
/// # Errors
/// See [`FetchError`].
pub async fn fetch_text(path: &str) -> Result<String, FetchError> {
    let unreachable = || FetchError::Unreachable(path.to_owned());
    let response =
        JsFuture::from(window().fetch_with_str(path)).await.map_err(|_| unreachable())?;
    let response: Response = response.dyn_into().map_err(|_| unreachable())?;
    match response.status() {
        200 => {}
        404 | 410 => return Err(FetchError::Missing(path.to_owned())),
        _ => return Err(unreachable()),
    }
    let text = JsFuture::from(response.text().map_err(|_| unreachable())?);
    text.await.ok().and_then(|text| text.as_string()).ok_or_else(unreachable)
}
