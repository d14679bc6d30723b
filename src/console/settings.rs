//! Settings: training, and what set-up asked for.

mod changes;
mod differences;
mod handing;
mod keys;

use std::future::ready;

use leptos::prelude::*;

pub(super) use self::keys::recipients;
use self::{
    changes::{Change, changes},
    differences::differences,
};
use super::{
    desk::{Desk, Opened},
    form::{Draft, Kept, Values, summary, values_form},
    parts::{
        button, fact, heading, into_view, notice, panel, parts, tag, take_focus, trouble, words,
    },
    texts::Texts,
};
use crate::{
    platform::{CryptoError, StorageError, spawn, version},
    store::{Event, Settings, What},
    ui::element::{Part, element, nothing, remade},
};

/// How far an edit has come.
#[derive(Clone)]
enum Step {
    /// Nothing asked for yet.
    Editing,
    /// These would change; the person is asked.
    Asking(Vec<Change>),
    /// On disk.
    Saved,
    /// There was nothing to save.
    Unchanged,
    /// Not on disk, in the browser's words.
    Failed(String),
}

/// An edit of the settings, for as long as the page is shown.
#[derive(Clone, Copy)]
struct Edit {
    desk: Desk,
    draft: Draft,
    step: RwSignal<Step>,
}

/// The page.
pub(super) fn settings(desk: Desk, draft: Draft, arrived: bool, texts: &'static Texts) -> Part {
    let said = &texts.settings;
    let edit = Edit { desk, draft, step: RwSignal::new(Step::Editing) };
    let training = remade(Box::new(move || edit.training(texts)));
    let outcome = remade(Box::new(move || edit.told(texts)));
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        edit.review(texts);
    };
    let save = tag("button", "act").with("type", "submit").with("data-act", "save");
    let form = element("form")
        .with("novalidate", "")
        .on("submit", Box::new(submit))
        .holding(summary(draft, texts))
        .holding(values_form(draft, texts))
        .holding(save.holding(said.save));
    let device = desk.opened().settings.with_untracked(|it| it.device.as_str().to_owned());
    let build = format!("Heard {} {}", env!("CARGO_PKG_VERSION"), version());
    parts![
        heading(said.title, arrived),
        panel(said.training, parts![element("p").holding(said.training_line), training]),
        element("h2").holding(said.place),
        form,
        tag("div", "outcome").holding(outcome),
        keys::keys(desk, texts),
        handing::handing(desk, texts),
        tag("dl", "facts soft")
            .holding(fact(said.device, device))
            .holding(fact(said.version, build)),
    ]
}

impl Edit {
    /// The training switch: in force at once.
    fn training(self, texts: &'static Texts) -> Part {
        let said = &texts.settings;
        let on = self.desk.opened().settings.with(|settings| settings.training);
        let (state, act, label) = if on {
            (said.is_on, "training-off", said.training_off)
        } else {
            (said.is_off, "training-on", said.training_on)
        };
        let turn = move || {
            let settings = self.desk.opened().settings.get_untracked();
            self.keep(ready(Ok(Settings { training: !on, ..settings })), Step::Editing);
        };
        parts![
            element("p").holding(element("strong").holding(state)),
            button("act", act, Box::new(turn)).holding(label),
        ]
    }

    /// Looks at what was entered and asks, where it changes anything.
    fn review(self, texts: &Texts) {
        let next = match self.draft.values() {
            Err(faults) => {
                self.draft.faults.set(faults);
                Step::Editing
            }
            Ok(values) => {
                self.draft.faults.set(Vec::new());
                let opened = self.desk.opened();
                let before = opened.settings.with_untracked(Values::of);
                let has_pin = opened.settings.with_untracked(|it| it.pin.is_some());
                let changes = changes(&before, &values, has_pin, texts);
                if changes.is_empty() { Step::Unchanged } else { Step::Asking(changes) }
            }
        };
        self.step.set(next);
    }

    /// Keeps what was entered.
    fn confirm(self) {
        match self.draft.values() {
            Ok(values) => {
                let kept = self.desk.opened().settings.with_untracked(Kept::of);
                self.keep(values.with(kept), Step::Saved);
            }
            // Entered anew meanwhile: what was shown no longer holds.
            Err(_) => self.step.set(Step::Editing),
        }
    }

    /// Keeps `settings`; once they are on disk they are in force.
    fn keep(
        self,
        settings: impl Future<Output = Result<Settings, CryptoError>> + 'static,
        done: Step,
    ) {
        let opened = self.desk.opened();
        spawn(async move {
            let kept = match settings.await {
                Ok(settings) => keep(&opened, settings).await.map_err(|error| error.detail),
                Err(error) => Err(error.to_string()),
            };
            let step = kept.map_or_else(Step::Failed, |()| done);
            if matches!(step, Step::Saved) {
                self.draft.forget_pin(opened.settings.with_untracked(|it| it.pin.is_some()));
            }
            // The page may have been left meanwhile.
            self.step.try_set(step);
        });
    }

    /// What came of it, or what is asked.
    fn told(self, texts: &'static Texts) -> Part {
        let said = &texts.settings;
        match self.step.get() {
            Step::Editing => nothing(),
            Step::Asking(changes) => self.asked(&changes, texts),
            Step::Saved => notice("saved", said.saved).into(),
            Step::Unchanged => notice("unchanged", said.unchanged).into(),
            Step::Failed(detail) => trouble("save-failed", said.failed, &detail),
        }
    }

    /// Says what would change, and asks.
    fn asked(self, changes: &[Change], texts: &'static Texts) -> Part {
        let said = &texts.settings;
        let item = |change: &Change| -> Part {
            element("li")
                .with("data-change", change.field)
                .holding(element("b").holding(change.label.as_str()))
                .holding(": ")
                .holding(element("del").holding(change.before.as_str()))
                .holding(" → ")
                .holding(element("ins").holding(change.after.as_str()))
                .into()
        };
        let items: Vec<Part> = changes.iter().map(item).collect();
        let confirm = button("act", "confirm", Box::new(move || self.confirm()));
        let cancel = button("second", "cancel", Box::new(move || self.step.set(Step::Editing)));
        let ways = tag("div", "acts")
            .holding(confirm.holding(said.confirm))
            .holding(cancel.holding(said.cancel));
        let asked = tag("section", "notice")
            .with("role", "alertdialog")
            .with("aria-label", said.changes)
            .with("tabindex", "-1")
            .with("data-notice", "changes")
            .holding(words("p", "", said.changes))
            .holding(element("ul").holding(items))
            .holding(ways);
        into_view(take_focus(asked)).into()
    }
}

async fn keep(opened: &Opened, settings: Settings) -> Result<(), StorageError> {
    let [before, after] = [&opened.settings.get_untracked(), &settings]
        .map(|settings| settings.to_record().to_json());
    let event = Event::of(What::SettingsChanged, opened.now(), differences(&before, &after));
    opened.store.save_settings(&settings, &event).await?;
    opened.settings.set(settings);
    Ok(())
}
