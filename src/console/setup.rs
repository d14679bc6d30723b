//! Set-up on first start: whose tablet this is, what it asks, which passphrase
//! opens the answers.

use leptos::prelude::*;

use super::{
    form::{Draft, Fault, Values, error_line, group, hint_line, summary, values_form},
    language::Language,
    parts::{holds, notice, parts, passphrase_field, says, tag, trouble, words},
    texts::Texts,
};
use crate::{
    platform::{Persistence, persistence, reload, set_body, spawn},
    provision::{Provision, ProvisionError, new_device_id},
    store::{Gate, PassphraseFault, Settings, Store, check_passphrase},
    ui::element::{Part, element, remade, spoken},
};

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
    given: StoredValue<(Store, Provision), LocalStorage>,
    /// The provisioning file came with a passphrase.
    prepared: bool,
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
        draft: Draft::of_provision(&provision),
        secret: Secret::new(),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
        passing: RwSignal::new(false),
        prepared: provision.passphrase.is_some(),
        given: StoredValue::new_local((store, provision)),
    };
    spawn(async move {
        page.passing.try_set(persistence().await == Persistence::NotPromised);
    });
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        page.submit();
    };
    let fields = remade(Box::new(move || {
        let texts = language.get().1;
        untrack(|| page.fields(broken.as_deref(), texts))
    }));
    let form = element("form")
        .with("novalidate", "")
        .following("aria-busy", says(move || page.busy.get()))
        .on("submit", Box::new(submit))
        .holding(fields);
    tag("main", "sheet").with("data-view", "setup").holding(form).into()
}

impl SettingUp {
    fn fields(self, broken: Option<&str>, texts: &'static Texts) -> Part {
        let said = &texts.setup;
        let passphrase = group(texts.fields.passphrase_group).holding(if self.prepared {
            notice("provisioned-passphrase", said.provisioned_passphrase).into()
        } else {
            self.passphrases(texts)
        });
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
            summary(self.draft, texts),
            values_form(self.draft, texts),
            passphrase,
            passing,
            save,
            failed,
        ]
    }

    fn passphrases(self, texts: &'static Texts) -> Part {
        let said = &texts.setup;
        let field = |name: &'static str, label: &str, hint: &str, value: RwSignal<String>| {
            let described_by = format!("hint-{name} error-{name}");
            let wrong = move || self.draft.has_fault(name);
            let (input, _) = passphrase_field(name, value, &described_by, wrong, texts);
            let label = element("label").with("for", &format!("field-{name}")).holding(label);
            tag("div", "field")
                .holding(label)
                .holding(hint_line(name, hint))
                .holding(input)
                .holding(error_line(self.draft, name, texts))
        };
        let Secret { first, again } = self.secret;
        parts![
            words("p", "notice", said.forgetting),
            field("passphrase", texts.unlock.passphrase, said.passphrase_hint, first),
            field("passphrase-again", said.passphrase_again, "", again),
        ]
    }

    fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.failed.set(None);
        let mut faults = Vec::new();
        let values = self.draft.values().map_err(|wrong| faults = wrong).ok();
        if !self.prepared {
            faults.extend(self.secret.faults());
        }
        let is_right = faults.is_empty();
        self.draft.faults.set(faults);
        let Some(values) = values.filter(|_| is_right) else { return };
        self.busy.set(true);
        let (store, provision) = self.given.get_value();
        spawn(async move {
            match save(&store, provision, values, self.secret).await {
                // The kiosk begins.
                Ok(()) => reload(),
                Err(reason) => {
                    self.busy.set(false);
                    self.failed.set(Some(reason));
                }
            }
        });
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
        pin: provision.pin,
        training: false,
        conduct: provision.conduct,
        visits: provision.visits,
        demo: provision.demo,
    };
    store.save_settings(&settings).await.map_err(|error| error.detail)
}
