//! The attract screen: it already is the first question.

use leptos::prelude::*;

use super::question::Controls;
use crate::{kiosk::app::Kiosk, locale::Locale};

/// Bank and counter, the first question, languages, the staff's door.
#[component]
pub(super) fn Attract() -> impl IntoView {
    let kiosk = Kiosk::here();
    view! {
        <main class="attract">
            <Masthead />
            {move || kiosk.question().map(|question| {
                let (name, title) = (question.name.clone(), question.title.clone());
                view! {
                    <div class="asked" data-question=name>
                        <h1 id="asked">{move || kiosk.in_words(&title)}</h1>
                        <Controls question />
                    </div>
                }
            })}
            <footer>
                <Languages />
                <button class="quiet" data-act="staff" on:click=move |_| kiosk.open_console()>
                    {move || kiosk.texts().staff}
                </button>
            </footer>
        </main>
    }
}

/// The bank's name or logo, and which counter this is.
#[component]
pub(super) fn Masthead() -> impl IntoView {
    let kiosk = Kiosk::here();
    let settings = kiosk.tablet(|tablet| tablet.settings.clone());
    settings.map(|settings| {
        let place = settings.counter.unwrap_or(settings.branch);
        view! {
            <header class="masthead">
                {settings.logo.map(|logo| view! { <img src=logo alt="" /> })}
                <span class="bank">{settings.bank}</span>
                <span class="place">{if place.name.is_empty() { place.code } else { place.name }}</span>
            </header>
        }
    })
}

/// One button a language, each in its own words.
#[component]
fn Languages() -> impl IntoView {
    let kiosk = Kiosk::here();
    let locales = kiosk.tablet(|tablet| tablet.settings.locales.clone()).unwrap_or_default();
    let button = move |locale: Locale| {
        view! {
            <button
                class="quiet"
                lang=locale.code()
                data-locale=locale.code()
                aria-pressed=move || (kiosk.locale.get() == locale).to_string()
                on:click=move |_| kiosk.locale.set(locale)
            >
                {locale.name()}
            </button>
        }
    };
    (locales.len() > 1).then(|| {
        view! {
            <div class="languages" role="group" aria-label=move || kiosk.texts().languages>
                {locales.into_iter().map(button).collect_view()}
            </div>
        }
    })
}
