//! The figures of the responses a filter keeps.

use heard_exchange::Outcome;

use super::{
    Table,
    among::Among,
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
        let labels = self.table.labels(dimension);
        let mut counts = vec![0; labels.len()];
        for (block, mask) in &self.kept {
            mask.count_each(block.labels(dimension), &mut counts);
        }
        labels.iter().zip(counts).collect()
    }

    /// The answers to `question`.
    pub fn tally(&self, question: &str) -> Tally {
        let Some(place) = self.table.place(question) else { return Tally::of_unknown() };
        let question = &self.table.questions[place];
        let mut counts = vec![0; question.codes().len()];
        let mut n = 0;
        for (mask, column) in self.columns(place) {
            let before: u64 = counts.iter().sum();
            mask.count_each(&column.gave, &mut counts);
            // Words have codes no longer.
            n += if column.is_single && !question.form.is_words() {
                counts.iter().sum::<u64>() - before
            } else {
                mask.count_of(&column.answered)
            };
        }
        question.form.filled(n, question.codes().iter().map(|code| &**code).zip(counts))
    }

    /// Those that answered `question`, and of these those that gave one of `codes`.
    pub fn among(&self, question: &str, codes: &[&str]) -> Among<'t> {
        let blocks = self.table.place(question).map(|place| {
            let question = &self.table.questions[place];
            let numbers: Vec<usize> =
                codes.iter().filter_map(|code| question.number(code)).collect();
            let narrow = |(block, mask): &(&'t Block, Mask)| {
                let column = block.questions.get(place)?;
                let gave = mask.within_any(numbers.iter().filter_map(|at| column.gave(*at)));
                Some((*block, mask.within(&column.answered), gave))
            };
            self.kept.iter().filter_map(narrow).collect()
        });
        Among::new(self.table, blocks)
    }

    /// How many gave each code of `question`, for each label of a dimension: a row
    /// for each code in the order of [`Table::codes`], a column for each label in
    /// that of [`Table::labels`].
    pub fn cross(&self, question: &str, dimension: Dimension) -> Vec<Vec<u64>> {
        let Some(place) = self.table.place(question) else { return Vec::new() };
        let codes = self.table.questions[place].codes().len();
        let mut cells = vec![vec![0; self.table.labels(dimension).len()]; codes];
        for (block, mask) in &self.kept {
            let Some(column) = block.questions.get(place) else { continue };
            // Often few of the kept ones were asked at all.
            let answered = mask.within(&column.answered).looked_over();
            count_cells(&mut cells, block, &answered, &column.gave, dimension);
        }
        cells
    }

    /// How many there are of each pair of labels of two dimensions: a row for each
    /// of `one`, a column for each of `other`, both in the order of
    /// [`Table::labels`].
    pub fn pairs(&self, one: Dimension, other: Dimension) -> Vec<Vec<u64>> {
        let columns = self.table.labels(other).len();
        let mut cells = vec![vec![0; columns]; self.table.labels(one).len()];
        for (block, mask) in &self.kept {
            count_cells(&mut cells, block, mask, block.labels(one), other);
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

    /// The kept rows and the column of a question, block by block.
    fn columns(&self, place: usize) -> impl Iterator<Item = (&Mask, &Column)> {
        self.kept.iter().filter_map(move |(block, mask)| Some((mask, block.questions.get(place)?)))
    }
}

/// Adds how many kept rows of each of some sets have each label of a dimension: a
/// line of cells for each set.
fn count_cells(
    cells: &mut [Vec<u64>],
    block: &Block,
    kept: &Mask,
    sets: &[Rows],
    dimension: Dimension,
) {
    for (cells, rows) in cells.iter_mut().zip(sets) {
        if let Some(by_row) = block.by_row(dimension) {
            let mut counts = [0; 256];
            kept.count_labels(rows, by_row, &mut counts);
            cells.iter_mut().zip(counts).for_each(|(cell, count)| *cell += count);
        } else {
            kept.within(rows).count_each(block.labels(dimension), cells);
        }
    }
}
