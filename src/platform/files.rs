//! Files: handed to the person as a download or through the share sheet, and
//! read from their choice.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, FileReader, HtmlAnchorElement, Url};

use super::{document, pause, spawn, window};

/// How long a download may take to begin before its bytes are let go.
const KEPT_MS: i32 = 60_000;

/// A file could not be made, read or passed on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The person closed the share sheet.
    #[error("not shared")]
    Cancelled,
    /// The browser refused, in its own words.
    #[error("{0}")]
    Refused(String),
}

impl From<JsValue> for FileError {
    fn from(error: JsValue) -> Self {
        let property = |name: &str| {
            Reflect::get(&error, &name.into()).ok().and_then(|value| value.as_string())
        };
        match property("name").as_deref() {
            Some("AbortError") => Self::Cancelled,
            _ => Self::Refused(property("message").unwrap_or_default()),
        }
    }
}

/// Hands `bytes` to the person as a download called `name`. Where it goes, and
/// whether it arrives, the browser does not say.
///
/// # Errors
/// When the browser has no memory for it.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), FileError> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    spawn(async move {
        pause(KEPT_MS).await;
        // Fails only for an address that is no object's.
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}

/// Whether the browser has a share sheet that takes files of this type.
pub fn can_share(media_type: &str) -> bool {
    let Ok(data) = to_share("probe.csv", media_type, b"a") else { return false };
    let navigator = window().navigator();
    method(&navigator, "canShare")
        .and_then(|ask| ask.call1(&navigator, &data).ok())
        .is_some_and(|answer| answer.is_truthy())
}

/// Passes `bytes` to the share sheet as a file called `name`. Must follow the
/// person's action at once, or the browser refuses.
///
/// # Errors
/// See [`FileError`].
pub async fn share(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), FileError> {
    let data = to_share(name, media_type, bytes)?;
    let navigator = window().navigator();
    let share = method(&navigator, "share")
        .ok_or_else(|| FileError::Refused("this browser has no share sheet".to_owned()))?;
    let shared: Promise = share.call1(&navigator, &data)?.unchecked_into();
    JsFuture::from(shared).await?;
    Ok(())
}

/// The chosen file as a `data:` address.
///
/// # Errors
/// When it cannot be read.
pub async fn data_address(file: &File) -> Result<String, FileError> {
    let reader = FileReader::new()?;
    let read = Promise::new(&mut |done, failed| {
        reader.set_onload(Some(&done));
        reader.set_onerror(Some(&failed));
    });
    reader.read_as_data_url(file)?;
    JsFuture::from(read).await?;
    reader.result()?.as_string().ok_or_else(|| FileError::Refused("not readable".to_owned()))
}

/// What the chosen file says, as UTF-8.
///
/// # Errors
/// When it cannot be read.
pub async fn text_of(file: &File) -> Result<String, FileError> {
    let text = JsFuture::from(file.text()).await?;
    text.as_string().ok_or_else(|| FileError::Refused("not readable".to_owned()))
}

/// What is in the chosen file.
///
/// # Errors
/// When it cannot be read.
pub async fn bytes_of(file: &File) -> Result<Vec<u8>, FileError> {
    let bytes = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

fn to_share(name: &str, media_type: &str, bytes: &[u8]) -> Result<Object, JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let file = File::new_with_u8_array_sequence_and_options(&parts, name, &options)?;
    let data = Object::new();
    Reflect::set(&data, &"files".into(), &Array::of1(&file))?;
    Ok(data)
}

/// Through `Reflect`: desktop browsers may have neither method.
fn method(target: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(target, &name.into()).ok()?.dyn_into().ok()
}
