//! What an edit of the settings would change, in words.

use crate::{
    console::{
        form::{DAYS, PinEdit, Values, WAITS, channel_name, lines, wait_name},
        texts::Texts,
    },
    locale::{Locale, fill},
    store::{Conduct, Limits, Place, QuestionnaireName, Visits},
};

/// A setting before and after.
#[derive(Clone)]
pub(super) struct Change {
    /// As the form's fields are called.
    pub(super) field: &'static str,
    pub(super) label: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// A setting: its field, its label, how it stands.
type Row = (&'static str, String, String);

/// Every difference between `before` and `after`, in the form's order.
/// `has_pin`: there is a PIN before.
pub(super) fn changes(
    before: &Values,
    after: &Values,
    has_pin: bool,
    texts: &Texts,
) -> Vec<Change> {
    let shown = |values: &Values| {
        let mut rows = basics(values, texts);
        rows.extend(conduct(&values.conduct, texts));
        rows.extend(visits(&values.visits, texts));
        rows
    };
    let pairs = shown(before).into_iter().zip(shown(after));
    let changed = pairs.filter(|((field, _, old), (_, _, new))| {
        // Another picture reads like the one before it.
        old != new || (*field == "logo" && before.logo != after.logo)
    });
    let told = |((field, label, before), (_, _, after)): (Row, Row)| Change {
        field,
        label,
        before,
        after,
    };
    let mut all: Vec<Change> = changed.map(told).collect();
    all.extend(pin(&after.pin, has_pin, texts));
    all
}

fn basics(values: &Values, texts: &Texts) -> Vec<Row> {
    let words = &texts.fields;
    let code = |place: Option<&Place>| or_none(place.map_or("", |place| &place.code), texts);
    let name = |place: Option<&Place>| or_none(place.map_or("", |place| &place.name), texts);
    let logo = values.logo.as_ref().map_or(words.nothing, |_| words.logo_set);
    let asked = match values.questionnaire {
        QuestionnaireName::Counter => words.counter,
        QuestionnaireName::Lobby => words.lobby,
    };
    let spoken = |locales: &[Locale]| {
        let names: Vec<_> = locales.iter().map(|locale| locale.name()).collect();
        names.join(texts.responses.separator)
    };
    let counter = values.counter.as_ref();
    rows([
        ("bank", words.bank, or_none(&values.bank, texts)),
        ("logo", words.logo, logo.to_owned()),
        ("branch-code", words.branch_code, code(Some(&values.branch))),
        ("branch-name", words.branch_name, name(Some(&values.branch))),
        ("counter-code", words.counter_code, code(counter)),
        ("counter-name", words.counter_name, name(counter)),
        ("zone", words.zone, values.zone.clone()),
        ("questionnaire", words.questionnaire, asked.to_owned()),
        ("locales", words.locales, spoken(&values.locales)),
        ("retention", words.retention, values.retention_days.to_string()),
    ])
}

fn conduct(conduct: &Conduct, texts: &Texts) -> Vec<Row> {
    let words = &texts.conduct;
    let mut all = Vec::new();
    for (day, (field, label)) in DAYS.into_iter().zip(words.days).enumerate() {
        let open = match &conduct.hours {
            None => words.hours_always.to_owned(),
            Some(hours) => or_none(&hours.on(day), texts),
        };
        all.push((field, label.to_owned(), open));
    }
    let seconds = |seconds: u16| fill(texts.events.seconds, "n", seconds);
    for (fields, limits) in WAITS.into_iter().zip([conduct.standard, conduct.elder]) {
        let Limits { idle, warning, closing } = limits;
        for (field, wait) in fields.into_iter().zip([idle, warning, closing]) {
            all.push((field, wait_name(field, texts), seconds(wait)));
        }
    }
    let yes_or_no = |yes| if yes { texts.responses.yes } else { texts.responses.no }.to_owned();
    let card = conduct.card.map(|card| fill(words.card_pixels, "n", card));
    all.extend(rows([
        ("cooldown", words.cooldown, seconds(conduct.cooldown)),
        ("fullscreen", words.fullscreen, yes_or_no(conduct.fullscreen)),
        ("masking", words.masking, yes_or_no(conduct.masking)),
        ("chime", words.chime, conduct.chime.to_string()),
        ("card", words.card_group, card.unwrap_or_else(|| words.card_not_measured.to_owned())),
    ]));
    all
}

fn visits(visits: &Visits, texts: &Texts) -> Vec<Row> {
    let words = &texts.visits;
    let channel = visits.channel.map(|channel| channel_name(channel, texts));
    let listed = |list: &[Place]| {
        or_none(&lines(list).split('\n').collect::<Vec<_>>().join(texts.responses.separator), texts)
    };
    rows([
        ("channel", words.channel, channel.unwrap_or(words.channel_usual).to_owned()),
        ("tellers", words.tellers, listed(&visits.tellers)),
        ("businesses", words.businesses, listed(&visits.businesses)),
        ("embedders", words.embedders, or_none(&visits.embedders.join(" "), texts)),
    ])
}

/// What becomes of the PIN, which nobody can show.
fn pin(edit: &PinEdit, has_pin: bool, texts: &Texts) -> Option<Change> {
    let words = &texts.pin;
    let after = match edit {
        PinEdit::Take(_) => words.new,
        PinEdit::Remove if has_pin => texts.fields.nothing,
        PinEdit::Remove | PinEdit::Keep => return None,
    };
    let before = if has_pin { words.is_set } else { texts.fields.nothing };
    let [label, before, after] = [words.group, before, after].map(str::to_owned);
    Some(Change { field: "pin", label, before, after })
}

fn rows<const N: usize>(rows: [(&'static str, &str, String); N]) -> Vec<Row> {
    rows.map(|(field, label, value)| (field, label.to_owned(), value)).into()
}

fn or_none(text: &str, texts: &Texts) -> String {
    if text.is_empty() { texts.fields.nothing } else { text }.to_owned()
}
