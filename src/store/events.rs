//! The log: what happened on the tablet apart from what customers said (calls for
//! staff, repeated presses, starts after a failure), and what staff did in the
//! console. Nothing in it is ever changed or deleted; `web/chain.js` links it.

use std::str::FromStr;

use chrono::{DateTime, FixedOffset};
use wasm_bindgen::JsValue;

use super::{Area, Store};
use crate::platform::{Record, StorageError};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When, RFC 3339 in the branch's zone.
    pub at: String,
    /// What.
    pub what: What,
    /// For how long, in seconds, where that means anything.
    pub seconds: Option<u32>,
    /// More about it, for whoever looks after the tablet. Nothing customers said.
    pub detail: String,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A customer called the staff, who came after so many seconds.
    CallAnswered,
    /// A customer called the staff and took it back after so many seconds.
    CallCancelled,
    /// A customer called the staff; nobody came.
    CallUnanswered,
    /// Somebody pressed again right after an interview.
    RepeatedPress,
    /// The kiosk stopped by itself and started again; `detail` says where.
    Failed,
    /// A new version did not start; the one before it is back.
    UpdateRefused,
    /// Responses were deleted because they were old enough; `detail` says how
    /// many, and from which day on they are kept.
    Expired,
    /// One response was deleted on request; `detail` names it.
    Erased,
    /// The tablet's date jumped: nothing is deleted until staff confirm it.
    ClockJumped,
    /// A sealed bundle of everything was taken; `detail` names the file.
    Bundled,
    /// A bundle was brought in; `detail` says how many responses were new, and
    /// names the file.
    Restored,
    /// The tablet was set up; `detail` says from what.
    SetUp,
    /// The console was opened; `detail` says with which secret.
    Unlocked,
    /// A wrong secret was given; `detail` says which kind.
    Refused,
    /// The console was closed; `detail` says by whom.
    Locked,
    /// A file was taken; `detail` names it, and says how many responses are in it.
    Exported,
    /// Settings were changed; `detail` names them.
    SettingsChanged,
    /// What opens the responses was changed; `detail` says what of it.
    KeysChanged,
    /// A closing sheet was printed; `detail` says of which day.
    Printed,
    /// A digest was taken; `detail` names the file.
    DigestTaken,
    /// Staff confirmed the date after a jump; `detail` says which.
    DateConfirmed,
    /// A day is over; `detail` is a `ClosedDay` of `heard_exchange::log`.
    DayClosed,
}

impl What {
    /// Every one of them.
    pub const ALL: [Self; 22] = [
        Self::CallAnswered,
        Self::CallCancelled,
        Self::CallUnanswered,
        Self::RepeatedPress,
        Self::Failed,
        Self::UpdateRefused,
        Self::Expired,
        Self::Erased,
        Self::ClockJumped,
        Self::Bundled,
        Self::Restored,
        Self::SetUp,
        Self::Unlocked,
        Self::Refused,
        Self::Locked,
        Self::Exported,
        Self::SettingsChanged,
        Self::KeysChanged,
        Self::Printed,
        Self::DigestTaken,
        Self::DateConfirmed,
        Self::DayClosed,
    ];

    /// The word in the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::CallAnswered => "call_answered",
            Self::CallCancelled => "call_cancelled",
            Self::CallUnanswered => "call_unanswered",
            Self::RepeatedPress => "repeated_press",
            Self::Failed => "failed",
            Self::UpdateRefused => "update_refused",
            Self::Expired => "expired",
            Self::Erased => "erased",
            Self::ClockJumped => "clock_jumped",
            Self::Bundled => "bundled",
            Self::Restored => "restored",
            Self::SetUp => "set_up",
            Self::Unlocked => "unlocked",
            Self::Refused => "refused",
            Self::Locked => "locked",
            Self::Exported => "exported",
            Self::SettingsChanged => "settings_changed",
            Self::KeysChanged => "keys_changed",
            Self::Printed => "printed",
            Self::DigestTaken => "digest_taken",
            Self::DateConfirmed => "date_confirmed",
            Self::DayClosed => "day_closed",
        }
    }
}

impl FromStr for What {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|what| what.code() == code).ok_or(())
    }
}

impl Event {
    /// Something that took no time.
    pub fn of(what: What, now: DateTime<FixedOffset>, detail: impl Into<String>) -> Self {
        Self { at: now.to_rfc3339(), what, seconds: None, detail: detail.into() }
    }

    fn from_stored(stored: &JsValue) -> Option<Self> {
        let record = Record::parse(&stored.as_string()?).ok()?;
        Some(Self {
            at: record.text("at")?,
            what: record.text("what")?.parse().ok()?,
            seconds: record.number("seconds"),
            detail: record.text("detail").unwrap_or_default(),
        })
    }

    /// The form it has in the database.
    pub(super) fn to_stored(&self) -> JsValue {
        JsValue::from_str(&self.to_record().to_json())
    }

    /// The form it has in the database, where it is about a response of `day`.
    pub(super) fn to_stored_of(&self, day: Option<String>) -> JsValue {
        JsValue::from_str(&self.to_record().with("day", day).to_json())
    }

    fn to_record(&self) -> Record {
        Record::new()
            .with("at", &self.at)
            .with("what", self.what.code())
            .with("seconds", self.seconds)
            .with("detail", &self.detail)
    }
}

impl Store {
    /// Keeps an event; done means on disk. Several of one instant are all kept.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn log(&self, event: &Event) -> Result<(), StorageError> {
        let transaction = self.0.write(&[Area::EVENTS])?;
        transaction.add(Area::EVENTS, &event.to_stored())?;
        transaction.complete().await
    }

    /// Everything that happened, in its order.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn events(&self) -> Result<Vec<Event>, StorageError> {
        let stored = self.0.read(&[Area::EVENTS])?.values(Area::EVENTS).await?;
        Ok(stored.iter().filter_map(|event| Event::from_stored(&event)).collect())
    }
}
