//! The attract screen: it already is the first question.

use leptos::prelude::*;

use super::{
    entries::Words,
    parts::{asked, button, yes_no},
    question::controls,
};
use crate::{
    kiosk::{
        app::Kiosk,
        element::{Part, element, nothing, remade},
    },
    locale::Locale,
};

/// Bank and counter, the first question, languages, the staff's door.
pub(super) fn attract() -> Part {
    let kiosk = Kiosk::here();
    let first = remade(Box::new(move || {
        kiosk.turn.track();
        let Some((question, current)) = kiosk.question() else { return nothing() };
        let controls = controls(question.kind, current, Words::default());
        element("div")
            .with("class", "asked")
            .with("data-question", &question.name)
            .holding(element("h1").with("id", "asked").holding(asked(question.title)))
            .holding(controls)
            .into()
    }));
    let locales = kiosk.settings(|settings| settings.locales.clone()).unwrap_or_default();
    let staff = button("quiet", "staff", |t| t.staff, Box::new(move || kiosk.open_console()));
    element("main")
        .with("class", "attract")
        .holding(masthead())
        .holding(first)
        .holding(element("footer").holding(languages(&locales)).holding(staff))
        .into()
}

/// The bank's name or logo, and which counter this is.
pub(super) fn masthead() -> Part {
    let settings = Kiosk::here().settings(Clone::clone);
    let Some(settings) = settings else { return nothing() };
    let place = settings.counter.unwrap_or(settings.branch);
    let place = if place.name.is_empty() { place.code } else { place.name };
    let logo = settings.logo.map(|logo| element("img").with("src", &logo).with("alt", ""));
    element("header")
        .with("class", "masthead")
        .holding(logo)
        .holding(element("span").with("class", "bank").holding(&*settings.bank))
        .holding(element("span").with("class", "place").holding(&*place))
        .into()
}

/// One button a language, each in its own words; none where there is no choice.
pub(super) fn languages(locales: &[Locale]) -> Part {
    let kiosk = Kiosk::here();
    let button = |locale: Locale| {
        let pressed = yes_no(Box::new(move || kiosk.locale.get() == locale));
        element("button")
            .with("class", "quiet")
            .with("lang", locale.code())
            .with("data-locale", locale.code())
            .following("aria-pressed", pressed)
            .on("click", Box::new(move |_| kiosk.locale.set(locale)))
            .holding(locale.name())
            .into()
    };
    let offered = if locales.len() > 1 { locales } else { &[] };
    let buttons: Vec<Part> = offered.iter().copied().map(button).collect();
    element("div")
        .with("class", "languages")
        .with("role", "group")
        .following("aria-label", Box::new(move || Some(kiosk.texts().languages.to_owned())))
        .holding(buttons)
        .into()
}
