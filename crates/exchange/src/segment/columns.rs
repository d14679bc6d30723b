//! A column: what stood there, each value once, and where.

use heard_survey::Value;
use serde::{Deserialize, Serialize};

/// One column of a segment.
#[derive(Serialize, Deserialize)]
pub(super) struct Column {
    /// The metadata's or the question's name.
    pub(super) name: String,
    /// The values.
    of: Vec<Value>,
    /// For each row which of them, from 0; nothing where there is none.
    at: Vec<Option<u32>>,
}

/// A value is looked for among so many before it is written once more: a column
/// of ids has no two alike.
const LOOKED_AT: usize = 64;

impl Column {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), of: Vec::new(), at: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, value: Option<Value>) {
        let place = value.map(|value| {
            let known = self.of.iter().take(LOOKED_AT).position(|other| *other == value);
            let place = known.unwrap_or_else(|| {
                self.of.push(value);
                self.of.len() - 1
            });
            // A segment has no 4 billion rows.
            u32::try_from(place).unwrap_or(u32::MAX)
        });
        self.at.push(place);
    }

    /// Whether it has `count` rows, and every one a value that is there.
    pub(super) fn is_whole(&self, count: usize) -> bool {
        let known = |place: &u32| usize::try_from(*place).is_ok_and(|place| place < self.of.len());
        self.at.len() == count && self.at.iter().flatten().all(known)
    }

    /// What stands in `row`.
    pub(super) fn get(&self, row: usize) -> Option<&Value> {
        let place = (*self.at.get(row)?)?;
        self.of.get(usize::try_from(place).ok()?)
    }

    /// The text that stands in `row`; empty where there is none.
    pub(super) fn text(&self, row: usize) -> &str {
        match self.get(row) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }
}
