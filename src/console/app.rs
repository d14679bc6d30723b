//! The console's stages: set-up, the gate, the unlocked pages.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    desk::Opened,
    frame::frame,
    language::{Beginning, Language},
    parts::{button, parts, tag, words},
    pin::{Ways, pad},
    setup::setup,
    unlock::unlock,
};
use crate::{
    platform::{
        StorageError, ask_to_persist, document, focus_on, listen, reload, root, set_body, spawn,
        tell,
    },
    provision::{Provision, ProvisionError},
    store::{Settings, Store, What},
    ui::element::{Part, element, follow, nothing, remade},
};

/// What the console is doing.
#[derive(Clone)]
pub(super) enum Stage {
    /// Looking at what is stored.
    Opening,
    /// The storage cannot be used.
    Failed(StorageError),
    /// Nothing is set up yet.
    Setup(Store, Rc<Result<Provision, ProvisionError>>),
    /// Before the PIN.
    Pin(Store, Rc<Settings>, Purpose),
    /// The kiosk has the page again.
    Away,
    /// Before the passphrase.
    Locked(Store, Rc<Settings>),
    /// Behind it.
    Open(Rc<Opened>),
}

/// What staff came for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The console itself.
    Console,
    /// To help a customer, whose screen stays.
    Assist,
}

impl Purpose {
    /// As the kiosk says it on the page's body.
    fn asked_for() -> Self {
        let asks = document().body().and_then(|body| body.get_attribute("data-asks"));
        if asks.as_deref() == Some("assist") { Self::Assist } else { Self::Console }
    }
}

/// The stage in hand; whoever ends one sets the next.
pub(super) type StageSignal = RwSignal<Stage, LocalStorage>;

/// The whole console.
pub(super) fn app(beginning: Beginning) -> Part {
    let language = Language::from(beginning);
    let stage: StageSignal = RwSignal::new_local(Stage::Opening);
    ask_to_persist();
    spawn(open(stage));
    let again = move |_| {
        if matches!(stage.get_untracked(), Stage::Away) {
            stage.set(Stage::Opening);
            spawn(async move {
                language.follow_page().await;
                open(stage).await;
            });
        }
    };
    listen(&document(), &["heard-asks"], Box::new(again));
    let over = remade(Box::new(move || match stage.get() {
        Stage::Pin(store, settings, purpose) => {
            pad(store.clone(), settings.clone(), ways(store, settings, purpose, stage), language)
        }
        _ => nothing(),
    }));
    // What lies under the pad is out of reach.
    follow(Box::new(move || {
        let covered = stage.with(|now| matches!(now, Stage::Pin(..)));
        // Fails only for what is no name of an attribute.
        let _ = root("kiosk").toggle_attribute_with_force("inert", covered);
    }));
    let has_page = RwSignal::new(false);
    follow(Box::new(move || {
        let now = !matches!(stage.get(), Stage::Pin(..) | Stage::Away)
            && Purpose::asked_for() == Purpose::Console;
        if has_page.get_untracked() != now {
            has_page.set(now);
        }
    }));
    let page =
        remade(Box::new(move || if has_page.get() { console(stage, language) } else { nothing() }));
    parts![over, page]
}

/// What the PIN leads to: the gate of the console, or the customer's screen.
fn ways(store: Store, settings: Rc<Settings>, purpose: Purpose, stage: StageSignal) -> Ways {
    let right: Box<dyn Fn()> = match purpose {
        Purpose::Console => {
            Box::new(move || stage.set(Stage::Locked(store.clone(), settings.clone())))
        }
        Purpose::Assist => Box::new(move || {
            give_back(stage);
            tell("heard-assist");
        }),
    };
    let away: Box<dyn Fn()> = match purpose {
        Purpose::Console => Box::new(reload),
        Purpose::Assist => Box::new(move || give_back(stage)),
    };
    Ways { right, away }
}

/// The customer's screen is in reach again, and goes on where it is asked.
fn give_back(stage: StageSignal) {
    stage.set(Stage::Away);
    focus_on("#asked");
}

/// The console's own page.
fn console(stage: StageSignal, language: Language) -> Part {
    let place = remade(Box::new(move || {
        let place = stage.with(whereabouts);
        place.map(|place| element("span").holding(place)).into()
    }));
    let title = element("strong").holding(language.says(|texts| texts.frame.title));
    let doors = remade(Box::new(move || stage.with(|now| doors(now, stage, language))));
    let top = tag("header", "top")
        .holding(tag("p", "whereabouts").holding(title).holding(place))
        .holding(language.switch())
        .holding(tag("div", "doors").holding(doors));
    let page = remade(Box::new(move || {
        let now = stage.get();
        shown(now, stage, language)
    }));
    let failure = tag("div", "notices").holding(language.failure());
    tag("div", "console").holding(top).holding(failure).holding(page).into()
}

/// Looks at what is stored and goes to set-up or to the gate.
async fn open(stage: StageSignal) {
    let opened = async {
        let store = Store::open().await?;
        let settings = store.settings().await?;
        Ok((store, settings))
    };
    let next = match opened.await {
        Err(error) => Stage::Failed(error),
        Ok((store, Some(settings))) => {
            let (settings, purpose) = (Rc::new(settings), Purpose::asked_for());
            match settings.pin {
                Some(_) => Stage::Pin(store, settings, purpose),
                None => Stage::Locked(store, settings),
            }
        }
        Ok((store, None)) => Stage::Setup(store, Rc::new(Provision::load().await)),
    };
    stage.set(next);
}

/// Whose tablet this is, once that is known.
fn whereabouts(stage: &Stage) -> Option<String> {
    let name = |settings: &Settings| {
        let counter = settings.counter.as_ref().map(|counter| format!(" · {}", counter.name));
        format!("{} · {}{}", settings.bank, settings.branch.name, counter.unwrap_or_default())
    };
    match stage {
        Stage::Locked(_, settings) => Some(name(settings)),
        Stage::Open(opened) => Some(opened.settings.with(name)),
        _ => None,
    }
}

/// The ways out. There is none from set-up: without it there is no kiosk.
fn doors(now: &Stage, stage: StageSignal, language: Language) -> Part {
    let leave = |leave: Box<dyn Fn()>| {
        button("second", "leave", leave).holding(language.says(|texts| texts.frame.leave))
    };
    match now {
        Stage::Open(opened) => {
            let (locked, left) = (Rc::downgrade(opened), Rc::downgrade(opened));
            let lock = move || {
                let Some(opened) = locked.upgrade() else { return };
                stage.set(Stage::Opening);
                spawn(async move {
                    // What cannot be put on record keeps nothing open.
                    drop(opened.put_on_record(What::Locked, "staff").await);
                    drop(opened);
                    open(stage).await;
                });
            };
            let lock = button("second", "lock", Box::new(lock));
            let leave = leave(Box::new(move || {
                if let Some(opened) = left.upgrade() {
                    opened.leave("staff");
                }
            }));
            parts![lock.holding(language.says(|texts| texts.frame.lock)), leave]
        }
        Stage::Locked(..) => leave(Box::new(reload)).into(),
        _ => nothing(),
    }
}

fn shown(now: Stage, stage: StageSignal, language: Language) -> Part {
    set_body("screen", Some(if matches!(now, Stage::Setup(..)) { "setup" } else { "console" }));
    match now {
        Stage::Opening => {
            set_body("page", None);
            let reading = language.says(|texts| texts.frame.reading);
            tag("p", "wait").with("role", "status").holding(reading).into()
        }
        Stage::Failed(error) => failed(&error, language),
        Stage::Setup(store, provision) => setup(store, &provision, language),
        Stage::Locked(store, settings) => unlock(store, settings, stage, language),
        Stage::Open(opened) => frame(opened, language),
        Stage::Pin(..) | Stage::Away => nothing(),
    }
}

/// The storage cannot be used: what happened, what to do, the browser's words.
fn failed(error: &StorageError, language: Language) -> Part {
    set_body("page", Some("trouble"));
    let retry = button("act", "retry", Box::new(reload));
    let told = tag("div", "panel")
        .with("role", "alert")
        .holding(element("h1").holding(language.says(|texts| texts.frame.storage[0])))
        .holding(element("p").holding(language.says(|texts| texts.frame.storage[1])))
        .holding(words("p", "soft", &error.detail))
        .holding(retry.holding(language.says(|texts| texts.frame.retry)));
    tag("main", "sheet").with("data-notice", "storage-blocked").holding(told).into()
}
