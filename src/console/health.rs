//! How the tablet is, in plain words, with what to do: for whoever works at the
//! branch, passphrase or not.

use std::rc::Rc;

use chrono::NaiveDate;
use heard_exchange::time;
use leptos::prelude::*;

use super::{
    language::Language,
    parts::{alarm, button, fact, notice, panel, parts, tag, trouble, value, words},
    texts::Texts,
};
use crate::{
    locale::{Locale, fill},
    platform::{
        Persistence, is_offline_ready, local_day, now_in, persistence, space, spawn, version,
    },
    store::{Health, Settings, Store},
    ui::element::{Part, element, nothing, remade},
};

/// A sealed bundle is due after so many days.
const BUNDLE_DAYS: i64 = 7;
/// Storage is short when more than this part of it is used.
const NEARLY_FULL: f64 = 0.8;
/// Bytes.
const MEGABYTE: f64 = 1_000_000.0;

/// What was found.
#[derive(Clone)]
struct Found {
    health: Health,
    persistence: Persistence,
    /// Bytes used, and how many can be.
    space: Option<(f64, f64)>,
    is_offline_ready: bool,
    today: NaiveDate,
}

/// The panel, for as long as a page shows it.
#[derive(Clone, Copy)]
struct Checkup {
    store: StoredValue<Store, LocalStorage>,
    /// None until it is known; or why it is not.
    found: RwSignal<Option<Result<Found, String>>>,
    /// How many milliseconds the storage took, or why it failed.
    tested: RwSignal<Option<Result<f64, String>>>,
}

/// The panel. It looks again with every change of `taken`: bundles taken while it
/// is shown.
pub(super) fn health(
    store: Store,
    settings: Rc<Settings>,
    taken: RwSignal<usize>,
    language: Language,
) -> Part {
    let checkup = Checkup {
        store: StoredValue::new_local(store.clone()),
        found: RwSignal::new(None),
        tested: RwSignal::new(None),
    };
    Effect::new(move |_| {
        taken.track();
        let (store, settings) = (store.clone(), settings.clone());
        spawn(async move {
            let found = Found::look(&store, &settings).await;
            // The page may have been left meanwhile.
            checkup.found.try_set(Some(found));
        });
    });
    remade(Box::new(move || {
        let (locale, texts) = language.get();
        untrack(|| checkup.panel(locale, texts))
    }))
}

impl Found {
    async fn look(store: &Store, settings: &Settings) -> Result<Self, String> {
        let health = store.health(now_in(&settings.zone)).await.map_err(|error| error.detail)?;
        Ok(Self {
            health,
            persistence: persistence().await,
            space: space().await,
            is_offline_ready: is_offline_ready(),
            today: local_day(&settings.zone),
        })
    }

    /// What needs somebody: a code for tests, and what to do.
    fn advice(&self, texts: &'static Texts) -> Vec<(&'static str, &'static str)> {
        let said = &texts.health;
        let Health { last, bundled, failures, doubt, .. } = &self.health;
        let taken = bundled.as_ref().and_then(|at| time::day(at.get(..10)?));
        let is_fresh = |day: NaiveDate| (self.today - day).num_days() < BUNDLE_DAYS;
        let is_short = self.space.is_some_and(|(used, all)| used > all * NEARLY_FULL);
        let all = [
            (self.persistence == Persistence::NotPromised, "storage", texts.frame.not_persistent),
            (is_short, "space", said.space_advice),
            (last.0 > 0 && !taken.is_some_and(is_fresh), "bundle", said.bundle_advice),
            (!self.is_offline_ready, "offline", said.offline_advice),
            (*failures > 0, "failures", said.failures_advice),
            (doubt.is_some(), "date", said.date_advice),
        ];
        all.into_iter().filter(|(is_due, ..)| *is_due).map(|(_, code, what)| (code, what)).collect()
    }

    fn facts(&self, locale: Locale, texts: &'static Texts) -> Part {
        let said = &texts.health;
        let Health { waiting, oldest, last, bundled, failures, .. } = &self.health;
        let storage = match self.persistence {
            Persistence::Promised => said.storage_promised,
            Persistence::NotPromised => said.storage_not_promised,
            Persistence::Unknown => said.storage_unknown,
        };
        let age = oldest.and_then(|day| usize::try_from((self.today - day).num_days()).ok());
        let note = age.map_or(said.all_exported.to_owned(), |days| said.oldest.of(days, locale));
        let waiting = value("not-exported", *waiting, locale);
        let last = usize::try_from(last.0).unwrap_or(usize::MAX);
        let space = self.space.map(|(used, all)| {
            let [used, all] = [used, all].map(|bytes| whole(bytes / MEGABYTE));
            fact(said.space, fill(&fill(said.space_of, "used", used), "quota", all))
        });
        let bundled = bundled.as_ref().and_then(|at| at.get(..16)).map(|at| at.replace('T', " "));
        let ready = if self.is_offline_ready { said.offline_ready } else { said.offline_not };
        tag("dl", "facts")
            .holding(fact(said.not_exported, parts![waiting, " ", words("span", "soft", &note)]))
            .holding(fact(said.last_sequence, value("last-sequence", last, locale)))
            .holding(fact(said.storage, storage))
            .holding(space)
            .holding(fact(said.bundled, bundled.unwrap_or_else(|| said.never.to_owned())))
            .holding(fact(said.offline, ready))
            .holding(fact(said.failures, value("failures", *failures, locale)))
            .holding(fact(said.version, words("span", "soft", &version())))
            .into()
    }
}

/// Without its fraction: a number with one would bring half as much code as all
/// of this page.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, not negative")]
fn whole(number: f64) -> u32 {
    number as u32
}

impl Checkup {
    fn panel(self, locale: Locale, texts: &'static Texts) -> Part {
        let said = &texts.health;
        let content = remade(Box::new(move || match self.found.get() {
            None => element("progress").with("aria-label", said.title).into(),
            Some(Err(detail)) => trouble("health-unknown", said.unknown, &detail),
            Some(Ok(found)) => {
                let advice = found.advice(texts);
                let fine = advice.is_empty().then(|| notice("health-fine", said.fine));
                let due: Vec<Part> = advice
                    .into_iter()
                    .map(|(code, what)| {
                        element("p")
                            .with("class", "notice")
                            .with("data-health", code)
                            .holding(what)
                            .into()
                    })
                    .collect();
                parts![fine, due, found.facts(locale, texts)]
            }
        }));
        let test = button("second", "test-storage", Box::new(move || self.test()));
        let tested = remade(Box::new(move || match self.tested.get() {
            None => nothing(),
            Some(Ok(took)) => notice("storage-tested", fill(said.tested, "n", whole(took))).into(),
            Some(Err(detail)) => {
                parts![alarm("storage-test-failed", said.test_failed), words("p", "hint", &detail)]
            }
        }));
        let acts = tag("div", "acts").holding(test.holding(said.test));
        panel(said.title, parts![content, acts, tag("div", "outcome").holding(tested)])
    }

    fn test(self) {
        let store = self.store.get_value();
        self.tested.set(None);
        spawn(async move {
            let tested = store.test().await.map_err(|error| error.detail);
            self.tested.try_set(Some(tested));
        });
    }
}
