//! The log: what happened on a tablet and what staff did there, entry by entry,
//! and its digest, by which others notice that something was taken away. Both
//! formats stand in `docs/log.md`.
//!
//! No cryptography: tablets link entries in `web/chain.js`. On the command line
//! (feature `native`) [`Log::read`] follows the links.

#[cfg(feature = "native")]
mod native;

#[cfg(feature = "native")]
pub use native::{DigestError, Entry, Fault, Log};

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::{DeviceId, DeviceSequence};

/// How a tablet stands at a moment: kept elsewhere, it shows what is missing
/// later.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "native", derive(serde::Deserialize, serde::Serialize))]
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

const KIND: &str = "digest";
const VERSION: u32 = 1;

impl Digest {
    /// As it is kept: JSON. By hand: a derived writer would be several times the
    /// code, and tablets load it.
    pub fn to_json(&self) -> String {
        let Self { device, branch, day, made_at, responses, entries, head, .. } = self;
        let (device, made_at) = (device.as_str(), made_at.to_rfc3339());
        let DeviceSequence(last) = self.last_sequence;
        // A text is JSON.
        let branch = serde_json::to_string(branch).unwrap_or_default();
        format!(
            "{{\"heard\":\"{KIND}\",\"version\":{VERSION},\"device\":\"{device}\",\
             \"branch\":{branch},\"day\":\"{day}\",\"made_at\":\"{made_at}\",\
             \"responses\":{responses},\"last_sequence\":{last},\"entries\":{entries},\
             \"head\":\"{head}\"}}"
        )
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
