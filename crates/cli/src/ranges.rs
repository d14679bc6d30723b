//! Runs of what is missing, and how they are told.

use std::fmt::Display;

/// So many are told to people.
const TOLD: usize = 10;

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
    fn a_run_of_one_is_told_as_one_and_a_long_list_is_cut_short() {
        let runs = [(6, 6), (8, 10)];
        assert_eq!(told(&runs), "6, 8–10");
        let many: Vec<_> = (1..25).step_by(2).map(|place| (place, place)).collect();
        assert_eq!(told(&many), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 2 more ranges");
    }
}
