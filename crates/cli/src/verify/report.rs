//! What was found, for people and as JSON.

use std::fmt::Write as _;

use chrono::NaiveDate;
use heard_exchange::{DeviceId, DeviceSequence, bundle::About, log::Digest};
use serde::Serialize;

use crate::ranges;

/// What was found in all bundles together.
#[derive(Default, Serialize)]
pub(super) struct Report {
    /// Those that are whole.
    pub(super) bundles: Vec<Read>,
    /// Those that were read.
    pub(super) digests: Vec<Compared>,
    /// Each response once.
    pub(super) devices: Vec<Tablet>,
    /// With file and line.
    pub(super) problems: Vec<String>,
}

/// A bundle that is whole.
#[derive(Serialize)]
pub(super) struct Read {
    pub(super) file: String,
    #[serde(flatten)]
    pub(super) about: About,
    /// Lines of its journal that are sealed responses.
    pub(super) responses: u64,
    /// Files of kinds not known here.
    pub(super) unknown: Vec<String>,
    /// How far its log goes; none in bundles that have no log.
    pub(super) log: Option<Chain>,
}

/// Where a log's links end.
#[derive(Serialize)]
pub(super) struct Chain {
    pub(super) entries: u32,
    pub(super) head: String,
}

impl Chain {
    pub(super) fn of((entries, head): (u32, &str)) -> Self {
        Self { entries, head: head.to_owned() }
    }
}

/// A digest, and what it was held against.
#[derive(Serialize)]
pub(super) struct Compared {
    pub(super) file: String,
    #[serde(flatten)]
    pub(super) digest: Digest,
    /// Bundles that are not older.
    pub(super) bundles: Vec<String>,
}

/// What there is of one tablet.
#[derive(Serialize)]
pub(super) struct Tablet {
    pub(super) device: DeviceId,
    pub(super) responses: u64,
    /// The last number it has taken, where a bundle of its own says so.
    pub(super) last_sequence: Option<DeviceSequence>,
    /// Numbers that are not there: first and last of each run.
    pub(super) missing: Vec<(u32, u32)>,
    pub(super) days: Vec<Day>,
    /// Days between the first and the last without a response: first and last
    /// of each run.
    pub(super) quiet: Vec<(NaiveDate, NaiveDate)>,
}

/// The responses of one day.
#[derive(Serialize)]
pub(super) struct Day {
    pub(super) day: NaiveDate,
    pub(super) responses: u64,
}

impl Report {
    /// For people; problems are told apart.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // A String takes all that is written to it.
        for Read { file, about, responses, unknown, log } in &self.bundles {
            let About { device, branch, made_at, .. } = about;
            let (device, branch) = (device.as_str(), branch.escape_debug());
            let _ = writeln!(
                text,
                "{file}: whole; device {device}, branch {branch}, made {made_at}, {responses} responses",
                made_at = made_at.to_rfc3339(),
            );
            if let Some(Chain { entries: entries @ 1.., head }) = log {
                let _ = writeln!(text, "{file}: log of {entries} entries, head {head}");
            }
            for name in unknown {
                let name = name.escape_debug();
                let _ = writeln!(text, "{file}: {name} is of a kind not known here");
            }
        }
        for Compared { file, digest, bundles } in &self.digests {
            let Digest { device, day, entries, .. } = digest;
            let _ = writeln!(
                text,
                "{file}: digest of device {}, {day}, {entries} entries, compared with {} bundles",
                device.as_str(),
                bundles.len()
            );
        }
        for device in &self.devices {
            device.tell(&mut text);
        }
        text
    }
}

impl Tablet {
    fn tell(&self, text: &mut String) {
        let device = self.device.as_str();
        let _ = match (self.days.first(), self.days.last()) {
            (Some(first), Some(last)) => writeln!(
                text,
                "device {device}: {} responses on {} days, {} to {}",
                self.responses,
                self.days.len(),
                first.day,
                last.day
            ),
            _ => writeln!(text, "device {device}: no responses"),
        };
        if !self.missing.is_empty() {
            let missing = ranges::told(&self.missing);
            let _ = writeln!(text, "device {device}: missing in its sequence: {missing}");
        }
        if !self.quiet.is_empty() {
            let quiet = ranges::told(&self.quiet);
            let _ = writeln!(text, "device {device}: days without a response: {quiet}");
        }
    }
}
