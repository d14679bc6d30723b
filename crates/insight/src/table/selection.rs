//! The figures of the responses a filter keeps.

use chrono::NaiveDate;
use heard_exchange::Outcome;

use super::{
    Table,
    block::Block,
    labels::{Dimension, Label},
    mask::Mask,
    numbers::of_rank,
    question::Column,
    rows::Rows,
};
use crate::{Composite, Responses, Sums, Tally, base::number};

/// The responses of a [`Table`] that a [`Filter`](super::Filter) keeps.
///
/// Holds which rows they are, and no figure: each is counted when it is asked
/// for. An unknown question has no answers.
pub struct Selection<'t> {
    table: &'t Table,
    /// The kept rows of each block.
    kept: Vec<(&'t Block, Mask)>,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many answered.
    pub n: u64,
    /// How many of these gave one of the codes asked for.
    pub count: u64,
}

/// A [`Part`] for each of some days that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: NaiveDate,
    /// From that day on.
    pub parts: Vec<Part>,
}

/// Where the steps of a scale are.
struct Scale {
    /// The question's place.
    place: usize,
    /// Each step, ascending, with the number of its code.
    steps: Vec<(f64, usize)>,
}

impl Scale {
    fn column<'b>(&self, block: &'b Block) -> Option<&'b Column> {
        block.questions.get(self.place)
    }

    fn rows<'b>(&self, block: &'b Block, number: usize) -> Option<&'b Rows> {
        self.column(block)?.gave(number)
    }
}

impl<'t> Selection<'t> {
    pub(super) fn new(table: &'t Table, kept: Vec<(&'t Block, Mask)>) -> Self {
        Self { table, kept }
    }

    /// How many there are. Those for training are in no table.
    pub fn responses(&self) -> Responses {
        let total = self.kept.iter().map(|(_, mask)| mask.count()).sum();
        let of_outcomes = self.counts(Dimension::Outcome);
        let of = |outcome: Outcome| {
            let is_it = |(label, _): &&(&Label, u64)| label.code == outcome.code();
            of_outcomes.iter().find(is_it).map_or(0, |(_, count)| *count)
        };
        Responses {
            total,
            complete: of(Outcome::Complete),
            partial: of(Outcome::Partial),
            training: 0,
        }
    }

    /// How many there are of each label of a dimension.
    pub fn counts(&self, dimension: Dimension) -> Vec<(&'t Label, u64)> {
        let mut counts = self.labelled(dimension, 0);
        for (block, mask) in &self.kept {
            for ((_, count), rows) in counts.iter_mut().zip(block.labels(dimension)) {
                *count += mask.count_of(rows);
            }
        }
        counts
    }

    /// The answers to `question`.
    pub fn tally(&self, question: &str) -> Tally {
        let Some(place) = self.table.place(question) else { return Tally::of_unknown() };
        let question = &self.table.questions[place];
        let mut counts = vec![0; question.codes().len()];
        let mut n = 0;
        for (mask, column) in self.columns(place) {
            n += mask.count_of(&column.answered);
            mask.count_each(&column.gave, &mut counts);
        }
        question.form.filled(n, question.codes().iter().map(|code| &**code).zip(counts))
    }

    /// Of those that answered `question` how many gave one of `codes`, for each
    /// label of a dimension.
    pub fn parts(
        &self,
        dimension: Dimension,
        question: &str,
        codes: &[&str],
    ) -> Vec<(&'t Label, Part)> {
        let Some(place) = self.table.place(question) else { return Vec::new() };
        let mut parts = self.labelled(dimension, Part::default());
        for (block, answered, gave) in self.narrowed(place, codes) {
            for ((_, part), rows) in parts.iter_mut().zip(block.labels(dimension)) {
                part.n += answered.count_of(rows);
                part.count += gave.count_of(rows);
            }
        }
        parts
    }

    /// The same for each day by the branches' calendars, from the first that any
    /// response in the table is of to the last; none where there is no response.
    pub fn days(&self, question: &str, codes: &[&str]) -> Option<Days> {
        let (first, last) = self.table.span()?;
        let since =
            |date: NaiveDate| usize::try_from((date - first).num_days()).unwrap_or_default();
        let mut parts = vec![Part::default(); since(last) + 1];
        if let Some(place) = self.table.place(question) {
            for (block, answered, gave) in self.narrowed(place, codes) {
                let places: Vec<usize> = block.days.iter().map(|day| since(day.date)).collect();
                answered.count_parts(&block.ends, |at, count| parts[places[at]].n += count);
                gave.count_parts(&block.ends, |at, count| parts[places[at]].count += count);
            }
        }
        Some(Days { first, parts })
    }

    /// How many gave each code of `question`, for each label of a dimension: a row
    /// for each code in the order of [`Table::codes`], a column for each label in
    /// that of [`Table::labels`].
    pub fn cross(&self, question: &str, dimension: Dimension) -> Vec<Vec<u64>> {
        let Some(place) = self.table.place(question) else { return Vec::new() };
        let codes = self.table.questions[place].codes().len();
        self.cells(codes, dimension, |block| {
            block.questions.get(place).map_or(&[], |column| &column.gave)
        })
    }

    /// How many there are of each pair of labels of two dimensions: a row for each
    /// of `one`, a column for each of `other`, both in the order of
    /// [`Table::labels`].
    pub fn pairs(&self, one: Dimension, other: Dimension) -> Vec<Vec<u64>> {
        self.cells(self.table.labels(one).len(), other, |block| block.labels(one))
    }

    /// How many of each of `lines` sets there are of each label of a dimension.
    fn cells<'b>(
        &'b self,
        lines: usize,
        dimension: Dimension,
        sets: impl Fn(&'b Block) -> &'b [Rows],
    ) -> Vec<Vec<u64>> {
        let labels = self.table.labels(dimension).len();
        let mut cells = vec![vec![0; labels]; lines];
        for (block, mask) in &self.kept {
            for (cells, rows) in cells.iter_mut().zip(sets(block)) {
                if let Some(by_row) = block.by_row(dimension) {
                    let mut counts = [0; 256];
                    mask.count_labels(rows, by_row, &mut counts);
                    cells.iter_mut().zip(counts).for_each(|(cell, count)| *cell += count);
                } else {
                    let within = mask.within(rows);
                    let of_labels = block.labels(dimension).iter();
                    cells
                        .iter_mut()
                        .zip(of_labels)
                        .for_each(|(c, rows)| *c += within.count_of(rows));
                }
            }
        }
        cells
    }

    /// How many people gave each pair of steps of two questions with scales: a row
    /// for each step of the one, in it a number for each step of the other, both
    /// ascending. None where one has no scale.
    pub fn together(&self, one: &str, other: &str) -> Option<Vec<Vec<u64>>> {
        let [one, other] = [self.scale(one)?, self.scale(other)?];
        let mut counts = vec![vec![0; other.steps.len()]; one.steps.len()];
        for (block, mask) in &self.kept {
            for (counts, (_, number)) in counts.iter_mut().zip(&one.steps) {
                let Some(rows) = one.rows(block, *number) else { continue };
                let gave = mask.within(rows);
                for (count, (_, number)) in counts.iter_mut().zip(&other.steps) {
                    *count += other.rows(block, *number).map_or(0, |rows| gave.count_of(rows));
                }
            }
        }
        Some(counts)
    }

    /// What the scores of those add up to who answered every dimension of a
    /// composite index: from how many gave each step, and each pair of steps. None
    /// where a dimension has no scale here.
    pub fn scores(&self, composite: &Composite) -> Option<Sums> {
        let scales: Option<Vec<_>> =
            composite.questions().iter().map(|name| self.scale(name)).collect();
        let scales = scales?;
        let mut sums = Sums::default();
        for (block, mask) in &self.kept {
            let answered =
                scales.iter().map(|scale| scale.column(block)).collect::<Option<Vec<_>>>();
            // In a block without one of the questions nobody answered all.
            let Some(columns) = answered else { continue };
            let all =
                columns.iter().fold(mask.clone(), |mask, column| mask.within(&column.answered));
            let parts = scales.iter().enumerate().flat_map(|(at, scale)| {
                let steps = scale.steps.iter();
                steps.map(move |(step, number)| {
                    (at, composite.part(at, *step), scale.rows(block, *number))
                })
            });
            // Each step with what it adds to a score, and who gave it.
            let parts: Vec<(usize, f64, Mask)> =
                parts.filter_map(|(at, part, rows)| Some((at, part, all.within(rows?)))).collect();
            let (mut sum, mut squares) = (0.0, 0.0);
            for (at, part, gave) in &parts {
                let n = number(gave.count());
                sum += part * n;
                squares += part * part * n;
                for (other, other_part, other_gave) in &parts {
                    if other > at {
                        squares += 2.0 * part * other_part * number(gave.count_in_both(other_gave));
                    }
                }
            }
            sums += Sums::new(all.count(), sum, squares);
        }
        Some(sums)
    }

    /// A question with a scale.
    fn scale(&self, question: &str) -> Option<Scale> {
        let place = self.table.place(question)?;
        let question = &self.table.questions[place];
        let step = |(step, _): (f64, u64), code: &str| Some((step, question.number(code)?));
        let steps = question.form.steps()?.into_iter().zip(question.form.counts());
        Some(Scale { place, steps: steps.filter_map(|(it, (code, _))| step(it, code)).collect() })
    }

    /// The sum of their durations in milliseconds.
    pub fn total_duration(&self) -> u128 {
        self.kept.iter().map(|(block, mask)| block.durations.sum(mask)).sum()
    }

    /// The median of their durations in milliseconds, the lower of the middle two
    /// where there is no one in the middle; none of none.
    pub fn median_duration(&self) -> Option<u64> {
        let total: u64 = self.kept.iter().map(|(_, mask)| mask.count()).sum();
        let rank = total.checked_sub(1)? / 2;
        let blocks = self.kept.iter().map(|(block, mask)| (&block.durations, mask));
        Some(of_rank(blocks, rank))
    }

    /// The labels of a dimension, each with `none`.
    fn labelled<T: Clone>(&self, dimension: Dimension, none: T) -> Vec<(&'t Label, T)> {
        self.table.labels(dimension).iter().map(|label| (label, none.clone())).collect()
    }

    /// The kept rows and the column of a question, block by block.
    fn columns(&self, place: usize) -> impl Iterator<Item = (&Mask, &Column)> {
        self.kept.iter().filter_map(move |(block, mask)| Some((mask, block.questions.get(place)?)))
    }

    /// Of the kept rows of each block those that answered a question, and those
    /// that gave one of the codes.
    fn narrowed(&self, place: usize, codes: &[&str]) -> Vec<(&'t Block, Mask, Mask)> {
        let question = &self.table.questions[place];
        let numbers: Vec<usize> = codes.iter().filter_map(|code| question.number(code)).collect();
        let narrow = |(block, mask): &(&'t Block, Mask)| {
            let column = block.questions.get(place)?;
            let gave = mask.within_any(numbers.iter().filter_map(|at| column.gave(*at)));
            Some((*block, mask.within(&column.answered), gave))
        };
        self.kept.iter().filter_map(narrow).collect()
    }
}
