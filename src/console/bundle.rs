//! The sealed bundle: everything on the tablet as one file that nobody reads
//! without a key. Whoever works at the branch can take it, passphrase or not.

use std::{io::Cursor, rc::Rc};

use heard_exchange::bundle::{self, About, File, lines};
use leptos::prelude::*;

use super::{
    export::Way,
    language::Language,
    parts::{button, fact, into_view, notice, panel, parts, tag, trouble, value, words},
    texts::Texts,
};
use crate::{
    locale::{Locale, fill},
    platform::{
        CryptoError, FetchError, FileError, StorageError, can_share, download, fetch_text,
        local_day, log_lines, now_in, sha256, share, spawn,
    },
    store::{Event, QuestionnaireName, Settings, Store, What},
    ui::element::{Part, nothing, remade},
};

const MEDIA_TYPE: &str = "application/zip";

/// What came of it.
#[derive(Clone)]
enum Outcome {
    Done { count: usize, file: String },
    Failed(String),
}

/// Why there is no bundle.
#[derive(Debug, thiserror::Error)]
enum BundleError {
    #[error("{}", .0.detail)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Questionnaire(#[from] FetchError),
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    #[error(transparent)]
    Written(#[from] std::io::Error),
}

/// A bundle, ready to go.
struct Made {
    name: String,
    count: usize,
    bytes: Vec<u8>,
}

/// The panel, for as long as a page shows it.
#[derive(Clone, Copy)]
struct Bundling {
    outcome: RwSignal<Option<Outcome>>,
    busy: RwSignal<bool>,
    count: RwSignal<Option<usize>>,
    taken: RwSignal<usize>,
    kept: StoredValue<(Store, Rc<Settings>), LocalStorage>,
}

/// The panel; `taken` counts the bundles taken while it is shown.
pub(super) fn bundling(
    store: Store,
    settings: Rc<Settings>,
    taken: RwSignal<usize>,
    language: Language,
) -> Part {
    let bundling = Bundling {
        outcome: RwSignal::new(None),
        busy: RwSignal::new(false),
        count: RwSignal::new(None),
        taken,
        kept: StoredValue::new_local((store.clone(), settings)),
    };
    spawn(async move {
        let count = store.count().await.ok().and_then(|count| usize::try_from(count).ok());
        // The page may have been left meanwhile.
        bundling.count.try_set(count);
    });
    remade(Box::new(move || {
        let (locale, texts) = language.get();
        untrack(|| bundling.panel(locale, texts))
    }))
}

impl Bundling {
    fn panel(self, locale: Locale, texts: &'static Texts) -> Part {
        let said = &texts.bundle;
        let (_, settings) = self.kept.get_value();
        let count = remade(Box::new(move || match self.count.get() {
            Some(count) => value("stored", count, locale),
            None => nothing(),
        }));
        let facts = tag("dl", "facts").holding(fact(said.stored, count));
        let ways: Part = if settings.keys.keyring.is_some() {
            let way = |way: Way, class: &str, act: &str, label: &'static str| {
                button(class, act, Box::new(move || self.take(way))).holding(label)
            };
            let share = can_share(MEDIA_TYPE)
                .then(|| way(Way::Share, "second", "share-bundle", said.share));
            tag("div", "acts")
                .holding(way(Way::Download, "act", "save-bundle", said.save))
                .holding(share)
                .into()
        } else {
            notice("no-keys", said.no_keys).into()
        };
        let told = remade(Box::new(move || self.told(locale, texts)));
        let content =
            parts![words("p", "", said.line), facts, ways, tag("div", "outcome").holding(told),];
        panel(said.title, content)
    }

    fn told(self, locale: Locale, texts: &Texts) -> Part {
        let said = &texts.bundle;
        match self.outcome.get() {
            None => nothing(),
            Some(Outcome::Failed(why)) => trouble("bundle-failed", said.failed, &why),
            Some(Outcome::Done { count, file }) => {
                let done = tag("p", "notice done")
                    .with("role", "status")
                    .with("data-notice", "bundled")
                    .with("data-count", &count.to_string())
                    .with("data-file", &file);
                let sentence = fill(&said.written.of(count, locale), "file", &file);
                into_view(done.holding(sentence)).into()
            }
        }
    }

    fn take(self, way: Way) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.outcome.set(None);
        let (store, settings) = self.kept.get_value();
        spawn(async move {
            let outcome = match taken(way, &store, &settings).await {
                Ok(Some(made)) => {
                    self.taken.try_update(|taken| *taken += 1);
                    Some(Outcome::Done { count: made.count, file: made.name })
                }
                // The person changed their mind.
                Ok(None) => None,
                Err(why) => Some(Outcome::Failed(why)),
            };
            // The page may have been left meanwhile.
            self.busy.try_set(false);
            self.outcome.try_set(outcome);
        });
    }
}

/// Makes it, hands it out, and puts that on record.
async fn taken(way: Way, store: &Store, settings: &Settings) -> Result<Option<Made>, String> {
    let made = make(store, settings).await.map_err(|error| error.to_string())?;
    let gone = match way {
        Way::Download => download(&made.name, MEDIA_TYPE, &made.bytes),
        Way::Share => share(&made.name, MEDIA_TYPE, &made.bytes).await,
    };
    match gone {
        Err(FileError::Cancelled) => return Ok(None),
        Err(error) => return Err(error.to_string()),
        Ok(()) => {}
    }
    let event = Event::of(What::Bundled, now_in(&settings.zone), made.name.clone());
    store.put_on_record(&event).await.map_err(|error| error.detail)?;
    Ok(Some(made))
}

async fn make(store: &Store, settings: &Settings) -> Result<Made, BundleError> {
    let sealed = store.sealed().await?;
    let responses = lines(sealed.responses.iter().map(String::as_str));
    let segments = lines(sealed.segments.iter().map(String::as_str));
    let log = log_lines().await?;
    let keyring = settings.keys.keyring.as_deref().unwrap_or_default();
    let mut questionnaires = Vec::new();
    for name in QuestionnaireName::ALL {
        questionnaires.push(fetch_text(&name.path()).await?);
    }
    let mut files = vec![
        File::journal(&responses, &hash(&responses).await?),
        File::segments(&segments, &hash(&segments).await?),
        File::log(&log, &hash(&log).await?),
        File::keyring(keyring, &hash(keyring).await?),
    ];
    for questionnaire in &questionnaires {
        files.push(File::questionnaire(questionnaire, &hash(questionnaire).await?));
    }
    let about = About {
        device: settings.device.clone(),
        branch: settings.branch.code.clone(),
        made_at: now_in(&settings.zone),
        last_sequence: sealed.last,
    };
    let mut bytes = Vec::new();
    bundle::write(Cursor::new(&mut bytes), &about, &files)?;
    let day = local_day(&settings.zone);
    let name = format!("heard-{}-{}-{day}-sealed.zip", about.branch, about.device.as_str());
    Ok(Made { name, count: sealed.count, bytes })
}

async fn hash(text: &str) -> Result<[u8; 32], CryptoError> {
    sha256(text.as_bytes()).await?.try_into().map_err(|_| CryptoError)
}
