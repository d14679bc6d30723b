//! Responses as columns, as JSON, and back.

use heard_survey::{Answers, Value};
use serde::{Deserialize, Serialize};

use super::{MAX_RESPONSES, columns::Column};
use crate::{
    Response,
    csv::{
        Meta, Times,
        cells::{self, Cells},
    },
};

/// What is inside says what it is, as everything of Heard's does.
const KIND: &str = "segment";
const VERSION: u32 = 1;

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
    Newer(u32),
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

#[derive(Serialize, Deserialize)]
struct Content {
    heard: String,
    version: u32,
    count: usize,
    metadata: Vec<Column>,
    answers: Vec<Column>,
}

/// What it says of itself: the rest of a later version's may have changed.
#[derive(Deserialize)]
struct Claim {
    heard: String,
    version: u32,
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
///
/// # Errors
/// When an answer is no JSON: never of those that were read.
pub fn write(responses: &[Response]) -> Result<Vec<u8>, SegmentError> {
    let metadata = Meta::ALL.map(|meta| {
        let mut column = Column::new(meta.name());
        for response in responses {
            let mut cell = String::new();
            cells::write(&mut cell, meta, response, Times::Exact);
            column.push((!cell.is_empty()).then_some(Value::Text(cell)));
        }
        column
    });
    let mut names: Vec<&String> = responses.iter().flat_map(|it| it.answers.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let answers = names.into_iter().map(|name| {
        let mut column = Column::new(name);
        for response in responses {
            column.push(response.answers.get(name).cloned());
        }
        column
    });
    let content = Content {
        heard: KIND.to_owned(),
        version: VERSION,
        count: responses.len(),
        metadata: metadata.into(),
        answers: answers.collect(),
    };
    serde_json::to_vec(&content).map_err(|error| SegmentError::Malformed(error.to_string()))
}

/// The responses of a segment.
///
/// # Errors
/// When anything of it is not as it should be; then nothing is given.
pub fn read(bytes: &[u8]) -> Result<Vec<Response>, SegmentError> {
    let malformed = |error: serde_json::Error| SegmentError::Malformed(error.to_string());
    let claim: Claim = serde_json::from_slice(bytes).map_err(malformed)?;
    match claim {
        Claim { heard, version: VERSION } if heard == KIND => {}
        Claim { heard, version } if heard == KIND && version > VERSION => {
            return Err(SegmentError::Newer(version));
        }
        _ => return Err(SegmentError::Malformed("it says that it is something else".to_owned())),
    }
    let content: Content = serde_json::from_slice(bytes).map_err(malformed)?;
    let Content { count, metadata, answers, .. } = &content;
    if *count > MAX_RESPONSES {
        return Err(SegmentError::TooMany(*count));
    }
    for column in metadata.iter().chain(answers) {
        if !column.is_whole(*count) {
            return Err(SegmentError::Column(column.name.clone()));
        }
    }
    let mut known = Vec::with_capacity(Meta::ALL.len());
    for meta in Meta::ALL {
        let column = metadata.iter().find(|column| column.name == meta.name());
        known.push(column.ok_or(SegmentError::Missing(meta.name()))?);
    }
    (0..*count).map(|row| Row { known: &known, row }.read(answers)).collect()
}

/// One response, spread over its columns.
#[derive(Clone, Copy)]
struct Row<'c> {
    /// In the order of [`Meta::ALL`].
    known: &'c [&'c Column],
    row: usize,
}

impl<'c> Cells<'c> for Row<'c> {
    fn cell(self, meta: Meta) -> &'c str {
        self.known.get(meta.place()).map_or("", |column| column.text(self.row))
    }
}

impl Row<'_> {
    fn read(self, answers: &[Column]) -> Result<Response, SegmentError> {
        let answered =
            answers.iter().filter_map(|column| Some((&column.name, column.get(self.row)?)));
        let answers: Answers =
            answered.map(|(name, value)| (name.clone(), value.clone())).collect();
        self.response(answers).map_err(|refused| SegmentError::Cell {
            row: self.row + 1,
            column: refused.meta.name(),
            expected: refused.expected,
        })
    }
}
