//! Which responses a figure is about.

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Table,
    block::Block,
    labels::{Dimension, Label},
    mask::Mask,
    rows::WORD,
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
    from: NaiveDate,
    to: NaiveDate,
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
            from: self.from.unwrap_or(NaiveDate::MIN),
            to: self.to.unwrap_or(NaiveDate::MAX),
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
        let mut any = Vec::new();
        for (dimension, numbers) in &self.labels {
            let of_dimension = block.labels(*dimension);
            any.clear();
            any.resize(words.len(), 0);
            let rows = numbers.iter().filter_map(|at| of_dimension.get(*at));
            rows.for_each(|rows| rows.mark(&mut any));
            narrow(&mut words, &any);
        }
        for Kept { place, codes, unanswered } in &self.answers {
            let column = place.and_then(|place| block.questions.get(place));
            any.clear();
            any.resize(words.len(), if *unanswered { u64::MAX } else { 0 });
            if let Some(column) = column.filter(|_| *unanswered) {
                column.answered.clear(&mut any);
            }
            let gave = codes.iter().filter_map(|at| column?.gave(*at));
            gave.for_each(|rows| rows.mark(&mut any));
            narrow(&mut words, &any);
        }
        Mask::of(words)
    }

    /// The runs of rows of the days and branches that are kept, in order; those
    /// that touch are one.
    fn days(&self, block: &Block) -> Vec<Range<u32>> {
        let mut runs: Vec<Range<u32>> = Vec::new();
        let mut start = 0;
        for (day, end) in block.days.iter().zip(&block.ends) {
            let of_branch = self.branches.as_ref();
            let is_kept = (self.from..=self.to).contains(&day.date)
                && of_branch.is_none_or(|kept| kept.contains(&(day.branch as usize)));
            match runs.last_mut().filter(|run| run.end == start) {
                _ if !is_kept => {}
                Some(run) => run.end = *end,
                None => runs.push(start..*end),
            }
            start = *end;
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

/// Keeps of the marked rows those that are marked in `any`, too.
fn narrow(words: &mut [u64], any: &[u64]) {
    for (word, any) in words.iter_mut().zip(any) {
        *word &= any;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::rows::Rows, *};

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
