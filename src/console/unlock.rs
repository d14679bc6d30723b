//! The gate: nothing customers said is read before the passphrase is given.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    app::{Stage, StageSignal},
    desk::Opened,
    idle,
    language::Language,
    parts::{alarm, passphrase_input},
};
use crate::{
    platform::set_body,
    store::{Settings, Store, UnlockError},
};

/// Why it did not open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Refusal {
    /// Nothing was entered.
    Empty,
    /// Not the passphrase.
    Wrong,
    /// The browser cannot check it.
    Unchecked,
    /// It is the passphrase, but what is stored cannot be read.
    Unread(String),
}

/// The page before the passphrase.
pub(super) fn unlock(
    store: Store,
    settings: Rc<Settings>,
    stage: StageSignal,
    language: Language,
) -> impl IntoView {
    set_body("page", Some("unlock"));
    // A gate left open on the screen gives the tablet back to customers.
    idle::watch();
    let passphrase = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<Refusal>);
    let busy = RwSignal::new(false);
    let input = NodeRef::<leptos::html::Input>::new();
    let focus = move || {
        if let Some(input) = input.get_untracked() {
            // An element in the page takes the focus.
            let _ = input.focus();
        }
    };
    Effect::new(move || {
        input.track();
        focus();
    });
    let inside = StoredValue::new_local((store, settings));
    let try_it = move || {
        if busy.get_untracked() {
            return;
        }
        refusal.set(None);
        let words = passphrase.get_untracked();
        if words.is_empty() {
            refusal.set(Some(Refusal::Empty));
            return focus();
        }
        busy.set(true);
        let (store, settings) = inside.get_value();
        spawn_local(async move {
            let answer = open(&words, store, &settings).await;
            // The page may have been left meanwhile.
            busy.try_set(false);
            match answer {
                Ok(opened) => stage.set(Stage::Open(Rc::new(opened))),
                Err(why) => {
                    passphrase.try_set(String::new());
                    refusal.try_set(Some(why));
                    focus();
                }
            }
        });
    };
    let refused = move || {
        let words = language.get().1;
        refusal.get().map(|why| match why {
            Refusal::Empty => alarm("passphrase-empty", words.unlock.empty).into_any(),
            Refusal::Wrong => alarm("passphrase-wrong", words.unlock.wrong).into_any(),
            Refusal::Unchecked => alarm("unlock-failed", words.unlock.failed).into_any(),
            Refusal::Unread(detail) => {
                let [what, then] = words.frame.reading_failed;
                let sentence = view! {
                    <strong>{what}</strong> " " {then} " " <span lang="en">{detail}</span>
                };
                alarm("reading-failed", sentence).into_any()
            }
        })
    };
    let invalid = Signal::derive(move || refusal.with(Option::is_some));
    let form = move || {
        let words = &language.get().1.unlock;
        view! {
            <h1>{words.title}</h1>
            <p class="lead" id="unlock-lead">{words.lead}</p>
            <div class="field">
                <label for="field-passphrase">{words.passphrase}</label>
                {passphrase_input("passphrase", passphrase, "unlock-why", invalid, words.show, input)}
            </div>
            <button
                type="submit"
                class="act"
                data-act="unlock"
                aria-disabled=move || busy.get().to_string()
            >
                {move || if busy.get() { words.checking } else { words.open }}
            </button>
        }
    };
    view! {
        <main class="sheet gate" data-view="unlock">
            <form
                aria-busy=move || busy.get().to_string()
                on:submit=move |event| {
                    event.prevent_default();
                    try_it();
                }
            >
                {form}
                <div id="unlock-why">{refused}</div>
            </form>
        </main>
    }
}

async fn open(passphrase: &str, store: Store, settings: &Settings) -> Result<Opened, Refusal> {
    let reader = settings.passphrase.unlock(passphrase, &store).await.map_err(|why| match why {
        UnlockError::Wrong => Refusal::Wrong,
        UnlockError::Crypto(_) => Refusal::Unchecked,
    })?;
    Opened::read(store, reader, settings).await.map_err(|error| Refusal::Unread(error.detail))
}
