//! `heard evaluate`: what an expression gives for some answers.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    time::SystemTime,
};

use chrono::{DateTime, Utc};
use clap::Args;
use heard_survey::{Expression, ExpressionError, Json, Moment};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use crate::{failure::Failure, source::Source};

/// Evaluate expressions of SurveyJS: what they give for some answers.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The expression.
    #[arg(long, required_unless_present = "lines", conflicts_with = "lines")]
    expression: Option<String>,
    /// The answers, a JSON object from name to value.
    #[arg(long, default_value = "{}", conflicts_with = "lines")]
    data: String,
    /// Reads one JSON object a line, `{"expression": …, "data": …}`, and answers each with a line.
    #[arg(long)]
    lines: bool,
    /// Where the lines are; `-` or none is standard input.
    #[arg(requires = "lines")]
    file: Option<PathBuf>,
    /// What time it is (RFC 3339); the computer's own time where it is not said.
    #[arg(long, value_parser = time)]
    now: Option<DateTime<Utc>>,
    /// How far local time is ahead of UTC: `UTC`, `+08:00`.
    #[arg(long, default_value = "UTC", value_parser = zone, allow_hyphen_values = true)]
    zone: i32,
}

/// One line that is read. What else stands there is passed over.
#[derive(Deserialize)]
struct Question {
    expression: String,
    #[serde(default)]
    data: Map<String, Value>,
}

/// One line that is written.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Given { value: Value },
    Refused { error: String, at: usize },
}

/// Answers the one expression, or every line.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let moment = moment(arguments);
    if arguments.lines {
        return each_line(arguments, moment);
    }
    let data = serde_json::from_str(&arguments.data)
        .map_err(|error| Failure::Problems(vec![format!("data: {error}")]))?;
    let expression = arguments.expression.clone().unwrap_or_default();
    match value(Question { expression, data }, moment) {
        Ok(value) => Ok(writeln!(std::io::stdout(), "{value}")?),
        Err(error) => Err(Failure::Problems(vec![format!("expression: {error}")])),
    }
}

fn each_line(arguments: &Arguments, moment: Moment) -> Result<(), Failure> {
    let source = arguments.file.as_deref().map_or(Source::StandardInput, Source::named);
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(source.open()?).split(b'\n') {
        let line = line.map_err(|error| Failure::CannotRun(format!("{source}: {error}")))?;
        serde_json::to_writer(&mut out, &answer(&line, moment)).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}

fn answer(line: &[u8], moment: Moment) -> Answer {
    let question: Question = match serde_json::from_slice(line) {
        Ok(question) => question,
        Err(error) => return Answer::Refused { error: error.to_string(), at: error.column() },
    };
    match value(question, moment) {
        Ok(value) => Answer::Given { value },
        Err(ExpressionError { at, problem }) => Answer::Refused { error: problem, at },
    }
}

fn value(question: Question, moment: Moment) -> Result<Value, ExpressionError> {
    let data = Json::from(Value::Object(question.data));
    Expression::parse(&question.expression).map(|it| json(it.evaluate(&data, moment)))
}

/// A result as it is written: whole numbers without a point.
fn json(value: Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Boolean(boolean) => Value::Bool(boolean),
        Json::Number(number) => number_of(number),
        Json::Text(text) => Value::String(text),
        Json::List(items) => items.into_iter().map(json).collect(),
        Json::Object(members) => {
            Value::Object(members.into_iter().map(|(name, value)| (name, json(value))).collect())
        }
    }
}

fn number_of(number: f64) -> Value {
    // As JavaScript writes them, so that 5 is `5` and not `5.0`.
    let plain = number % 1.0 == 0.0 && number.abs() < 1e21;
    let written = if plain { format!("{:.0}", number + 0.0) } else { number.to_string() };
    written
        .parse::<Number>()
        .or_else(|_| number.to_string().parse())
        .map_or(Value::Null, Value::Number)
}

fn moment(arguments: &Arguments) -> Moment {
    let now = arguments.now.unwrap_or_else(|| SystemTime::now().into());
    #[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years")]
    let milliseconds = now.timestamp_millis() as f64;
    Moment { milliseconds, zone: arguments.zone }
}

fn time(text: &str) -> Result<DateTime<Utc>, String> {
    let read = DateTime::parse_from_rfc3339(text);
    read.map(|time| time.to_utc()).map_err(|_| "no time such as 2026-11-22T13:45:00Z".to_owned())
}

/// In minutes.
fn zone(text: &str) -> Result<i32, String> {
    if matches!(text, "UTC" | "Z") {
        return Ok(0);
    }
    let offset = text.parse::<chrono::FixedOffset>();
    offset
        .map(|offset| offset.local_minus_utc() / 60)
        .map_err(|_| "no zone such as +08:00".to_owned())
}
