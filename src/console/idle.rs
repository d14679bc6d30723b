//! The automatic lock: nobody leaves an unlocked console behind.

use gloo::{events::EventListener, timers::callback::Interval};
use leptos::prelude::*;

use crate::platform::{document, monotonic_ms};

/// After so long without a touch or a key the console closes.
const LIMIT_MS: f64 = 5.0 * 60_000.0;
/// So long before that it says so.
const WARNING_MS: f64 = 20_000.0;
/// How often the time is looked at.
const LOOK_MS: u32 = 1_000;

/// What counts as somebody being there.
const ACTIVITY: [&str; 4] = ["pointerdown", "keydown", "input", "wheel"];

/// Watches while the page around it lives, and calls `over` at the limit. The signal
/// says that the limit is near; any activity takes it back.
pub(super) fn watch(over: Box<dyn Fn()>) -> ReadSignal<bool> {
    let (near, set_near) = signal(false);
    let last = StoredValue::new(monotonic_ms());
    // What is shown is made anew only when there is news.
    let tell = move |is_near: bool| {
        if near.get_untracked() != is_near {
            set_near.set(is_near);
        }
    };
    let active = move |_: &web_sys::Event| {
        last.set_value(monotonic_ms());
        tell(false);
    };
    let listeners = ACTIVITY.map(|event| EventListener::new(&document(), event, active));
    let clock = Interval::new(LOOK_MS, move || {
        let idle = monotonic_ms() - last.get_value();
        tell(idle >= LIMIT_MS - WARNING_MS);
        if idle >= LIMIT_MS {
            over();
        }
    });
    // Dropped with the page: neither may outlive it.
    StoredValue::new_local((listeners, clock));
    near
}
