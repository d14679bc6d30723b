//! The kiosk's screens. Each shows the state and hands what people do to it.

mod attract;
mod choices;
mod closing;
mod entries;
mod parts;
mod question;
mod stopped;
mod thanks;

use leptos::prelude::*;

use self::parts::{said, shown_while, spoken};
use super::{
    app::{Kiosk, Screen},
    saver::Saving,
};
use crate::locale::fill;

/// The screen of the moment, under the labels that must always be seen.
pub(super) fn screens() -> AnyView {
    let kiosk = Kiosk::here();
    let screen = move || match kiosk.screen.get() {
        Screen::Attract => attract::attract(),
        Screen::Question => question::question_screen(),
        Screen::Thanks { invitation } => thanks::thanks(invitation),
        Screen::Notice(notice) => stopped::stopped(notice),
        Screen::Starting | Screen::Staff => ().into_any(),
    };
    view! { {labels()} {screen} {closing::still_there()} }.into_any()
}

/// What everybody before the tablet must know about it: that this is a
/// demonstration, that staff are practising, that it cannot save.
fn labels() -> AnyView {
    let kiosk = Kiosk::here();
    // The settings are there from the first screen on, and change only while
    // the kiosk is closed.
    let is = move |look: fn(&crate::store::Settings) -> bool| {
        move || {
            kiosk.screen.track();
            kiosk.tablet(|tablet| look(&tablet.settings)).unwrap_or(false)
        }
    };
    let failing = move || {
        kiosk.screen.track();
        matches!(kiosk.saving(), Saving::Failing { .. })
    };
    let demo = shown_while(is(|settings| settings.demo.is_some()), || {
        view! { <p class="label" data-notice="demo">{said(|t| t.demo)}</p> }.into_any()
    });
    let training = shown_while(is(|settings| settings.training), || {
        view! { <p class="label" data-notice="training">{said(|t| t.training)}</p> }.into_any()
    });
    let failing = shown_while(failing, || {
        let kiosk = Kiosk::here();
        let line = spoken(Box::new(move || {
            let Saving::Failing { waiting } = kiosk.saving() else { return String::new() };
            fill(kiosk.texts().storage_failing, "n", waiting)
        }));
        view! { <p class="label failing" role="alert" data-notice="storage-failing">{line}</p> }
            .into_any()
    });
    view! { {demo} {training} {failing} }.into_any()
}
