//! What stands above the question columns in the file for Excel.

use heard_survey::{Kind, Rating};

use crate::csv::{
    Columns,
    columns::Asked,
    words::{Language, REMARK, SHOWN},
};

/// The headings of the question columns, each different from every other
/// heading: where titles are alike the question's name is added.
pub(super) fn headings(columns: &Columns, locale: &str, language: Language) -> Vec<String> {
    let titles: Vec<_> = columns
        .names()
        .enumerate()
        .map(|(position, name)| {
            let newest = columns.wordings(position).next();
            newest.map_or_else(|| name.to_owned(), |asked| title(asked, name, locale, language))
        })
        .collect();
    let shown = SHOWN.map(|(_, words)| language.pick(words));
    let is_alone = |title: &str| {
        !shown.contains(&title) && titles.iter().filter(|other| *other == title).count() == 1
    };
    let [open, _, close] = REMARK.map(|words| language.pick(words));
    titles
        .iter()
        .zip(columns.names())
        .map(
            |(title, name)| {
                if is_alone(title) { title.clone() } else { format!("{title}{open}{name}{close}") }
            },
        )
        .collect()
}

/// The question's title, with the ends of its scale where they have words.
fn title(asked: &Asked, name: &str, locale: &str, language: Language) -> String {
    let title = Some(asked.title.get(locale)).filter(|title| !title.is_empty()).unwrap_or(name);
    let Kind::Rating(rating) = &asked.kind else { return title.to_owned() };
    let [open, comma, close] = REMARK.map(|words| language.pick(words));
    let ends: Vec<_> = [rating.min, rating.max]
        .into_iter()
        .filter_map(|step| Some(format!("{step} = {}", step_label(rating, step, locale)?)))
        .collect();
    if ends.is_empty() {
        title.to_owned()
    } else {
        format!("{title}{open}{}{close}", ends.join(comma))
    }
}

/// The words for one step of a scale, where it has any.
pub(crate) fn step_label<'r>(rating: &'r Rating, step: i32, locale: &str) -> Option<&'r str> {
    let own = rating.labels.iter().find_map(|(value, text)| (*value == step).then_some(text));
    let end = match step {
        step if step == rating.min => Some(&rating.min_label),
        step if step == rating.max => Some(&rating.max_label),
        _ => None,
    };
    let mut texts = own.into_iter().chain(end).map(|text| text.get(locale));
    texts.find(|text| !text.is_empty())
}
