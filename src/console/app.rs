//! The console's stages: set-up, the gate, the unlocked pages.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    desk::Opened,
    frame::frame,
    language::Language,
    leave,
    parts::{leave_button, storage_notice},
    setup::setup,
    unlock::unlock,
};
use crate::{
    platform::{StorageError, ask_to_persist, set_body},
    provision::{Provision, ProvisionError},
    store::{Settings, Store},
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
    /// Before the passphrase.
    Locked(Store, Rc<Settings>),
    /// Behind it.
    Open(Rc<Opened>),
}

/// The stage in hand; whoever ends one sets the next.
pub(super) type StageSignal = RwSignal<Stage, LocalStorage>;

/// The whole console.
#[component]
pub(super) fn App() -> impl IntoView {
    let language = Language::of_page();
    let stage: StageSignal = RwSignal::new_local(Stage::Opening);
    ask_to_persist();
    spawn_local(open(stage));

    view! {
        <div class="console">
            <header class="top">
                <p class="whereabouts">
                    <strong>{move || language.get().1.frame.title}</strong>
                    {move || stage.with(whereabouts).map(|place| view! { <span>{place}</span> })}
                </p>
                {language.switch()}
                <div class="doors">{move || stage.with(|now| doors(now, stage, language))}</div>
            </header>
            {move || stage.with(|now| shown(now, stage, language))}
        </div>
    }
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
        Ok((store, Some(settings))) => Stage::Locked(store, Rc::new(settings)),
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
        Stage::Opening | Stage::Failed(_) | Stage::Setup(..) => None,
    }
}

/// The ways out. There is none from set-up: without it there is no kiosk.
fn doors(now: &Stage, stage: StageSignal, language: Language) -> Option<AnyView> {
    let lock = move |_| {
        stage.set(Stage::Opening);
        spawn_local(open(stage));
    };
    match now {
        Stage::Open(_) => Some(
            view! {
                <button type="button" class="second" data-act="lock" on:click=lock>
                    {move || language.get().1.frame.lock}
                </button>
                {leave_button(language)}
            }
            .into_any(),
        ),
        Stage::Locked(..) => Some(leave_button(language).into_any()),
        Stage::Opening | Stage::Failed(_) | Stage::Setup(..) => None,
    }
}

fn shown(now: &Stage, stage: StageSignal, language: Language) -> AnyView {
    set_body("screen", Some(if matches!(now, Stage::Setup(..)) { "setup" } else { "console" }));
    match now {
        Stage::Opening => {
            set_body("page", None);
            view! { <p class="wait" role="status">{move || language.get().1.frame.reading}</p> }
                .into_any()
        }
        Stage::Failed(error) => storage_notice(language, error.clone(), leave).into_any(),
        Stage::Setup(store, provision) => setup(store.clone(), provision, language).into_any(),
        Stage::Locked(store, settings) => {
            unlock(store.clone(), settings.clone(), stage, language).into_any()
        }
        Stage::Open(opened) => frame(opened.clone(), language).into_any(),
    }
}
