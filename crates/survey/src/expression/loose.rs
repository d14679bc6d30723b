//! How JavaScript, and SurveyJS on top of it, sees values of different kinds:
//! `1` and `"1"` are equal, `"Yes"` and `"yes"` too, an unanswered question is
//! neither greater nor smaller than anything.

use std::cmp::Ordering;

use crate::Value;

/// An answer as expressions see it: SurveyJS reads texts that look like
/// numbers or booleans as such, and drops quotation marks around a text.
pub(super) fn from_answer(answer: &Value) -> Value {
    let Value::Text(text) = answer else { return answer.clone() };
    if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
        return Value::Boolean(text.len() == 4);
    }
    let quote = |letter: char| matches!(letter, '\'' | '"');
    if let Some(inside) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
        return Value::Text(inside.to_owned());
    }
    // `007` and long runs of digits are codes, not numbers.
    let code = text.starts_with('0') && text.len() > 1 && !text[1..].starts_with(['.', ','])
        || text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    match number_in(text) {
        Some(number) if !code => Value::Number(number),
        _ => answer.clone(),
    }
}

/// The number `text` is, with nothing else but space around it.
fn number_in(text: &str) -> Option<f64> {
    let text = text.trim();
    // Rust also reads `inf` and `nan`, which JavaScript does not.
    let numeric = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-' | b'e'));
    text.parse().ok().filter(|number: &f64| numeric && number.is_finite())
}

/// `Number(value)`; none is NaN.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Boolean(boolean) => Some(f64::from(u8::from(*boolean))),
        Value::Text(text) if text.trim().is_empty() => Some(0.0),
        Value::Text(text) => number_in(text),
        Value::List(_) => number(&Value::Text(text(value))),
    }
}

/// `String(value)`.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::List(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        _ => value.to_string(),
    }
}

/// Nothing was said; `0` and `false` are something.
pub(super) fn is_empty(value: Option<&Value>) -> bool {
    value.is_none_or(Value::is_empty)
}

/// What JavaScript's `if` would take.
pub(super) fn truthy(value: Option<&Value>) -> bool {
    match value {
        None => false,
        Some(Value::Boolean(boolean)) => *boolean,
        Some(Value::Number(number)) => *number != 0.0,
        Some(Value::Text(text)) => !text.is_empty(),
        Some(Value::List(_)) => true,
    }
}

/// JavaScript's `value == true`.
pub(super) fn is_true(value: Option<&Value>) -> bool {
    value.and_then(number) == Some(1.0)
}

/// JavaScript's `<`, where a side that is missing makes it false.
pub(super) fn less(left: Option<&Value>, right: Option<&Value>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    let like_text = |value: &Value| matches!(value, Value::Text(_) | Value::List(_));
    if like_text(left) && like_text(right) {
        return compare_texts(&text(left), &text(right)) == Ordering::Less;
    }
    matches!((number(left), number(right)), (Some(left), Some(right)) if left < right)
}

/// As JavaScript orders texts: by UTF-16 code unit.
fn compare_texts(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

/// SurveyJS's equality: without regard to case, surrounding space, or the
/// order of lists.
pub(super) fn equal(left: Option<&Value>, right: Option<&Value>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        // No answer equals an empty text, but not an empty list.
        let list = |side| matches!(side, Some(&Value::List(_)));
        return is_empty(left) && is_empty(right) && !list(left) && !list(right);
    };
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => {
            left.trim().to_lowercase() == right.trim().to_lowercase()
        }
        (Value::Boolean(boolean), Value::Text(text))
        | (Value::Text(text), Value::Boolean(boolean)) => {
            text.to_lowercase() == boolean.to_string()
        }
        (Value::List(left), Value::List(right)) => {
            let (left, right) = (sorted(left), sorted(right));
            left.len() == right.len()
                && left.iter().zip(&right).all(|(left, right)| equal(Some(left), Some(right)))
        }
        (Value::List(_), _) | (_, Value::List(_)) => false,
        _ => {
            // An empty text is no zero.
            left.is_empty() == right.is_empty()
                && matches!((number(left), number(right)), (Some(left), Some(right)) if same(left, right))
        }
    }
}

#[expect(clippy::float_cmp, reason = "codes and whole steps, compared as JavaScript does")]
fn same(left: f64, right: f64) -> bool {
    left == right
}

fn sorted(items: &[Value]) -> Vec<&Value> {
    let mut items: Vec<_> = items.iter().collect();
    items.sort_by(|left, right| compare_texts(&text(left), &text(right)));
    items
}
