//! Set-up on first start: whose tablet this is, what it asks, which passphrase
//! opens the answers.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    form::{Draft, Fault, Values, error_line, summary, values_form},
    language::Language,
    leave,
    parts::{alarm, notice, passphrase_input},
    texts::Texts,
};
use crate::{
    platform::{Persistence, persistence, set_body},
    provision::{Provision, ProvisionError, new_device_id},
    store::{Gate, PassphraseFault, Settings, Store, check_passphrase},
};

/// The page.
pub(super) fn setup(
    store: Store,
    provision: &Rc<Result<Provision, ProvisionError>>,
    language: Language,
) -> impl IntoView {
    set_body("page", Some("setup"));
    let (provision, broken) = match &**provision {
        Ok(provision) => (provision.clone(), None),
        Err(error) => (Provision::default(), Some(error.to_string())),
    };
    let draft = Draft::of_provision(&provision);
    let secret = Secret::new();
    let prepared = provision.passphrase.is_some();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let kept = LocalResource::new(persistence);
    let given = StoredValue::new_local((store, provision));
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        failed.set(None);
        let faults = if prepared { Vec::new() } else { secret.faults() };
        let values = match draft.values() {
            Ok(values) if faults.is_empty() => values,
            Ok(_) => return draft.faults.set(faults),
            Err(mut all) => {
                all.extend(faults);
                return draft.faults.set(all);
            }
        };
        draft.faults.set(Vec::new());
        busy.set(true);
        let (store, provision) = given.get_value();
        spawn_local(async move {
            match save(&store, provision, values, secret).await {
                Ok(()) => leave(),
                Err(reason) => {
                    busy.try_set(false);
                    failed.try_set(Some(reason));
                }
            }
        });
    };
    let form = move || {
        let (_, texts) = language.get();
        let words = &texts.setup;
        let broken = broken.clone().map(|reason| {
            alarm(
                "provision-broken",
                view! { {words.provision_broken} " " <span lang="en">{reason}</span> },
            )
        });
        let not_kept = move || {
            (kept.get() == Some(Persistence::NotPromised))
                .then(|| notice("not-persistent", texts.frame.not_persistent))
        };
        let not_saved = move || {
            failed.get().map(|reason| {
                alarm(
                    "save-failed",
                    view! { {words.save_failed} " " <span lang="en">{reason}</span> },
                )
            })
        };
        view! {
            <h1>{words.title}</h1>
            <p class="lead">{words.lead}</p>
            {broken}
            {summary(draft, texts)}
            {values_form(draft, texts)}
            <fieldset class="panel">
                <legend>{texts.fields.passphrase_group}</legend>
                {if prepared {
                    notice("provisioned-passphrase", words.provisioned_passphrase).into_any()
                } else {
                    passphrases(draft, secret, texts).into_any()
                }}
            </fieldset>
            {not_kept}
            <button
                type="submit"
                class="act primary"
                data-act="save"
                disabled=move || busy.get()
            >
                {move || if busy.get() { words.saving } else { words.save }}
            </button>
            {not_saved}
        }
    };
    view! {
        <main class="sheet" data-view="setup">
            <form
                novalidate
                aria-busy=move || busy.get().to_string()
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                {form}
            </form>
        </main>
    }
}

/// The passphrase, entered twice.
#[derive(Clone, Copy)]
struct Secret {
    first: RwSignal<String>,
    again: RwSignal<String>,
}

impl Secret {
    fn new() -> Self {
        Self { first: RwSignal::new(String::new()), again: RwSignal::new(String::new()) }
    }

    fn faults(self) -> Vec<Fault> {
        let first = self.first.get_untracked();
        let weak = check_passphrase(&first).err().map(|fault| match fault {
            PassphraseFault::Short => Fault::PassphraseShort,
            PassphraseFault::Common => Fault::PassphraseCommon,
        });
        let differs = (first != self.again.get_untracked()).then_some(Fault::PassphraseDiffers);
        weak.into_iter().chain(differs).collect()
    }
}

fn passphrases(draft: Draft, secret: Secret, texts: &'static Texts) -> impl IntoView {
    let (words, unlock) = (&texts.setup, &texts.unlock);
    let invalid = move |name: &'static str| {
        Signal::derive(move || {
            draft.faults.with(|faults| faults.iter().any(|fault| fault.field() == name))
        })
    };
    view! {
        <p class="notice">{words.forgetting}</p>
        <div class="field">
            <label for="field-passphrase">{unlock.passphrase}</label>
            <p class="hint" id="hint-passphrase">{words.passphrase_hint}</p>
            {passphrase_input(
                "passphrase",
                secret.first,
                "hint-passphrase error-passphrase",
                invalid("passphrase"),
                unlock.show,
                NodeRef::new(),
            )}
            {error_line(draft, "passphrase", texts)}
        </div>
        <div class="field">
            <label for="field-passphrase-again">{words.passphrase_again}</label>
            {passphrase_input(
                "passphrase-again",
                secret.again,
                "error-passphrase-again",
                invalid("passphrase-again"),
                unlock.show,
                NodeRef::new(),
            )}
            {error_line(draft, "passphrase-again", texts)}
        </div>
    }
}

/// Keeps the settings, or says in the browser's words why not.
async fn save(
    store: &Store,
    provision: Provision,
    values: Values,
    secret: Secret,
) -> Result<(), String> {
    let passphrase = match provision.passphrase {
        Some(prepared) => prepared,
        None => Gate::new(&secret.first.get_untracked()).await.map_err(|e| e.to_string())?,
    };
    let Values { bank, logo, branch, counter, locales, zone, questionnaire, retention_days } =
        values;
    let settings = Settings {
        bank,
        logo,
        branch,
        counter,
        locales,
        zone,
        questionnaire,
        passphrase,
        retention_days,
        device: new_device_id().ok_or("this browser has no source of randomness")?,
        training: false,
        demo: provision.demo,
    };
    store.save_settings(&settings).await.map_err(|error| error.detail)
}
