//! The tablet's settings: who and where it is, and what it asks.

use std::str::FromStr;

use heard_exchange::DeviceId;
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::{Area, Conduct, Event, Gate, Key, Keys, Store, Visits};
use crate::{
    locale::Locale,
    platform::{Record, RecordError, StorageError},
    provision::Provision,
};

/// Everything set-up asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Whom responses are sealed to, and what opens them.
    pub keys: Keys,
    /// What opens the console of a tablet that has no keyring yet.
    pub passphrase: Option<Gate>,
    /// What lets staff leave the kiosk and help a customer; none: anybody can.
    pub pin: Option<Gate>,
    /// For how many days responses are kept, as customers are told.
    pub retention_days: u16,
    /// This tablet's name in exports; random, given at set-up.
    pub device: DeviceId,
    /// Staff are practising: responses are marked and kept out of figures.
    pub training: bool,
    /// How the kiosk behaves.
    pub conduct: Conduct,
    /// What a visit can be about.
    pub visits: Visits,
    /// Where demonstration responses come from; then everything shown is
    /// labelled as a demonstration.
    pub demo: Option<String>,
}

/// A branch or a counter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Stands in exports: no spaces needed, stable.
    pub code: String,
    /// What people read.
    pub name: String,
}

/// A questionnaire shipped with the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

impl FromStr for QuestionnaireName {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|name| name.code() == code).ok_or(())
    }
}

impl Place {
    /// Reads a place: `{"code", "name"}`. What is of another kind is a fault of
    /// `record`.
    pub fn from_record(record: &Record) -> Self {
        let text = |field| record.text(field).unwrap_or_default();
        Self { code: text("code"), name: text("name") }
    }

    /// The record that [`Self::from_record`] reads.
    pub fn to_record(&self) -> Record {
        Record::new().with("code", &self.code).with("name", &self.name)
    }
}

impl Settings {
    /// Where the tablet stands, as customers read it: the counter, or else the
    /// branch.
    pub fn place(&self) -> &str {
        let place = self.counter.as_ref().unwrap_or(&self.branch);
        if place.name.is_empty() { &place.code } else { &place.name }
    }

    /// Reads stored settings: a provisioning file's fields and the tablet's own.
    ///
    /// # Errors
    /// Names what is missing or of another kind.
    pub fn from_record(record: &Record) -> Result<Self, RecordError> {
        let device = record.text("device").and_then(|device| DeviceId::new(device).ok());
        let training = record.flag("training").unwrap_or_default();
        let provision = record.checked(Provision::from_record(record))?;
        let missing = |field, expected| RecordError::Field { field, expected };
        let device = device.ok_or(missing("device", "a tablet's name"))?;
        let settings = provision.settings(device);
        let needed = "bank, branch, locales, zone and keyring";
        let settings = settings.ok_or(missing(needed, "there"))?;
        Ok(Settings { training, ..settings })
    }

    /// The record that [`Self::from_record`] reads.
    pub fn to_record(&self) -> Record {
        let locales: Array = self.locales.iter().map(|l| JsValue::from_str(l.code())).collect();
        let record = Record::new()
            .with("bank", &self.bank)
            .with("logo", self.logo.clone())
            .with("branch", self.branch.to_record())
            .with("counter", self.counter.as_ref().map(Place::to_record))
            .with("locales", locales)
            .with("zone", &self.zone)
            .with("questionnaire", self.questionnaire.code())
            .with("passphrase", self.passphrase.as_ref().map(Gate::to_record))
            .with("pin", self.pin.as_ref().map(Gate::to_record))
            .with("retention_days", self.retention_days)
            .with("device", self.device.as_str())
            .with("training", self.training)
            .with("demo", self.demo.clone());
        self.keys.put_into(self.visits.put_into(self.conduct.put_into(record)))
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
        let settings = Record::parse(&json).and_then(|record| Settings::from_record(&record));
        settings
            .map(Some)
            .map_err(|error| StorageError::broken(format!("the settings are damaged: {error}")))
    }

    /// Keeps `settings`, with the event that tells of it; done means on disk.
    ///
    /// # Errors
    /// When they are not on disk.
    pub async fn save_settings(
        &self,
        settings: &Settings,
        event: &Event,
    ) -> Result<(), StorageError> {
        let json = settings.to_record().to_json();
        let transaction = self.0.write(&[Area::META, Area::EVENTS])?;
        transaction.put(Area::META, Key::SETTINGS, &JsValue::from_str(&json))?;
        transaction.add(Area::EVENTS, &event.to_stored())?;
        transaction.complete().await
    }
}
