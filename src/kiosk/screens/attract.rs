//! The attract screen: it already is the first question.

use leptos::prelude::*;

use super::{
    entries::Words,
    parts::{asked, button, nothing, remade, yes_no},
    question::controls,
};
use crate::{kiosk::app::Kiosk, locale::Locale};

/// Bank and counter, the first question, languages, the staff's door.
pub(super) fn attract() -> AnyView {
    let kiosk = Kiosk::here();
    let first = remade(Box::new(move || {
        kiosk.turn.track();
        let Some((question, current)) = kiosk.question() else { return nothing() };
        let controls = controls(question.kind, current, Words::default());
        view! {
            <div class="asked" data-question=question.name>
                <h1 id="asked">{asked(question.title)}</h1>
                {controls}
            </div>
        }
        .into_any()
    }));
    let locales = kiosk.settings(|settings| settings.locales.clone()).unwrap_or_default();
    let staff = button("quiet", "staff", |t| t.staff, Box::new(move || kiosk.open_console()));
    view! {
        <main class="attract">
            {masthead()}
            {first}
            <footer>{languages(&locales)} {staff}</footer>
        </main>
    }
    .into_any()
}

/// The bank's name or logo, and which counter this is.
pub(super) fn masthead() -> AnyView {
    let settings = Kiosk::here().settings(Clone::clone);
    let Some(settings) = settings else { return nothing() };
    let place = settings.counter.unwrap_or(settings.branch);
    let place = if place.name.is_empty() { place.code } else { place.name };
    view! {
        <header class="masthead">
            {settings.logo.map(|logo| view! { <img src=logo alt="" /> })}
            <span class="bank">{settings.bank}</span>
            <span class="place">{place}</span>
        </header>
    }
    .into_any()
}

/// One button a language, each in its own words; none where there is no choice.
pub(super) fn languages(locales: &[Locale]) -> AnyView {
    let kiosk = Kiosk::here();
    let button = |locale: Locale| {
        let pressed = yes_no(true, Signal::derive(move || kiosk.locale.get() == locale));
        let code = locale.code();
        view! {
            <button class="quiet" lang=code data-locale=code aria-pressed=pressed
                on:click=move |_| kiosk.locale.set(locale)>
                {locale.name()}
            </button>
        }
        .into_any()
    };
    let offered = if locales.len() > 1 { locales } else { &[] };
    let buttons: Vec<AnyView> = offered.iter().copied().map(button).collect();
    view! { <div class="languages" role="group">{buttons}</div> }.into_any()
}
