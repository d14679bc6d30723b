//! The form's choices: time zone, questionnaire, languages.

use leptos::prelude::*;

use super::{
    draft::Draft,
    fields::{Field, error_line, focus_field, hint_line},
};
use crate::{
    console::{
        parts::{afterwards, button, entered, holds, tag, ticked, words},
        texts::Texts,
    },
    locale::{Locale, fill},
    platform::{zone_exists, zones as zones_of_browser},
    store::QuestionnaireName,
    ui::element::{Part, element, remade},
};

/// The time zone: a list where the browser has one, else a field.
pub(super) fn zones(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.fields;
    let field = Field { name: "zone", label: said.zone, hint: said.zone_hint, optional: false };
    let mut zones = zones_of_browser();
    // The zone in hand may go by a name the list does not have.
    let chosen = draft.zone.get_untracked();
    if !zones.is_empty() && !zones.contains(&chosen) && zone_exists(&chosen) {
        zones.insert(0, chosen);
    }
    let option = |zone: &String| -> Part { element("option").holding(zone.as_str()).into() };
    let options: Vec<Part> = zones.iter().map(option).collect();
    let input = element(if zones.is_empty() { "input" } else { "select" }).holding(options);
    field.around(draft, entered(field.dress(draft, input), draft.zone), texts)
}

/// Which questionnaire is asked.
pub(super) fn questionnaires(draft: Draft, texts: &Texts) -> Part {
    let said = &texts.fields;
    let option = |name: QuestionnaireName| -> Part {
        let (title, line) = match name {
            QuestionnaireName::Counter => (said.counter, said.counter_line),
            QuestionnaireName::Lobby => (said.lobby, said.lobby_line),
        };
        let dial = element("input")
            .with("type", "radio")
            .with("name", "questionnaire")
            .with("data-field", &format!("questionnaire-{}", name.code()));
        let is_on = move || draft.questionnaire.get() == name;
        let dial = ticked(dial, is_on, move |_| draft.questionnaire.set(name));
        let title = element("span")
            .holding(element("b").holding(title))
            .holding(" ")
            .holding(words("span", "soft", line));
        tag("label", "check").holding(dial).holding(title).into()
    };
    let options: Vec<Part> = QuestionnaireName::ALL.into_iter().map(option).collect();
    tag("div", "field")
        .with("role", "radiogroup")
        .with("aria-label", said.questionnaire)
        .holding(words("p", "name", said.questionnaire))
        .holding(options)
        .into()
}

/// Which languages are offered, and in which order.
pub(super) fn languages(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.fields;
    let order = Memo::new(move |_| {
        draft.locales.with(|locales| locales.iter().map(|(locale, _)| *locale).collect::<Vec<_>>())
    });
    let rows = remade(Box::new(move || {
        let rows = order.get().into_iter().map(|locale| language(draft, locale, texts));
        rows.collect::<Vec<_>>().into()
    }));
    let list = tag("ol", "order").with("id", "field-locales").with("tabindex", "-1");
    tag("div", "field")
        .with("role", "group")
        .with("aria-label", said.locales)
        .holding(words("p", "name", said.locales))
        .holding(hint_line("locales", said.locales_hint))
        .holding(list.holding(rows))
        .holding(error_line(draft, "locales", texts))
        .into()
}

/// One language: whether it is offered, and a button that moves it up.
fn language(draft: Draft, locale: Locale, texts: &'static Texts) -> Part {
    let said = &texts.fields;
    let name = format!("locale-{}", locale.code());
    let offered = move || draft.locales.with(|locales| locales.contains(&(locale, true)));
    let offer = move |offered: bool| {
        draft.locales.update(|locales| {
            for (other, is_offered) in locales {
                if *other == locale {
                    *is_offered = offered;
                }
            }
        });
    };
    let field = name.clone();
    let move_up = move || {
        draft.locales.update(|locales| {
            let place = locales.iter().position(|(other, _)| *other == locale);
            if let Some(above) = place.and_then(|place| place.checked_sub(1)) {
                locales.swap(above, above + 1);
            }
        });
        // The row was made anew; whoever works by keyboard stays with it.
        let field = field.clone();
        afterwards(Box::new(move || focus_field(&field)));
    };
    let first = remade(Box::new(move || {
        let first = draft.locales.with(|locales| {
            locales.iter().find(|(_, offered)| *offered).map(|(locale, _)| *locale)
        });
        (first == Some(locale)).then(|| words("span", "soft", said.first)).into()
    }));
    let at_top = move || {
        draft.locales.with(|locales| locales.first().is_some_and(|(other, _)| *other == locale))
    };
    let tick = element("input")
        .with("type", "checkbox")
        .with("id", &format!("field-{name}"))
        .with("data-field", &name);
    let label = tag("label", "check")
        .holding(ticked(tick, offered, offer))
        .holding(element("span").with("lang", locale.code()).holding(locale.name()))
        .holding(first);
    let up = button("second small", &format!("move-up-{}", locale.code()), Box::new(move_up))
        .with("aria-label", &fill(said.move_up, "name", locale.name()))
        .following("disabled", holds(at_top))
        .holding("↑");
    element("li").holding(label).holding(up).into()
}
