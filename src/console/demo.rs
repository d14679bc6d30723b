//! Demonstration responses: brought in once, from the file that provisioning
//! names.

use heard_exchange::csv::{CsvError, raw};

use super::reading::Known;
use crate::{
    platform::{FetchError, StorageError, fetch_text, now_in},
    store::{Arrival, Reader, Settings},
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

/// Brings in the file that the settings name, unless that was done before: the
/// responses in it come from other tablets than this one. Why it failed, where it
/// did.
pub(super) async fn bring_in(
    settings: &Settings,
    reader: &Reader,
    known: &Known,
) -> Option<String> {
    let path = settings.demo.as_deref()?;
    let arrival = Arrival {
        file: path,
        device: &settings.device,
        now: now_in(&settings.zone),
        retention_days: settings.retention_days,
    };
    match import(arrival, reader, known).await {
        Ok(()) => None,
        Err(error) => Some(error.to_string()),
    }
}

/// Brings in the file that arrives, all of it or nothing.
async fn import(arrival: Arrival<'_>, reader: &Reader, known: &Known) -> Result<(), DemoError> {
    let path = arrival.file;
    if reader.has_demonstration().await? {
        return Ok(());
    }
    let text = fetch_text(path).await?;
    let mut file = raw::Reader::new(text.as_bytes(), path)?;
    let columns = known.columns(&[]);
    let mut responses = Vec::new();
    while let Some(row) = file.next_row()? {
        responses.push(row.response(&columns)?);
    }
    reader.import_demonstration(responses, arrival).await?;
    Ok(())
}
