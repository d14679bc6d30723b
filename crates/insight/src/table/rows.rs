//! Sets of rows within one block, as columns hold them: whatever a label or an
//! answer is, it is the set of the rows that have it.

use std::ops::Range;

use super::kernel::{common, mark_common, mark_marked, ones};

/// Rows to a word.
pub(super) const WORD: usize = 64;

/// Words between two of the sums that are held: a hundredth more memory.
const STEP: usize = 32;

/// Some rows of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// Their numbers in order: where they are scattered thinly.
    Few(Vec<u32>),
    /// A bit for each row from the first word on that has any to the last.
    Many {
        /// That first word.
        first: usize,
        /// The bits.
        words: Vec<u64>,
        /// How many are set before each `STEP`th of the words.
        sums: Vec<u32>,
    },
}

impl Default for Rows {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Rows {
    /// These rows, given in order and once each.
    pub(super) fn of(numbers: Vec<u32>) -> Self {
        let (Some(&least), Some(&most)) = (numbers.first(), numbers.last()) else {
            return Self::default();
        };
        let first = word_of(least);
        let span = word_of(most) - first + 1;
        if is_thin(numbers.len(), span) {
            return Self::Few(numbers);
        }
        let mut words = vec![0; span];
        for number in numbers {
            // Not before the least and not after the most: within the span.
            words[word_of(number) - first] |= bit_of(number);
        }
        Self::many(first, words)
    }

    /// The rows whose bits are set in `words`, the first of which is that of the
    /// block.
    pub(super) fn of_words(words: &[u64]) -> Self {
        let Some(first) = words.iter().position(|word| *word != 0) else {
            return Self::default();
        };
        // There is one that is not zero: the first.
        let last = words.iter().rposition(|word| *word != 0).unwrap_or(first);
        let words = &words[first..=last];
        let count = words.iter().map(|word| ones(*word)).sum::<u64>();
        if usize::try_from(count).is_ok_and(|count| is_thin(count, words.len())) {
            let mut numbers = Vec::with_capacity(words.len());
            for (at, word) in (first..).zip(words) {
                numbers.extend(rows_in(at, *word));
            }
            return Self::Few(numbers);
        }
        Self::many(first, words.to_vec())
    }

    fn many(first: usize, words: Vec<u64>) -> Self {
        let sum = |sum: &mut u32, words: &[u64]| {
            let before = *sum;
            *sum += words.iter().map(|word| word.count_ones()).sum::<u32>();
            Some(before)
        };
        let sums = words.chunks(STEP).scan(0, sum).collect();
        Self::Many { first, words, sums }
    }

    /// Does something with each of them, in order.
    pub(super) fn each(&self, mut act: impl FnMut(usize)) {
        match self {
            Self::Few(numbers) => numbers.iter().for_each(|row| act(*row as usize)),
            Self::Many { first, words, .. } => {
                for (at, word) in (*first..).zip(words) {
                    rows_in(at, *word).for_each(|row| act(row as usize));
                }
            }
        }
    }

    /// How many there are in a run of the block's words, however long it is.
    pub(super) fn count_in(&self, run: &Range<usize>) -> u64 {
        let before = |end: usize| match self {
            Self::Few(numbers) => numbers.partition_point(|row| word_of(*row) < end) as u64,
            Self::Many { first, words, sums } => {
                let end = end.saturating_sub(*first).min(words.len());
                // The last sum is before the last words, if there are any.
                let step = (end / STEP).min(sums.len().saturating_sub(1));
                let rest = words.get(step * STEP..end).unwrap_or_default();
                sums.get(step).map_or(0, |sum| u64::from(*sum)) + common(rest, rest)
            }
        };
        before(run.end) - before(run.start)
    }

    /// The first word that has any.
    pub(super) fn first(&self) -> usize {
        match self {
            Self::Few(numbers) => numbers.first().map_or(0, |first| word_of(*first)),
            Self::Many { first, .. } => *first,
        }
    }

    /// The word after the last that has any.
    pub(super) fn end(&self) -> usize {
        match self {
            Self::Few(numbers) => numbers.last().map_or(0, |last| word_of(*last) + 1),
            Self::Many { first, words, .. } => first + words.len(),
        }
    }

    /// Sets in `both` those of their bits that are set in `words`, too; of these the
    /// first is that of the block, and outside of the runs none is set.
    pub(super) fn mark_within<'r>(
        &self,
        words: &[u64],
        runs: impl Iterator<Item = &'r Range<usize>>,
        both: &mut [u64],
    ) {
        match self {
            Self::Few(numbers) => mark_marked(both, words, numbers),
            Self::Many { first, words: bits, .. } => {
                for run in runs {
                    let (from, words, bits) = overlap(words, run, *first, bits);
                    mark_common(&mut both[from..], words, bits);
                }
            }
        }
    }

    /// Clears their bits in `words`, the first of which is that of the block.
    pub(super) fn clear(&self, words: &mut [u64]) {
        match self {
            Self::Few(numbers) => {
                for number in numbers {
                    if let Some(word) = words.get_mut(word_of(*number)) {
                        *word &= !bit_of(*number);
                    }
                }
            }
            Self::Many { first, words: bits, .. } => {
                for (word, bits) in words.iter_mut().skip(*first).zip(bits) {
                    *word &= !bits;
                }
            }
        }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Few(numbers) => size_of_val(numbers.as_slice()),
            Self::Many { words, sums, .. } => {
                size_of_val(words.as_slice()) + size_of_val(sums.as_slice())
            }
        }
    }
}

/// The words of a run, and those of a set's bits that are in the run, too: where they
/// begin, and both.
pub(super) fn overlap<'w>(
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

/// Whether so many rows in so many words are better named than marked: a name
/// takes half as much room as a word, and twice as long to count.
fn is_thin(rows: usize, words: usize) -> bool {
    rows < words
}

/// The word with the bit of a row.
pub(super) fn word_of(row: u32) -> usize {
    row as usize / WORD
}

/// The bit of a row within its word.
pub(super) fn bit_of(row: u32) -> u64 {
    1 << (row % 64)
}

/// The rows whose bits are set in the word at `at`.
pub(super) fn rows_in(at: usize, word: u64) -> impl Iterator<Item = u32> {
    // A block has 2^20 rows, so every number fits.
    let base = u32::try_from(at * WORD).unwrap_or(u32::MAX);
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = (rest != 0).then(|| rest.trailing_zeros())?;
        rest &= rest - 1;
        Some(base + bit)
    })
}

#[cfg(test)]
impl Rows {
    /// Sets their bits in `words`, the first of which is that of the block.
    pub(super) fn mark(&self, words: &mut [u64]) {
        let all = vec![u64::MAX; words.len()];
        self.mark_within(&all, std::iter::once(&(0..words.len())), words);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(rows: &Rows) -> Vec<u32> {
        let mut words = vec![0; 40];
        rows.mark(&mut words);
        (0..).zip(&words).flat_map(|(at, word)| rows_in(at, *word)).collect()
    }

    proptest! {
        #[test]
        fn the_same_rows_come_back_however_they_are_held(
            numbers in proptest::collection::btree_set(0..2560_u32, 0..200),
        ) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let rows = Rows::of(numbers.clone());
            prop_assert_eq!(&marked(&rows), &numbers);
            let mut words = vec![0; 40];
            rows.mark(&mut words);
            prop_assert_eq!(Rows::of_words(&words), rows);
        }

        #[test]
        fn a_run_has_as_many_as_are_marked_in_it(
            numbers in prop_oneof![
                proptest::collection::btree_set(0..12_800_u32, 0..150),
                proptest::collection::btree_set(3_000..9_000_u32, 1_000..3_000),
            ],
            (start, length) in (0..220_usize, 0..220_usize),
        ) {
            let run = start..start + length;
            let found = Rows::of(numbers.iter().copied().collect()).count_in(&run);
            let due = numbers.iter().filter(|row| run.contains(&word_of(**row))).count();
            prop_assert_eq!(found, due as u64);
        }
    }

    #[test]
    fn a_block_of_neighbours_takes_hardly_more_than_a_bit_each_and_strays_four_bytes() {
        let neighbours = Rows::of((1000..2000).collect());
        assert_eq!(neighbours.bytes(), 17 * 8 + 4);
        let strays = Rows::of((0..10).map(|at| at * 200).collect());
        assert_eq!(strays, Rows::Few((0..10).map(|at| at * 200).collect()));
    }
}
