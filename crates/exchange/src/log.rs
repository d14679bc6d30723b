//! The log: what happened on a tablet and what staff did there, entry by entry,
//! and its digest, by which others notice that something was taken away. Both
//! formats stand in `docs/log.md`.
//!
//! No cryptography: tablets link entries in `web/chain.js`. On the command line
//! (feature `native`) [`Log::read`] follows the links.

#[cfg(feature = "native")]
mod native;

#[cfg(feature = "native")]
pub use native::{DigestError, Fault, Log};

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::{DeviceId, DeviceSequence};

/// An entry, as it stands in a bundle: one a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "native", derive(serde::Deserialize))]
pub struct Entry {
    /// Its number, from 1, without gaps.
    pub entry: u32,
    /// What it says: the text that the tablet stored, to the last byte.
    pub event: String,
    /// What links it to all before it: SHA-256, hexadecimal. The newest may not
    /// have been linked yet.
    pub link: Option<String>,
}

impl Entry {
    /// Its line, with the end of it.
    pub fn to_line(&self) -> String {
        // A number and two texts are JSON.
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}

/// How a tablet stands at a moment: kept elsewhere, it shows what is missing
/// later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "native", derive(serde::Deserialize))]
pub struct Digest {
    /// The tablet.
    pub device: DeviceId,
    /// The branch's code.
    pub branch: String,
    /// The branch's day.
    pub day: NaiveDate,
    /// When it was made.
    pub made_at: DateTime<FixedOffset>,
    /// How many responses of that day are on the tablet.
    pub responses: u64,
    /// The last number the tablet has taken.
    pub last_sequence: DeviceSequence,
    /// How many entries its log has.
    pub entries: u32,
    /// The link of the last of them.
    pub head: String,
}

/// A digest's file.
#[derive(Serialize)]
struct File<'d> {
    heard: &'static str,
    version: u32,
    #[serde(flatten)]
    digest: &'d Digest,
}

const KIND: &str = "digest";
const VERSION: u32 = 1;

impl Digest {
    /// As it is kept: JSON.
    pub fn to_json(&self) -> String {
        let file = File { heard: KIND, version: VERSION, digest: self };
        // Numbers and texts are JSON.
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// What its file is called.
    pub fn file_name(&self) -> String {
        format!("heard-digest-{}-{}-{}.json", self.branch, self.device.as_str(), self.day)
    }
}

/// What the log itself says of a day that is over, as text through `Display`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedDay {
    /// The branch's day.
    pub day: NaiveDate,
    /// How many responses of that day were on the tablet.
    pub responses: u64,
    /// The last number the tablet had taken.
    pub last_sequence: DeviceSequence,
}

impl fmt::Display for ClosedDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { day, responses, last_sequence: DeviceSequence(last) } = self;
        write!(f, "{day}: {responses} responses, last sequence {last}")
    }
}
