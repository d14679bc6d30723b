//! What expressions compute with, and what JavaScript makes of it: truth,
//! numbers, texts.

use std::fmt;

use super::{Moment, Zone};
use crate::{Json, Value, decimal};

/// A JavaScript value, as far as expressions meet one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Datum {
    /// `undefined`: what some functions give.
    Undefined,
    /// `null`: also a name that stands for nothing.
    Null,
    Boolean(bool),
    /// NaN and the infinities too.
    Number(f64),
    Text(String),
    List(Vec<Datum>),
    /// Members by name; each name once.
    Object(Vec<(String, Datum)>),
    Date(Date),
}

/// A moment as a value. It brings what it takes to write it down, so that a
/// program without functions that give dates does not carry it.
#[derive(Clone, Copy)]
pub(crate) struct Date {
    /// Milliseconds since 1970 began in UTC; NaN is an invalid date.
    pub(super) time: f64,
    pub(super) calendar: &'static Calendar,
}

/// What is done with dates where they meet other values.
pub(super) struct Calendar {
    /// `String(date)`.
    pub(super) text: fn(f64, Zone) -> String,
    /// `date.toISOString()`; none of an invalid date.
    pub(super) iso: fn(f64) -> Option<String>,
    /// A date and a text to be compared, both as dates.
    pub(super) beside: fn(f64, &str, Moment, bool) -> (f64, f64),
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        is_one(self.time, other.time)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.time.fmt(f)
    }
}

impl Datum {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// `null` or `undefined`.
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    /// SurveyJS's `isValueEmpty`: nothing was said; `0` and `false` are something.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => true,
            Self::Number(number) => number.is_nan(),
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.iter().all(|(_, value)| value.is_empty()),
            Self::Boolean(_) | Self::Date(_) => false,
        }
    }

    /// What JavaScript's `if` would take.
    pub(super) fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Boolean(boolean) => *boolean,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::List(_) | Self::Object(_) | Self::Date(_) => true,
        }
    }

    /// JavaScript's `value == true`.
    pub(super) fn is_true(&self, zone: Zone) -> bool {
        // An invalid date and `null` equal nothing; neither is 1 as a number.
        !self.is_missing() && is_one(self.primitive(zone).number(zone), 1.0)
    }

    /// `Number(value)`.
    pub(super) fn number(&self, zone: Zone) -> f64 {
        match self {
            Self::Undefined => f64::NAN,
            Self::Null => 0.0,
            Self::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Self::Number(number) => *number,
            Self::Date(date) => date.time,
            Self::Text(text) => number_of(text),
            Self::List(_) | Self::Object(_) => number_of(&self.string(zone)),
        }
    }

    /// What remains of an object where a number or a text is wanted and either
    /// will do: a text.
    pub(super) fn primitive(&self, zone: Zone) -> Self {
        match self {
            Self::List(_) | Self::Object(_) | Self::Date(_) => Self::Text(self.string(zone)),
            _ => self.clone(),
        }
    }

    /// `String(value)`.
    pub(super) fn string(&self, zone: Zone) -> String {
        match self {
            Self::Undefined => "undefined".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Boolean(boolean) => boolean.to_string(),
            Self::Number(number) => number_text(*number),
            Self::Text(text) => text.clone(),
            Self::List(items) => joined(items, ",", zone),
            Self::Object(_) => "[object Object]".to_owned(),
            Self::Date(date) => (date.calendar.text)(date.time, zone),
        }
    }

    /// SurveyJS's `Helpers.getNumber`: what it takes for a number, which is
    /// more than JavaScript does (`"1,5"`) and less (`""`, `true`).
    pub(super) fn counted(&self, zone: Zone) -> Option<f64> {
        match self {
            Self::Number(number) => number.is_finite().then_some(*number),
            Self::Text(text) => counted(text),
            Self::List(_) => number_in(&self.string(zone)),
            _ => None,
        }
    }

    /// As SurveyJS reads a value behind a name: texts that look like numbers or
    /// booleans are read as such, and quotation marks around a text are dropped.
    pub(super) fn read(self) -> Self {
        let Self::Text(text) = self else { return self };
        if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
            return Self::Boolean(text.len() == 4);
        }
        let quote = |letter: char| matches!(letter, '\'' | '"');
        if let Some(inside) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return Self::text(inside);
        }
        // `007` is a code, no number.
        let code = text.strip_prefix('0').is_some_and(|rest| {
            !rest.is_empty() && !rest.starts_with('x') && !rest.starts_with(['.', ','])
        });
        match counted(&text) {
            Some(number) if !code => Self::Number(number),
            _ => Self::Text(text),
        }
    }

    /// The result as JSON: no value and numbers that are not finite are `null`,
    /// a date is its ISO text.
    pub(super) fn into_json(self) -> Json {
        match self {
            Self::Number(number) if number.is_finite() => Json::Number(number),
            Self::Undefined | Self::Null | Self::Number(_) => Json::Null,
            Self::Boolean(boolean) => Json::Boolean(boolean),
            Self::Text(text) => Json::Text(text),
            Self::List(items) => Json::List(items.into_iter().map(Self::into_json).collect()),
            Self::Object(members) => Json::Object(
                members.into_iter().map(|(name, value)| (name, value.into_json())).collect(),
            ),
            Self::Date(date) => (date.calendar.iso)(date.time).map_or(Json::Null, Json::Text),
        }
    }
}

/// A finite answer or constant.
impl From<&Value> for Datum {
    fn from(value: &Value) -> Self {
        match value {
            Value::Boolean(boolean) => Self::Boolean(*boolean),
            Value::Number(number) => Self::Number(*number),
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::from).collect()),
        }
    }
}

impl From<&Json> for Datum {
    fn from(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Boolean(boolean) => Self::Boolean(*boolean),
            Json::Number(number) => Self::Number(*number),
            Json::Text(text) => Self::Text(text.clone()),
            Json::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Json::Object(members) => Self::Object(
                members.iter().map(|(name, value)| (name.clone(), Self::from(value))).collect(),
            ),
        }
    }
}

/// JavaScript's `==` of two numbers.
#[expect(clippy::float_cmp, reason = "codes and whole steps, compared as JavaScript does")]
pub(super) fn is_one(left: f64, right: f64) -> bool {
    left == right
}

/// `items.join(separator)`: what is missing is written as nothing.
pub(super) fn joined(items: &[Datum], separator: &str, zone: Zone) -> String {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(separator);
        }
        if !item.is_missing() {
            text.push_str(&item.string(zone));
        }
    }
    text
}

/// How a number is written that is not a whole one with few digits: see
/// [`decimal::exact`] for what computes.
fn number_text(number: f64) -> String {
    if number.is_finite() {
        Value::Number(number).to_string()
    } else if number.is_nan() {
        "NaN".to_owned()
    } else {
        (if number > 0.0 { "Infinity" } else { "-Infinity" }).to_owned()
    }
}

/// `Number(text)`.
fn number_of(text: &str) -> f64 {
    let text = text.trim();
    if text.is_empty() {
        return 0.0;
    }
    number_in(text).or_else(|| hexadecimal(text)).unwrap_or(f64::NAN)
}

/// The whole of `text` as `0x…`.
fn hexadecimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))?;
    let digit = |number: f64, digit: char| Some(number * 16.0 + f64::from(digit.to_digit(16)?));
    digits.chars().try_fold(0.0, digit).filter(|_| !digits.is_empty())
}

/// The number `text` is, with nothing else but space around it. Also how
/// numbers in expressions are read.
pub(super) fn number_in(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    decimal::read(digits).map(|number| sign * number)
}

fn counted(text: &str) -> Option<f64> {
    let text = text.trim();
    // What stands behind its digits is passed over.
    if let Some(digits) = text.strip_prefix("0x") {
        let end = digits.find(|letter: char| !letter.is_ascii_hexdigit()).unwrap_or(digits.len());
        return hexadecimal(&text[..end + 2]);
    }
    // A long run of digits is a code, no number.
    if text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if text.bytes().filter(|byte| *byte == b',').count() == 1 {
        let point = |letter| if letter == ',' { '.' } else { letter };
        return number_in(&text.chars().map(point).collect::<String>());
    }
    number_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_javascript_reads_them() {
        let numbers = [
            ("5", 5.0),
            (" -2.50 ", -2.5),
            ("+1", 1.0),
            ("007", 7.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("0", 0.0),
            ("0.25", 0.25),
            ("1e3", 1000.0),
            ("1e-2", 0.01),
        ];
        for (text, number) in numbers {
            assert_eq!(number_in(text), Some(number), "{text}");
        }
        for text in ["", ".", "-", "five", "1,5", "--1", "1-2", "0x1F", "1e999", "inf", "5 6"] {
            assert_eq!(number_in(text), None, "{text}");
        }
    }
}
