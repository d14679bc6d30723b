//! A part of the table: rows in the order of branches, then days, then time of
//! day, so that a branch is a run of rows, and a day of a branch one within it.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::{
    labels::Dimension,
    numbers::Numbers,
    question::{Answers, Column},
    rows::{Rows, WORD},
};

/// The most rows of a block: few enough for its masks to stay in the
/// processor's cache.
pub(super) const MOST_ROWS: usize = 1 << 20;

/// Up to so many labels are counted sooner by a set of rows for each.
const A_HANDFUL: u32 = 4;

/// Up to so many labels have their rows marked in words at once: 8 MB.
const A_TRAYFUL: u32 = 64;

/// Rows are gone through in pieces of so many, each by a call of its own: browsers make
/// fast what is called often, not what runs long.
pub(super) const PIECE: usize = 1 << 12;

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
    labels: Vec<Vec<Rows>>,
    /// The same by row, where there are few enough labels for a byte and more than
    /// a handful.
    by_row: Vec<Option<Vec<u8>>>,
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
        let (mut labels, mut bytes) = (Vec::new(), Vec::new());
        for of_dimension in &arrived.labels {
            let sorted = in_place(of_dimension, &order);
            let most = sorted.iter().max().copied().unwrap_or_default();
            labels.push(by_label(&sorted, most));
            bytes.push(by_row(&sorted, most));
        }
        Self {
            rows,
            branches: branches(&days),
            days,
            ends,
            labels,
            by_row: bytes,
            questions: arrived.answers.iter().map(|answers| answers.column(&places)).collect(),
            durations: Numbers::of(&in_place(&arrived.durations, &order)),
            seconds: in_place(&keys.iter().map(|key| key.second).collect::<Vec<_>>(), &order),
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
    // A block has 2^20 rows, so every number fits.
    let mut first = 0;
    for piece in keys.chunks(PIECE) {
        first = tell_apart(&mut of_branch, piece, first);
    }
    for rows in &mut of_branch {
        // Those of one moment stay as they came.
        rows.sort_by_key(|row| {
            let Key { day, second, .. } = keys[*row as usize];
            (day, second)
        });
    }
    of_branch.concat()
}

/// Adds rows, numbered from `first`, to those of their branches; gives the number of
/// the next one.
#[inline(never)]
fn tell_apart(of_branch: &mut [Vec<u32>], keys: &[Key], first: u32) -> u32 {
    let mut next = first;
    for key in keys {
        of_branch[key.branch as usize].push(next);
        next += 1;
    }
    next
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

/// The values of the rows in the order they have in the block, where row `n` came as
/// `order[n]`.
fn in_place<T: Copy>(values: &[T], order: &[u32]) -> Vec<T> {
    let mut sorted = Vec::with_capacity(order.len());
    for piece in order.chunks(PIECE) {
        extend(&mut sorted, values, piece);
    }
    sorted
}

#[inline(never)]
fn extend<T: Copy>(sorted: &mut Vec<T>, values: &[T], order: &[u32]) {
    sorted.extend(order.iter().map(|row| values[*row as usize]));
}

/// The rows with each label up to the last.
fn by_label(labels: &[u32], last: u32) -> Vec<Rows> {
    let count = last as usize + 1;
    if last >= A_TRAYFUL {
        let mut rows = vec![Vec::new(); count];
        for (row, label) in (0..).zip(labels) {
            rows[*label as usize].push(row);
        }
        return rows.into_iter().map(Rows::of).collect();
    }
    let mut words = vec![vec![0; labels.len().div_ceil(WORD)]; count];
    for (at, piece) in labels.chunks(PIECE).enumerate() {
        mark(&mut words, piece, at * PIECE / WORD);
    }
    words.iter().map(|words| Rows::of_words(words)).collect()
}

/// Marks rows with their labels; those of `first` and the words after it.
#[inline(never)]
fn mark(words: &mut [Vec<u64>], labels: &[u32], first: usize) {
    for (at, rows) in (first..).zip(labels.chunks(WORD)) {
        for (bit, label) in rows.iter().enumerate() {
            words[*label as usize][at] |= 1 << bit;
        }
    }
}

/// The label of each row; none where a byte does not suffice, or a bit for each label
/// is as good.
fn by_row(labels: &[u32], last: u32) -> Option<Vec<u8>> {
    let bytes = labels.iter().map(|label| u8::try_from(*label).unwrap_or_default());
    (A_HANDFUL..=u32::from(u8::MAX)).contains(&last).then(|| bytes.collect())
}
