//! The gate: nothing customers said is read before the passphrase is given.

use std::rc::Rc;

use gloo::timers::callback::Interval;
use heard_exchange::sealed::RecoveryKey;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::{
    app::{Stage, StageSignal},
    bundle::bundling,
    closing::closing_by_count,
    desk::Opened,
    digest::digest,
    health::health,
    idle,
    language::Language,
    parts::{afterwards, alarm, parts, passphrase_field, says, tag, trouble},
    secrets::{self, Refusal, attempt},
    shift::ShiftInHand,
    texts::Texts,
};
use crate::{
    locale::fill,
    platform::{now_in, now_ms, reload, set_body, spawn},
    store::{Attempts, Door, Event, Settings, Store, What},
    ui::element::{Part, element, remade, spoken},
};

/// What a screen reader says of the field.
const DESCRIBED_BY: &str = "hint-passphrase unlock-why";

/// The gate as it stands; every part of it lives as long as the page.
#[derive(Clone, Copy)]
struct Gate {
    passphrase: RwSignal<String>,
    refusal: RwSignal<Option<Refusal>>,
    busy: RwSignal<bool>,
    /// The wrong attempts so far.
    attempts: RwSignal<Attempts>,
    /// So many seconds until the next.
    wait: RwSignal<u32>,
    /// The field in hand: another one after a change of language.
    field: StoredValue<Option<HtmlInputElement>, LocalStorage>,
    inside: StoredValue<(Store, Rc<Settings>), LocalStorage>,
    stage: StageSignal,
}

/// The page before the passphrase.
pub(super) fn unlock(
    store: Store,
    settings: Rc<Settings>,
    stage: StageSignal,
    language: Language,
) -> Part {
    set_body("page", Some("unlock"));
    // A gate left open on the screen gives the tablet back to customers.
    idle::watch(Box::new(reload));
    let gate = Gate {
        passphrase: RwSignal::new(String::new()),
        refusal: RwSignal::new(None),
        busy: RwSignal::new(false),
        attempts: RwSignal::new(Attempts::default()),
        wait: RwSignal::new(0),
        field: StoredValue::new_local(None),
        inside: StoredValue::new_local((store, settings)),
        stage,
    };
    gate.watch_the_wait();
    let (store, settings) = gate.inside.get_value();
    let taken = RwSignal::new(0);
    let bundle = bundling(store.clone(), settings.clone(), taken, language);
    let health = health(store.clone(), settings.clone(), taken, language);
    let digest = digest(store.clone(), settings.clone(), language);
    let closing = closing_by_count(store.clone(), settings.clone(), language);
    let over = (store.clone(), now_in(&settings.zone));
    // What cannot be noted today is noted with the next visit.
    spawn(async move { drop(over.0.close_days(over.1).await) });
    let shift = ShiftInHand::of(store, settings);
    let fields = remade(Box::new(move || gate.fields(language.get().1)));
    let refused = remade(Box::new(move || {
        let texts = language.get().1;
        gate.refusal.get().map(|why| why.told(texts)).into()
    }));
    let is_waiting = Memo::new(move |_| gate.wait.get() > 0);
    let waiting = remade(Box::new(move || {
        let texts = language.get().1;
        is_waiting.get().then(|| gate.waiting(texts)).into()
    }));
    let form = element("form")
        .following("aria-busy", says(move || gate.busy.get()))
        .on(
            "submit",
            Box::new(move |event| {
                event.prevent_default();
                gate.knock();
            }),
        )
        .holding(fields)
        .holding(element("div").with("id", "unlock-why").holding(refused))
        .holding(waiting);
    let shift = remade(Box::new(move || shift.panel(language.get().1)));
    afterwards(Box::new(move || gate.focus()));
    tag("main", "sheet gate")
        .with("data-view", "unlock")
        .holding(form)
        .holding(
            tag("div", "beside")
                .holding(shift)
                .holding(closing)
                .holding(bundle)
                .holding(digest)
                .holding(health),
        )
        .into()
}

impl Gate {
    fn fields(self, texts: &'static Texts) -> Part {
        let words = &texts.unlock;
        let refused = move || self.refusal.with(Option::is_some);
        let (field, input) =
            passphrase_field("passphrase", self.passphrase, DESCRIBED_BY, refused, texts);
        self.field.set_value(Some(input));
        let label = element("label").with("for", "field-passphrase").holding(words.passphrase);
        let hint = tag("p", "hint").with("id", "hint-passphrase").holding(words.recovery_hint);
        let doing = spoken(Box::new(move || {
            if self.busy.get() { words.checking } else { words.open }.to_owned()
        }));
        let open = tag("button", "act")
            .with("type", "submit")
            .with("data-act", "unlock")
            .following("aria-disabled", says(move || self.busy.get() || self.wait.get() > 0))
            .holding(doing);
        parts![
            element("h1").holding(words.title),
            tag("p", "lead").holding(words.lead),
            tag("div", "field").holding(label).holding(hint).holding(field),
            open,
            self.progress(),
        ]
    }

    /// That deriving a key takes its time.
    fn progress(self) -> Part {
        remade(Box::new(move || {
            self.busy.get().then(|| element("progress").with("aria-hidden", "true")).into()
        }))
    }

    fn focus(self) {
        // None once the page was left.
        if let Some(Some(field)) = self.field.try_get_value() {
            // An element in the page takes the focus.
            let _ = field.focus();
        }
    }

    /// Finds out how long to wait, now and every second while the page lives.
    fn watch_the_wait(self) {
        let (store, _) = self.inside.get_value();
        spawn(async move {
            // What cannot be read is found out with the first attempt.
            let attempts = store.attempts(Door::Passphrase).await.unwrap_or_default();
            // The page may have been left meanwhile.
            self.attempts.try_set(attempts);
            self.look_at_the_wait();
        });
        let clock = Interval::new(1_000, move || self.look_at_the_wait());
        // Dropped with the page: it may not outlive it.
        StoredValue::new_local(clock);
    }

    fn look_at_the_wait(self) {
        let Some(attempts) = self.attempts.try_get_untracked() else { return };
        let wait = attempts.wait(now_ms());
        if self.wait.get_untracked() != wait {
            self.wait.set(wait);
        }
    }

    /// Says that there is a wait, and counts it down: the sentence is
    /// announced, the count is not.
    fn waiting(self, texts: &'static Texts) -> Part {
        let words = &texts.unlock;
        let left = Box::new(move || fill(words.remaining, "n", self.wait.get()));
        let left = element("strong").with("role", "timer").holding(spoken(left));
        tag("div", "notice alarm")
            .with("data-notice", "passphrase-wait")
            .holding(element("p").with("role", "alert").holding(words.waiting))
            .holding(left)
            .into()
    }

    /// Tries the passphrase entered.
    fn knock(self) {
        if self.busy.get_untracked() || self.wait.get_untracked() > 0 {
            return;
        }
        self.refusal.set(None);
        let passphrase = self.passphrase.get_untracked();
        self.busy.set(true);
        let (store, settings) = self.inside.get_value();
        spawn(async move {
            let answer = open(&passphrase, &store, &settings).await;
            let attempts = store.attempts(Door::Passphrase).await.unwrap_or_default();
            // The page may have been left meanwhile.
            if self.busy.try_set(false).is_some() {
                return;
            }
            self.attempts.set(attempts);
            self.look_at_the_wait();
            match answer {
                Ok(opened) => self.stage.set(Stage::Open(opened)),
                Err(why) => self.refuse(why),
            }
        });
    }

    /// Says why not, and lets the person try again.
    fn refuse(self, why: Refusal) {
        self.passphrase.set(String::new());
        self.refusal.set(Some(why));
        self.focus();
    }
}

impl Refusal {
    /// In words.
    pub(super) fn told(self, texts: &Texts) -> Part {
        let words = &texts.unlock;
        match self {
            Self::Empty => alarm("passphrase-empty", words.empty).into(),
            Self::Wrong => alarm("passphrase-wrong", words.wrong).into(),
            Self::Uncounted(detail) => trouble("unlock-failed", words.uncounted, &detail),
            Self::Waiting(seconds) => {
                let left = fill(words.remaining, "n", seconds);
                alarm("passphrase-wait", parts![words.waiting, " ", left]).into()
            }
            Self::Damaged(detail) => trouble("keys-damaged", texts.keys.damaged, &detail),
            Self::Unchecked => alarm("unlock-failed", words.failed).into(),
            Self::Unread(detail) => {
                let what = texts.frame.reading_failed.join(" ");
                trouble("reading-failed", &what, &detail)
            }
        }
    }
}

/// Opens what lies behind the passphrase.
async fn open(passphrase: &str, store: &Store, settings: &Settings) -> Result<Rc<Opened>, Refusal> {
    let unlocking = secrets::unlock(passphrase, settings);
    let (private, now) = attempt(passphrase, store, &settings.zone, unlocking).await?;
    let on_record = |what, detail: &str| Event::of(what, now_in(&settings.zone), detail);
    let read = async {
        if now != *settings {
            store.save_settings(&now, &on_record(What::KeysChanged, "first keys")).await?;
        }
        let by = if RecoveryKey::parse(passphrase).is_ok() { "recovery key" } else { "passphrase" };
        store.put_on_record(&on_record(What::Unlocked, by)).await?;
        Opened::read(store.clone(), private, &now).await
    };
    read.await.map_err(|error| Refusal::Unread(error.detail))
}
