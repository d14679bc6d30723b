//! Calling the staff: shown over the whole screen, heard, and put on record
//! with the time until somebody came.

use std::cell::Cell;

use leptos::prelude::*;

use super::app::Kiosk;
use crate::{
    platform::{chime, focus_on, monotonic_ms},
    store::What,
};

/// Until nobody is expected any more, in seconds.
const PATIENCE: u32 = 300;
/// Between two chimes, in seconds.
const AGAIN: u32 = 8;

thread_local! {
    /// When the staff were called, and how often it has chimed.
    static CALL: Cell<(f64, u32)> = const { Cell::new((0.0, 0)) };
}

impl Kiosk {
    /// Calls.
    pub(super) fn call_staff(self) {
        CALL.set((monotonic_ms(), 0));
        self.calling.set(true);
        self.call_on();
    }

    /// Goes on calling, and in the end no longer.
    pub(super) fn call_on(self) {
        let (_, chimed) = CALL.get();
        let seconds = waited();
        if seconds >= PATIENCE {
            return self.end_call(What::CallUnanswered);
        }
        if seconds / AGAIN >= chimed {
            CALL.set((CALL.get().0, seconds / AGAIN + 1));
            chime(self.settings(|settings| settings.conduct.chime).unwrap_or_default());
        }
    }

    /// Somebody came, or is not needed any more.
    pub(super) fn end_call(self, what: What) {
        self.log(what, Some(waited()), String::new());
        self.last_touch.set(monotonic_ms());
        self.calling.set(false);
        focus_on("#asked");
    }
}

/// For how many seconds the staff have been called.
fn waited() -> u32 {
    let seconds = ((monotonic_ms() - CALL.get().0) / 1000.0).max(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, ≥ 0")]
    let seconds = seconds as u32;
    seconds
}
