//! How an abandoned interview ends, where people can see it coming.

use leptos::prelude::*;

use super::parts::{Attribute, button, said, shown_while, spoken};
use crate::{
    kiosk::{app::Kiosk, idle::Phase},
    locale::fill,
};

/// The circumference of the ring, in its own units.
const RING: u32 = 100;

/// The ring that closes while the start returns.
pub(super) fn closing() -> AnyView {
    let kiosk = Kiosk::here();
    shown_while(Box::new(move || matches!(kiosk.phase.get(), Phase::Closing { .. })), ring)
}

fn ring() -> AnyView {
    let kiosk = Kiosk::here();
    let left = move || match kiosk.phase.get() {
        Phase::Closing { left, of } => (left, of),
        _ => (0, 1),
    };
    let closed = Attribute::derive(move || {
        let (left, of) = left();
        Some((RING - RING * left / of.max(1)).to_string())
    });
    let words = spoken(Box::new(move || fill(kiosk.texts().returning, "n", left().0)));
    view! {
        <p class="closing" role="timer" aria-live="off">
            <svg viewBox="0 0 36 36" aria-hidden="true">
                <circle class="track" cx="18" cy="18" r="15.9" />
                <circle cx="18" cy="18" r="15.9" pathLength="100" stroke-dasharray="100" stroke-dashoffset=closed />
            </svg>
            <span>{words}</span>
        </p>
    }
    .into_any()
}

/// "Are you still there?" Any touch answers it.
pub(super) fn still_there() -> AnyView {
    let kiosk = Kiosk::here();
    shown_while(Box::new(move || matches!(kiosk.phase.get(), Phase::Warning { .. })), warning)
}

fn warning() -> AnyView {
    let kiosk = Kiosk::here();
    let line = spoken(Box::new(move || {
        let Phase::Warning { left } = kiosk.phase.get() else { return String::new() };
        fill(kiosk.texts().still_there_line, "n", left)
    }));
    let stay = move || kiosk.phase.set(Phase::Present);
    view! {
        <div class="veil">
            <div class="still-there" role="alertdialog" aria-labelledby="still">
                <h2 id="still">{said(|t| t.still_there)}</h2>
                <p role="timer" aria-live="off">{line}</p>
                {button("main", "stay", |t| t.stay, Box::new(stay))}
            </div>
        </div>
    }
    .into_any()
}
