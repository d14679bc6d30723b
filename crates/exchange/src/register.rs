//! Which responses have been met, and which ought to be there besides: what
//! whoever brings many files together wants to know. How it is told is left to
//! them.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::{DeviceSequence, Numbering, ResponseId, ids::Ids};

/// Every response met so far, each with what is noted of it.
#[derive(Clone, Debug)]
pub struct Register<N = ()> {
    met: Ids,
    /// By the order they were met in.
    notes: Vec<N>,
    names: Numbering,
    /// By the numbers of their names.
    devices: Vec<OfDevice>,
    repeated: u64,
    since: Option<Since>,
}

/// What was there when a mark was set, and what cannot be told by that.
#[derive(Clone, Debug, Default)]
struct Since {
    repeated: u64,
    met: usize,
    /// How many sequences of each tablet.
    sequences: Vec<usize>,
    /// Days that came since, each of the tablet of this number.
    days: Vec<(usize, NaiveDate)>,
}

/// What was met of one tablet.
#[derive(Clone, Debug, Default)]
pub struct OfDevice {
    sequences: Vec<u32>,
    days: BTreeSet<NaiveDate>,
    /// The one met last: mostly the next one, too.
    day: Option<NaiveDate>,
}

impl<N> Default for Register<N> {
    fn default() -> Self {
        Self {
            met: Ids::default(),
            notes: Vec::new(),
            names: Numbering::default(),
            devices: Vec::new(),
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
        if let Some(place) = self.met.enter(id) {
            self.repeated += 1;
            return self.notes.get(place);
        }
        self.notes.push(note);
        let at = self.names.number(0, device) as usize;
        self.devices.resize_with(self.names.len(), OfDevice::default);
        // There is one for each name.
        let of_device = &mut self.devices[at];
        of_device.sequences.push(sequence.0);
        if of_device.day != Some(day) {
            of_device.day = Some(day);
            if let (true, Some(since)) = (of_device.days.insert(day), &mut self.since) {
                since.days.push((at, day));
            }
        }
        None
    }

    /// Remembers what there is now, for [`Register::rewind`].
    pub fn mark(&mut self) {
        let sequences = self.devices.iter().map(|device| device.sequences.len()).collect();
        let (repeated, met) = (self.repeated, self.met.len());
        self.since = Some(Since { repeated, met, sequences, days: Vec::new() });
    }

    /// Forgets what was entered since [`Register::mark`], as if it had never been.
    pub fn rewind(&mut self) {
        let Some(Since { repeated, met, sequences, days }) = self.since.take() else { return };
        self.repeated = repeated;
        self.met.truncate(met);
        self.notes.truncate(met);
        let counts = sequences.into_iter().chain(std::iter::repeat(0));
        for (device, count) in self.devices.iter_mut().zip(counts) {
            device.sequences.truncate(count);
            device.day = None;
        }
        for (at, day) in days {
            self.devices[at].days.remove(&day);
        }
        self.mark();
    }

    /// How many responses were met.
    pub fn len(&self) -> usize {
        self.met.len()
    }

    /// None was.
    pub fn is_empty(&self) -> bool {
        self.met.len() == 0
    }

    /// How many times one was met again.
    pub fn repeated(&self) -> u64 {
        self.repeated
    }

    /// The tablets of which there are responses, by name.
    pub fn devices(&self) -> impl Iterator<Item = (&str, &OfDevice)> {
        let devices = self.names.texts().iter().map(|name| &**name).zip(&self.devices);
        let mut devices: Vec<_> =
            devices.filter(|(_, of_device)| !of_device.sequences.is_empty()).collect();
        devices.sort_unstable_by_key(|(name, _)| *name);
        devices.into_iter()
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
