//! What happened on the tablet that staff want to know of, apart from what
//! customers said: calls for staff, repeated presses, starts after a failure.

use std::str::FromStr;

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
}

impl What {
    /// Every one of them.
    pub const ALL: [Self; 11] = [
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
        let record = Record::new()
            .with("at", &self.at)
            .with("what", self.what.code())
            .with("seconds", self.seconds)
            .with("detail", &self.detail);
        JsValue::from_str(&record.to_json())
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
