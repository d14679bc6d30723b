//! Set-up on first start: whose tablet this is, what it asks, which passphrase
//! opens the answers.

use gloo::events::EventListener;
use heard_exchange::sealed::RecoveryKey;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::{
    form::{Draft, Kept, Secret, SecretField, Values, group, summary, values_form},
    language::Language,
    parts::{holds, notice, parts, says, tag, trouble, words},
    recovery::sheet,
    settings::recipients,
    setup_file::{FRAGMENT, from_link},
    texts::Texts,
};
use crate::{
    locale::fill,
    platform::{
        Persistence, now_in, persistence, reload, set_body, spawn, take_fragment, text_of, window,
    },
    provision::{Provision, ProvisionError, new_device_id},
    store::{Event, Keyring, Store, What},
    ui::element::{Part, element, remade, spoken},
};

/// The largest set-up file, in bytes: a logo, and more than any branch needs.
const LARGEST: f64 = 1024.0 * 1024.0;

/// The page as it is being filled in.
#[derive(Clone, Copy)]
struct SettingUp {
    draft: Draft,
    secret: Secret,
    busy: RwSignal<bool>,
    /// Why it could not be stored, in the browser's words.
    failed: RwSignal<Option<String>>,
    /// The browser may clear what is stored.
    passing: RwSignal<bool>,
    store: StoredValue<Store, LocalStorage>,
    /// Everything is on disk; this is still to be put away.
    recovery: RwSignal<Option<RecoveryKey>>,
    /// What was prepared: beside the app, in a file or in the address.
    given: RwSignal<Provision, LocalStorage>,
    /// What came of the file or the address.
    taken: RwSignal<Option<Taken>>,
}

/// What came of a prepared set-up.
#[derive(Clone)]
enum Taken {
    /// The form shows what this file says.
    File(String),
    /// The form shows what the address said.
    Link,
    /// Nothing of the file was used, for this reason.
    BrokenFile(String),
    /// Nothing of the address was used, for this reason.
    BrokenLink(String),
}

/// The page.
pub(super) fn setup(
    store: Store,
    provision: &Result<Provision, ProvisionError>,
    language: Language,
) -> Part {
    set_body("page", Some("setup"));
    let broken = provision.as_ref().err().map(ToString::to_string);
    let provision = provision.clone().unwrap_or_default();
    let page = SettingUp {
        draft: Draft::new(),
        secret: Secret::new(),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
        passing: RwSignal::new(false),
        store: StoredValue::new_local(store),
        recovery: RwSignal::new(None),
        given: RwSignal::new_local(Provision::default()),
        taken: RwSignal::new(None),
    };
    page.show(provision);
    page.take_link();
    // Another link opened on this very page does not load it anew.
    let again = EventListener::new(&window(), "hashchange", move |_| page.take_link());
    StoredValue::new_local(again);
    spawn(async move {
        page.passing.try_set(persistence().await == Persistence::NotPromised);
    });
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        page.submit();
    };
    let fields = remade(Box::new(move || {
        let (texts, recovery) = (language.get().1, page.recovery.get());
        untrack(|| match recovery {
            Some(key) => page.recovery(&key, texts),
            None => page.fields(broken.as_deref(), texts),
        })
    }));
    let form = element("form")
        .with("novalidate", "")
        .following("aria-busy", says(move || page.busy.get()))
        .on("submit", Box::new(submit))
        .holding(fields);
    tag("main", "sheet").with("data-view", "setup").holding(form).into()
}

impl SettingUp {
    /// Puts what was prepared into the form.
    fn show(self, provision: Provision) {
        self.draft.show(&provision);
        self.given.set(provision);
    }

    /// Takes what stands in the address, if anything does.
    fn take_link(self) {
        let Some(data) = take_fragment(FRAGMENT) else { return };
        self.taken.set(Some(match from_link(&data) {
            Ok(linked) => {
                // A link has no passphrase; one that was prepared stays.
                let Provision { mut keys, pin, demo, .. } = self.given.get_untracked();
                keys.recipients = keys.recipients.or_else(|| linked.keys.recipients.clone());
                self.show(Provision { keys, pin, demo, ..linked });
                Taken::Link
            }
            Err(error) => Taken::BrokenLink(error.to_string()),
        }));
    }

    /// Takes what a file says.
    async fn take_file(self, file: File) {
        let text = if file.size() > LARGEST {
            Err("larger than 1 MB".to_owned())
        } else {
            text_of(&file).await.map_err(|error| error.to_string())
        };
        let read = text.and_then(|it| Provision::parse(&it).map_err(|error| error.to_string()));
        let taken = match read {
            Ok(provision) => {
                self.show(provision);
                Taken::File(file.name())
            }
            Err(reason) => Taken::BrokenFile(reason),
        };
        self.taken.try_set(Some(taken));
    }

    /// The ways to a form that is filled in already.
    fn prepared(self, texts: &'static Texts) -> Part {
        let said = &texts.setup;
        let input = element("input")
            .with("type", "file")
            .with("id", "field-setup-file")
            .with("data-field", "setup-file")
            .with("accept", ".json,application/json");
        let files: HtmlInputElement = input.element().clone().unchecked_into();
        let chosen = move |_| {
            if let Some(file) = files.files().and_then(|files| files.get(0)) {
                spawn(self.take_file(file));
            }
            // The same file, mended, can be chosen again.
            files.set_value("");
        };
        let told = remade(Box::new(move || {
            let told = self.taken.get().map(|taken| match taken {
                Taken::File(name) => notice("setup-loaded", fill(said.loaded, "file", name)).into(),
                Taken::Link => notice("setup-link", said.link_taken).into(),
                Taken::BrokenFile(reason) => trouble("setup-broken", said.file_broken, &reason),
                Taken::BrokenLink(reason) => {
                    trouble("setup-link-broken", said.link_broken, &reason)
                }
            });
            told.into()
        }));
        group(said.prepared)
            .holding(words("p", "hint", said.prepared_line))
            .holding(
                tag("div", "field")
                    .holding(element("label").with("for", "field-setup-file").holding(said.load))
                    .holding(input.on("change", Box::new(chosen))),
            )
            .holding(told)
            .into()
    }

    fn fields(self, broken: Option<&str>, texts: &'static Texts) -> Part {
        let said = &texts.setup;
        let passphrase = remade(Box::new(move || {
            if self.given.with(|given| given.keys.keyring.is_some()) {
                notice("provisioned-passphrase", said.provisioned_passphrase).into()
            } else {
                self.passphrases(texts)
            }
        }));
        let recipients = remade(Box::new(move || {
            self.given.with(|given| recipients(&given.keys, texts)).into()
        }));
        let passing = remade(Box::new(move || {
            let passing = self.passing.get();
            passing.then(|| notice("not-persistent", texts.frame.not_persistent)).into()
        }));
        let doing = spoken(Box::new(move || {
            if self.busy.get() { said.saving } else { said.save }.to_owned()
        }));
        let save = tag("button", "act primary")
            .with("type", "submit")
            .with("data-act", "save")
            .following("disabled", holds(move || self.busy.get()))
            .holding(doing);
        let failed = remade(Box::new(move || {
            let failed = self.failed.get();
            failed.map(|reason| trouble("save-failed", said.save_failed, &reason)).into()
        }));
        parts![
            element("h1").holding(said.title),
            words("p", "lead", said.lead),
            broken.map(|reason| trouble("provision-broken", said.provision_broken, reason)),
            self.prepared(texts),
            summary(self.draft, texts),
            values_form(self.draft, texts),
            group(texts.fields.passphrase_group).holding(passphrase).holding(recipients),
            passing,
            save,
            failed,
        ]
    }

    /// The recovery key, once everything else is done.
    fn recovery(self, key: &RecoveryKey, texts: &'static Texts) -> Part {
        let whose = self.draft.values().map(|values| {
            let Values { bank, branch, counter, .. } = values;
            let counter = counter.map(|counter| format!(" · {}", counter.name));
            format!("{bank} · {} {}{}", branch.code, branch.name, counter.unwrap_or_default())
        });
        sheet(key, &whose.unwrap_or_default(), reload, texts)
    }

    fn passphrases(self, texts: &'static Texts) -> Part {
        let said = &texts.setup;
        let first = SecretField {
            name: "passphrase",
            label: texts.unlock.passphrase,
            hint: said.passphrase_hint,
        };
        let again =
            SecretField { name: "passphrase-again", label: said.passphrase_again, hint: "" };
        parts![
            words("p", "notice", said.forgetting),
            self.secret.fields(self.draft, [first, again], false, texts),
        ]
    }

    fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.failed.set(None);
        let mut faults = Vec::new();
        let values = self.draft.values().map_err(|wrong| faults = wrong).ok();
        let given = self.given.get_untracked();
        if given.keys.keyring.is_none() {
            faults.extend(self.secret.passphrase_faults());
        }
        let is_right = faults.is_empty();
        self.draft.faults.set(faults);
        let Some(values) = values.filter(|_| is_right) else { return };
        self.busy.set(true);
        let store = self.store.get_value();
        spawn(async move {
            match save(&store, given, values, self.secret).await {
                // The kiosk begins.
                Ok(None) => reload(),
                Ok(recovery) => self.recovery.set(recovery),
                Err(reason) => {
                    self.busy.set(false);
                    self.failed.set(Some(reason));
                }
            }
        });
    }
}

/// Keeps the settings, or says in the browser's words why not. Where keys were
/// made, the recovery key is returned.
async fn save(
    store: &Store,
    given: Provision,
    values: Values,
    secret: Secret,
) -> Result<Option<RecoveryKey>, String> {
    let Provision { mut keys, pin, demo, .. } = given;
    let named = keys.have_their_names().await.map_err(|error| error.to_string())?;
    if !named {
        return Err("`recipients`: a key has another key's name (RFC 7638)".to_owned());
    }
    let mut recovery = None;
    if keys.keyring.is_none() {
        let [passphrase, _] = secret.entered();
        let made = Keyring::new(&passphrase).await.map_err(|error| error.to_string())?;
        keys.keyring = Some(made.0.to_json());
        recovery = Some(made.1);
    }
    let device = new_device_id().ok_or("this browser has no source of randomness")?;
    let kept = Kept { keys, passphrase: None, pin, device, training: false, demo };
    let settings = values.with(kept).await.map_err(|error| error.to_string())?;
    let event = Event::of(What::SetUp, now_in(&settings.zone), "in the form");
    store.save_settings(&settings, &event).await.map_err(|error| error.detail)?;
    Ok(recovery)
}
