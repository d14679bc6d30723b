//! The call for staff, readable across the room: who is called, and to where.

use leptos::prelude::*;

use super::parts::{button, dialog, paragraph};
use crate::{
    kiosk::{
        app::Kiosk,
        element::{Part, element, shown_while, spoken},
        language::Text,
    },
    store::What,
};

/// The call, while there is one.
pub(super) fn call() -> Part {
    let kiosk = Kiosk::here();
    shown_while(Box::new(move || kiosk.calling.get()), calling)
}

fn calling() -> Part {
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
