//! The rows of a block that a filter keeps, and counting under it.

use std::{borrow::Cow, ops::Range};

use super::{
    kernel::{common, ones},
    rows::{Rows, bit_of, rows_in, word_of},
};

/// So many empty words between filled ones are passed over; fewer are counted
/// sooner than a new start is made.
const GAP: usize = 32;
/// Where fewer than one word in so many is filled, the filled ones are listed: to
/// look one up takes as long as to count so many in a run.
const THIN: usize = 8;

/// So many words of a mask are gone over with several sets at a time: 8 KB.
const PIECE: usize = 1024;

/// The rows that are kept.
///
/// Where many words have a bit, all words, and the runs of them that do; where
/// few have, only these. So a filter that keeps little costs little.
#[derive(Clone, Debug)]
pub(super) enum Mask {
    Dense {
        /// One for each word of the block.
        words: Vec<u64>,
        /// The words outside of which nothing is kept.
        runs: Vec<Range<usize>>,
    },
    Sparse(Vec<Spot>),
}

/// A word with kept rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    at: usize,
    word: u64,
}

impl Mask {
    /// Keeps the rows whose bits are set.
    pub(super) fn of(words: Vec<u64>) -> Self {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut filled = 0;
        for at in words.iter().enumerate().filter(|(_, word)| **word != 0).map(|(at, _)| at) {
            filled += 1;
            match runs.last_mut().filter(|run| at < run.end + GAP) {
                Some(run) => run.end = at + 1,
                None => runs.push(at..at + 1),
            }
        }
        if THIN * filled < runs.iter().map(Range::len).sum() {
            let spots = words.iter().enumerate().filter(|(_, word)| **word != 0);
            return Self::Sparse(spots.map(|(at, word)| Spot { at, word: *word }).collect());
        }
        Self::Dense { words, runs }
    }

    /// Keeps nothing.
    pub(super) fn none() -> Self {
        Self::Sparse(Vec::new())
    }

    /// How many rows are kept.
    pub(super) fn count(&self) -> u64 {
        self.spots().map(|spot| ones(spot.word)).sum()
    }

    /// How many of `rows` are kept.
    pub(super) fn count_of(&self, rows: &Rows) -> u64 {
        match (self, rows) {
            (Self::Dense { words, runs }, Rows::Many { first, words: bits }) => {
                let of_run = |run| {
                    let (_, kept, bits) = overlap(words, run, *first, bits);
                    common(kept, bits)
                };
                runs.iter().map(of_run).sum()
            }
            (Self::Dense { words, .. }, Rows::Few(numbers)) => {
                numbers.iter().map(|row| words[word_of(*row)] >> (row % 64) & 1).sum()
            }
            (Self::Sparse(spots), rows) => {
                paired(near(spots, rows), rows).map(|(spot, bits)| ones(spot.word & bits)).sum()
            }
        }
    }

    /// How many rows are kept here and there.
    pub(super) fn count_in_both(&self, other: &Self) -> u64 {
        match (self, other) {
            (Self::Dense { words, runs }, Self::Dense { words: others, .. }) => {
                let of_run = |run: &Range<usize>| common(&words[run.clone()], &others[run.clone()]);
                runs.iter().map(of_run).sum()
            }
            (Self::Sparse(spots), Self::Dense { words, .. })
            | (Self::Dense { words, .. }, Self::Sparse(spots)) => {
                spots.iter().map(|spot| ones(spot.word & words[spot.at])).sum()
            }
            (Self::Sparse(spots), Self::Sparse(others)) => {
                let mut others = others.iter().peekable();
                let of_spot = |spot: &Spot| {
                    while others.next_if(|other| other.at < spot.at).is_some() {}
                    let same = others.peek().filter(|other| other.at == spot.at);
                    same.map_or(0, |other| ones(spot.word & other.word))
                };
                spots.iter().map(of_spot).sum()
            }
        }
    }

    /// Adds to each count how many of its set's rows are kept: a piece of all sets
    /// before the next, so that the mask's own stays in the nearest cache.
    pub(super) fn count_each(&self, sets: &[Rows], counts: &mut [u64]) {
        let (Self::Dense { words, runs }, true) = (self, sets.len() > 1) else {
            for (count, rows) in counts.iter_mut().zip(sets) {
                *count += self.count_of(rows);
            }
            return;
        };
        for (count, rows) in counts.iter_mut().zip(sets) {
            if matches!(rows, Rows::Few(_)) {
                *count += self.count_of(rows);
            }
        }
        for run in runs {
            for start in run.clone().step_by(PIECE) {
                let piece = start..run.end.min(start + PIECE);
                for (count, rows) in counts.iter_mut().zip(sets) {
                    if let Rows::Many { first, words: bits } = rows {
                        let (_, kept, bits) = overlap(words, &piece, *first, bits);
                        *count += common(kept, bits);
                    }
                }
            }
        }
    }

    /// Adds one to the count of `labels[row]` for each kept row of `rows`. There are
    /// as many `counts` as a byte has values.
    pub(super) fn count_labels(&self, rows: &Rows, labels: &[u8], counts: &mut [u64; 256]) {
        match (self, rows) {
            (Self::Dense { words, .. }, Rows::Few(numbers)) => {
                for row in numbers {
                    let is_kept = words[word_of(*row)] >> (row % 64) & 1;
                    counts[labels[*row as usize] as usize] += is_kept;
                }
            }
            (Self::Dense { words, runs }, Rows::Many { first, words: bits }) => {
                for run in runs {
                    let (from, kept, bits) = overlap(words, run, *first, bits);
                    for (at, (kept, bits)) in (from..).zip(kept.iter().zip(bits)) {
                        for row in rows_in(at, kept & bits) {
                            counts[labels[row as usize] as usize] += 1;
                        }
                    }
                }
            }
            (Self::Sparse(spots), rows) => {
                for (spot, bits) in paired(near(spots, rows), rows) {
                    for row in rows_in(spot.at, spot.word & bits) {
                        counts[labels[row as usize] as usize] += 1;
                    }
                }
            }
        }
    }

    /// Of the kept rows those in `rows`.
    pub(super) fn within(&self, rows: &Rows) -> Self {
        match (self, rows) {
            (Self::Sparse(spots), rows) => {
                let both = paired(near(spots, rows), rows)
                    .map(|(spot, bits)| Spot { at: spot.at, word: spot.word & bits });
                Self::Sparse(both.filter(|spot| spot.word != 0).collect())
            }
            (Self::Dense { words, .. }, Rows::Few(numbers)) => {
                let mut spots: Vec<Spot> = Vec::new();
                for row in numbers {
                    let (at, word) = (word_of(*row), words[word_of(*row)] & bit_of(*row));
                    match spots.last_mut().filter(|spot| spot.at == at) {
                        Some(spot) => spot.word |= word,
                        None if word == 0 => {}
                        None => spots.push(Spot { at, word }),
                    }
                }
                Self::Sparse(spots)
            }
            (Self::Dense { words, runs }, Rows::Many { first, words: bits }) => {
                let mut both = vec![0; words.len()];
                let mut narrower = Vec::with_capacity(runs.len());
                for run in runs {
                    let (from, kept, bits) = overlap(words, run, *first, bits);
                    let run = from..from + kept.len();
                    for (both, (kept, bits)) in
                        both[run.clone()].iter_mut().zip(kept.iter().zip(bits))
                    {
                        *both = kept & bits;
                    }
                    narrower.push(run);
                }
                Self::Dense { words: both, runs: narrower }
            }
        }
    }

    /// Of the kept rows those in any of the sets.
    pub(super) fn within_any<'r>(&self, sets: impl Iterator<Item = &'r Rows> + Clone) -> Self {
        let mut others = sets.clone();
        match (others.next(), others.next()) {
            (None, _) => Self::none(),
            (Some(only), None) => self.within(only),
            _ => self.within(&union(sets)),
        }
    }

    /// Of the kept rows those not in `rows`.
    pub(super) fn without(&self, rows: &Rows) -> Self {
        match self {
            Self::Sparse(spots) => {
                let others = paired(spots, rows)
                    .map(|(spot, bits)| Spot { at: spot.at, word: spot.word & !bits });
                Self::Sparse(others.filter(|spot| spot.word != 0).collect())
            }
            Self::Dense { words, runs } => {
                let mut others = words.clone();
                rows.clear(&mut others);
                Self::Dense { words: others, runs: runs.clone() }
            }
        }
    }

    /// Adds to each part of the block how many of its rows are kept; `ends` are
    /// the rows each ends before, in order.
    pub(super) fn count_parts(&self, ends: &[u32], mut add: impl FnMut(usize, u64)) {
        let ranks = Ranks::of(self);
        let mut before = 0;
        for (part, end) in ends.iter().enumerate() {
            let rank = ranks.before(*end);
            if rank > before {
                add(part, rank - before);
            }
            before = rank;
        }
    }

    /// The words with kept rows, in order; some may have none.
    fn spots(&self) -> impl Iterator<Item = Spot> {
        let (spots, words, runs) = match self {
            Self::Sparse(spots) => (spots.as_slice(), [].as_slice(), [].as_slice()),
            Self::Dense { words, runs } => ([].as_slice(), words.as_slice(), runs.as_slice()),
        };
        let dense = runs.iter().flat_map(Range::clone).map(|at| Spot { at, word: words[at] });
        spots.iter().copied().chain(dense)
    }
}

/// The rows that are in any of the sets.
fn union<'r>(sets: impl Iterator<Item = &'r Rows> + Clone) -> Rows {
    let length = sets.clone().map(Rows::end).max().unwrap_or_default();
    let mut words = vec![0; length];
    sets.for_each(|rows| rows.mark(&mut words));
    Rows::of_words(&words)
}

/// How many rows are kept before each row of a block.
struct Ranks<'m> {
    words: Cow<'m, [u64]>,
    /// How many are kept before each word.
    sums: Vec<u32>,
}

impl<'m> Ranks<'m> {
    fn of(mask: &'m Mask) -> Self {
        let words = match mask {
            Mask::Dense { words, .. } => Cow::Borrowed(words.as_slice()),
            Mask::Sparse(spots) => {
                let mut words = vec![0; spots.last().map_or(0, |spot| spot.at + 1)];
                for spot in spots {
                    words[spot.at] = spot.word;
                }
                Cow::Owned(words)
            }
        };
        let sum = |sum: &mut u32, word: &u64| {
            let before = *sum;
            *sum += word.count_ones();
            Some(before)
        };
        Self { sums: words.iter().scan(0, sum).collect(), words }
    }

    /// How many kept rows are before `row`.
    fn before(&self, row: u32) -> u64 {
        let at = word_of(row);
        match (self.words.get(at), self.sums.get(at)) {
            (Some(word), Some(sum)) => u64::from(*sum) + ones(word & (bit_of(row) - 1)),
            _ => self.all(),
        }
    }

    fn all(&self) -> u64 {
        let last = self.words.last().zip(self.sums.last());
        last.map_or(0, |(word, sum)| u64::from(*sum) + ones(*word))
    }
}

/// The words a run of kept ones and the bits of a set have in common: the first,
/// and both.
fn overlap<'w>(
    words: &'w [u64],
    run: &Range<usize>,
    first: usize,
    bits: &'w [u64],
) -> (usize, &'w [u64], &'w [u64]) {
    let from = first.max(run.start);
    let to = run.end.min(first + bits.len()).max(from);
    // Within `run` and, less `first`, within `bits`; empty where they do not meet.
    let kept = words.get(from..to).unwrap_or_default();
    (from.min(words.len()), kept, bits.get(from - first..to - first).unwrap_or_default())
}

/// The spots that `rows` may have something at.
fn near<'s>(spots: &'s [Spot], rows: &Rows) -> &'s [Spot] {
    let from = spots.partition_point(|spot| spot.at < rows.first());
    let to = spots.partition_point(|spot| spot.at < rows.end());
    spots.get(from..to).unwrap_or_default()
}

/// Spots, each with the bits of `rows` there.
fn paired<'s>(spots: &'s [Spot], rows: &'s Rows) -> impl Iterator<Item = (&'s Spot, u64)> {
    let (first, words, mut numbers) = match rows {
        Rows::Many { first, words } => (*first, words.as_slice(), [].as_slice()),
        Rows::Few(numbers) => (0, [].as_slice(), numbers.as_slice()),
    };
    spots.iter().map(move |spot| {
        let of_words = spot.at.checked_sub(first).and_then(|at| words.get(at));
        let mut bits = of_words.copied().unwrap_or_default();
        while let Some((row, rest)) = numbers.split_first()
            && word_of(*row) <= spot.at
        {
            if word_of(*row) == spot.at {
                bits |= bit_of(*row);
            }
            numbers = rest;
        }
        (spot, bits)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{super::rows::WORD, *};

    const ROWS: u32 = 64 * 20;

    fn set() -> impl Strategy<Value = BTreeSet<u32>> {
        prop_oneof![
            proptest::collection::btree_set(0..ROWS, 0..30),
            proptest::collection::btree_set(300..700_u32, 100..400),
            Just((0..ROWS).collect()),
        ]
    }

    fn rows(set: &BTreeSet<u32>) -> Rows {
        Rows::of(set.iter().copied().collect())
    }

    fn mask(set: &BTreeSet<u32>) -> Mask {
        let mut words = vec![0; 20];
        rows(set).mark(&mut words);
        Mask::of(words)
    }

    proptest! {
        #[test]
        fn counting_is_that_of_sets(kept in set(), one in set(), other in set()) {
            let count = |rows: &BTreeSet<u32>| rows.len() as u64;
            prop_assert_eq!(mask(&kept).count(), count(&kept));
            let both = &kept & &one;
            prop_assert_eq!(mask(&kept).count_of(&rows(&one)), count(&both));
            prop_assert_eq!(mask(&kept).within(&rows(&one)).count(), count(&both));
            prop_assert_eq!(mask(&kept).count_in_both(&mask(&one)), count(&both));
            let others = &kept - &one;
            prop_assert_eq!(mask(&kept).without(&rows(&one)).count(), count(&others));
            let all_three = count(&(&both & &other));
            prop_assert_eq!(
                mask(&kept).within(&rows(&one)).count_of(&rows(&other)),
                all_three,
            );
        }

        #[test]
        fn counting_several_sets_is_counting_each(
            kept in proptest::collection::btree_set(0..40_000_u32, 0..2000),
            sets in proptest::collection::vec(
                proptest::collection::btree_set(0..300_000_u32, 0..2000), 0..4),
            whole in any::<bool>(),
        ) {
            let words = 300_000_usize.div_ceil(WORD);
            let mut marked = vec![if whole { u64::MAX } else { 0 }; words];
            rows(&kept).mark(&mut marked);
            let mask = Mask::of(marked);
            let mut sets: Vec<Rows> = sets.iter().map(rows).collect();
            sets.push(Rows::of((70_000..200_000).collect()));
            let mut counts = vec![1; sets.len()];
            mask.count_each(&sets, &mut counts);
            let each: Vec<u64> = sets.iter().map(|rows| 1 + mask.count_of(rows)).collect();
            prop_assert_eq!(counts, each);
        }

        #[test]
        fn parts_add_up(kept in set(), cuts in proptest::collection::btree_set(1..ROWS, 0..50)) {
            let ends: Vec<u32> = cuts.into_iter().chain([ROWS]).collect();
            let mut counts = vec![0; ends.len()];
            mask(&kept).count_parts(&ends, |part, count| counts[part] += count);
            let mut from = 0;
            for (end, count) in ends.into_iter().zip(counts) {
                prop_assert_eq!(kept.range(from..end).count() as u64, count);
                from = end;
            }
        }
    }
}
