//! Demonstration responses: brought in once, from the file that provisioning
//! names.

use heard_exchange::{
    Response,
    csv::{CsvError, raw},
};

use super::reading::Known;
use crate::{
    platform::{FetchError, StorageError, fetch_text},
    store::{Reader, Settings},
};

/// Why there are no demonstration responses.
#[derive(Debug, thiserror::Error)]
pub(super) enum DemoError {
    /// The file cannot be had.
    #[error(transparent)]
    Missing(#[from] FetchError),
    /// It is not raw CSV.
    #[error(transparent)]
    Unusable(#[from] CsvError),
    /// It cannot be stored.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The file to bring in, where that has not been done: the responses in it
/// come from other tablets than this one.
pub(super) fn still_to_import<'s>(
    settings: &'s Settings,
    responses: &[Response],
) -> Option<&'s str> {
    let own = |response: &Response| response.device == settings.device;
    settings.demo.as_deref().filter(|_| responses.iter().all(own))
}

/// Brings in the file at `path`, all of it or nothing.
pub(super) async fn import(path: &str, reader: &Reader, known: &Known) -> Result<(), DemoError> {
    let text = fetch_text(path).await?;
    let mut file = raw::Reader::new(text.as_bytes(), path)?;
    let columns = known.columns(&[]);
    let mut responses = Vec::new();
    while let Some(row) = file.next_row()? {
        responses.push(row.response(&columns)?);
    }
    reader.import(&responses).await?;
    Ok(())
}
