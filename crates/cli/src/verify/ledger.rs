//! Which responses there are, by device, and which ought to be.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use heard_exchange::{DeviceId, DeviceSequence, ResponseId, register::gaps};

use super::report::{Day, Tablet};

/// What the labels say.
#[derive(Default)]
pub(super) struct Ledger {
    /// The device and sequence of each response.
    responses: HashMap<ResponseId, (DeviceId, DeviceSequence)>,
    devices: BTreeMap<DeviceId, Seen>,
    problems: Vec<String>,
}

/// What was seen of a device.
#[derive(Default)]
struct Seen {
    sequences: BTreeMap<DeviceSequence, Entry>,
    /// The last number it says it has taken, where a bundle of its own says so.
    last: Option<DeviceSequence>,
}

/// A response.
struct Entry {
    day: NaiveDate,
    /// Segments do not say whose number it is.
    id: Option<ResponseId>,
}

impl Ledger {
    /// Enters a response; one that is there already counts once. Its id is not
    /// known where it is in a segment.
    pub(super) fn enter(
        &mut self,
        device: &DeviceId,
        sequence: DeviceSequence,
        day: NaiveDate,
        id: Option<ResponseId>,
    ) {
        if let Some(id) = id {
            let place = (device.clone(), sequence);
            if let Some((device, sequence)) = self.responses.insert(id, place.clone()) {
                if (&device, sequence) != (&place.0, place.1) {
                    let (first, second) = (told(&device, sequence), told(&place.0, place.1));
                    self.problems.push(format!("response {id} stands as {first} and as {second}"));
                }
                return;
            }
        }
        let seen = self.devices.entry(device.clone()).or_default();
        let Some(before) = seen.sequences.get_mut(&sequence) else {
            seen.sequences.insert(sequence, Entry { day, id });
            return;
        };
        let place = told(device, sequence);
        if before.day != day {
            let first = before.day;
            self.problems.push(format!("{place} stands under two days: {first} and {day}"));
        }
        match (before.id, id) {
            (Some(first), Some(id)) => {
                let told = format!("{place} is taken by two responses: {first} and {id}");
                self.problems.push(told);
            }
            (before_id, id) => before.id = before_id.or(id),
        }
    }

    /// `device` has taken numbers up to `last`.
    pub(super) fn expect(&mut self, device: &DeviceId, last: DeviceSequence) {
        let seen = self.devices.entry(device.clone()).or_default();
        seen.last = seen.last.max(Some(last));
    }

    /// What is known of each device; contradictions go to `problems`.
    pub(super) fn devices(self, problems: &mut Vec<String>) -> Vec<Tablet> {
        problems.extend(self.problems);
        self.devices.into_iter().map(|(device, seen)| seen.report(device)).collect()
    }
}

fn told(device: &DeviceId, sequence: DeviceSequence) -> String {
    format!("device {}, sequence {}", device.as_str(), sequence.0)
}

impl Seen {
    fn report(self, device: DeviceId) -> Tablet {
        let taken: Vec<u32> = self.sequences.keys().map(|sequence| sequence.0).collect();
        let missing = match self.last {
            // As if the numbers before the first and after the last were there.
            Some(DeviceSequence(last)) => {
                let last = taken.last().map_or(last, |taken| last.max(*taken));
                let bounded = [&[0], taken.as_slice(), &[last.saturating_add(1)]].concat();
                gaps(&bounded).collect()
            }
            None => gaps(&taken).collect(),
        };
        let mut days: BTreeMap<NaiveDate, u64> = BTreeMap::new();
        for entry in self.sequences.values() {
            *days.entry(entry.day).or_default() += 1;
        }
        let dates: Vec<NaiveDate> = days.keys().copied().collect();
        let gap = |pair: &[NaiveDate]| {
            let gap = pair[0].succ_opt().zip(pair[1].pred_opt());
            gap.filter(|(from, to)| from <= to)
        };
        Tablet {
            device,
            responses: days.values().sum(),
            last_sequence: self.last,
            missing,
            quiet: dates.windows(2).filter_map(gap).collect(),
            days: days.into_iter().map(|(day, responses)| Day { day, responses }).collect(),
        }
    }
}
