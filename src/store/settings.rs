//! The tablet's settings: who and where it is, and what it asks.

use heard_exchange::DeviceId;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::{Area, Gate, Key, Store};
use crate::{locale::Locale, platform::StorageError};

/// Everything set-up asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The bank's name, as customers see it.
    pub bank: String,
    /// Its logo as a `data:` address of an image, where there is one.
    pub logo: Option<String>,
    /// Which branch.
    pub branch: Place,
    /// Which counter; none on a tablet in the lobby.
    pub counter: Option<Place>,
    /// Languages offered, the first at the start. Never empty.
    pub locales: Vec<Locale>,
    /// The branch's time zone (IANA).
    pub zone: String,
    /// What is asked.
    pub questionnaire: QuestionnaireName,
    /// What opens the answers.
    pub passphrase: Gate,
    /// For how many days responses are kept, as customers are told.
    pub retention_days: u16,
    /// This tablet's name in exports; random, given at set-up.
    pub device: DeviceId,
    /// Staff are practising: responses are marked and kept out of figures.
    #[serde(default)]
    pub training: bool,
    /// Where demonstration responses come from; then everything shown is
    /// labelled as a demonstration.
    #[serde(default)]
    pub demo: Option<String>,
}

/// A branch or a counter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Stands in exports: no spaces needed, stable.
    pub code: String,
    /// What people read.
    pub name: String,
}

/// A questionnaire shipped with the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionnaireName {
    /// One tap, and more only if wished.
    #[default]
    Counter,
    /// Everything in one go.
    Lobby,
}

impl QuestionnaireName {
    /// Every one of them.
    pub const ALL: [Self; 2] = [Self::Counter, Self::Lobby];

    /// The word in settings, provisioning files and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Lobby => "lobby",
        }
    }

    /// Its file, relative to the page.
    pub fn path(self) -> String {
        format!("questionnaires/{}.json", self.code())
    }
}

impl Store {
    /// The settings; none before set-up.
    ///
    /// # Errors
    /// When the storage cannot be read or the settings are damaged.
    pub async fn settings(&self) -> Result<Option<Settings>, StorageError> {
        let stored = self.0.read(&[Area::META])?.get(Area::META, Key::SETTINGS).await?;
        let Some(json) = stored.as_string() else { return Ok(None) };
        serde_json::from_str(&json)
            .map(Some)
            .map_err(|error| StorageError::broken(format!("the settings are damaged: {error}")))
    }

    /// Keeps `settings`; done means on disk.
    ///
    /// # Errors
    /// When they are not on disk.
    pub async fn save_settings(&self, settings: &Settings) -> Result<(), StorageError> {
        let json = serde_json::to_string(settings).map_err(|error| {
            StorageError::broken(format!("settings cannot be written: {error}"))
        })?;
        let transaction = self.0.write(&[Area::META])?;
        transaction.put(Area::META, Key::SETTINGS, &JsValue::from_str(&json))?;
        transaction.complete().await
    }
}
