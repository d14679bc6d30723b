//! Opening for business: the lock, the storage, the settings, the questionnaire.

use std::{pin::Pin, rc::Rc};

use super::{language::Language, notice::Notice};
use crate::{
    locale::Locale,
    platform::{Lock, ask_to_persist, claim, zone_exists},
    provision::{Provision, new_device_id},
    questionnaires::{self, InUse},
    store::{Journal, Settings, Store},
};

/// A tablet that is set up: what it is and what it asks.
pub(super) struct Tablet {
    pub(super) settings: Settings,
    pub(super) in_use: InUse,
}

/// What was found.
pub(super) enum Opened {
    /// Ready to ask.
    Ready { tablet: Rc<Tablet>, journal: Journal, store: Store, language: Language },
    /// Nobody has set this tablet up.
    NotSetUp,
}

/// The lock that only one tab holds.
const LOCK: &str = "heard-kiosk";

/// Becomes the one kiosk of this browser.
///
/// # Errors
/// The notice to show while another tab is; with the wait for its end.
pub(super) async fn become_the_kiosk() -> Result<(), js_sys::Promise> {
    match claim(LOCK).await {
        Lock::Held => Ok(()),
        Lock::Elsewhere(until_free) => Err(until_free),
    }
}

/// Opens everything an interview needs.
///
/// # Errors
/// The notice that says what is missing, and the language to say it in.
pub(super) async fn open() -> Result<Opened, (Notice, Locale)> {
    let usual = |notice| (notice, Locale::default());
    let store = Store::open().await.map_err(|error| usual(Notice::of_storage(error)))?;
    let Some(settings) = settings_of(store.clone()).await.map_err(usual)? else {
        return Ok(Opened::NotSetUp);
    };
    ask_to_persist();
    let first = settings.locales.first().copied().unwrap_or_default();
    // Both files are on their way while the storage is looked at.
    let texts = Language::load(first);
    let asked = questionnaires::load(settings.questionnaire);
    let journal = Journal::open(store.clone()).await.map_err(Notice::of_storage);
    let in_use = asked.await.map_err(|error| Notice::of_questionnaire(&error));
    let language = texts.await.map_err(|error| Notice::of_language(&error));
    let failed = |notice| (notice, first);
    Ok(Opened::Ready {
        journal: journal.map_err(failed)?,
        tablet: Rc::new(Tablet { settings: *settings, in_use: in_use.map_err(failed)? }),
        store,
        language: language.map_err(failed)?,
    })
}

/// Settings, or none before set-up.
type Found = Result<Option<Box<Settings>>, Notice>;

/// The settings: those kept, or from the provisioning file, where it is
/// complete. Boxed: their many fields would be moved again and again.
fn settings_of(store: Store) -> Pin<Box<dyn Future<Output = Found>>> {
    Box::pin(async move {
        match store.settings().await.map_err(Notice::of_storage)? {
            Some(settings) => Ok(Some(Box::new(settings))),
            None => provisioned(&store).await,
        }
    })
}

async fn provisioned(store: &Store) -> Found {
    let provision = Provision::load().await.map_err(|e| Notice::ProvisionBroken(e.to_string()))?;
    let settings = new_device_id().and_then(|device| provision.settings(device));
    // Not asked of stored settings at each start: the browser takes long over it.
    let settings = settings.filter(|settings| zone_exists(&settings.zone)).map(Box::new);
    if let Some(settings) = &settings {
        store.save_settings(settings).await.map_err(Notice::of_storage)?;
    }
    Ok(settings)
}
