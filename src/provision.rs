//! Provisioning: what the bank's IT has prepared for set-up in a file
//! `provision.json` beside the app. All of it is optional; where nothing is
//! missing the tablet sets itself up, otherwise the form starts filled in.

use heard_exchange::DeviceId;

use crate::{
    locale::Locale,
    platform::{FetchError, Record, RecordError, fetch_text, random_bytes},
    store::{Conduct, Gate, Keys, Place, QuestionnaireName, Settings, Visits},
};

/// What the file may say; see [`Settings`] for the meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provision {
    /// The bank's name.
    pub bank: Option<String>,
    /// A `data:` address of an image.
    pub logo: Option<String>,
    /// Which branch.
    pub branch: Option<Place>,
    /// Which counter.
    pub counter: Option<Place>,
    /// Languages offered.
    pub locales: Option<Vec<Locale>>,
    /// Time zone (IANA).
    pub zone: Option<String>,
    /// What is asked.
    pub questionnaire: Option<QuestionnaireName>,
    /// Whom responses are sealed to, and what opens them: nothing without the
    /// passphrase.
    pub keys: Keys,
    /// What opened the answers before they were sealed. In settings only.
    pub passphrase: Option<Gate>,
    /// What lets staff leave the kiosk: never the PIN itself.
    pub pin: Option<Gate>,
    /// For how many days responses are kept.
    pub retention_days: Option<u16>,
    /// A CSV file of demonstration responses, relative to the page.
    pub demo: Option<String>,
    /// How the kiosk behaves.
    pub conduct: Conduct,
    /// What a visit can be about.
    pub visits: Visits,
}

/// The file is there but cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("provision.json: {0}")]
pub struct ProvisionError(#[from] RecordError);

impl Provision {
    /// Days responses are kept where nobody said otherwise.
    pub const RETENTION_DAYS: u16 = 180;

    /// Every field of the file.
    const FIELDS: [&str; 10] = [
        "bank",
        "logo",
        "branch",
        "counter",
        "locales",
        "zone",
        "questionnaire",
        "pin",
        "retention_days",
        "demo",
    ];

    /// Reads the file; an absent or unreachable one says nothing.
    ///
    /// # Errors
    /// When it is there but is not a provisioning file.
    pub async fn load() -> Result<Self, ProvisionError> {
        match fetch_text("provision.json").await {
            Ok(json) => Ok(Self::parse(&json)?),
            Err(FetchError::Missing(_) | FetchError::Unreachable(_)) => Ok(Self::default()),
        }
    }

    /// Reads a file of this shape.
    ///
    /// # Errors
    /// Names a field that nobody reads, or that is not what it should be.
    pub fn parse(json: &str) -> Result<Self, RecordError> {
        let record = Record::parse(json)?;
        let fields = [&Self::FIELDS, Conduct::FIELDS.as_slice(), &Visits::FIELDS, &Keys::FIELDS];
        record.only(&fields.concat());
        record.checked(Self::from_record(&record))
    }

    /// Reads the fields that are there. Those of another kind are faults of
    /// `record`.
    pub fn from_record(record: &Record) -> Self {
        let place = |field| record.record(field).as_ref().map(Place::from_record);
        Self {
            bank: record.text("bank"),
            logo: record.text("logo"),
            branch: place("branch"),
            counter: place("counter"),
            locales: record.texts("locales").map(|codes| locales(record, &codes)),
            zone: record.text("zone"),
            questionnaire: record.text("questionnaire").map(|code| questionnaire(record, &code)),
            keys: Keys::from_record(record),
            passphrase: record.record("passphrase").as_ref().map(Gate::from_record),
            pin: record.record("pin").as_ref().map(Gate::from_record),
            retention_days: record.number("retention_days").map(|number| days(record, number)),
            demo: record.text("demo"),
            conduct: Conduct::from_record(record),
            visits: Visits::from_record(record),
        }
    }

    /// Settings for the tablet called `device`, where nothing that must be
    /// known is missing.
    pub fn settings(self, device: DeviceId) -> Option<Settings> {
        if self.keys.keyring.is_none() && self.passphrase.is_none() {
            return None;
        }
        Some(Settings {
            bank: self.bank.filter(|bank| !bank.trim().is_empty())?,
            logo: self.logo,
            branch: self.branch.filter(|branch| !branch.code.trim().is_empty())?,
            counter: self.counter,
            locales: self.locales.filter(|locales| !locales.is_empty())?,
            zone: self.zone?,
            questionnaire: self.questionnaire.unwrap_or_default(),
            keys: self.keys,
            passphrase: self.passphrase,
            pin: self.pin,
            retention_days: self.retention_days.unwrap_or(Self::RETENTION_DAYS),
            device,
            training: false,
            conduct: self.conduct,
            visits: self.visits,
            demo: self.demo,
        })
    }
}

fn locales(record: &Record, codes: &[String]) -> Vec<Locale> {
    let known = codes.iter().map(|code| code.parse().ok()).collect::<Option<_>>();
    record.needed(known, "locales", "zh-CN, zh-TW or en")
}

fn questionnaire(record: &Record, code: &str) -> QuestionnaireName {
    record.needed(code.parse().ok(), "questionnaire", "counter or lobby")
}

fn days(record: &Record, number: u32) -> u16 {
    let days = u16::try_from(number).ok().filter(|days| (1..=3650).contains(days));
    record.needed(days, "retention_days", "from 1 to 3650")
}

/// A new tablet's name: `tablet-` and 8 random hexadecimal digits. None where
/// the browser has no source of randomness.
pub fn new_device_id() -> Option<DeviceId> {
    let number = u32::from_be_bytes(random_bytes().ok()?);
    DeviceId::new(format!("tablet-{number:08x}")).ok()
}
