//! How many of those who answered a question gave one of some codes: by label, by
//! day. Who they are is found once for all that is asked of them.

use chrono::NaiveDate;

use super::{
    Table,
    block::Block,
    labels::{Dimension, Label},
    mask::Mask,
};

/// Those of a [`Selection`](super::Selection) that answered a question, and of these
/// those that gave one of some codes. Holds which rows they are, and no figure.
pub struct Among<'t> {
    table: &'t Table,
    /// Both, block by block; none for an unknown question.
    blocks: Option<Vec<(&'t Block, Mask, Mask)>>,
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

impl<'t> Among<'t> {
    pub(super) fn new(table: &'t Table, blocks: Option<Vec<(&'t Block, Mask, Mask)>>) -> Self {
        Self { table, blocks }
    }

    /// How many for each label of a dimension; no label where the question is
    /// unknown.
    pub fn parts(&self, dimension: Dimension) -> Vec<(&'t Label, Part)> {
        let Some(blocks) = &self.blocks else { return Vec::new() };
        let labels = self.table.labels(dimension);
        let (mut n, mut count) = (vec![0; labels.len()], vec![0; labels.len()]);
        for (block, answered, gave) in blocks {
            answered.count_each(block.labels(dimension), &mut n);
            gave.count_each(block.labels(dimension), &mut count);
        }
        let parts = n.into_iter().zip(count).map(|(n, count)| Part { n, count });
        labels.iter().zip(parts).collect()
    }

    /// How many for each day by the branches' calendars, from the first that any
    /// response in the table is of to the last; none where there is no response.
    pub fn days(&self) -> Option<Days> {
        let (first, last) = self.table.numbers_of_span()?;
        let place = |number: i32| usize::try_from(number - first).unwrap_or_default();
        let mut parts = vec![Part::default(); place(last) + 1];
        for (block, answered, gave) in self.blocks.iter().flatten() {
            let counts = answered.count_parts(&block.ends).into_iter();
            let counts = counts.zip(gave.count_parts(&block.ends));
            for (day, (n, count)) in block.days.iter().zip(counts) {
                let part = &mut parts[place(day.number)];
                part.n += u64::from(n);
                part.count += u64::from(count);
            }
        }
        // The number of a date that there is.
        Some(Days { first: NaiveDate::from_num_days_from_ce_opt(first)?, parts })
    }
}
