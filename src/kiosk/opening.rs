//! Opening for business: the storage, the settings, the questionnaire.

use std::rc::Rc;

use super::{language::Language, notice::Notice};
use crate::{
    locale::Locale,
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
    /// Ready to ask. What is new has its settings from the provisioning file,
    /// and they are not kept yet.
    Ready { tablet: Rc<Tablet>, journal: Journal, store: Store, language: Language, new: bool },
    /// Nobody has set this tablet up.
    NotSetUp,
}

/// Opens everything an interview needs.
///
/// # Errors
/// The notice that says what is missing, and the language to say it in.
pub(super) async fn open() -> Result<Opened, (Notice, Locale)> {
    let usual = |notice| (notice, Locale::default());
    let store = Store::open().await.map_err(|error| usual(Notice::of_storage(error)))?;
    let kept = store.settings().await.map_err(|error| usual(Notice::of_storage(error)))?;
    let new = kept.is_none();
    let settings = match kept {
        Some(settings) => Some(settings),
        None => provisioned().await.map_err(usual)?,
    };
    let Some(settings) = settings else { return Ok(Opened::NotSetUp) };
    let first = settings.locales.first().copied().unwrap_or_default();
    // Both files are on their way while the storage is looked at.
    let texts = Language::load(first);
    let asked = questionnaires::load(settings.questionnaire);
    let journal =
        Journal::open(store.clone(), settings.keys.clone()).await.map_err(Notice::of_storage);
    let in_use = asked.await.map_err(|error| Notice::of_questionnaire(&error));
    let language = texts.await.map_err(|error| Notice::of_language(&error));
    let failed = |notice| (notice, first);
    Ok(Opened::Ready {
        journal: journal.map_err(failed)?,
        tablet: Rc::new(Tablet { settings, in_use: in_use.map_err(failed)? }),
        store,
        new,
        language: language.map_err(failed)?,
    })
}

/// Settings from the provisioning file, where it is complete.
async fn provisioned() -> Result<Option<Settings>, Notice> {
    let provision = Provision::load().await.map_err(|e| Notice::ProvisionBroken(e.to_string()))?;
    Ok(new_device_id().and_then(|device| provision.settings(device)))
}
