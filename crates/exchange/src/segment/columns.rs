//! A column: what stood there, each value once, and where.

use heard_survey::Value;
use serde_json::{Value as Json, json};

/// A column that is being written.
pub(super) struct Written<'n> {
    name: &'n str,
    of: Vec<Json>,
    at: Vec<Json>,
}

/// A value is looked for among so many before it is written once more: a column
/// of ids has no two alike.
const LOOKED_AT: usize = 64;

/// Whole numbers below are exact: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl<'n> Written<'n> {
    pub(super) fn new(name: &'n str) -> Self {
        Self { name, of: Vec::new(), at: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, value: Option<Json>) {
        let place = value.map(|value| {
            let known = self.of.iter().take(LOOKED_AT).position(|other| *other == value);
            known.unwrap_or_else(|| {
                self.of.push(value);
                self.of.len() - 1
            })
        });
        self.at.push(place.into());
    }

    /// As it stands in a segment.
    pub(super) fn into_json(self) -> Json {
        let Self { name, of, at } = self;
        json!({ "name": name, "of": of, "at": at })
    }
}

/// A column as it stands in a segment.
#[derive(Clone, Copy)]
pub(super) struct Column<'s> {
    /// The metadata's or the question's name.
    pub(super) name: &'s str,
    /// The values.
    of: &'s [Json],
    /// For each row which of them, from 0; null where there is none.
    at: &'s [Json],
}

impl<'s> Column<'s> {
    /// None where this is no column.
    pub(super) fn of(json: &'s Json) -> Option<Self> {
        let name = json.get("name")?.as_str()?;
        Some(Self { name, of: json.get("of")?.as_array()?, at: json.get("at")?.as_array()? })
    }

    /// Whether it has `count` rows, and every one a value that is there.
    pub(super) fn is_whole(self, count: usize) -> bool {
        let stands = |row: usize| self.at[row].is_null() || self.get(row).is_some();
        self.at.len() == count && (0..count).all(stands)
    }

    /// What stands in `row`.
    pub(super) fn get(self, row: usize) -> Option<&'s Json> {
        let place = self.at.get(row)?.as_u64()?;
        self.of.get(usize::try_from(place).ok()?)
    }

    /// The text that stands in `row`; empty where there is none.
    pub(super) fn text(self, row: usize) -> &'s str {
        self.get(row).and_then(Json::as_str).unwrap_or_default()
    }
}

/// An answer as JSON.
pub(super) fn json_of(value: &Value) -> Json {
    match value {
        Value::Boolean(boolean) => Json::from(*boolean),
        // `5`, not `5.0`, as everywhere else.
        #[expect(clippy::cast_possible_truncation, reason = "whole, and below 2^53")]
        Value::Number(number) if number % 1.0 == 0.0 && number.abs() < EXACT => {
            Json::from(*number as i64)
        }
        Value::Number(number) => Json::from(*number),
        Value::Text(text) => Json::from(text.as_str()),
        Value::List(items) => items.iter().map(json_of).collect(),
    }
}
