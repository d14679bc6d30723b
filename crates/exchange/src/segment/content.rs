//! Responses as columns, as JSON, and back.

use heard_survey::{Answers, Value};
use serde_json::{Value as Json, json};

use super::{
    MAX_RESPONSES,
    columns::{Column, Written, json_of},
};
use crate::{
    Response,
    csv::{
        Meta, Times,
        cells::{self, Cells},
    },
    json::value_of,
};

/// What is inside says what it is, as everything of Heard's does.
const KIND: &str = "segment";
const VERSION: u64 = 1;

/// More than this is no segment, whatever it was compressed to.
pub const MAX_CONTENT_BYTES: usize = 8 << 20;
/// So many bytes of answers are enough for one segment, fewer responses or not.
const ENOUGH_BYTES: usize = 512 << 10;

/// Why bytes are no segment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// Not the JSON object a segment is.
    #[error("this is no segment: {0}")]
    Malformed(String),
    /// Written by a later version.
    #[error("this segment is of version {0}, newer than this program")]
    Newer(u64),
    /// More than a segment can have.
    #[error("{0} responses are more than a segment has")]
    TooMany(usize),
    /// A column that is not there.
    #[error("column {0} is missing")]
    Missing(&'static str),
    /// A column with fewer or more rows than there are responses, or that
    /// points at what is not there.
    #[error("column {0} is damaged")]
    Column(String),
    /// A cell that does not hold what its column promises.
    #[error("row {row}, {column}: this is not {expected}")]
    Cell {
        /// From 1.
        row: usize,
        /// The metadata's name.
        column: &'static str,
        /// What it should have been, with its article.
        expected: &'static str,
    },
}

/// How many of `responses`, from the first, one segment takes: at least one
/// where there is one.
pub fn fitting(responses: &[Response]) -> usize {
    let mut bytes = 0;
    let fits = |response: &&Response| {
        let fits = bytes < ENOUGH_BYTES;
        bytes += response.answers.iter().map(|(_, value)| length(value)).sum::<usize>();
        fits
    };
    responses.iter().take(MAX_RESPONSES).take_while(fits).count()
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(length).sum(),
        Value::Boolean(_) | Value::Number(_) => 1,
    }
}

/// The bytes of a segment of `responses`, in their order: no more than
/// [`fitting`] says.
pub fn write(responses: &[Response]) -> Vec<u8> {
    let metadata = Meta::ALL.map(|meta| {
        let mut column = Written::new(meta.name());
        for response in responses {
            let mut cell = String::new();
            cells::write(&mut cell, meta, response, Times::Exact);
            column.push((!cell.is_empty()).then(|| cell.into()));
        }
        column.into_json()
    });
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in responses.iter().flat_map(|response| &response.answers) {
        if let Err(place) = names.binary_search(&name.as_str()) {
            names.insert(place, name);
        }
    }
    let answers = names.into_iter().map(|name| {
        let mut column = Written::new(name);
        for response in responses {
            column.push(response.answers.get(name).map(json_of));
        }
        column.into_json()
    });
    let answers: Json = answers.collect();
    let count = responses.len();
    let metadata = Vec::from(metadata);
    let content = json!({
        "heard": KIND, "version": VERSION, "count": count, "metadata": metadata, "answers": answers,
    });
    content.to_string().into_bytes()
}

/// The responses of a segment.
///
/// # Errors
/// When anything of it is not as it should be; then nothing is given.
pub fn read(bytes: &[u8]) -> Result<Vec<Response>, SegmentError> {
    let content: Json = serde_json::from_slice(bytes)
        .map_err(|error| SegmentError::Malformed(error.to_string()))?;
    // First what it says that it is: the rest of a later version's may have changed.
    let number = |field: &str| content[field].as_u64().unwrap_or_default();
    match (content["heard"].as_str(), number("version")) {
        (Some(KIND), VERSION) => {}
        (Some(KIND), version) if version > VERSION => return Err(SegmentError::Newer(version)),
        _ => return Err(SegmentError::Malformed("it says that it is something else".to_owned())),
    }
    let count = usize::try_from(number("count")).unwrap_or(usize::MAX);
    if count > MAX_RESPONSES {
        return Err(SegmentError::TooMany(count));
    }
    let metadata = columns(&content, "metadata", count)?;
    let answers = columns(&content, "answers", count)?;
    let mut known = Vec::with_capacity(Meta::ALL.len());
    for meta in Meta::ALL {
        let column = metadata.iter().find(|column| column.name == meta.name());
        known.push(*column.ok_or(SegmentError::Missing(meta.name()))?);
    }
    (0..count).map(|row| Row { known: &known, row }.read(&answers)).collect()
}

/// The columns of `part`, each of them whole.
fn columns<'s>(
    content: &'s Json,
    part: &'static str,
    count: usize,
) -> Result<Vec<Column<'s>>, SegmentError> {
    let all = content[part].as_array().ok_or(SegmentError::Missing(part))?;
    let damaged = |name: &str| SegmentError::Column(name.to_owned());
    let mut columns = Vec::with_capacity(all.len());
    for json in all {
        let column = Column::of(json).ok_or_else(|| damaged(part))?;
        if !column.is_whole(count) {
            return Err(damaged(column.name));
        }
        columns.push(column);
    }
    Ok(columns)
}

/// One response, spread over its columns.
#[derive(Clone, Copy)]
struct Row<'c, 's> {
    /// In the order of [`Meta::ALL`].
    known: &'c [Column<'s>],
    row: usize,
}

impl<'s> Cells<'s> for Row<'_, 's> {
    fn cell(self, meta: Meta) -> &'s str {
        self.known.get(meta.place()).map_or("", |column| column.text(self.row))
    }
}

impl Row<'_, '_> {
    fn read(self, columns: &[Column<'_>]) -> Result<Response, SegmentError> {
        let mut answers = Answers::default();
        for column in columns {
            if let Some(json) = column.get(self.row) {
                let damaged = || SegmentError::Column(column.name.to_owned());
                answers.insert(column.name.to_owned(), value_of(json).ok_or_else(damaged)?);
            }
        }
        self.response(answers).map_err(|refused| SegmentError::Cell {
            row: self.row + 1,
            column: refused.meta.name(),
            expected: refused.expected,
        })
    }
}
