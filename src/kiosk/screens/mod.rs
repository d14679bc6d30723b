//! The kiosk's screens. Each shows the state and hands what people do to it.

mod attract;
mod call;
mod choices;
mod closed;
mod closing;
mod entries;
mod paged;
mod parts;
mod question;
mod stopped;
mod thanks;

use leptos::prelude::*;

use self::parts::{label, said};
use super::{
    app::{Kiosk, Screen},
    element::{Part, element, nothing, remade, shown_while, spoken},
    language::Text,
    saver::Saving,
};
use crate::store::Settings;

/// The screen of the moment, under the labels that must always be seen.
pub(super) fn screens() -> Part {
    let kiosk = Kiosk::here();
    let screen = remade(Box::new(move || match kiosk.screen.get() {
        Screen::Attract => attract::attract(),
        Screen::Question => question::question_screen(),
        Screen::Thanks { invitation } => thanks::thanks(invitation),
        Screen::Notice(notice) => stopped::stopped(notice),
        Screen::Closed => closed::closed(),
        Screen::Starting | Screen::Staff => nothing(),
    }));
    let mut screens = labels();
    screens.extend([screen, closing::still_there(), call::call(), aloud()]);
    screens.into()
}

/// What everybody before the tablet must know about it: that this is a
/// demonstration, that staff are practising, that it cannot save.
fn labels() -> Vec<Part> {
    let kiosk = Kiosk::here();
    // The settings are there from the first screen on, and change only while
    // the kiosk is closed.
    let is = move |look: fn(&Settings) -> bool| {
        Box::new(move || {
            kiosk.screen.track();
            kiosk.settings(look).unwrap_or(false)
        })
    };
    let failing = move || {
        kiosk.screen.track();
        matches!(kiosk.saving(), Saving::Failing { .. })
    };
    let refused = move || kiosk.refused.with(|refused| !refused.is_empty());
    vec![
        shown_while(is(|settings| settings.demo.is_some()), || {
            label("label", "demo", said(Text::Demo))
        }),
        shown_while(is(|settings| settings.training), || {
            label("label", "training", said(Text::Training))
        }),
        shown_while(Box::new(failing), || label("label failing", "storage-failing", waiting())),
        shown_while(Box::new(move || kiosk.assisted.get()), || {
            label("label", "assisted", said(Text::Assisted))
        }),
        shown_while(Box::new(refused), || label("label", "visit-refused", refusal())),
        shown_while(Box::new(move || kiosk.repeated.get()), || {
            label("label", "repeated", said(Text::Repeated))
        }),
    ]
}

/// What was told about the visit but is on no list.
fn refusal() -> Part {
    let kiosk = Kiosk::here();
    spoken(Box::new(move || kiosk.text_with(Text::VisitRefused, "what", kiosk.refused.get())))
}

/// What is said aloud: read by screen readers at once.
fn aloud() -> Part {
    let kiosk = Kiosk::here();
    element("p")
        .with("class", "hidden")
        .with("role", "alert")
        .holding(spoken(Box::new(move || kiosk.aloud.get())))
        .into()
}

/// How many answers wait for the storage.
fn waiting() -> Part {
    let kiosk = Kiosk::here();
    spoken(Box::new(move || {
        let Saving::Failing { waiting } = kiosk.saving() else { return String::new() };
        kiosk.text_with(Text::StorageFailing, "n", waiting)
    }))
}
