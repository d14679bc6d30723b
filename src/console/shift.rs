//! This shift: who stands at the counter and what the occasion is. Needs no
//! passphrase: whoever works at the counter chooses it.

use std::{rc::Rc, str::FromStr};

use heard_exchange::Channel;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{
    form::{channel_name, channels},
    parts::{alarm, notice, panel, parts, tag, words},
    texts::Texts,
};
use crate::{
    locale::fill,
    platform::{local_day, spawn},
    store::{Place, Settings, Shift, Store},
    ui::element::{Part, Tag, element, follow, nothing, remade},
};

/// What came of the last choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Kept,
    Failed,
}

/// The shift, for as long as a page shows it.
#[derive(Clone, Copy)]
pub(super) struct ShiftInHand {
    /// None until it has been read.
    shift: RwSignal<Option<Shift>>,
    outcome: RwSignal<Option<Outcome>>,
    kept: StoredValue<(Store, Rc<Settings>), LocalStorage>,
}

impl ShiftInHand {
    /// Reads the shift of today, where the branch is.
    pub(super) fn of(store: Store, settings: Rc<Settings>) -> Self {
        let hand = Self {
            shift: RwSignal::new(None),
            outcome: RwSignal::new(None),
            kept: StoredValue::new_local((store.clone(), settings.clone())),
        };
        let today = local_day(&settings.zone).to_string();
        spawn(async move {
            // What cannot be read was not chosen, nor was who is on no list.
            let mut shift = store.shift(&today).await.unwrap_or_default();
            let tellers = &settings.visits.tellers;
            shift.teller = shift.teller.filter(|code| tellers.iter().any(|it| it.code == *code));
            // The page may have been left meanwhile.
            hand.shift.try_set(Some(shift));
        });
        hand
    }

    /// The panel; nothing until the shift has been read.
    pub(super) fn panel(self, texts: &'static Texts) -> Part {
        let is_read = Memo::new(move |_| self.shift.with(Option::is_some));
        remade(Box::new(move || if is_read.get() { self.choices(texts) } else { nothing() }))
    }

    fn choices(self, texts: &'static Texts) -> Part {
        let said = &texts.shift;
        let (_, settings) = self.kept.get_value();
        let tellers = &settings.visits.tellers;
        let teller = (!tellers.is_empty()).then(|| {
            let option = |place: &Place| {
                element("option").with("value", &place.code).holding(place.name.as_str())
            };
            let nobody = element("option").with("value", "").holding(said.nobody);
            let select = element("select").holding(nobody);
            let select = tellers.iter().fold(select, |select, it| select.holding(option(it)));
            let shown = |shift: &Shift| shift.teller.clone();
            labelled("shift-teller", said.teller, self.chosen(select, shown, Shift::with_teller))
        });
        let usual = channel_name(settings.usual_channel(), texts);
        let usual = fill(said.usual, "channel", usual);
        let select = channels(element("select"), &usual, texts);
        let shown = |shift: &Shift| shift.channel.map(|channel| channel.code().to_owned());
        let channel = self.chosen(select, shown, Shift::with_channel);
        let outcome = remade(Box::new(move || {
            let told = self.outcome.get().map(|outcome| match outcome {
                Outcome::Kept => notice("shift-kept", said.kept),
                Outcome::Failed => alarm("shift-failed", said.failed),
            });
            told.into()
        }));
        let pair = tag("div", "pair").holding(teller).holding(labelled(
            "shift-channel",
            said.channel,
            channel,
        ));
        panel(said.title, parts![words("p", "hint", said.line), pair, outcome])
    }

    /// Makes a list of options show what is chosen, and keep the choice.
    fn chosen(
        self,
        select: Tag,
        shown: fn(&Shift) -> Option<String>,
        with: fn(Shift, Option<String>) -> Shift,
    ) -> Tag {
        // A list of options has a value as a field has.
        let list: HtmlInputElement = select.element().clone().unchecked_into();
        let asked = list.clone();
        follow(Box::new(move || {
            let shift = self.shift.get().unwrap_or_default();
            list.set_value(&shown(&shift).unwrap_or_default());
        }));
        let choose = move |_| {
            let chosen = Some(asked.value()).filter(|chosen| !chosen.is_empty());
            let shift = self.shift.get_untracked().unwrap_or_default();
            self.keep(with(shift, chosen));
        };
        select.on("change", Box::new(choose))
    }

    fn keep(self, shift: Shift) {
        let (store, settings) = self.kept.get_value();
        let today = local_day(&settings.zone).to_string();
        self.shift.set(Some(shift.clone()));
        self.outcome.set(None);
        spawn(async move {
            let outcome = match store.save_shift(&shift, &today).await {
                Ok(()) => Outcome::Kept,
                Err(_) => Outcome::Failed,
            };
            // The page may have been left meanwhile.
            self.outcome.try_set(Some(outcome));
        });
    }
}

fn labelled(name: &str, label: &str, select: Tag) -> Tag {
    let id = format!("field-{name}");
    tag("div", "field")
        .holding(element("label").with("for", &id).holding(label))
        .holding(select.with("id", &id).with("data-field", name))
}

impl Shift {
    fn with_teller(self, teller: Option<String>) -> Self {
        Self { teller, ..self }
    }

    fn with_channel(self, code: Option<String>) -> Self {
        Self { channel: code.and_then(|code| Channel::from_str(&code).ok()), ..self }
    }
}
