//! The staff's PIN: asked before the console opens or an interview is marked
//! as assisted. Wrong ones make waits that grow and outlast a reload.

use leptos::prelude::*;

use super::{app::Kiosk, language::Text};
use crate::{
    platform::{now_ms, pause, spawn},
    store::Door,
};

/// What it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To leave for the console.
    Console,
    /// To help a customer.
    Assist,
}

/// What was entered, and what came of it.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    kiosk: Kiosk,
    purpose: Purpose,
    pub(super) digits: RwSignal<String>,
    /// Seconds to wait.
    pub(super) wait: RwSignal<u32>,
    /// Why the last one did not do.
    pub(super) refused: RwSignal<String>,
    busy: RwSignal<bool>,
}

/// The most digits a PIN has.
const LONGEST: usize = 8;

impl Entry {
    pub(super) fn new(kiosk: Kiosk, purpose: Purpose) -> Self {
        let entry = Self {
            kiosk,
            purpose,
            digits: RwSignal::new(String::new()),
            wait: RwSignal::new(0),
            refused: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
        };
        spawn(entry.wait_out());
        entry
    }

    /// One more digit.
    pub(super) fn press(self, digit: &str) {
        self.refused.set(String::new());
        self.digits.update(|digits| {
            if digits.len() < LONGEST {
                digits.push_str(digit);
            }
        });
    }

    /// Tries what was entered.
    pub(super) fn hand_in(self) {
        let empty = self.digits.with_untracked(String::is_empty);
        if !empty && self.wait.get_untracked() == 0 && !self.busy.get_untracked() {
            self.busy.set(true);
            spawn(async move {
                let right = self.knock().await;
                // None once the pad is gone.
                if self.busy.try_set(false).is_some() {
                    return;
                }
                self.digits.set(String::new());
                match right {
                    Some(true) if self.purpose == Purpose::Console => self.kiosk.open_console(),
                    Some(true) => self.kiosk.assist(),
                    Some(false) => self.refuse(Text::PinWrong),
                    None => self.refuse(Text::PinFailed),
                }
                self.wait_out().await;
            });
        }
    }

    fn refuse(self, why: Text) {
        self.refused.set(untrack(|| self.kiosk.text(why)));
    }

    /// Whether it is the PIN; none where that could not be found out.
    async fn knock(self) -> Option<bool> {
        let store = self.kiosk.store()?;
        let pin = self.kiosk.settings(|settings| settings.pin.clone())??;
        let digits = self.digits.get_untracked();
        store.count_attempt(Door::Pin, now_ms()).await.ok()?;
        let right = pin.knows(&digits).await.ok()?;
        if right {
            // Remembered attempts cost the next one a wait, no more.
            let _ = store.forget_attempts(Door::Pin).await;
        }
        Some(right)
    }

    /// Counts the present wait down, for as long as the pad is there.
    async fn wait_out(self) {
        let Some(store) = self.kiosk.store() else { return };
        let Ok(attempts) = store.attempts(Door::Pin).await else { return };
        loop {
            let left = attempts.wait(now_ms());
            let shown = self.wait.try_get_untracked();
            if shown.is_none() || (shown == Some(0) && left == 0) {
                return;
            }
            self.wait.try_set(left);
            pause(250).await;
        }
    }
}
