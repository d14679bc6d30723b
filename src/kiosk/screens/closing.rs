//! How an abandoned interview ends, where people can see it coming.

use leptos::prelude::*;

use crate::{
    kiosk::{app::Kiosk, idle::Phase},
    locale::fill,
};

/// The circumference of the ring, in its own units.
const RING: u32 = 100;

/// The ring that closes while the start returns.
#[component]
pub(super) fn Closing() -> impl IntoView {
    let kiosk = Kiosk::here();
    let closing = move || match kiosk.phase.get() {
        Phase::Closing { left, of } => Some((left, of)),
        _ => None,
    };
    move || {
        closing().map(|(left, of)| {
            let open = RING - RING * left / of.max(1);
            view! {
                <p class="closing" role="timer" aria-live="off">
                    <svg viewBox="0 0 36 36" aria-hidden="true">
                        <circle class="track" cx="18" cy="18" r="15.9" />
                        <circle cx="18" cy="18" r="15.9" pathLength="100" stroke-dasharray="100" stroke-dashoffset=open.to_string() />
                    </svg>
                    <span>{fill(kiosk.texts().returning, "n", left)}</span>
                </p>
            }
        })
    }
}

/// "Are you still there?" Any touch answers it.
#[component]
pub(super) fn StillThere() -> impl IntoView {
    let kiosk = Kiosk::here();
    let left = Memo::new(move |_| match kiosk.phase.get() {
        Phase::Warning { left } => Some(left),
        _ => None,
    });
    let stay = NodeRef::<leptos::html::Button>::new();
    Effect::new(move || {
        if let Some(button) = stay.get() {
            // Only fails for what cannot take focus.
            let _ = button.focus();
        }
    });
    view! {
        <Show when=move || left.get().is_some()>
            <div class="veil">
                <div class="still-there" role="alertdialog" aria-labelledby="still" aria-describedby="still-line">
                    <h2 id="still">{move || kiosk.texts().still_there}</h2>
                    <p id="still-line">
                        {move || fill(kiosk.texts().still_there_line, "n", left.get().unwrap_or_default())}
                    </p>
                    <button class="main" data-act="stay" node_ref=stay on:click=move |_| kiosk.phase.set(Phase::Present)>
                        {move || kiosk.texts().stay}
                    </button>
                </div>
            </div>
        </Show>
    }
}
