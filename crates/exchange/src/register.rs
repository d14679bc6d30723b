//! Which responses have been met, and which ought to be there besides: what
//! whoever brings many files together wants to know. How it is told is left to
//! them.

use std::collections::{BTreeMap, BTreeSet, hash_map::Entry};

use chrono::{Days, NaiveDate};
use rustc_hash::FxHashMap;

use crate::{DeviceSequence, ResponseId};

/// Every response met so far, each with what is noted of it.
#[derive(Clone, Debug)]
pub struct Register<N = ()> {
    met: FxHashMap<ResponseId, N>,
    names: BTreeMap<Box<str>, usize>,
    devices: Vec<OfDevice>,
    /// The tablet met last: mostly the next one, too.
    last: usize,
    repeated: u64,
    since: Option<Since>,
}

/// What was entered since a mark was set.
#[derive(Clone, Debug, Default)]
struct Since {
    repeated: u64,
    /// Each response with its tablet, and its day where that was the day's first.
    entered: Vec<(ResponseId, usize, Option<NaiveDate>)>,
}

/// What was met of one tablet.
#[derive(Clone, Debug, Default)]
pub struct OfDevice {
    name: Box<str>,
    sequences: Vec<u32>,
    days: BTreeSet<NaiveDate>,
    day: Option<NaiveDate>,
}

impl<N> Default for Register<N> {
    fn default() -> Self {
        Self {
            met: FxHashMap::default(),
            names: BTreeMap::new(),
            devices: Vec::new(),
            last: 0,
            repeated: 0,
            since: None,
        }
    }
}

impl<N> Register<N> {
    /// Enters a response, given on `day` by the branch's calendar, with a note;
    /// gives the note of the one of the same id that was met before, if one was.
    pub fn enter(
        &mut self,
        id: ResponseId,
        device: &str,
        sequence: DeviceSequence,
        day: NaiveDate,
        note: N,
    ) -> Option<&N> {
        let at = self.device(device);
        match self.met.entry(id) {
            Entry::Occupied(met) => {
                self.repeated += 1;
                return Some(met.into_mut());
            }
            Entry::Vacant(vacant) => vacant.insert(note),
        };
        // There is one for each name.
        let of_device = &mut self.devices[at];
        of_device.sequences.push(sequence.0);
        let is_first = of_device.day != Some(day) && of_device.days.insert(day);
        of_device.day = Some(day);
        if let Some(since) = &mut self.since {
            since.entered.push((id, at, is_first.then_some(day)));
        }
        None
    }

    fn device(&mut self, name: &str) -> usize {
        if self.devices.get(self.last).is_none_or(|known| *known.name != *name) {
            self.last = self.names.get(name).copied().unwrap_or_else(|| {
                self.devices.push(OfDevice { name: name.into(), ..OfDevice::default() });
                self.names.insert(name.into(), self.devices.len() - 1);
                self.devices.len() - 1
            });
        }
        self.last
    }

    /// Remembers what there is now, for [`Register::rewind`].
    pub fn mark(&mut self) {
        self.since = Some(Since { repeated: self.repeated, entered: Vec::new() });
    }

    /// Forgets what was entered since [`Register::mark`], as if it had never been.
    pub fn rewind(&mut self) {
        let Some(Since { repeated, entered }) = self.since.take() else { return };
        self.repeated = repeated;
        for (id, device, day) in entered.into_iter().rev() {
            self.met.remove(&id);
            let of_device = &mut self.devices[device];
            of_device.sequences.pop();
            of_device.day = None;
            day.map(|day| of_device.days.remove(&day));
        }
        self.mark();
    }

    /// How many responses were met.
    pub fn len(&self) -> usize {
        self.met.len()
    }

    /// None was.
    pub fn is_empty(&self) -> bool {
        self.met.is_empty()
    }

    /// How many times one was met again.
    pub fn repeated(&self) -> u64 {
        self.repeated
    }

    /// The tablets of which there are responses, by name.
    pub fn devices(&self) -> impl Iterator<Item = (&str, &OfDevice)> {
        let devices = self.names.iter().map(|(name, at)| (&**name, &self.devices[*at]));
        devices.filter(|(_, of_device)| !of_device.sequences.is_empty())
    }
}

impl OfDevice {
    /// The first and last of each run of numbers that is missing between the lowest
    /// and the highest. They may be in other files, or have been deleted.
    pub fn missing(&self) -> impl Iterator<Item = (u32, u32)> {
        gaps(&self.sorted()).collect::<Vec<_>>().into_iter()
    }

    /// How many numbers are those of two responses.
    pub fn doubled(&self) -> usize {
        self.sorted().windows(2).filter(|pair| pair[0] == pair[1]).count()
    }

    /// Its numbers in order; they are held as they came, to be taken back.
    fn sorted(&self) -> Vec<u32> {
        let mut sequences = self.sequences.clone();
        sequences.sort_unstable();
        sequences
    }

    /// The first and last of each run of days without a response between the first
    /// and the last day that has one.
    pub fn quiet(&self) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        let days = self.days.iter().zip(self.days.iter().skip(1));
        days.filter_map(|(one, next)| {
            let (from, to) =
                (one.checked_add_days(Days::new(1))?, next.checked_sub_days(Days::new(1))?);
            (from <= to).then_some((from, to))
        })
    }
}

/// The first and last of each run missing between the lowest and the highest of
/// `sorted`.
pub fn gaps(sorted: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let gap = |pair: &[u32]| (pair[1] - pair[0] > 1).then(|| (pair[0] + 1, pair[1] - 1));
    sorted.windows(2).filter_map(gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(sequences: &[(u8, u32, u32)]) -> Register {
        let mut register = Register::default();
        for (id, sequence, day) in sequences {
            let day = NaiveDate::from_ymd_opt(2026, 11, *day).unwrap();
            let id = ResponseId::from_random([*id; 16]);
            register.enter(id, "B1-1", DeviceSequence(*sequence), day, ());
        }
        register
    }

    #[test]
    fn what_is_missing_lies_between_the_first_and_the_last() {
        let register = entered(&[(5, 11, 9), (1, 4, 2), (2, 5, 2), (3, 5, 3), (4, 7, 6)]);
        let (name, device) = register.devices().next().unwrap();
        assert_eq!((name, device.doubled()), ("B1-1", 1));
        assert_eq!(device.missing().collect::<Vec<_>>(), [(6, 6), (8, 10)]);
        let days = |from, to| [from, to].map(|it| NaiveDate::from_ymd_opt(2026, 11, it).unwrap());
        let quiet: Vec<_> = device.quiet().map(|(from, to)| [from, to]).collect();
        assert_eq!(quiet, [days(4, 5), days(7, 8)]);
    }

    #[test]
    fn a_response_met_again_changes_nothing() {
        let register = entered(&[(1, 4, 2), (1, 4, 2), (1, 9, 20)]);
        assert_eq!((register.len(), register.repeated()), (1, 2));
        let (_, device) = register.devices().next().unwrap();
        assert_eq!((device.missing().count(), device.quiet().count()), (0, 0));
    }

    #[test]
    fn what_is_taken_back_was_never_there() {
        let mut register = entered(&[(1, 4, 2)]);
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        register.mark();
        for (id, device, sequence, on) in
            [(2, "B1-1", 9, 2), (3, "B1-1", 12, 8), (4, "B2", 1, 1), (1, "B1-1", 4, 2)]
        {
            register.enter(
                ResponseId::from_random([id; 16]),
                device,
                DeviceSequence(sequence),
                day(on),
                (),
            );
        }
        assert_eq!(register.devices().map(|(_, it)| it.missing().count()).sum::<usize>(), 2);
        register.rewind();
        assert_eq!((register.len(), register.repeated()), (1, 0));
        let devices: Vec<_> = register
            .devices()
            .map(|(name, it)| (name, it.missing().count(), it.quiet().count()))
            .collect();
        assert_eq!(devices, [("B1-1", 0, 0)]);
        assert_eq!(
            register.enter(
                ResponseId::from_random([3; 16]),
                "B1-1",
                DeviceSequence(12),
                day(8),
                ()
            ),
            None
        );
    }
}
