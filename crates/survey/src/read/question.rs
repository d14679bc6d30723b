//! One element: a question of one of the supported types.

use super::{
    MAX_ANSWER, RESERVED_NAMES, choices,
    place::{Fields, Place},
    properties::Known,
};
use crate::{InputType, Json, Kind, LocalText, Question, Rating, RatingStyle, Required};

/// Of a question's or page's name, in characters.
const MAX_NAME: usize = 80;
/// Steps of a rating.
const MAX_STEPS: i32 = 20;
/// `maxLength` of a comment where the questionnaire gives none, in characters.
const COMMENT_LENGTH: usize = 2000;
/// The same of a text.
const TEXT_LENGTH: usize = 200;

const TYPES: [&str; 6] = ["rating", "radiogroup", "checkbox", "boolean", "comment", "text"];

/// SurveyJS has these too.
const LATER_TYPES: [&str; 19] = [
    "buttongroup",
    "dropdown",
    "expression",
    "file",
    "flowpanel",
    "html",
    "image",
    "imagemap",
    "imagepicker",
    "matrix",
    "matrixdropdown",
    "matrixdynamic",
    "multipletext",
    "panel",
    "paneldynamic",
    "ranking",
    "signaturepad",
    "slider",
    "tagbox",
];

/// The question at `place`; `None` where it cannot even be begun. Other
/// problems are reported and something harmless stands in, so that the rest
/// of the questionnaire can be checked against it.
pub(super) fn read(place: &Place<'_>) -> Option<Question> {
    if !matches!(place.value, Json::Object(_)) {
        place.fields(Known::Text);
        return None;
    }
    let Some(kind) = place.value.get("type") else {
        place.refuse("The question has no `type`.", None);
        return None;
    };
    let known = match kind.as_text() {
        Some("rating") => Known::Rating,
        Some("radiogroup") => Known::Radiogroup,
        Some("checkbox") => Known::Checkbox,
        Some("boolean") => Known::Boolean,
        Some("comment") => Known::Comment,
        Some("text") => Known::Text,
        Some(other) => {
            refuse_type(&place.child("type"), other);
            return None;
        }
        None => {
            place.child("type").text();
            return None;
        }
    };
    let fields = place.fields(known)?;
    let name = fields.needed("name").and_then(|name| question_name(&name)).unwrap_or_default();
    let title = fields.local_text("title").filter(|title| !title.is_empty());
    Some(Question {
        title: title.unwrap_or_else(|| name.as_str().into()),
        name,
        description: fields.local_text("description").unwrap_or_default(),
        required: required(&fields),
        visible_if: fields.condition("visibleIf"),
        kind: read_kind(kind.as_text().unwrap_or_default(), &fields),
    })
}

fn required(fields: &Fields<'_>) -> Required {
    let always = fields.get("isRequired").and_then(|it| it.boolean());
    match fields.condition("requiredIf") {
        Some(condition) => Required::If(condition),
        None if always.unwrap_or_default() => Required::Yes,
        None => Required::No,
    }
}

fn read_kind(kind: &str, fields: &Fields<'_>) -> Kind {
    match kind {
        "rating" => Kind::Rating(rating(fields)),
        "radiogroup" => Kind::Radiogroup(choices::read(fields)),
        "checkbox" => checkbox(fields),
        "boolean" => Kind::Boolean {
            yes: fields.local_text("labelTrue").unwrap_or_default(),
            no: fields.local_text("labelFalse").unwrap_or_default(),
        },
        "comment" => Kind::Comment { max_length: max_length(fields, COMMENT_LENGTH) },
        _ => Kind::Text { input: input(fields), max_length: max_length(fields, TEXT_LENGTH) },
    }
}

fn refuse_type(place: &Place<'_>, found: &str) {
    if LATER_TYPES.contains(&found) {
        let suggestion = format!("Supported are {}.", TYPES.join(", "));
        place.refuse(
            format!("Questions of type `{found}` are not supported yet."),
            Some(suggestion),
        );
    } else {
        place.refuse(format!("There is no question type `{found}`."), place.nearest(found, &TYPES));
    }
}

fn question_name(place: &Place<'_>) -> Option<String> {
    let name = name(place)?;
    if RESERVED_NAMES.contains(&name.to_ascii_lowercase().as_str()) {
        let problem = format!("`{name}` is a column every response has already.");
        place.refuse(problem, Some("Choose another name.".to_owned()));
    }
    Some(name)
}

/// The name of a question or page: letters of any script, digits, `_`, `-` and
/// single spaces, so that it can stand in conditions and as a CSV column.
pub(super) fn name(place: &Place<'_>) -> Option<String> {
    let name = place.text()?;
    // Beyond ASCII everything visible passes for a letter: tables of what is one
    // would be a large part of what a tablet loads.
    let plain = |letter: char| match letter {
        '_' | '-' | ' ' => true,
        _ if letter.is_ascii() => letter.is_ascii_alphanumeric(),
        _ => !letter.is_whitespace() && !letter.is_control(),
    };
    if name.trim() != name || name.is_empty() || !name.chars().all(plain) {
        let problem = "A name has letters, digits, `_`, `-` and spaces between them, no other \
                       characters.";
        place.refuse(problem, None);
    } else if name.chars().count() > MAX_NAME {
        place.refuse(format!("A name has at most {MAX_NAME} characters."), None);
    }
    Some(name.to_owned())
}

fn rating(fields: &Fields<'_>) -> Rating {
    let whole = |key: &str, low: i32, high: i32| fields.get(key)?.whole(low..=high);
    let labels = steps(fields);
    if let Some(step) = fields.get("rateStep")
        && step.whole(1..=MAX_STEPS).is_some_and(|step| step != 1)
    {
        step.refuse("Only steps of 1 are supported yet.", None);
    }
    let given = labels.first().zip(labels.last()).map(|(first, last)| (first.0, last.0));
    let (min, max) = given.unwrap_or_else(|| {
        let min = whole("rateMin", -1000, 1000).unwrap_or(1);
        let count = whole("rateCount", 2, MAX_STEPS);
        let max = whole("rateMax", -1000, 1000);
        (min, max.unwrap_or_else(|| count.map_or(5, |count| min + count - 1)))
    });
    refuse_bad_scale(fields, min, max);
    Rating {
        min,
        max,
        style: style(fields),
        min_label: fields.local_text("minRateDescription").unwrap_or_default(),
        max_label: fields.local_text("maxRateDescription").unwrap_or_default(),
        labels,
    }
}

fn refuse_bad_scale(fields: &Fields<'_>, min: i32, max: i32) {
    let place = fields.place.child("rateMax");
    if max <= min {
        place.refuse(format!("The scale must end above its beginning, {min}."), None);
    } else if max - min >= MAX_STEPS {
        place.refuse(format!("A scale has at most {MAX_STEPS} steps."), None);
    }
}

/// `rateValues`, in order and without gaps.
fn steps(fields: &Fields<'_>) -> Vec<(i32, LocalText)> {
    let Some(list) = fields.get("rateValues") else { return Vec::new() };
    let mut steps: Vec<(i32, LocalText)> = Vec::new();
    for (choice, place) in choices::items(&list, Known::RateValue) {
        let place = place.child("value");
        let Some(value) = place.whole(-1000..=1000) else { continue };
        if steps.last().is_some_and(|(last, _)| value != last + 1) {
            place.refuse("The steps of a rating go up by 1; others are not supported yet.", None);
            continue;
        }
        steps.push((value, choice.text));
    }
    if let (Some((first, _)), Some((last, _))) = (steps.first(), steps.last()) {
        for (key, is) in [("rateMin", first), ("rateMax", last)] {
            let place = fields.get(key);
            if let Some(place) = place.filter(|it| it.whole(-1000..=1000).is_some_and(|n| n != *is))
            {
                place.refuse(format!("This disagrees with `rateValues`, which says {is}."), None);
            }
        }
    }
    steps
}

fn style(fields: &Fields<'_>) -> RatingStyle {
    let Some(place) = fields.get("rateType") else {
        return RatingStyle::Numbers;
    };
    match place.text() {
        Some("stars") => RatingStyle::Stars,
        Some("smileys") => RatingStyle::Faces,
        Some("labels") | None => RatingStyle::Numbers,
        Some(other) => {
            let nearest = place.nearest(other, &["labels", "stars", "smileys"]);
            let suggestion =
                nearest.unwrap_or_else(|| "Use `labels`, `stars` or `smileys`.".to_owned());
            place.refuse(format!("There is no rating style `{other}`."), Some(suggestion));
            RatingStyle::Numbers
        }
    }
}

fn checkbox(fields: &Fields<'_>) -> Kind {
    let choices = choices::read(fields);
    // 0 is SurveyJS's way to say that there is no limit.
    let max = fields.get("maxSelectedChoices").and_then(|place| place.whole(0..=1000));
    let max = max.and_then(|max| usize::try_from(max).ok()).filter(|max| *max > 0);
    Kind::Checkbox { choices, max }
}

fn input(fields: &Fields<'_>) -> InputType {
    let Some(place) = fields.get("inputType") else { return InputType::Text };
    match place.text() {
        Some("tel") => InputType::Tel,
        Some("email") => InputType::Email,
        Some("text") | None => InputType::Text,
        Some(other) => {
            let suggestion = "Supported are text, tel and email.".to_owned();
            place.refuse(
                format!("The input type `{other}` is not supported yet."),
                Some(suggestion),
            );
            InputType::Text
        }
    }
}

fn max_length(fields: &Fields<'_>, default: usize) -> usize {
    let Some(place) = fields.get("maxLength") else { return default };
    match place.whole(-1..=MAX_ANSWER) {
        Some(0) => {
            place.refuse("A text of no length cannot be answered.", None);
            default
        }
        // -1 is SurveyJS's way to say that the default holds.
        Some(length) => usize::try_from(length).unwrap_or(default),
        None => default,
    }
}
