//! Bundles held against digests: those kept elsewhere, the days that the log
//! itself says are over, and the logs of other bundles of the same tablet.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use chrono::NaiveDate;
use heard_exchange::{
    DeviceId, DeviceSequence,
    bundle::About,
    log::{ClosedDay, Digest, Log},
};

use super::report::Compared;
use crate::{
    bundles::{self, problem},
    failure::Failure,
};

/// What a bundle holds, as far as it can be told without a key.
pub(super) struct Held {
    pub(super) file: String,
    pub(super) about: About,
    pub(super) log: Option<Log>,
    /// The responses of each day, of whichever tablet.
    pub(super) days: BTreeMap<NaiveDate, BTreeSet<(DeviceId, DeviceSequence)>>,
}

/// The digest in the file at `path`.
pub(super) fn read(path: &Path) -> Result<Digest, Failure> {
    let bytes = bundles::bytes(path)?;
    let text = str::from_utf8(&bytes).map_err(|_| problem(path, "this is not UTF-8"))?;
    Digest::parse(text).map_err(|error| problem(path, error))
}

/// Holds every bundle of its tablet that is not older against `digest`; what is
/// missing goes to `problems`.
pub(super) fn compare(
    path: &Path,
    digest: Digest,
    all: &[Held],
    problems: &mut Vec<String>,
) -> Compared {
    let file = path.display().to_string();
    let mut bundles = Vec::new();
    for held in all.iter().filter(|held| held.about.device == digest.device) {
        if !held.is_older_than(&digest) {
            bundles.push(held.file.clone());
            problems
                .extend(held.lacks(&digest).map(|what| format!("{}: {file}: {what}", held.file)));
        }
    }
    if bundles.is_empty() {
        let device = digest.device.as_str();
        problems.push(format!("{file}: there is no bundle of device {device} that is as new"));
    }
    Compared { file, digest, bundles }
}

/// Holds every bundle against the days that its own log says are over, and
/// against the logs of the others of its tablet.
pub(super) fn compare_with_themselves(all: &[Held], problems: &mut Vec<String>) {
    for (index, held) in all.iter().enumerate() {
        let Some(log) = &held.log else { continue };
        for (entry, closed) in log.closed_days() {
            let lacks = held.lacks_of_day(&closed, entry);
            let place = format!("{}: log.jsonl entry {entry}", held.file);
            problems.extend(lacks.into_iter().map(|what| format!("{place}: {what}")));
        }
        for earlier in all[..index].iter().filter(|it| it.about.device == held.about.device) {
            let Some(other) = &earlier.log else { continue };
            let entry = log.head().0.min(other.head().0);
            if log.link_of(entry) != other.link_of(entry) {
                let (one, two) = (&earlier.file, &held.file);
                problems
                    .push(format!("{one}, {two}: their logs differ before entry {}", entry + 1));
            }
        }
    }
}

impl Held {
    /// Whether it was made before `digest`, by its date and by its log.
    fn is_older_than(&self, digest: &Digest) -> bool {
        let entries = self.log.as_ref().map_or(0, |log| log.head().0);
        self.about.made_at < digest.made_at && entries <= digest.entries
    }

    /// What `digest` says was there, and is not.
    fn lacks(&self, digest: &Digest) -> impl Iterator<Item = String> {
        let Digest { day, responses, last_sequence, entries, .. } = *digest;
        let closed = ClosedDay { day, responses, last_sequence };
        let log = match &self.log {
            None => Some("this bundle has no log".to_owned()),
            Some(log) => match log.link_of(entries) {
                Some(link) if link == digest.head => None,
                Some(_) => Some(format!(
                    "the log is another: its head at entry {entries} is not the digest's"
                )),
                None if log.head().0 < entries => Some(format!(
                    "the log ends at entry {}, the digest was made at entry {entries}",
                    log.head().0
                )),
                None => Some(format!("entry {entries} of the log is not there to compare")),
            },
        };
        log.into_iter().chain(self.lacks_of_day(&closed, entries))
    }

    /// What was there of a day at an entry of the log, and is neither there nor
    /// deleted since.
    fn lacks_of_day(&self, closed: &ClosedDay, entry: u32) -> Vec<String> {
        let ClosedDay { day, responses, last_sequence: DeviceSequence(last) } = *closed;
        let mut lacks = Vec::new();
        let taken = self.about.last_sequence.0;
        if taken < last {
            lacks.push(format!("the last sequence is {taken}, and has been {last}"));
        }
        let there = self.days.get(&day).map_or(0, |responses| responses.len() as u64);
        let deleted = self.log.as_ref().map_or(Some(0), |log| log.deleted_since(entry, day));
        // None: retention has deleted the whole day.
        if let Some(deleted) = deleted.filter(|deleted| there + deleted < responses) {
            lacks.push(format!(
                "{day}: {there} responses are there, {responses} have been, and {deleted} were \
                 deleted since by what the log says"
            ));
        }
        lacks
    }
}
