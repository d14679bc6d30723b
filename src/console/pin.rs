//! The staff's PIN: asked before the console shows anything, and over the
//! kiosk before an interview is marked as assisted. Wrong ones make waits that
//! grow and outlast a reload.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    language::Language,
    parts::{button, says, tag},
    texts::PadTexts,
};
use crate::{
    locale::fill,
    platform::{focus_on, now_in, now_ms, pause, spawn},
    store::{Door, Event, Settings, Store, What},
    ui::element::{Part, element, spoken},
};

/// The most digits a PIN has.
const LONGEST: usize = 8;
/// After so many milliseconds without a press the pad is put away.
const PATIENCE: f64 = 30_000.0;

/// One of the pad's texts.
type Said = fn(&PadTexts) -> &'static str;

/// What the pad leads to.
pub(super) struct Ways {
    /// The PIN was right.
    pub(super) right: Box<dyn Fn()>,
    /// It was put away.
    pub(super) away: Box<dyn Fn()>,
}

/// What was entered, and what came of it.
#[derive(Clone, Copy)]
struct Entry {
    digits: RwSignal<String>,
    /// Seconds to wait.
    wait: RwSignal<u32>,
    /// Why the last one did not do.
    refused: RwSignal<Option<Said>>,
    busy: RwSignal<bool>,
    pressed: StoredValue<f64>,
    inside: StoredValue<(Store, Rc<Settings>, Rc<Ways>), LocalStorage>,
}

/// Digits to press, as on a telephone.
pub(super) fn pad(store: Store, settings: Rc<Settings>, ways: Ways, language: Language) -> Part {
    let entry = Entry {
        digits: RwSignal::new(String::new()),
        wait: RwSignal::new(0),
        refused: RwSignal::new(None),
        busy: RwSignal::new(false),
        pressed: StoredValue::new(now_ms()),
        inside: StoredValue::new_local((store, settings, Rc::new(ways))),
    };
    spawn(entry.wait_out());
    spawn(entry.grow_tired());
    focus_on(".over > div");
    let said = move || &language.get().1.pad;
    let text = move |text: Said| language.says_pad(text);
    let count = move || Some(fill(said().entered, "n", entry.digits.with(String::len)));
    let shown = tag("p", "dots")
        .with("role", "status")
        .following("aria-label", Box::new(count))
        .holding(spoken(Box::new(move || "●".repeat(entry.digits.with(String::len)))));
    let why = spoken(Box::new(move || match (entry.wait.get(), entry.refused.get()) {
        (0, None) => String::new(),
        (0, Some(refused)) => refused(said()).to_owned(),
        (seconds, _) => fill(said().wait, "n", seconds),
    }));
    let digit = |digit: &'static str| -> Part {
        tag("button", "plain")
            .with("data-choice", digit)
            .on("click", Box::new(move |_| entry.press(digit)))
            .holding(digit)
            .into()
    };
    let keys = Vec::from(["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(digit));
    let clear = button("plain", "clear", Box::new(move || entry.clear()));
    let open = button("main", "open", Box::new(move || entry.hand_in()));
    let cancel = button("plain", "cancel", Box::new(move || entry.put_away()));
    let keys = tag("div", "pad")
        .following("aria-busy", says(move || entry.busy.get()))
        .holding(keys)
        .holding(clear.holding(text(|texts| texts.clear)))
        .holding(digit("0"))
        .holding(open.holding(text(|texts| texts.open)));
    let dialog = tag("div", "pin")
        .with("role", "alertdialog")
        .with("aria-modal", "true")
        .with("aria-labelledby", "pin-title")
        .with("tabindex", "-1")
        .holding(element("h2").with("id", "pin-title").holding(text(|texts| texts.title)))
        .holding(shown)
        .holding(tag("p", "fault").with("role", "alert").holding(why))
        .holding(keys)
        .holding(cancel.holding(text(|texts| texts.cancel)));
    tag("div", "over").holding(dialog).into()
}

impl Entry {
    /// One more digit.
    fn press(self, digit: &str) {
        self.pressed.set_value(now_ms());
        self.refused.set(None);
        self.digits.update(|digits| {
            if digits.len() < LONGEST {
                digits.push_str(digit);
            }
        });
    }

    fn clear(self) {
        self.digits.set(String::new());
    }

    fn put_away(self) {
        let (_, _, ways) = self.inside.get_value();
        (ways.away)();
    }

    /// Tries what was entered.
    fn hand_in(self) {
        self.pressed.set_value(now_ms());
        let empty = self.digits.with_untracked(String::is_empty);
        if empty || self.wait.get_untracked() > 0 || self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let (store, settings, ways) = self.inside.get_value();
        let digits = self.digits.get_untracked();
        spawn(async move {
            let right = knock(&store, &settings, &digits).await;
            // None once the pad is gone.
            if self.busy.try_set(false).is_some() {
                return;
            }
            self.clear();
            match right {
                Some(true) => (ways.right)(),
                Some(false) => self.refused.set(Some(|texts| texts.wrong)),
                None => self.refused.set(Some(|texts| texts.failed)),
            }
            self.wait_out().await;
        });
    }

    /// Counts the present wait down, for as long as the pad is there.
    async fn wait_out(self) {
        let Some((store, ..)) = self.inside.try_get_value() else { return };
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

    /// Puts the pad away when nobody presses anything any more.
    async fn grow_tired(self) {
        while let Some(pressed) = self.pressed.try_get_value() {
            if now_ms() - pressed > PATIENCE {
                return self.put_away();
            }
            pause(1_000).await;
        }
    }
}

/// Whether it is the PIN; none where that could not be found out.
async fn knock(store: &Store, settings: &Settings, digits: &str) -> Option<bool> {
    let pin = settings.pin.as_ref()?;
    store.count_attempt(Door::Pin, now_ms()).await.ok()?;
    let right = pin.knows(digits).await.ok()?;
    // Remembered attempts cost the next one a wait, no more; what cannot be put on
    // record keeps nobody from helping a customer.
    let _ = if right {
        store.forget_attempts(Door::Pin).await
    } else {
        store.put_on_record(&Event::of(What::Refused, now_in(&settings.zone), "PIN")).await
    };
    Some(right)
}
