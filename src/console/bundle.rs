//! The sealed bundle: everything on the tablet as one file that nobody reads
//! without a key. Whoever works at the branch can take it, passphrase or not.

use std::{io::Cursor, rc::Rc};

use heard_exchange::bundle::{self, About, File, lines};
use leptos::prelude::*;

use super::{
    language::Language,
    parts::{button, fact, into_view, notice, panel, parts, tag, trouble, value, words},
    texts::Texts,
};
use crate::{
    locale::{Locale, fill},
    platform::{
        CryptoError, FetchError, FileError, Folder, StorageError, can_share, download, fetch_text,
        has_folders, local_day, log_lines, now_in, sha256, share, spawn,
    },
    store::{Event, QuestionnaireName, Settings, Store, What},
    ui::element::{Part, nothing, remade},
};

const MEDIA_TYPE: &str = "application/zip";

/// Where it goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Download,
    Share,
    /// To the folder granted before, or one that is chosen now.
    Folder,
    /// To one that is chosen now.
    OtherFolder,
}

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
    /// The name of the folder it is in.
    folder: Option<String>,
}

/// The panel, for as long as a page shows it.
#[derive(Clone, Copy)]
struct Bundling {
    outcome: RwSignal<Option<Outcome>>,
    busy: RwSignal<bool>,
    count: RwSignal<Option<usize>>,
    /// The name of the folder granted before.
    folder: RwSignal<Option<String>>,
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
        folder: RwSignal::new(None),
        taken,
        kept: StoredValue::new_local((store.clone(), settings)),
    };
    spawn(async move {
        let count = store.count().await.ok().and_then(|count| usize::try_from(count).ok());
        let folder = store.folder().await.ok().flatten().map(|folder| folder.name());
        // The page may have been left meanwhile.
        bundling.count.try_set(count);
        bundling.folder.try_set(folder);
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
            let share = can_share(MEDIA_TYPE)
                .then(|| self.button(Way::Share, "second", "share-bundle", said.share.into()));
            let folders = has_folders().then(|| {
                remade(Box::new(move || {
                    self.folder.with(|folder| self.folders(folder.as_deref(), texts))
                }))
            });
            tag("div", "acts")
                .holding(self.button(Way::Download, "act", "save-bundle", said.save.into()))
                .holding(share)
                .holding(folders)
                .into()
        } else {
            notice("no-keys", said.no_keys).into()
        };
        let told = remade(Box::new(move || self.told(locale, texts)));
        let content =
            parts![words("p", "", said.line), facts, ways, tag("div", "outcome").holding(told),];
        panel(said.title, content)
    }

    /// The ways into a folder: the one granted before, and another.
    fn folders(self, granted: Option<&str>, texts: &Texts) -> Part {
        let said = &texts.bundle;
        let Some(granted) = granted else {
            return self.button(Way::Folder, "second", "save-folder", said.folder.into());
        };
        let named = fill(said.folder_named, "folder", granted);
        parts![
            self.button(Way::Folder, "second", "save-folder", named),
            self.button(Way::OtherFolder, "second", "other-folder", said.other_folder.into()),
        ]
    }

    fn button(self, way: Way, class: &str, act: &str, label: String) -> Part {
        button(class, act, Box::new(move || self.take(way))).holding(label).into()
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
                    if let Some(folder) = made.folder {
                        self.folder.try_set(Some(folder));
                    }
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

/// Makes it, hands it out, and puts that on record. None where the person changed
/// their mind.
async fn taken(way: Way, store: &Store, settings: &Settings) -> Result<Option<Made>, String> {
    // First: a browser lets people choose only right after their action.
    let folder = match folder(way, store).await {
        Err(FileError::Cancelled) => return Ok(None),
        folder => folder.map_err(|error| error.to_string())?,
    };
    let mut made = make(store, settings).await.map_err(|error| error.to_string())?;
    let gone = match (&folder, way) {
        (Some(folder), _) => folder.put(&made.name, &made.bytes).await,
        (None, Way::Share) => share(&made.name, MEDIA_TYPE, &made.bytes).await,
        (None, _) => download(&made.name, MEDIA_TYPE, &made.bytes),
    };
    match gone {
        Err(FileError::Cancelled) => return Ok(None),
        Err(error) => return Err(error.to_string()),
        Ok(()) => {}
    }
    made.folder = folder.map(|folder| folder.name());
    let event = Event::of(What::Bundled, now_in(&settings.zone), made.name.clone());
    store.put_on_record(&event).await.map_err(|error| error.detail)?;
    Ok(Some(made))
}

/// The folder that `way` leads to: granted still, or chosen now and remembered.
async fn folder(way: Way, store: &Store) -> Result<Option<Folder>, FileError> {
    if !matches!(way, Way::Folder | Way::OtherFolder) {
        return Ok(None);
    }
    let refused = |error: StorageError| FileError::Refused(error.detail);
    let known = if way == Way::Folder { store.folder().await.map_err(refused)? } else { None };
    if let Some(known) = known
        && known.is_granted().await?
    {
        return Ok(Some(known));
    }
    let chosen = Folder::choose().await?;
    store.keep_folder(&chosen).await.map_err(refused)?;
    Ok(Some(chosen))
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
    Ok(Made { name, count: sealed.count, bytes, folder: None })
}

async fn hash(text: &str) -> Result<[u8; 32], CryptoError> {
    sha256(text.as_bytes()).await?.try_into().map_err(|_| CryptoError)
}
