//! The attract screen: it already is the first question.

use std::{cell::RefCell, rc::Rc};

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::{
    entries::Words,
    parts::{button, heading, page, said, yes_no},
    question::controls,
};
use crate::{
    kiosk::{
        app::Kiosk,
        element::{Part, Tag, drawn, element, nothing, remade, spoken},
        language::Text,
    },
    locale::Locale,
    platform::spawn,
};

/// Bank and counter, the first question, languages, elder mode, the staff's door.
pub(super) fn attract() -> Part {
    let kiosk = Kiosk::here();
    let screen = remade(Box::new(move || {
        kiosk.turn.track();
        let Some((question, current)) = kiosk.question() else { return nothing() };
        let controls = controls(question.kind, current, Words::default());
        let first = element("div")
            .with("class", "asked")
            .with("data-question", &question.name)
            .holding(heading(question.title))
            .holding(controls);
        let locales = kiosk.settings(|settings| settings.locales.clone()).unwrap_or_default();
        let footer = element("footer").holding(languages(&locales));
        let footer = if kiosk.elder.get() {
            footer.holding(to_standard())
        } else {
            footer.holding(to_elder()).holding(staff_door())
        };
        vec![masthead(), first.into(), footer.into()].into()
    }));
    page("attract").holding(screen).into()
}

/// The bank's name or logo, and who or what is rated; in elder mode what helps
/// is in the same place on every screen.
pub(super) fn masthead() -> Part {
    let kiosk = Kiosk::here();
    let named = kiosk.settings(|settings| (settings.logo.clone(), settings.bank.clone()));
    let Some((logo, bank)) = named else { return nothing() };
    let logo = logo.map(|logo| element("img").with("src", &logo).with("alt", ""));
    element("header")
        .with("class", "masthead")
        .holding(logo)
        .holding(element("span").with("class", "bank").holding(&*bank))
        .holding(place())
        .holding(kiosk.elder.get().then(helps))
        .into()
}

/// "You are rating counter 3." Pressed for long, it asks staff for their PIN,
/// to mark that they help.
fn place() -> Tag {
    let kiosk = Kiosk::here();
    let words = spoken(Box::new(move || {
        let place = kiosk.settings(|settings| settings.place().to_owned()).unwrap_or_default();
        let about = kiosk.rated.get();
        let counter = kiosk.settings(|settings| settings.counter.is_some());
        if counter == Some(true) || !about.trim().is_empty() {
            let what = [&*place, " ", &*about].concat();
            kiosk.text_with(Text::Rating, "what", what.trim())
        } else {
            place
        }
    }));
    let pressed = Rc::new(RefCell::new(None::<Timeout>));
    let holding = pressed.clone();
    let begin = move |_| {
        *holding.borrow_mut() = Some(Timeout::new(HELD, move || kiosk.offer_assistance()));
    };
    let release = Rc::new(move || drop(pressed.borrow_mut().take()));
    let place = element("span").with("class", "place").on("pointerdown", Box::new(begin));
    let released = ["pointerup", "pointerleave", "pointercancel"].into_iter();
    let place = released.fold(place, |place, event| {
        let release = release.clone();
        place.on(event, Box::new(move |_| release()))
    });
    place.holding(words)
}

/// How long a press is a long one, in milliseconds.
const HELD: u32 = 1200;

/// Larger text, and the staff.
fn helps() -> Part {
    let kiosk = Kiosk::here();
    let size = move || kiosk.larger.update(|larger| *larger = !*larger);
    let words = spoken(Box::new(move || {
        kiosk.text(if kiosk.larger.get() { Text::Smaller } else { Text::Larger })
    }));
    let size = element("button")
        .with("class", "plain")
        .with("data-act", "size")
        .on("click", Box::new(move |_| size()))
        .holding(words);
    let call = button("plain", "call", Text::Call, Box::new(move || kiosk.call_staff()));
    element("div").with("class", "helps").holding(size).holding(call).into()
}

/// The way into elder mode, in words and symbol.
fn to_elder() -> Part {
    let kiosk = Kiosk::here();
    let symbol = drawn("svg").with("viewBox", "0 0 24 24").with("aria-hidden", "true").holding(
        drawn("path")
            .with("d", "M2 20l5-13 5 13M3.8 15.5h6.4M13 20l4-9 4 9M14.4 17h5.2M17 8V3M14.5 5.5h5"),
    );
    element("button")
        .with("class", "elder")
        .with("data-act", "elder")
        .on("click", Box::new(move |_| kiosk.turn_elder(true)))
        .holding(symbol)
        .holding(said(Text::Elder))
        .into()
}

fn to_standard() -> Part {
    let kiosk = Kiosk::here();
    let leave = move || kiosk.turn_elder(false);
    button("plain", "standard", Text::Standard, Box::new(leave))
}

/// Where staff come in.
pub(super) fn staff_door() -> Part {
    let kiosk = Kiosk::here();
    button("quiet", "staff", Text::Staff, Box::new(move || kiosk.open_console()))
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
            .on("click", Box::new(move |_| spawn(kiosk.speak(locale))))
            .holding(locale.name())
            .into()
    };
    let offered = if locales.len() > 1 { locales } else { &[] };
    let buttons: Vec<Part> = offered.iter().copied().map(button).collect();
    element("div")
        .with("class", "languages")
        .with("role", "group")
        .following("aria-label", Box::new(move || Some(kiosk.text(Text::Languages))))
        .holding(buttons)
        .into()
}
