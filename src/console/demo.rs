//! Demonstration responses: brought in once, from the file that provisioning
//! names.

use heard_exchange::segment::{self, SegmentError};

use crate::{
    platform::{FetchError, StorageError, fetch_text, now_in},
    store::{Arrival, Settings, Steward},
};

/// Why there are no demonstration responses.
#[derive(Debug, thiserror::Error)]
pub(super) enum DemoError {
    /// The file cannot be had.
    #[error(transparent)]
    Missing(#[from] FetchError),
    /// A line of it is no segment.
    #[error("line {0}: {1}")]
    Unusable(usize, SegmentError),
    /// It cannot be stored.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Brings in the file that the settings name, unless that was done before: the
/// responses in it come from other tablets than this one. Why it failed, where it
/// did.
pub(super) async fn bring_in(settings: &Settings, steward: &Steward) -> Option<String> {
    let path = settings.demo.as_deref()?;
    let arrival = Arrival {
        file: path,
        device: &settings.device,
        now: now_in(&settings.zone),
        retention_days: settings.retention_days,
    };
    match import(arrival, steward).await {
        Ok(()) => None,
        Err(error) => Some(error.to_string()),
    }
}

/// Brings in the file that arrives, all of it or nothing.
async fn import(arrival: Arrival<'_>, steward: &Steward) -> Result<(), DemoError> {
    let path = arrival.file;
    if steward.has_demonstration().await? {
        return Ok(());
    }
    let text = fetch_text(path).await?;
    let mut responses = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let of_line = segment::read(line.as_bytes());
        responses.extend(of_line.map_err(|error| DemoError::Unusable(at + 1, error))?);
    }
    steward.import_demonstration(responses, arrival).await?;
    Ok(())
}
