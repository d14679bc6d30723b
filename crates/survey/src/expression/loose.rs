//! How JavaScript, and SurveyJS on top of it, sees values of different kinds:
//! `1` and `"1"` are equal, `"Yes"` and `"yes"` too, an unanswered question is
//! neither greater nor smaller than anything.

use std::cmp::Ordering;

use crate::{Value, decimal};

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

/// The number `text` is, with nothing else but space around it. Also how
/// numbers in expressions are read.
pub(super) fn number_in(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if !digits.contains(|letter: char| letter.is_ascii_digit()) || digits.contains(['-', '+']) {
        return None;
    }
    decimal::read(digits).map(|number| sign * number)
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

/// Without regard to case, for Latin, Greek and Cyrillic letters and the wide
/// Latin ones of Chinese keyboards. The full table of Unicode would be a tenth
/// of what a tablet loads.
pub(super) fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|letter| {
        let further = match letter {
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' | 'Ａ'..='Ｚ' => {
                32
            }
            'Ѐ'..='Џ' => 80,
            _ => return letter,
        };
        char::from_u32(u32::from(letter) + further).unwrap_or(letter)
    })
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
        (Value::Text(left), Value::Text(right)) => lower(left.trim()).eq(lower(right.trim())),
        (Value::Boolean(boolean), Value::Text(text))
        | (Value::Text(text), Value::Boolean(boolean)) => {
            text.eq_ignore_ascii_case(if *boolean { "true" } else { "false" })
        }
        (Value::List(left), Value::List(right)) => {
            let has = |sought| right.iter().any(|item| equal(Some(item), Some(sought)));
            left.len() == right.len() && left.iter().all(has)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_case_as_in_unicode() {
        for block in ['\0'..='ÿ', 'Α'..='ω', 'Ѐ'..='џ', '！'..='～'] {
            for letter in block {
                let lower: String = lower(&letter.to_string()).collect();
                assert_eq!(lower, letter.to_lowercase().to_string(), "{letter}");
            }
        }
    }

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
        ];
        for (text, number) in numbers {
            assert_eq!(number_in(text), Some(number), "{text}");
        }
        for text in ["", ".", "-", "five", "1,5", "--1", "1-2", "0x1F", "1e999", "inf", "5 6"] {
            assert_eq!(number_in(text), None, "{text}");
        }
    }
}
