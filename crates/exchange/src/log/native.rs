//! The log on the command line: its links followed, and what it tells that
//! bundles can be held against (feature `native`).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{ClosedDay, Digest, KIND, VERSION};
use crate::{DeviceId, DeviceSequence, bundle::hexadecimal, sealed::native::sha256, time};

/// An entry, as it stands in a bundle: one a line.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
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

/// A tablet's log, as a bundle brought it.
#[derive(Clone, Debug)]
pub struct Log {
    /// By number.
    entries: Vec<Entry>,
    /// What the first entry is linked to.
    origin: String,
    /// What is wrong with it, in its order.
    pub faults: Vec<Fault>,
}

/// What is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A line that is no entry.
    #[error("line {0} is no entry of a log")]
    NoEntry(usize),
    /// Numbers from the first to the second that are not there.
    #[error("{}", missing(*.0, *.1))]
    Missing(u32, u32),
    /// A number that has been there.
    #[error("entry {0} stands after entry {1}")]
    Misplaced(u32, u32),
    /// A link that is another.
    #[error("entry {0} was changed, or its link was")]
    Changed(u32),
    /// No link, where later entries have one.
    #[error("entry {0} has lost its link")]
    Unlinked(u32),
}

/// Why a file is no digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DigestError {
    /// Something else.
    #[error("this is no digest: {0}")]
    Malformed(String),
    /// Written by a later version.
    #[error("this digest is of version {0}, newer than this program; version {VERSION} is known")]
    Newer(u64),
}

fn missing(first: u32, last: u32) -> String {
    match last - first {
        0 => format!("entry {first} is missing"),
        _ => format!("entries {first} to {last} are missing"),
    }
}

/// The link of an entry that says `event` and follows the one linked by `before`.
fn link(before: &str, event: &str) -> String {
    hexadecimal(&sha256([before, event].concat().as_bytes()))
}

impl Log {
    /// Reads the lines of a log of `device` and follows its links.
    pub fn read(text: &str, device: &DeviceId) -> Self {
        let origin = link("heard log 1 ", device.as_str());
        let mut log = Self { entries: Vec::new(), origin, faults: Vec::new() };
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty()) {
            match serde_json::from_str(line) {
                Ok(entry) => log.follow(entry),
                Err(_) => log.faults.push(Fault::NoEntry(number)),
            }
        }
        log
    }

    fn follow(&mut self, entry: Entry) {
        let number = entry.entry;
        let (last, before) = match self.entries.last() {
            Some(last) => (last.entry, last.link.as_deref()),
            None => (0, Some(self.origin.as_str())),
        };
        if number <= last {
            return self.faults.push(Fault::Misplaced(number, last));
        }
        let fault = match (before, &entry.link) {
            _ if number > last + 1 => Some(Fault::Missing(last + 1, number - 1)),
            (None, Some(_)) => Some(Fault::Unlinked(last)),
            (Some(before), Some(own)) if *own != link(before, &entry.event) => {
                Some(Fault::Changed(number))
            }
            _ => None,
        };
        self.faults.extend(fault);
        self.entries.push(entry);
    }

    /// The number of the last linked entry, and its link.
    pub fn head(&self) -> (u32, &str) {
        let linked = self.entries.iter().rev().find_map(|it| Some((it.entry, it.link.as_deref()?)));
        linked.unwrap_or((0, &self.origin))
    }

    /// The link of an entry; none where it has none or is not there. 0 is what the
    /// first is linked to.
    pub fn link_of(&self, entry: u32) -> Option<&str> {
        if entry == 0 {
            return Some(&self.origin);
        }
        let place = self.entries.binary_search_by_key(&entry, |it| it.entry).ok()?;
        self.entries[place].link.as_deref()
    }

    /// How many responses of `day` it says were deleted after `entry`; none where
    /// retention has deleted the whole day.
    pub fn deleted_since(&self, entry: u32, day: NaiveDate) -> Option<u64> {
        let mut deleted = 0;
        let later = self.events().filter(|(number, _)| *number > entry);
        for (_, Event { what, detail, day: of_day }) in later {
            match what.as_str() {
                "expired" if expired(&detail).is_some_and(|limit| limit > day) => return None,
                // One whose day nobody knows may have been of any.
                "erased" if of_day.is_none_or(|of_day| of_day == day) => deleted += 1,
                _ => {}
            }
        }
        Some(deleted)
    }

    /// The days it says are over, each with the number of its entry.
    pub fn closed_days(&self) -> impl Iterator<Item = (u32, ClosedDay)> {
        let closed = self.events().filter(|(_, event)| event.what == "day_closed");
        closed.filter_map(|(number, event)| Some((number, closed_day(&event.detail)?)))
    }

    fn events(&self) -> impl Iterator<Item = (u32, Event)> {
        let read = |it: &Entry| Some((it.entry, serde_json::from_str(&it.event).ok()?));
        self.entries.iter().filter_map(read)
    }
}

/// What is read of an entry.
#[derive(Deserialize)]
struct Event {
    what: String,
    #[serde(default)]
    detail: String,
    /// The day of a response that was deleted.
    day: Option<NaiveDate>,
}

/// `12 before 2026-05-26`: the day.
fn expired(detail: &str) -> Option<NaiveDate> {
    time::day(detail.rsplit_once(' ')?.1)
}

fn closed_day(detail: &str) -> Option<ClosedDay> {
    let (day, rest) = detail.split_once(": ")?;
    let (responses, last) = rest.split_once(" responses, last sequence ")?;
    let last_sequence = DeviceSequence(last.parse().ok()?);
    Some(ClosedDay { day: time::day(day)?, responses: responses.parse().ok()?, last_sequence })
}

impl Digest {
    /// Reads a digest's file.
    ///
    /// # Errors
    /// When it is something else.
    pub fn parse(json: &str) -> Result<Self, DigestError> {
        let malformed = |why: &dyn std::fmt::Display| DigestError::Malformed(why.to_string());
        let json: Json = serde_json::from_str(json).map_err(|error| malformed(&error))?;
        if json["heard"] != KIND {
            return Err(malformed(&"`heard` must be \"digest\""));
        }
        match json["version"].as_u64() {
            Some(version) if version > VERSION.into() => return Err(DigestError::Newer(version)),
            Some(1..) => {}
            _ => return Err(malformed(&"`version` must be a whole number from 1")),
        }
        let digest: Self = serde_json::from_value(json).map_err(|error| malformed(&error))?;
        // As it may have been typed off a closing sheet.
        let head: String = digest.head.split_whitespace().map(str::to_ascii_lowercase).collect();
        if head.len() == 64 && head.bytes().all(|it| it.is_ascii_hexdigit()) {
            Ok(Self { head, ..digest })
        } else {
            Err(malformed(&"`head` must be 64 hexadecimal digits"))
        }
    }
}
