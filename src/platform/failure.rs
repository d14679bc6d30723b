//! What the boot script noted about a failure before this start. Nothing
//! customers said is in it.

use super::{Record, window};

/// Where the boot script leaves its note.
const NOTE: &str = "heard-failure";

/// What went wrong before this start.
pub struct Failure {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// A new version did not start, and this one is back.
    pub update: bool,
    /// Where in the binary, or which version.
    pub detail: String,
}

/// The note about a failure before this start; taken away when it is on record.
pub fn failure_before() -> Option<Failure> {
    let note = window().local_storage().ok()??.get_item(NOTE).ok()??;
    let record = Record::parse(&note).ok()?;
    Some(Failure {
        at: record.text("at").unwrap_or_default(),
        update: record.flag("update").unwrap_or_default(),
        detail: record.text("detail").unwrap_or_default(),
    })
}

/// Takes the note away.
pub fn forget_failure() {
    if let Ok(Some(storage)) = window().local_storage() {
        // What cannot be removed cannot have been stored.
        let _ = storage.remove_item(NOTE);
    }
}
