//! What lies over the screen: the call for staff, the pad for their PIN.

use leptos::prelude::*;

use super::parts::{button, dialog, paragraph};
use crate::{
    kiosk::{
        app::{Kiosk, Over},
        element::{Part, element, nothing, remade, spoken},
        language::Text,
        pin::{Entry, Purpose},
    },
    store::What,
};

/// Whatever lies over the screen.
pub(super) fn over() -> Part {
    let kiosk = Kiosk::here();
    remade(Box::new(move || match kiosk.over.get() {
        Over::Nothing => nothing(),
        Over::Call => call(),
        Over::Pin(purpose) => pad(purpose),
    }))
}

/// Readable across the room: who is called, and to where.
fn call() -> Part {
    let kiosk = Kiosk::here();
    let line = spoken(Box::new(move || {
        let place = kiosk.settings(|settings| settings.place().to_owned()).unwrap_or_default();
        kiosk.text_with(Text::CallingLine, "place", place)
    }));
    let end = |what| Box::new(move || kiosk.end_call(what));
    let ways = element("div")
        .with("class", "ways")
        .holding(button("main", "cancel", Text::CallCancel, end(What::CallCancelled)))
        .holding(button("plain", "arrived", Text::CallArrived, end(What::CallAnswered)));
    dialog("calling", Text::Calling, vec![paragraph("line", line), ways.into()])
}

/// Digits to press, as on a telephone.
fn pad(purpose: Purpose) -> Part {
    let kiosk = Kiosk::here();
    let entry = Entry::new(kiosk, purpose);
    let dots = spoken(Box::new(move || "●".repeat(entry.digits.with(String::len))));
    let count =
        move || Some(kiosk.text_with(Text::PinEntered, "n", entry.digits.with(String::len)));
    let shown = element("p")
        .with("class", "dots")
        .with("role", "status")
        .following("aria-label", Box::new(count))
        .holding(dots);
    let why = spoken(Box::new(move || match (entry.wait.get(), entry.refused.get()) {
        (0, refused) => refused,
        (seconds, _) => kiosk.text_with(Text::PinWait, "n", seconds),
    }));
    let why = element("p").with("class", "fault").with("role", "alert").holding(why);
    let digit = |digit: &'static str| -> Part {
        element("button")
            .with("class", "plain")
            .with("data-choice", digit)
            .on("click", Box::new(move |_| entry.press(digit)))
            .holding(digit)
            .into()
    };
    let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(digit);
    let clear = Box::new(move || entry.digits.set(String::new()));
    let keys = element("div")
        .with("class", "pad")
        .holding(Vec::from(keys))
        .holding(button("plain", "clear", Text::PinClear, clear))
        .holding(digit("0"))
        .holding(button("main", "open", Text::PinOpen, Box::new(move || entry.hand_in())));
    let leave = Box::new(move || kiosk.over.set(Over::Nothing));
    let cancel = button("plain", "cancel", Text::Cancel, leave);
    dialog("pin", Text::Pin, vec![shown.into(), why.into(), keys.into(), cancel])
}
