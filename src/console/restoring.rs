//! Bringing in a bundle: read, checked, opened with the keys at hand or with the
//! bundle's own, and stored, all of it or nothing.

use heard_exchange::bundle::{BundleError, Unchecked};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::{
    desk::Desk,
    parts::{alarm, button, into_view, panel, parts, passphrase_field, tag, trouble, words},
    secrets::{Refusal, attempt},
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::{CryptoError, FileError, StorageError, bytes_of, sha256, spawn},
    store::{Arrived, Brought, Keyring},
    ui::element::{Part, element, nothing, remade},
};

/// Larger files fit into no tablet's memory.
const LARGEST: f64 = 1e9;
/// So many of what is left out are named.
const NAMED: usize = 200;

/// How far it has come.
#[derive(Clone)]
enum Step {
    Asking,
    /// So many characters of so many are opened.
    Working(usize, usize),
    /// Some of it is sealed to other keys; why these stay locked, where somebody tried.
    Locked(Option<Refusal>),
    /// What came of it, and what was left out.
    Done(Brought, Vec<String>),
    /// Made by a later version.
    Newer,
    /// Not whole, or no bundle.
    Refused(String),
    Failed(String),
}

/// A bundle that waits for its secret.
struct Waiting {
    file: String,
    arrived: Arrived,
    keyring: Keyring,
}

/// What the person does.
enum Act {
    Take(File),
    /// Gives the secret that the bundle waits for.
    Unlock(Waiting, String),
    /// Brings in what the keys at hand have opened, without the rest.
    GoOn(Waiting),
}

/// The panel, for as long as the page is shown.
#[derive(Clone, Copy)]
struct Restoring {
    desk: Desk,
    step: RwSignal<Step>,
    secret: RwSignal<String>,
    waiting: StoredValue<Option<Waiting>, LocalStorage>,
}

impl From<BundleError> for Step {
    fn from(error: BundleError) -> Self {
        match error {
            BundleError::Newer(_) => Self::Newer,
            error => Self::Refused(error.to_string()),
        }
    }
}

impl From<FileError> for Step {
    fn from(error: FileError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<CryptoError> for Step {
    fn from(error: CryptoError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<StorageError> for Step {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.detail)
    }
}

/// The panel.
pub(super) fn restoring(desk: Desk, locale: Locale, texts: &'static Texts) -> Part {
    let said = &texts.restore;
    let restoring = Restoring {
        desk,
        step: RwSignal::new(Step::Asking),
        secret: RwSignal::new(String::new()),
        waiting: StoredValue::new_local(None),
    };
    let input = element("input")
        .with("type", "file")
        .with("id", "field-restore")
        .with("data-field", "restore")
        .with("accept", ".zip,application/zip");
    let files: HtmlInputElement = input.element().clone().unchecked_into();
    let chosen = move |_| {
        if let Some(file) = files.files().and_then(|files| files.get(0)) {
            restoring.take(file);
        }
        // The same file can be chosen again.
        files.set_value("");
    };
    let field = tag("div", "field")
        .holding(element("label").with("for", "field-restore").holding(said.file))
        .holding(input.on("change", Box::new(chosen)));
    let told = remade(Box::new(move || restoring.told(locale, texts)));
    let outcome = tag("div", "outcome").with("id", "restore-why").holding(told);
    panel(said.title, parts![words("p", "", said.line), field, outcome])
}

impl Restoring {
    fn told(self, locale: Locale, texts: &'static Texts) -> Part {
        let said = &texts.restore;
        match self.step.get() {
            Step::Asking => nothing(),
            Step::Working(done, total) => {
                let bar = element("progress").with("aria-label", said.working);
                // Until it is known how far it has to go, it only moves.
                let bar = if total > 0 {
                    bar.with("max", &total.to_string()).with("value", &done.to_string())
                } else {
                    bar
                };
                bar.into()
            }
            Step::Locked(refusal) => self.form(refusal, texts),
            Step::Done(brought, left_out) => outcome(brought, &left_out, locale, texts),
            Step::Newer => alarm("restore-newer", said.newer).into(),
            Step::Refused(why) => trouble("restore-refused", said.refused, &why),
            Step::Failed(why) => trouble("restore-failed", said.failed, &why),
        }
    }

    /// Asks for the secret of a bundle that other keys open.
    fn form(self, refusal: Option<Refusal>, texts: &'static Texts) -> Part {
        let said = &texts.restore;
        let is_wrong = refusal.is_some();
        let (field, _) =
            passphrase_field("restore-secret", self.secret, "restore-why", move || is_wrong, texts);
        let label = element("label").with("for", "field-restore-secret").holding(said.secret);
        let open = tag("button", "act").with("type", "submit").with("data-act", "restore-unlock");
        let without = button("second", "restore-without", Box::new(move || self.go_on()));
        let submit = move |event: web_sys::Event| {
            event.prevent_default();
            self.unlock();
        };
        let form = element("form")
            .with("novalidate", "")
            .on("submit", Box::new(submit))
            .holding(
                tag("p", "notice")
                    .with("role", "status")
                    .with("data-notice", "restore-locked")
                    .holding(said.locked),
            )
            .holding(refusal.map(|why| why.told(texts)))
            .holding(tag("div", "field").holding(label).holding(field))
            .holding(
                tag("div", "acts")
                    .holding(open.holding(said.open))
                    .holding(without.holding(said.without)),
            );
        into_view(form).into()
    }

    fn is_working(self) -> bool {
        self.step.with_untracked(|step| matches!(step, Step::Working(..)))
    }

    fn take(self, file: File) {
        if !self.is_working() {
            self.waiting.set_value(None);
            self.begin(Act::Take(file));
        }
    }

    fn unlock(self) {
        let secret = self.secret.get_untracked();
        self.secret.set(String::new());
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            self.begin(Act::Unlock(waiting, secret));
        }
    }

    fn go_on(self) {
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            self.begin(Act::GoOn(waiting));
        }
    }

    fn begin(self, act: Act) {
        self.step.set(Step::Working(0, 0));
        spawn(async move {
            let step = self.follow(act).await.unwrap_or_else(|failed| failed);
            // The page may have been left meanwhile.
            self.step.try_set(step);
        });
    }

    async fn follow(self, act: Act) -> Result<Step, Step> {
        let opened = self.desk.opened();
        // The page may have been left meanwhile.
        let tell = |done, total| drop(self.step.try_set(Step::Working(done, total)));
        let (arrived, file) = match act {
            Act::Take(file) => {
                let mut arrived = read(&file).await?;
                let file = file.name();
                match opened.steward.reader.open_arrived(&mut arrived, &tell).await? {
                    None => (arrived, file),
                    Some(keyring) => return Ok(self.wait(Waiting { file, arrived, keyring }, None)),
                }
            }
            Act::Unlock(mut waiting, secret) => {
                let unlocking = waiting.keyring.unlock(&secret);
                let zone = opened.settings.with_untracked(|settings| settings.zone.clone());
                match attempt(&secret, &opened.store, &zone, unlocking).await {
                    Ok(private) => waiting.arrived.open(&private, &tell).await?,
                    Err(refusal) => return Ok(self.wait(waiting, Some(refusal))),
                }
                (waiting.arrived, waiting.file)
            }
            Act::GoOn(waiting) => (waiting.arrived, waiting.file),
        };
        let left_out = arrived.left_out();
        Ok(Step::Done(opened.restore(arrived, &file).await?, left_out))
    }

    fn wait(self, waiting: Waiting, refusal: Option<Refusal>) -> Step {
        // The page may have been left meanwhile.
        self.waiting.try_set_value(Some(waiting));
        Step::Locked(refusal)
    }
}

/// The bundle in `file`, whole.
async fn read(file: &File) -> Result<Arrived, Step> {
    if file.size() > LARGEST {
        return Err(Step::Refused("larger than 1 GB".to_owned()));
    }
    let bytes = bytes_of(file).await?;
    let unchecked = Unchecked::read(&bytes)?;
    let mut hashes = Vec::new();
    for content in unchecked.contents() {
        hashes.push(sha256(content).await?.try_into().map_err(|_| CryptoError)?);
    }
    Ok(Arrived::of(&unchecked.check(&hashes)?))
}

/// What came of it.
fn outcome(brought: Brought, left_out: &[String], locale: Locale, texts: &Texts) -> Part {
    let said = &texts.restore;
    let Brought { new, known, gone } = brought;
    let first = if new == 0 { said.nothing.to_owned() } else { said.new.of(new, locale) };
    let counted = [(known, &said.known), (gone, &said.gone), (left_out.len(), &said.left_out)];
    let mut sentences = vec![element("p").holding(first).into()];
    for (count, words) in counted.into_iter().filter(|(count, _)| *count > 0) {
        sentences.push(element("p").holding(words.of(count, locale)).into());
    }
    let name = |one: &String| -> Part { element("li").holding(one.as_str()).into() };
    let names: Vec<Part> = left_out.iter().take(NAMED).map(name).collect();
    let names = (!names.is_empty())
        .then(|| element("ul").with("class", "names").with("lang", "en").holding(names));
    let done = tag("div", "notice done")
        .with("role", "status")
        .with("data-notice", "restored")
        .with("data-new", &new.to_string())
        .with("data-known", &known.to_string())
        .with("data-gone", &gone.to_string())
        .holding(sentences)
        .holding(names);
    into_view(done).into()
}
