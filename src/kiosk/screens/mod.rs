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

use self::parts::{label, said};
use super::{
    app::{Kiosk, Screen},
    element::{Part, nothing, remade, shown_while, spoken},
    saver::Saving,
};
use crate::{locale::fill, store::Settings};

/// The screen of the moment, under the labels that must always be seen.
pub(super) fn screens() -> Part {
    let kiosk = Kiosk::here();
    let screen = remade(Box::new(move || match kiosk.screen.get() {
        Screen::Attract => attract::attract(),
        Screen::Question => question::question_screen(),
        Screen::Thanks { invitation } => thanks::thanks(invitation),
        Screen::Notice(notice) => stopped::stopped(notice),
        Screen::Starting | Screen::Staff => nothing(),
    }));
    let mut screens = labels();
    screens.extend([screen, closing::still_there()]);
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
    vec![
        shown_while(is(|settings| settings.demo.is_some()), || {
            label("label", "demo", said(|t| t.demo))
        }),
        shown_while(is(|settings| settings.training), || {
            label("label", "training", said(|t| t.training))
        }),
        shown_while(Box::new(failing), || label("label failing", "storage-failing", waiting())),
    ]
}

/// How many answers wait for the storage.
fn waiting() -> Part {
    let kiosk = Kiosk::here();
    spoken(Box::new(move || {
        let Saving::Failing { waiting } = kiosk.saving() else { return String::new() };
        fill(kiosk.texts().storage_failing, "n", waiting)
    }))
}
