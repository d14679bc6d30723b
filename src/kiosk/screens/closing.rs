//! How an abandoned interview ends, where people can see it coming.

use leptos::prelude::*;

use super::parts::{button, dialog};
use crate::kiosk::{
    app::Kiosk,
    element::{Part, drawn, element, shown_while, spoken},
    idle::Phase,
    language::Text,
};

/// The circumference of the ring, in its own units.
const RING: u32 = 100;

/// The ring that closes while the start returns.
pub(super) fn closing() -> Part {
    let kiosk = Kiosk::here();
    shown_while(Box::new(move || matches!(kiosk.phase.get(), Phase::Closing { .. })), ring)
}

fn ring() -> Part {
    let kiosk = Kiosk::here();
    let left = move || match kiosk.phase.get() {
        Phase::Closing { left, of } => (left, of),
        _ => (0, 1),
    };
    let closed = Box::new(move || {
        let (left, of) = left();
        Some((RING - RING * left / of.max(1)).to_string())
    });
    let circle = || drawn("circle").with("cx", "18").with("cy", "18").with("r", "15.9");
    let ring = circle().with("pathLength", "100").with("stroke-dasharray", "100");
    let words = spoken(Box::new(move || kiosk.text_with(Text::Returning, "n", left().0)));
    let drawing = drawn("svg")
        .with("viewBox", "0 0 36 36")
        .with("aria-hidden", "true")
        .holding(circle().with("class", "track"))
        .holding(ring.following("stroke-dashoffset", closed));
    element("p")
        .with("class", "closing")
        .with("role", "timer")
        .with("aria-live", "off")
        .holding(drawing)
        .holding(element("span").holding(words))
        .into()
}

/// "Are you still there?" Any touch answers it.
pub(super) fn still_there() -> Part {
    let kiosk = Kiosk::here();
    shown_while(Box::new(move || matches!(kiosk.phase.get(), Phase::Warning { .. })), warning)
}

fn warning() -> Part {
    let kiosk = Kiosk::here();
    let line = spoken(Box::new(move || {
        let Phase::Warning { left } = kiosk.phase.get() else { return String::new() };
        kiosk.text_with(Text::StillThereLine, "n", left)
    }));
    let line = element("p").with("role", "timer").with("aria-live", "off").holding(line);
    let stay = button("main", "stay", Text::Stay, Box::new(move || kiosk.stay()));
    dialog("still-there", Text::StillThere, vec![line.into(), stay])
}
