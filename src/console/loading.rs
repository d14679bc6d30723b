//! Waiting for responses to be opened, with how far it has come.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    desk::Desk,
    parts::{tag, trouble},
    texts::Texts,
};
use crate::{
    platform::spawn,
    ui::element::{Part, element, nothing, remade},
};

/// Some days, or none.
pub(super) type Days = Option<RangeInclusive<NaiveDate>>;

/// Responses that a page waits for.
#[derive(Clone, Copy)]
pub(super) struct Loading {
    desk: Desk,
    stage: RwSignal<Stage>,
}

#[derive(Clone, PartialEq, Eq)]
enum Stage {
    /// So many of so many are open.
    Opening(usize, usize),
    Open,
    Failed(String),
}

impl Loading {
    /// Opens the days that `wanted` tells, and again whenever it tells others.
    pub(super) fn of(desk: Desk, wanted: impl Fn() -> Days + Send + Sync + 'static) -> Self {
        let loading = Self { desk, stage: RwSignal::new(Stage::Open) };
        let wanted = Memo::new(move |_| wanted());
        // At once, not after the page is drawn: what is open already shows with it.
        loading.open(wanted, wanted.get_untracked());
        Effect::new(move |before: Option<Days>| {
            let days = wanted.get();
            if before.is_some_and(|before| before != days) {
                loading.open(wanted, days.clone());
            }
            days
        });
        loading
    }

    fn open(self, wanted: Memo<Days>, days: Days) {
        let opened = self.desk.opened();
        let Some(range) = days.clone().filter(|days| !opened.has(days.clone())) else {
            return self.stage.set(Stage::Open);
        };
        self.stage.set(Stage::Opening(0, 0));
        spawn(async move {
            let tell = |stage| {
                // Something else may be wanted by now, or the page gone.
                if wanted.try_get_untracked() == Some(days.clone()) {
                    self.stage.try_set(stage);
                }
            };
            let opening = opened.load(range, |done, total| tell(Stage::Opening(done, total)));
            match opening.await {
                Ok(()) => tell(Stage::Open),
                Err(error) => tell(Stage::Failed(error.detail)),
            }
        });
    }

    /// Everything wanted is open. Tracked.
    pub(super) fn is_done(self) -> bool {
        self.stage.with(|stage| *stage == Stage::Open)
    }

    /// `view`, once everything is open; until then how far it is.
    pub(super) fn around(self, texts: &'static Texts, view: impl Fn() -> Part + 'static) -> Part {
        let done = Memo::new(move |_| self.is_done());
        remade(Box::new(move || if done.get() { view() } else { self.progress(texts) }))
    }

    fn progress(self, texts: &'static Texts) -> Part {
        remade(Box::new(move || match self.stage.get() {
            Stage::Open => nothing(),
            Stage::Failed(detail) => {
                trouble("reading-failed", &texts.frame.reading_failed.join(" "), &detail)
            }
            Stage::Opening(done, total) => {
                let bar = element("progress").with("aria-label", texts.frame.reading);
                let bar = if total > 0 {
                    bar.with("max", &total.to_string()).with("value", &done.to_string())
                } else {
                    bar
                };
                tag("p", "reading").with("data-notice", "reading").holding(bar).into()
            }
        }))
    }
}
