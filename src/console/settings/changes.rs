//! What an edit of the settings would change, in words.

use crate::{
    console::{form::Values, texts::Texts},
    locale::Locale,
    store::{Place, QuestionnaireName},
};

/// A setting before and after.
#[derive(Clone)]
pub(super) struct Change {
    /// As the form's fields are called.
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) before: String,
    pub(super) after: String,
}

/// Every difference between `before` and `after`, in the form's order.
pub(super) fn changes(before: &Values, after: &Values, texts: &Texts) -> Vec<Change> {
    let words = &texts.fields;
    let or_none =
        |text: &str| if text.is_empty() { words.nothing.to_owned() } else { text.to_owned() };
    let code = |place: Option<&Place>| or_none(place.map_or("", |place| &place.code));
    let name = |place: Option<&Place>| or_none(place.map_or("", |place| &place.name));
    let logo =
        |logo: &Option<String>| logo.as_ref().map_or(words.nothing, |_| words.logo_set).to_owned();
    let asked = |name| match name {
        QuestionnaireName::Counter => words.counter.to_owned(),
        QuestionnaireName::Lobby => words.lobby.to_owned(),
    };
    let spoken = |locales: &[Locale]| {
        let names: Vec<_> = locales.iter().map(|locale| locale.name()).collect();
        names.join(texts.responses.separator)
    };
    let shown = |values: &Values| {
        let counter = values.counter.as_ref();
        [
            ("bank", words.bank, or_none(&values.bank)),
            ("logo", words.logo, logo(&values.logo)),
            ("branch-code", words.branch_code, code(Some(&values.branch))),
            ("branch-name", words.branch_name, name(Some(&values.branch))),
            ("counter-code", words.counter_code, code(counter)),
            ("counter-name", words.counter_name, name(counter)),
            ("zone", words.zone, values.zone.clone()),
            ("questionnaire", words.questionnaire, asked(values.questionnaire)),
            ("locales", words.locales, spoken(&values.locales)),
            ("retention", words.retention, values.retention_days.to_string()),
        ]
    };
    let pairs = shown(before).into_iter().zip(shown(after));
    pairs
        .filter(|((field, _, old), (_, _, new))| {
            // Another picture reads like the one before it.
            old != new || (*field == "logo" && before.logo != after.logo)
        })
        .map(|((field, label, before), (_, _, after))| Change { field, label, before, after })
        .collect()
}
