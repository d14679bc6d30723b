//! The kiosk's screens. Each shows the state and hands what people do to it.

mod attract;
mod choices;
mod closing;
mod entries;
mod question;
mod stopped;
mod thanks;

use leptos::prelude::*;

use super::{
    app::{Kiosk, Screen},
    saver::Saving,
};
use crate::locale::fill;

/// The screen of the moment, under the labels that must always be seen.
#[component]
pub(super) fn Screens() -> impl IntoView {
    let kiosk = Kiosk::here();
    let screen = move || match kiosk.screen.get() {
        Screen::Attract => view! { <attract::Attract /> }.into_any(),
        Screen::Question => view! { <question::QuestionScreen /> }.into_any(),
        Screen::Thanks { invitation } => view! { <thanks::Thanks invitation /> }.into_any(),
        Screen::Notice(notice) => view! { <stopped::Stopped notice /> }.into_any(),
        Screen::Starting | Screen::Staff => ().into_any(),
    };
    view! {
        <Labels />
        {screen}
        <closing::StillThere />
    }
}

/// What everybody before the tablet must know about it: that this is a
/// demonstration, that staff are practising, that it cannot save.
#[component]
fn Labels() -> impl IntoView {
    let kiosk = Kiosk::here();
    // Settings change only while the kiosk is closed, so a look at each
    // change of screen is enough.
    let is = move |look: fn(&crate::store::Settings) -> bool| {
        kiosk.screen.track();
        kiosk.tablet(|tablet| look(&tablet.settings)).unwrap_or(false)
    };
    let waiting = move || {
        kiosk.screen.track();
        match kiosk.saving() {
            Saving::Failing { waiting } => Some(waiting),
            Saving::Done | Saving::Writing => None,
        }
    };
    view! {
        <Show when=move || is(|settings| settings.demo.is_some())>
            <p class="label" data-notice="demo">{move || kiosk.texts().demo}</p>
        </Show>
        <Show when=move || is(|settings| settings.training)>
            <p class="label" data-notice="training">{move || kiosk.texts().training}</p>
        </Show>
        {move || waiting().map(|waiting| view! {
            <p class="label failing" role="alert" data-notice="storage-failing">
                {fill(kiosk.texts().storage_failing, "n", waiting)}
            </p>
        })}
    }
}
