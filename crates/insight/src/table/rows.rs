//! Sets of rows within one block, as columns hold them: whatever a label or an
//! answer is, it is the set of the rows that have it.

use super::kernel::ones;

/// Rows to a word.
pub(super) const WORD: usize = 64;

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
        Self::Many { first, words }
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
        Self::Many { first, words: words.to_vec() }
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
            Self::Many { first, words } => first + words.len(),
        }
    }

    /// Sets their bits in `words`, the first of which is that of the block.
    pub(super) fn mark(&self, words: &mut [u64]) {
        self.change(words, |word, bits| *word |= bits);
    }

    /// Clears their bits in `words`, the first of which is that of the block.
    pub(super) fn clear(&self, words: &mut [u64]) {
        self.change(words, |word, bits| *word &= !bits);
    }

    /// Does something with each word that has some of their bits.
    fn change(&self, words: &mut [u64], change: impl Fn(&mut u64, u64)) {
        match self {
            Self::Few(numbers) => {
                for number in numbers {
                    if let Some(word) = words.get_mut(word_of(*number)) {
                        change(word, bit_of(*number));
                    }
                }
            }
            Self::Many { first, words: bits } => {
                for (word, bits) in words.iter_mut().skip(*first).zip(bits) {
                    change(word, *bits);
                }
            }
        }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Few(numbers) => size_of_val(numbers.as_slice()),
            Self::Many { words, .. } => size_of_val(words.as_slice()),
        }
    }
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
    }

    #[test]
    fn a_block_of_neighbours_takes_a_bit_each_and_strays_four_bytes() {
        let neighbours = Rows::of((1000..2000).collect());
        assert_eq!(neighbours.bytes(), 17 * 8);
        let strays = Rows::of((0..10).map(|at| at * 200).collect());
        assert_eq!(strays, Rows::Few((0..10).map(|at| at * 200).collect()));
    }
}
