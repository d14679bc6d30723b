//! What was met while files were read, for whoever brings them together.

use chrono::NaiveDate;
use heard_insight::Collection;
use js_sys::{ArrayBuffer, WebAssembly};
use serde::Serialize;
use wasm_bindgen::JsCast as _;

/// As JSON.
#[derive(Serialize)]
struct Met<'c> {
    /// How many responses there are, training included.
    responses: usize,
    training: u64,
    /// How many rows repeat one.
    repeated: u64,
    /// Questionnaires whose questions are not known.
    unknown: Vec<&'c str>,
    devices: Vec<Device>,
    /// What the responses take in memory, in bytes.
    bytes: usize,
    /// The most memory the worker's program has taken so far, in bytes: it never gives
    /// any back.
    peak: u32,
}

/// A tablet of which something is missing, as first and last of each run.
#[derive(Serialize)]
struct Device {
    name: String,
    missing: Vec<(u32, u32)>,
    doubled: usize,
    quiet: Vec<(NaiveDate, NaiveDate)>,
}

/// What was met so far.
pub(crate) fn told(collection: &mut Collection) -> String {
    let bytes = collection.table().bytes();
    let devices = collection.register().devices().map(|(name, device)| Device {
        name: name.to_owned(),
        missing: device.missing().collect(),
        doubled: device.doubled(),
        quiet: device.quiet().collect(),
    });
    let devices = devices.collect();
    let met = Met {
        responses: collection.register().len(),
        training: collection.training(),
        repeated: collection.register().repeated(),
        unknown: collection.unknown().collect(),
        devices,
        bytes,
        peak: memory(),
    };
    // Texts and numbers are always JSON.
    serde_json::to_string(&met).unwrap_or_default()
}

/// How much memory the program has, in bytes.
fn memory() -> u32 {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<ArrayBuffer>().byte_length()
}
