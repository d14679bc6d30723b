//! Passphrase, recovery key and key pair: who can open the responses, and how
//! that is changed. Every change needs the secret in force.

use heard_exchange::sealed::RecoveryKey;
use leptos::prelude::*;

use crate::{
    console::{
        desk::Desk,
        form::{Draft, Secret, SecretField, fold, summary},
        parts::{button, notice, parts, passphrase_field, says, tag, words},
        recovery::sheet,
        secrets::{Refusal, attempt},
        texts::Texts,
    },
    platform::spawn,
    store::{Event, Keyring, Keys, UnlockError, What},
    ui::element::{Part, element, nothing, remade},
};

/// What is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Passphrase,
    Recovery,
    Pair,
}

/// How far it has come.
#[derive(Clone)]
enum Step {
    Asking,
    Working,
    Refused(Refusal),
    Done(Act),
    /// To be put away; only then this keyring, which it opens, is in force.
    /// Until then it is the key put away before that opens.
    Sheet(RecoveryKey, Keyring),
}

/// The panel while it is shown.
#[derive(Clone, Copy)]
struct Change {
    desk: Desk,
    current: RwSignal<String>,
    new: Secret,
    /// Holds what is wrong with the new passphrase.
    draft: Draft,
    step: RwSignal<Step>,
}

/// The panel.
pub(super) fn keys(desk: Desk, texts: &'static Texts) -> Part {
    let change = Change {
        desk,
        current: RwSignal::new(String::new()),
        new: Secret::new(),
        draft: Draft::new(),
        step: RwSignal::new(Step::Asking),
    };
    let is_sheet = Memo::new(move |_| change.step.with(|step| matches!(step, Step::Sheet(..))));
    let content = remade(Box::new(move || {
        if is_sheet.get() { change.sheet(texts) } else { untrack(|| change.form(texts)) }
    }));
    tag("section", "keys").holding(content).into()
}

/// Who can open responses beside the branch: the names of their keys.
pub(crate) fn recipients(keys: &Keys, texts: &Texts) -> Option<Part> {
    let names = keys.recipient_names();
    let items = names.into_iter().map(|name| element("li").holding(name).into());
    let items: Vec<Part> = items.collect();
    let list = element("ul").with("class", "names").with("lang", "en");
    (!items.is_empty())
        .then(|| parts![notice("recipients", texts.keys.head_office), list.holding(items)])
}

impl Change {
    fn form(self, texts: &'static Texts) -> Part {
        let said = &texts.keys;
        let refused = move || self.step.with(|step| matches!(step, Step::Refused(_)));
        let described = "hint-current keys-why";
        let (current, _) = passphrase_field("current", self.current, described, refused, texts);
        let current = tag("div", "field")
            .holding(element("label").with("for", "field-current").holding(said.current))
            .holding(tag("p", "hint").with("id", "hint-current").holding(said.current_hint))
            .holding(current);
        let first = SecretField {
            name: "passphrase",
            label: said.new_passphrase,
            hint: texts.setup.passphrase_hint,
        };
        let again =
            SecretField { name: "passphrase-again", label: texts.setup.passphrase_again, hint: "" };
        let act = |act: Act, code: &str, label: &'static str| {
            button("act", code, Box::new(move || self.press(act)))
                .following("aria-disabled", says(move || self.is_working()))
                .holding(label)
        };
        let change = tag("button", "act")
            .with("type", "submit")
            .with("data-act", "change-passphrase")
            .following("aria-disabled", says(move || self.is_working()))
            .holding(said.change);
        let told = remade(Box::new(move || self.told(texts)));
        let opened = self.desk.opened();
        let recipients = opened.settings.with_untracked(|it| recipients(&it.keys, texts));
        let submit = move |event: web_sys::Event| {
            event.prevent_default();
            self.press(Act::Passphrase);
        };
        let fields = parts![
            words("p", "", said.line),
            recipients,
            current,
            tag("div", "outcome").with("id", "keys-why").holding(told),
            summary(self.draft, texts),
            self.new.fields(self.draft, [first, again], false, texts),
            tag("div", "acts").holding(change),
            element("h3").holding(said.recovery),
            words("p", "hint", said.recovery_line),
            tag("div", "acts").holding(act(Act::Recovery, "new-recovery", said.new_recovery)),
            element("h3").holding(said.pair),
            words("p", "hint", said.pair_line),
            tag("div", "acts").holding(act(Act::Pair, "new-pair", said.new_pair)),
        ];
        let form = element("form").with("novalidate", "").on("submit", Box::new(submit));
        fold("keys", said.title, nothing(), form.holding(fields).into())
    }

    fn sheet(self, texts: &'static Texts) -> Part {
        let Step::Sheet(key, keyring) = self.step.get_untracked() else { return nothing() };
        let whose = self.desk.opened().settings.with_untracked(|settings| {
            format!("{} · {} {}", settings.bank, settings.branch.code, settings.branch.name)
        });
        let done = move || {
            let keyring = keyring.clone();
            spawn(async move {
                let saved = self.keep(&keyring, Act::Recovery).await;
                let step = saved.map_or_else(Step::Refused, |()| Step::Done(Act::Recovery));
                // The page may have been left meanwhile.
                self.step.try_set(step);
            });
        };
        sheet(&key, &whose, done, texts)
    }

    fn told(self, texts: &'static Texts) -> Part {
        let said = &texts.keys;
        match self.step.get() {
            Step::Asking | Step::Sheet(..) | Step::Done(Act::Recovery) => nothing(),
            Step::Working => parts![
                tag("p", "notice").with("role", "status").holding(said.working),
                element("progress").with("aria-hidden", "true"),
            ],
            Step::Refused(why) => why.told(texts),
            Step::Done(Act::Passphrase) => notice("passphrase-changed", said.changed).into(),
            Step::Done(Act::Pair) => notice("pair-made", said.renewed).into(),
        }
    }

    fn is_working(self) -> bool {
        self.step.with(|step| matches!(step, Step::Working))
    }

    fn press(self, act: Act) {
        if untrack(|| self.is_working()) {
            return;
        }
        let faults = match act {
            Act::Passphrase => self.new.passphrase_faults(),
            Act::Recovery | Act::Pair => Vec::new(),
        };
        let is_right = faults.is_empty();
        self.draft.faults.set(faults);
        if !is_right {
            return self.step.set(Step::Asking);
        }
        self.step.set(Step::Working);
        spawn(async move {
            let outcome = self.change(act).await;
            // The page may have been left meanwhile.
            if self.current.try_set(String::new()).is_some() {
                return;
            }
            self.new.clear();
            self.step.set(outcome.unwrap_or_else(Step::Refused));
        });
    }

    /// Changes the keyring; done means on disk. A new recovery key is put away
    /// first.
    async fn change(self, act: Act) -> Result<Step, Refusal> {
        let opened = self.desk.opened();
        let (keys, zone) = opened.settings.with_untracked(|it| (it.keys.clone(), it.zone.clone()));
        let keyring = Keyring::of(&keys)?.ok_or(UnlockError::Wrong)?;
        let current = self.current.get_untracked();
        let [new, _] = self.new.entered();
        let changing = async {
            Ok(match act {
                Act::Passphrase => (keyring.with_passphrase(&current, &new).await?, None),
                Act::Pair => (keyring.with_new_key(&current).await?, None),
                Act::Recovery => {
                    let (keyring, recovery) = keyring.with_recovery(&current).await?;
                    (keyring, Some(recovery))
                }
            })
        };
        let (keyring, recovery) = attempt(&current, &opened.store, &zone, changing).await?;
        if let Some(recovery) = recovery {
            return Ok(Step::Sheet(recovery, keyring));
        }
        self.keep(&keyring, act).await?;
        Ok(Step::Done(act))
    }

    /// Puts the keyring in force; done means on disk.
    async fn keep(self, keyring: &Keyring, act: Act) -> Result<(), Refusal> {
        let opened = self.desk.opened();
        let mut settings = opened.settings.get_untracked();
        settings.keys.keyring = Some(keyring.to_json());
        let what = match act {
            Act::Passphrase => "passphrase",
            Act::Recovery => "recovery key",
            Act::Pair => "key pair",
        };
        let event = Event::of(What::KeysChanged, opened.now(), what);
        let saved = opened.store.save_settings(&settings, &event).await;
        saved.map_err(|error| Refusal::Unread(error.detail))?;
        opened.settings.set(settings);
        Ok(())
    }
}
