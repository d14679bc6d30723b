//! Runs of what is missing, and how they are told.

use std::fmt::Display;

/// So many are told to people.
const TOLD: usize = 10;

/// The first and last of each run missing between the lowest and the highest
/// of `sorted`.
pub(crate) fn between(sorted: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let gap = |pair: &[u32]| (pair[1] - pair[0] > 1).then(|| (pair[0] + 1, pair[1] - 1));
    sorted.windows(2).filter_map(gap)
}

/// The runs in words: `5–6, 8`.
pub(crate) fn told<T: Display + PartialEq>(ranges: &[(T, T)]) -> String {
    let range = |(from, to): &(T, T)| {
        if from == to { from.to_string() } else { format!("{from}–{to}") }
    };
    let told: Vec<_> = ranges.iter().take(TOLD).map(range).collect();
    match ranges.len().saturating_sub(TOLD) {
        0 => told.join(", "),
        more => format!("{} and {more} more ranges", told.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_lies_between_the_lowest_and_the_highest() {
        let missing: Vec<_> = between(&[4, 5, 5, 7, 11]).collect();
        assert_eq!(told(&missing), "6, 8–10");
    }

    #[test]
    fn a_long_list_is_cut_short() {
        let sorted: Vec<u32> = (0..13).map(|place| 2 * place).collect();
        let missing: Vec<_> = between(&sorted).collect();
        assert_eq!(told(&missing), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 2 more ranges");
    }
}
