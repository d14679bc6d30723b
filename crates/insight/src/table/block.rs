//! A part of the table: rows in the order of branches, then days, then time of
//! day, so that a branch is a run of rows, and a day of a branch one within it.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::{
    labels::Dimension,
    numbers::Numbers,
    question::{Answers, Column},
    rows::Rows,
};

/// The most rows of a block: few enough for its masks to stay in the
/// processor's cache.
pub(super) const MOST_ROWS: usize = 1 << 20;

/// Up to so many labels are counted sooner by a set of rows for each.
const A_HANDFUL: u32 = 4;

/// When and where a row begins: what blocks are sorted by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// The branch's number.
    pub(super) branch: u32,
    pub(super) day: NaiveDate,
    /// Seconds since midnight by the branch's clock.
    pub(super) second: u32,
}

/// Rows in the order they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrived {
    pub(super) keys: Vec<Key>,
    /// The label of each row, for each dimension.
    pub(super) labels: [Vec<u32>; Dimension::ALL.len()],
    pub(super) answers: Vec<Answers>,
    /// Durations in milliseconds.
    pub(super) durations: Vec<u64>,
}

impl Arrived {
    /// Forgets rows from this one on.
    pub(super) fn truncate(&mut self, row: usize) {
        self.keys.truncate(row);
        self.durations.truncate(row);
        self.labels.iter_mut().for_each(|labels| labels.truncate(row));
        // A block has 2^20 rows at most.
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        self.answers.iter_mut().for_each(|answers| answers.truncate(row));
    }

    /// Takes away rows from this one on.
    pub(super) fn split_off(&mut self, row: usize) -> Self {
        let first = u32::try_from(row).unwrap_or(u32::MAX);
        Self {
            keys: self.keys.split_off(row),
            durations: self.durations.split_off(row),
            labels: self.labels.each_mut().map(|labels| labels.split_off(row)),
            answers: self.answers.iter_mut().map(|answers| answers.split_off(first)).collect(),
        }
    }
}

/// Rows sorted, in columns.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) rows: u32,
    /// The days of branches that have rows, in order.
    pub(super) days: Vec<Day>,
    /// Where each of `days` ends: the row after its last.
    pub(super) ends: Vec<u32>,
    /// The days of each branch that has rows, as places in `days`.
    pub(super) branches: Vec<Range<usize>>,
    /// The rows of each label, by its number, for each dimension.
    labels: [Vec<Rows>; Dimension::ALL.len()],
    /// The same by row, where there are few enough labels for a byte and more than
    /// a handful.
    by_row: [Option<Vec<u8>>; Dimension::ALL.len()],
    pub(super) questions: Vec<Column>,
    pub(super) durations: Numbers,
    pub(super) seconds: Vec<u32>,
}

/// A day of a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) branch: u32,
    /// Counted from the first day of the common era: so days are told apart, and
    /// their distance is known, at once.
    pub(super) number: i32,
}

impl Block {
    /// Sorts what came.
    pub(super) fn of(arrived: &Arrived) -> Self {
        let keys = &arrived.keys;
        let rows = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let order = in_order(keys);
        let mut places = vec![0; keys.len()];
        for (place, row) in (0..).zip(&order) {
            places[*row as usize] = place;
        }
        let (days, ends) = days(order.iter().map(|row| keys[*row as usize]));
        let durations: Vec<u64> =
            order.iter().map(|row| arrived.durations[*row as usize]).collect();
        Self {
            rows,
            branches: branches(&days),
            days,
            ends,
            labels: std::array::from_fn(|at| by_label(&arrived.labels[at], &order)),
            by_row: std::array::from_fn(|at| by_row(&arrived.labels[at], &order)),
            questions: arrived.answers.iter().map(|answers| answers.column(&places)).collect(),
            durations: Numbers::of(&durations),
            seconds: order.iter().map(|row| keys[*row as usize].second).collect(),
        }
    }

    /// The rows of each label of a dimension, by its number; labels met later are
    /// missing.
    pub(super) fn labels(&self, dimension: Dimension) -> &[Rows] {
        &self.labels[dimension.place()]
    }

    /// The number of the label of each row, where it is held.
    pub(super) fn by_row(&self, dimension: Dimension) -> Option<&[u8]> {
        self.by_row[dimension.place()].as_deref()
    }

    /// The rows of some days that follow one another, by their places.
    pub(super) fn rows_of(&self, days: Range<usize>) -> Range<u32> {
        let end_of = |count: usize| count.checked_sub(1).and_then(|at| self.ends.get(at));
        let [start, end] = [days.start, days.end].map(|count| end_of(count).copied());
        start.unwrap_or_default()..end.unwrap_or_default()
    }

    /// The first and the last of its days, by number; none without rows.
    pub(super) fn span(&self) -> Option<(i32, i32)> {
        let days = || self.branches.iter().filter_map(|days| self.days.get(days.clone()));
        let first = days().filter_map(|days| Some(days.first()?.number)).min();
        first.zip(days().filter_map(|days| Some(days.last()?.number)).max())
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        let of_labels = self.labels.iter().flatten().map(|rows| rows.bytes() + size_of::<Rows>());
        size_of_val(self.days.as_slice())
            + size_of_val(self.ends.as_slice())
            + size_of_val(self.branches.as_slice())
            + size_of_val(self.seconds.as_slice())
            + of_labels.sum::<usize>()
            + self.by_row.iter().flatten().map(Vec::len).sum::<usize>()
            + self.questions.iter().map(Column::bytes).sum::<usize>()
            + self.durations.bytes()
    }
}

/// The rows by branch, then time. What comes from a tablet or a bank's archive is
/// by time already: once branches are told apart, hardly anything is left to sort.
fn in_order(keys: &[Key]) -> Vec<u32> {
    let branches = keys.iter().map(|key| key.branch as usize + 1).max().unwrap_or_default();
    let mut of_branch = vec![Vec::new(); branches];
    for (row, key) in (0_u32..).zip(keys) {
        of_branch[key.branch as usize].push((key.day, key.second, row));
    }
    let mut order = Vec::with_capacity(keys.len());
    for mut rows in of_branch {
        rows.sort();
        order.extend(rows.into_iter().map(|(_, _, row)| row));
    }
    order
}

/// The days of branches, and the row after the last of each.
fn days(keys: impl Iterator<Item = Key>) -> (Vec<Day>, Vec<u32>) {
    let (mut days, mut ends) = (Vec::new(), Vec::new());
    let mut last = None;
    for (end, Key { branch, day, .. }) in (1..).zip(keys) {
        if last == Some((branch, day)) {
            ends.pop();
        } else {
            days.push(Day { branch, number: day.num_days_from_ce() });
            last = Some((branch, day));
        }
        ends.push(end);
    }
    (days, ends)
}

/// The days of each branch, as places.
fn branches(days: &[Day]) -> Vec<Range<usize>> {
    let lengths = days.chunk_by(|day, next| day.branch == next.branch).map(<[Day]>::len);
    let run = |start: &mut usize, length| {
        let from = std::mem::replace(start, *start + length);
        Some(from..*start)
    };
    lengths.scan(0, run).collect()
}

/// The rows with each label, where row `n` of the block came as `order[n]`.
fn by_label(labels: &[u32], order: &[u32]) -> Vec<Rows> {
    let most = labels.iter().max().map_or(0, |most| *most as usize + 1);
    let mut rows = vec![Vec::new(); most];
    for (place, row) in (0..).zip(order) {
        rows[labels[*row as usize] as usize].push(place);
    }
    rows.into_iter().map(Rows::of).collect()
}

/// The label of each row, where row `n` of the block came as `order[n]`; none
/// where a byte does not suffice, or a bit for each label is as good.
fn by_row(labels: &[u32], order: &[u32]) -> Option<Vec<u8>> {
    let most = labels.iter().max().copied().unwrap_or_default();
    let numbers = order.iter().map(|row| u8::try_from(labels[*row as usize]).unwrap_or_default());
    (A_HANDFUL..=u32::from(u8::MAX)).contains(&most).then(|| numbers.collect())
}
