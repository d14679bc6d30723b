//! Which responses a figure is about.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    Table,
    block::{Block, Day},
    labels::{Dimension, Label},
    mask::Mask,
    rows::{Rows, WORD},
};

/// Which responses a figure is about: those that meet every condition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// From this day on, by the branch's calendar.
    pub from: Option<NaiveDate>,
    /// Up to and including this one.
    pub to: Option<NaiveDate>,
    /// For each of these dimensions one of the labels.
    pub labels: Vec<(Dimension, Vec<Label>)>,
    /// For each of these questions, by name, one of the codes; an empty one stands
    /// for those who did not answer.
    pub answers: Vec<(String, Vec<String>)>,
}

/// A filter, its words looked up in one table.
pub(super) struct Condition {
    /// The first day by number, and the last.
    from: i32,
    to: i32,
    /// The branches that are kept; all of them where none is named.
    branches: Option<Vec<usize>>,
    /// The numbers of the labels that are kept.
    labels: Vec<(Dimension, Vec<usize>)>,
    answers: Vec<Kept>,
}

/// What is kept of the answers to one question.
struct Kept {
    /// Its place; an unknown question is answered by none.
    place: Option<usize>,
    /// The numbers of the codes.
    codes: Vec<usize>,
    /// Those who did not answer, too.
    unanswered: bool,
}

impl Filter {
    pub(super) fn look_up(&self, table: &Table) -> Condition {
        let numbers = |(dimension, labels): &(Dimension, Vec<Label>)| {
            let known = table.labels_of(*dimension);
            (*dimension, labels.iter().flat_map(|label| known.meant(label)).collect::<Vec<_>>())
        };
        let (branches, labels): (Vec<_>, Vec<_>) = self
            .labels
            .iter()
            .map(numbers)
            .partition(|(dimension, _)| *dimension == Dimension::Branch);
        let codes = |(name, codes): &(String, Vec<String>)| {
            let place = table.place(name);
            let question = place.and_then(|place| table.questions.get(place));
            let number = |code: &String| question.and_then(|question| question.number(code));
            Kept {
                place,
                codes: codes.iter().filter_map(number).collect(),
                unanswered: codes.iter().any(String::is_empty),
            }
        };
        // Named twice, a branch must be in both.
        let both = |one: Vec<usize>, other: Vec<usize>| {
            one.into_iter().filter(|branch| other.contains(branch)).collect()
        };
        Condition {
            from: self.from.unwrap_or(NaiveDate::MIN).num_days_from_ce(),
            to: self.to.unwrap_or(NaiveDate::MAX).num_days_from_ce(),
            branches: branches.into_iter().map(|(_, numbers)| numbers).reduce(both),
            labels,
            answers: self.answers.iter().map(codes).collect(),
        }
    }
}

impl Condition {
    /// The rows of `block` that meet it.
    pub(super) fn rows(&self, block: &Block) -> Mask {
        let mut words = vec![0; (block.rows as usize).div_ceil(WORD)];
        for rows in self.days(block) {
            fill(&mut words, rows);
        }
        for (dimension, numbers) in &self.labels {
            let of_dimension = block.labels(*dimension);
            let rows = numbers.iter().filter_map(|at| of_dimension.get(*at));
            let others = vec![0; words.len()];
            narrow(&mut words, rows, others);
        }
        for Kept { place, codes, unanswered } in &self.answers {
            let column = place.and_then(|place| block.questions.get(place));
            let gave = codes.iter().filter_map(|at| column?.gave(*at));
            let mut others = if *unanswered { words.clone() } else { vec![0; words.len()] };
            if let Some(column) = column.filter(|_| *unanswered) {
                column.answered.clear(&mut others);
            }
            narrow(&mut words, gave, others);
        }
        Mask::of(words)
    }

    /// The runs of rows of the days and branches that are kept, in order; those
    /// that touch are one.
    fn days(&self, block: &Block) -> Vec<Range<u32>> {
        let mut runs: Vec<Range<u32>> = Vec::new();
        for places in &block.branches {
            let days = block.days.get(places.clone()).unwrap_or_default();
            let of_branch = |day: &Day| {
                let is_branch = |kept: &Vec<usize>| kept.contains(&(day.branch as usize));
                self.branches.as_ref().is_none_or(is_branch)
            };
            if !days.first().is_some_and(of_branch) {
                continue;
            }
            let from = places.start + days.partition_point(|day| day.number < self.from);
            let to = places.start + days.partition_point(|day| day.number <= self.to);
            let rows = block.rows_of(from..to);
            match runs.last_mut().filter(|run| run.end == rows.start) {
                _ if rows.is_empty() => {}
                Some(run) => run.end = rows.end,
                None => runs.push(rows),
            }
        }
        runs
    }
}

/// Sets the bits of a run of rows.
fn fill(words: &mut [u64], run: Range<u32>) {
    let (start, end) = (run.start as usize, run.end as usize);
    let (first, last) = (start / WORD, end / WORD);
    let (from, to) = (u64::MAX << (start % WORD), !(u64::MAX << (end % WORD)));
    if first == last {
        words[first] |= from & to;
        return;
    }
    words[first] |= from;
    words[first + 1..last].fill(u64::MAX);
    // Past the end where the run ends with a word.
    if let Some(word) = words.get_mut(last) {
        *word |= to;
    }
}

/// Keeps of the marked rows those in any of the sets, and some others.
fn narrow<'r>(words: &mut Vec<u64>, sets: impl Iterator<Item = &'r Rows>, mut others: Vec<u64>) {
    let run = 0..words.len();
    sets.for_each(|rows| rows.mark_within(words, std::iter::once(&run), &mut others));
    *words = others;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_run_is_filled_and_nothing_beside_it(start in 0..640_u32, length in 0..640_u32) {
            let end = (start + length).min(640);
            let mut words = vec![0; 10];
            fill(&mut words, start..end);
            let mut expected = vec![0; 10];
            Rows::of((start..end).collect()).mark(&mut expected);
            prop_assert_eq!(words, expected);
        }
    }
}
