//! How SurveyJS compares: `1` and `"1"` are equal, `"Yes"` and `"yes"` too, an
//! unanswered question is neither greater nor smaller than anything.

use std::cmp::Ordering;

use super::{
    Moment, Zone,
    datum::{Date, Datum, is_one},
};

/// Equality without regard to case, surrounding space, or the order of lists;
/// a text beside a date is read as one.
pub(super) fn equal(left: &Datum, right: &Datum, moment: Moment) -> bool {
    let (left, right) = as_dates(left, right, moment);
    same_item(&left, &right, moment.zone())
}

/// Equality of items of lists, where a text beside a date stays one.
fn same_item(left: &Datum, right: &Datum, zone: Zone) -> bool {
    same(known(left), known(right), zone)
}

/// The unquoted word that JavaScript writes for nothing is taken for nothing.
fn known(value: &Datum) -> &Datum {
    match value {
        Datum::Text(text) if text == "undefined" => &Datum::Undefined,
        _ => value,
    }
}

fn same(left: &Datum, right: &Datum, zone: Zone) -> bool {
    use Datum::{Boolean, Date, List, Null, Number, Object, Text, Undefined};
    match (left, right) {
        (List(items), Undefined) | (Undefined, List(items)) => items.is_empty(),
        (Undefined | Null, Undefined | Null) => true,
        (Undefined | Null, Text(text)) | (Text(text), Undefined | Null) => text.is_empty(),
        (Text(left), Text(right)) => lower(left.trim()).eq(lower(right.trim())),
        (Date(left), Date(right)) => left == right,
        (Number(left), Number(right)) => is_one(*left, *right),
        (List(left), List(right)) => lists_equal(left, right, zone),
        (Object(left), Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, value)| {
                    let other = right.iter().find(|(other, _)| other == name);
                    other.is_some_and(|(_, other)| same(value, other, zone))
                })
        }
        (Undefined | Null | List(_) | Object(_) | Date(_), _)
        | (_, Undefined | Null | List(_) | Object(_) | Date(_)) => false,
        // An empty text is no zero.
        _ if left.is_empty() || right.is_empty() => false,
        (Boolean(boolean), Text(text)) | (Text(text), Boolean(boolean)) => {
            text.eq_ignore_ascii_case(if *boolean { "true" } else { "false" })
        }
        _ => is_one(left.number(zone), right.number(zone)),
    }
}

/// Lists are compared one by one in the order of their texts.
fn lists_equal(left: &[Datum], right: &[Datum], zone: Zone) -> bool {
    let (left, right) = (in_order(left, zone), in_order(right, zone));
    left.len() == right.len()
        && left.iter().zip(&right).all(|((_, left), (_, right))| same(left, right, zone))
}

/// The items with their texts, by them; what is not defined comes last.
fn in_order(items: &[Datum], zone: Zone) -> Vec<(String, &Datum)> {
    let mut sorted: Vec<(String, &Datum)> = Vec::with_capacity(items.len());
    for item in items {
        let text = match item {
            Datum::Undefined => char::MAX.to_string(),
            _ => item.string(zone),
        };
        let place = sorted.iter().take_while(|(other, _)| *other <= text).count();
        sorted.insert(place, (text, item));
    }
    sorted
}

/// JavaScript's `<`, where a side that is missing makes it false.
pub(super) fn less(left: &Datum, right: &Datum, moment: Moment) -> bool {
    if left.is_missing() || right.is_missing() {
        return false;
    }
    let (left, right) = as_dates(left, right, moment);
    precedes(&left, &right, moment.zone())
}

/// JavaScript's `<` itself.
pub(super) fn precedes(left: &Datum, right: &Datum, zone: Zone) -> bool {
    let like_text =
        |value: &Datum| matches!(value, Datum::Text(_) | Datum::List(_) | Datum::Object(_));
    if like_text(left) && like_text(right) {
        return compare_texts(&left.string(zone), &right.string(zone)) == Ordering::Less;
    }
    left.number(zone) < right.number(zone)
}

/// As JavaScript orders texts: by UTF-16 code unit.
fn compare_texts(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

/// A text beside a date is read as a date.
fn as_dates(left: &Datum, right: &Datum, moment: Moment) -> (Datum, Datum) {
    let (date, text, date_first) = match (left, right) {
        (Datum::Date(date), Datum::Text(text)) => (date, text, true),
        (Datum::Text(text), Datum::Date(date)) => (date, text, false),
        _ => return (left.clone(), right.clone()),
    };
    let (own, read) = (date.calendar.beside)(date.time, text, moment, date_first);
    let dated = |time| Datum::Date(Date { time, ..*date });
    if date_first { (dated(own), dated(read)) } else { (dated(read), dated(own)) }
}

/// Whether a list has `right`, or all of its items, or a text has it as a part.
pub(super) fn contains(left: &Datum, right: &Datum, wanted: bool, zone: Zone) -> bool {
    match left {
        Datum::List(items) if items.is_empty() => !wanted,
        Datum::List(items) => {
            let has = |sought: &Datum| items.iter().any(|item| same_item(item, sought, zone));
            let found = match right {
                Datum::List(all) => all.iter().all(has),
                one => has(one),
            };
            found == wanted
        }
        Datum::Undefined | Datum::Null => false,
        Datum::Number(number) if number.is_nan() => false,
        Datum::Text(text) if text.is_empty() => false,
        text => {
            let lower = |text: &Datum| lower(&text.string(zone)).collect::<String>();
            right.is_truthy() && is_part(&lower(right), &lower(text)) == wanted
        }
    }
}

/// Byte by byte: the search made for long texts is much more code than this.
fn is_part(sought: &str, text: &str) -> bool {
    let mut parts = text.as_bytes().windows(sought.len().max(1));
    sought.is_empty() || parts.any(|part| part == sought.as_bytes())
}

pub(super) fn any_of(left: &Datum, right: &Datum, zone: Zone) -> bool {
    match (left, right) {
        _ if left.is_empty() => right.is_empty(),
        _ if right.is_empty() => true,
        (Datum::List(_), Datum::List(sought)) => {
            sought.iter().any(|item| contains(left, item, true, zone))
        }
        (Datum::List(_), _) => contains(left, right, true, zone),
        _ => contains(right, left, true, zone),
    }
}

pub(super) fn all_of(left: &Datum, right: &Datum, zone: Zone) -> bool {
    if !left.is_truthy() && !right.is_empty() {
        return false;
    }
    match right {
        Datum::List(sought) => sought.iter().all(|item| contains(left, item, true, zone)),
        _ => contains(left, right, true, zone),
    }
}

/// Without regard to case, for Latin, Greek and Cyrillic letters and the wide
/// Latin ones of Chinese keyboards. The full table of Unicode would be a tenth
/// of what a tablet loads.
fn lower(text: &str) -> impl Iterator<Item = char> {
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
}
