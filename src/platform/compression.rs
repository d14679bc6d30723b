//! The browser's own compression: raw DEFLATE (RFC 1951).

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

use super::StorageError;

#[wasm_bindgen]
extern "C" {
    // Both are stable everywhere; `web-sys` has them as unstable still.
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

const RAW: &str = "deflate-raw";

/// `bytes`, compressed.
///
/// # Errors
/// When the browser cannot.
pub async fn compress(bytes: &[u8]) -> Result<Vec<u8>, StorageError> {
    through(bytes, CompressionStream::new(RAW)?.unchecked_ref(), usize::MAX).await
}

/// What was compressed to `bytes`.
///
/// # Errors
/// When it was not, or is longer than `limit`.
pub async fn expand(bytes: &[u8], limit: usize) -> Result<Vec<u8>, StorageError> {
    through(bytes, DecompressionStream::new(RAW)?.unchecked_ref(), limit).await
}

async fn through(
    bytes: &[u8],
    transform: &ReadableWritablePair,
    limit: usize,
) -> Result<Vec<u8>, StorageError> {
    let whole = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let changed = whole.stream().pipe_through(transform);
    let reader: ReadableStreamDefaultReader = changed.get_reader().unchecked_into();
    let mut result = Vec::new();
    loop {
        let read = JsFuture::from(reader.read()).await?;
        let field = |name: &str| Reflect::get(&read, &JsValue::from_str(name));
        if field("done")?.is_truthy() {
            return Ok(result);
        }
        let part: Uint8Array = field("value")?.unchecked_into();
        let length = usize::try_from(part.length()).unwrap_or(usize::MAX);
        if length > limit - result.len() {
            return Err(StorageError::broken("more was compressed than there can be"));
        }
        result.extend_from_slice(&part.to_vec());
    }
}
