//! When the program fails: where, told to the boot script, which starts over
//! and leaves a note for the next start. Nothing customers said is in it.

use std::panic;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::{Record, window};

/// Where the boot script leaves its note.
const NOTE: &str = "heard-failure";

/// Makes the boot script know where the program failed, before it stops.
pub fn watch_for_failure() {
    panic::set_hook(Box::new(|failure| {
        let place = failure.location().map(ToString::to_string).unwrap_or_default();
        web_sys::console::error_1(&JsValue::from_str(&failure.to_string()));
        if let Ok(heard) = Reflect::get(&js_sys::global(), &"heard".into()) {
            // Without the boot script nobody would start over either.
            let _ = Reflect::set(&heard, &"failure".into(), &place.into());
        }
    }));
}

/// What went wrong before this start.
pub struct Failure {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// A new version did not start, and this one is back.
    pub update: bool,
    /// Where, or which version.
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
