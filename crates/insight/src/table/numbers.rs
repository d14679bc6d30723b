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
        let width = values.iter().map(|value| u64::BITS - value.leading_zeros()).max();
        let digit = |place: u32| {
            let word = |rows: &[u64]| {
                (0..).zip(rows).fold(0, |word, (bit, value)| word | (value >> place & 1) << bit)
            };
            Rows::of_words(&values.chunks(WORD).map(word).collect::<Vec<u64>>())
        };
        Self { digits: (0..width.unwrap_or_default()).map(digit).collect() }
    }

    /// Their sum over the kept rows.
    pub(super) fn sum(&self, kept: &Mask) -> u128 {
        let of_digit = |(place, rows)| u128::from(kept.count_of(rows)) << place;
        (0..64_u32).zip(&self.digits).map(of_digit).sum()
    }

    /// How many kept rows have a number below `bound`.
    pub(super) fn count_below(&self, kept: &Mask, bound: u64) -> u64 {
        if bound.checked_shr(self.width()).unwrap_or_default() > 0 {
            return kept.count();
        }
        let (mut below, mut equal) = (0, kept.clone());
        for (place, rows) in (0..self.width()).zip(&self.digits).rev() {
            let ones = equal.within(rows);
            if bound >> place & 1 == 1 {
                below += equal.count() - ones.count();
                equal = ones;
            } else {
                equal = equal.without(rows);
            }
        }
        below
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sums_and_ranks_are_those_of_the_numbers(
            values in proptest::collection::vec((prop_oneof![0..9_u64, 0..9_000_000_u64, any::<u64>()], any::<bool>()), 0..300),
            bound in prop_oneof![0..9_u64, 0..9_000_000_u64, any::<u64>()],
        ) {
            let (numbers, kept): (Vec<u64>, Vec<bool>) = values.iter().copied().unzip();
            let mut words = vec![0; numbers.len().div_ceil(WORD)];
            let kept_rows = (0..).zip(&kept).filter_map(|(row, kept)| kept.then_some(row));
            Rows::of(kept_rows.collect()).mark(&mut words);
            let mask = Mask::of(words);
            let kept: Vec<u64> = values.iter().filter_map(|(it, kept)| kept.then_some(*it)).collect();
            let column = Numbers::of(&numbers);
            prop_assert_eq!(column.sum(&mask), kept.iter().map(|it| u128::from(*it)).sum::<u128>());
            let below = kept.iter().filter(|it| **it < bound).count() as u64;
            prop_assert_eq!(column.count_below(&mask, bound), below);
        }
    }
}
