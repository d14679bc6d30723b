//! Opening for business: the lock, the storage, the settings, the questionnaire.

use std::rc::Rc;

use super::{language::Language, notice::Notice};
use crate::{
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
/// The notice that says what is missing, and the settings where they could be read.
pub(super) async fn open() -> Result<Opened, (Notice, Option<Settings>)> {
    let store = Store::open().await.map_err(|error| (Notice::of_storage(error), None))?;
    let settings = store.settings().await.map_err(|error| (Notice::of_storage(error), None))?;
    let settings = match settings {
        Some(settings) => settings,
        None => match provisioned(&store).await.map_err(|notice| (notice, None))? {
            Some(settings) => settings,
            None => return Ok(Opened::NotSetUp),
        },
    };
    ask_to_persist();
    let failed = |notice| (notice, Some(settings.clone()));
    // Both files are on their way while the storage is looked at.
    let first = settings.locales.first().copied().unwrap_or_default();
    let texts = Language::load(first);
    let asked = questionnaires::load(settings.questionnaire);
    let journal = Journal::open(store.clone()).await;
    let journal = journal.map_err(|error| failed(Notice::of_storage(error)))?;
    let in_use = asked.await.map_err(|error| failed(Notice::of_questionnaire(&error)))?;
    let language = texts.await.map_err(|error| failed(Notice::of_language(&error)))?;
    let tablet = Rc::new(Tablet { settings, in_use });
    Ok(Opened::Ready { tablet, journal, store, language })
}

/// Settings from the provisioning file, kept, where it is complete.
async fn provisioned(store: &Store) -> Result<Option<Settings>, Notice> {
    let provision = Provision::load().await.map_err(|e| Notice::ProvisionBroken(e.to_string()))?;
    let settings = new_device_id().and_then(|device| provision.settings(device));
    // Not asked of stored settings at each start: the browser takes long over it.
    let settings = settings.filter(|settings| zone_exists(&settings.zone));
    let Some(settings) = settings else { return Ok(None) };
    store.save_settings(&settings).await.map_err(Notice::of_storage)?;
    Ok(Some(settings))
}
