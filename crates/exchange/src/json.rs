//! A response from JSON. By hand, through the same cells as CSV and segments: a
//! derived reader would be several times the code, and tablets load it.

use std::array;

use heard_survey::{Answers, Value};
use serde_json::Value as Json;

use crate::{
    Response,
    csv::{
        Meta,
        cells::{Cells, Refused},
    },
};

/// Why a text is no response.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    /// Not JSON.
    #[error("{0}")]
    NotJson(String),
    /// A field that is missing or has another kind of value.
    #[error("`{field}` must be {expected}")]
    Field {
        /// Its name.
        field: String,
        /// With its article.
        expected: &'static str,
    },
}

impl Response {
    /// Reads the JSON text of a response. Members it does not know are ignored.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(json: &str) -> Result<Self, ResponseError> {
        let json: Json =
            serde_json::from_str(json).map_err(|it| ResponseError::NotJson(it.to_string()))?;
        Self::from_json(&json)
    }

    /// As [`Self::parse`], of JSON that has been read.
    ///
    /// # Errors
    /// When it is no response.
    pub fn from_json(json: &Json) -> Result<Self, ResponseError> {
        let field =
            |field: &str, expected| ResponseError::Field { field: field.to_owned(), expected };
        let mut answers = Answers::default();
        let given = json["answers"].as_object();
        for (name, value) in given.ok_or_else(|| field("answers", "an object"))? {
            let value = value_of(value).ok_or_else(|| field(name, "an answer"))?;
            answers.insert(name.clone(), value);
        }
        let cells: [String; Meta::ALL.len()] = array::from_fn(|place| cell(json, Meta::ALL[place]));
        let refused = |Refused { meta, expected }| field(meta.name(), expected);
        Flat(&cells).response(answers).map_err(refused)
    }
}

/// The metadata of one response, in the order of [`Meta::ALL`].
#[derive(Clone, Copy)]
struct Flat<'c>(&'c [String]);

impl<'c> Cells<'c> for Flat<'c> {
    fn cell(self, meta: Meta) -> &'c str {
        &self.0[meta.place()]
    }
}

/// What `json` says of `meta`, as a cell.
fn cell(json: &Json, meta: Meta) -> String {
    let part = match meta {
        Meta::Branch
        | Meta::Counter
        | Meta::Teller
        | Meta::Business
        | Meta::Ticket
        | Meta::Tier => &json["visit"][meta.name()],
        Meta::Questionnaire => &json["questionnaire"]["name"],
        Meta::Version => &json["questionnaire"]["version"],
        Meta::Hash => &json["questionnaire"]["hash"],
        _ => &json[meta.name()],
    };
    match part {
        Json::String(text) => text.clone(),
        Json::Number(_) | Json::Bool(_) => part.to_string(),
        Json::Null | Json::Array(_) | Json::Object(_) => String::new(),
    }
}

/// An answer from JSON; none of what cannot be one.
pub(crate) fn value_of(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Bool(boolean) => Value::Boolean(*boolean),
        Json::Number(number) => Value::Number(number.as_f64()?),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value_of).collect::<Option<_>>()?),
        Json::Null | Json::Object(_) => return None,
    })
}
