//! Choices and the labelled steps of a rating: `["a", …]` or
//! `[{"value": "a", "text": …}, …]`.

use super::{
    place::{Fields, Place},
    properties::Known,
};
use crate::{Choice, Json, LocalText, Value};

/// In one question.
const MAX_CHOICES: usize = 200;
/// Of a code, in characters.
const MAX_CODE: usize = 100;

/// The choices of a question; empty, once reported, where there are none.
pub(super) fn read(fields: &Fields<'_>) -> Vec<Choice> {
    let list = fields.needed("choices");
    let items = list.map(|list| items(&list, Known::Choice)).unwrap_or_default();
    items.into_iter().map(|(choice, _)| choice).collect()
}

/// Labelled values, each with its place; those that cannot be used are
/// reported and left out.
pub(super) fn items<'a>(list: &Place<'a>, known: Known) -> Vec<(Choice, Place<'a>)> {
    let mut items: Vec<(Choice, Place<'a>)> = Vec::new();
    for place in list.list(MAX_CHOICES, "choice") {
        let Some(choice) = item(&place, known) else { continue };
        // Codes meet as texts in CSV: 1 and "1" would be the same there.
        let code = choice.value.to_string();
        if items.iter().any(|(other, _)| other.value.to_string() == code) {
            place.refuse(format!("The choice `{code}` is there twice."), None);
        } else {
            items.push((choice, place));
        }
    }
    items
}

fn item(place: &Place<'_>, known: Known) -> Option<Choice> {
    if !matches!(place.value, Json::Object(_)) {
        let value = code(place)?;
        return Some(Choice { text: value.to_string().as_str().into(), value });
    }
    let fields = place.fields(known)?;
    let value = fields.needed("value").and_then(|value| code(&value));
    let text = fields.local_text("text").filter(|text| !text.is_empty());
    let value = value?;
    Some(Choice { text: text.unwrap_or_else(|| label(&value)), value })
}

/// What people read where the questionnaire gives no text.
fn label(value: &Value) -> LocalText {
    value.to_string().as_str().into()
}

fn code(place: &Place<'_>) -> Option<Value> {
    match place.value {
        Json::Text(text) if text.trim().is_empty() => {
            place.refuse("A choice's value must not be empty.", None);
            None
        }
        Json::Text(text) if text.trim() != text || text.chars().any(char::is_control) => {
            let problem = "A choice's value must not have space around it or control characters.";
            place.refuse(problem, None);
            None
        }
        Json::Text(text) if text.chars().count() > MAX_CODE => {
            let suggestion = "Give it a short `value` and write the words as its `text`.";
            place.refuse(
                format!("A choice's value has at most {MAX_CODE} characters."),
                Some(suggestion.to_owned()),
            );
            None
        }
        Json::Text(text) => Some(Value::Text(text.clone())),
        Json::Number(number) => Some(Value::Number(*number)),
        _ => {
            place.refuse("A choice's value must be a text or a number.", None);
            None
        }
    }
}
