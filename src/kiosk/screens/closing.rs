//! How an abandoned interview ends, where people can see it coming.

use leptos::prelude::*;

use super::parts::{button, said};
use crate::{
    kiosk::{
        app::Kiosk,
        element::{Part, drawn, element, shown_while, spoken},
        idle::Phase,
    },
    locale::fill,
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
    let words = spoken(Box::new(move || fill(kiosk.texts().returning, "n", left().0)));
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
        fill(kiosk.texts().still_there_line, "n", left)
    }));
    let stay = move || kiosk.phase.set(Phase::Present);
    let line = element("p").with("role", "timer").with("aria-live", "off").holding(line);
    let asking = element("div")
        .with("class", "still-there")
        .with("role", "alertdialog")
        .with("aria-labelledby", "still")
        .holding(element("h2").with("id", "still").holding(said(|t| t.still_there)))
        .holding(line)
        .holding(button("main", "stay", |t| t.stay, Box::new(stay)));
    element("div").with("class", "veil").holding(asking).into()
}
