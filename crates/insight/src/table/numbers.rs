//! A whole number for each row of a block, as the sets of rows that have the
//! one, the two, the four, … in it. Sums and ranks are then counted like
//! everything else.

use super::{
    mask::Mask,
    rows::{Rows, WORD},
};

/// The numbers of a block; rows beyond the last have 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// From the lowest binary digit.
    digits: Vec<Rows>,
}

impl Numbers {
    /// The numbers of the rows, in order.
    pub(super) fn of(values: &[u64]) -> Self {
        let ones = values.iter().fold(0, |ones, value| ones | value);
        let width = (u64::BITS - ones.leading_zeros()) as usize;
        let mut digits = vec![Vec::with_capacity(values.len().div_ceil(WORD)); width];
        for rows in values.chunks(WORD) {
            let mut square = [0; WORD];
            square.iter_mut().zip(rows).for_each(|(line, value)| *line = *value);
            transpose(&mut square);
            digits.iter_mut().zip(square).for_each(|(words, word)| words.push(word));
        }
        Self { digits: digits.iter().map(|words| Rows::of_words(words)).collect() }
    }

    /// Their sum over the kept rows.
    pub(super) fn sum(&self, kept: &Mask) -> u128 {
        let mut counts = vec![0; self.digits.len()];
        kept.count_each(&self.digits, &mut counts);
        (0..64_u32).zip(counts).map(|(place, count)| u128::from(count) << place).sum()
    }

    /// The rows whose numbers have a one at this binary digit.
    pub(super) fn digit(&self, place: u32) -> Option<&Rows> {
        self.digits.get(usize::try_from(place).ok()?)
    }

    /// How many binary digits the numbers have at most.
    pub(super) fn width(&self) -> u32 {
        // At most 64.
        u32::try_from(self.digits.len()).unwrap_or(u64::BITS)
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.digits.iter().map(|rows| rows.bytes() + size_of::<Rows>()).sum()
    }
}

/// Makes lines of columns: bit `n` of line `m` becomes bit `m` of line `n`. Halves are
/// swapped across the diagonal, then halves of these, down to single bits (H. S. Warren,
/// Hacker's Delight, 7-3).
fn transpose(square: &mut [u64; WORD]) {
    let (mut half, mut lower) = (WORD / 2, u64::MAX >> (WORD / 2));
    while half > 0 {
        for pair in square.chunks_mut(2 * half) {
            let (ones, others) = pair.split_at_mut(half);
            for (one, other) in ones.iter_mut().zip(others) {
                let swapped = (*one >> half ^ *other) & lower;
                *one ^= swapped << half;
                *other ^= swapped;
            }
        }
        half /= 2;
        lower ^= lower << half;
    }
}

/// The number of rank `rank`, from 0, among the kept rows of several blocks; 0
/// where there are not so many.
///
/// Digit by digit from the highest: where more rows than `rank` have a zero, so
/// has the number, and the others are out; else it has a one, and those with a
/// zero come before.
pub(super) fn of_rank<'n>(
    blocks: impl Iterator<Item = (&'n Numbers, &'n Mask)>,
    mut rank: u64,
) -> u64 {
    let mut blocks: Vec<(&Numbers, Mask)> =
        blocks.map(|(numbers, mask)| (numbers, mask.clone())).collect();
    let width = blocks.iter().map(|(numbers, _)| numbers.width()).max().unwrap_or_default();
    let mut found = 0;
    for place in (0..width).rev() {
        let ones = |(numbers, mask): &(&Numbers, Mask)| {
            numbers.digit(place).map_or(0, |rows| mask.count_of(rows))
        };
        let zeros: u64 = blocks.iter().map(|block| block.1.count() - ones(block)).sum();
        let is_one = zeros <= rank;
        if is_one {
            found |= 1 << place;
            rank -= zeros;
        }
        for (numbers, mask) in &mut blocks {
            *mask = match numbers.digit(place) {
                Some(rows) if is_one => mask.within(rows),
                Some(rows) => mask.without(rows),
                None if is_one => Mask::none(),
                None => continue,
            };
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sums_and_ranks_are_those_of_the_numbers(
            values in proptest::collection::vec((prop_oneof![0..9_u64, 0..9_000_000_u64, any::<u64>()], any::<bool>()), 0..300),
            rank in 0..300_u64,
        ) {
            let (numbers, kept): (Vec<u64>, Vec<bool>) = values.iter().copied().unzip();
            let mut words = vec![0; numbers.len().div_ceil(WORD)];
            let kept_rows = (0..).zip(&kept).filter_map(|(row, kept)| kept.then_some(row));
            Rows::of(kept_rows.collect()).mark(&mut words);
            let mask = Mask::of(words);
            let kept: Vec<u64> = values.iter().filter_map(|(it, kept)| kept.then_some(*it)).collect();
            let column = Numbers::of(&numbers);
            prop_assert_eq!(column.sum(&mask), kept.iter().map(|it| u128::from(*it)).sum::<u128>());
            let mut sorted = kept;
            sorted.sort_unstable();
            if let Some(at) = usize::try_from(rank).unwrap().checked_rem(sorted.len()) {
                let blocks = [(&column, &mask)].into_iter();
                prop_assert_eq!(of_rank(blocks, at as u64), sorted[at]);
            }
        }
    }
}
