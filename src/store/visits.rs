//! What a visit can be about: the lists that provisioning gives, and what
//! staff have chosen for the present shift.

use std::str::FromStr;

use heard_exchange::Channel;
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::{Area, Key, Place, Settings, Store};
use crate::platform::{Record, StorageError};

/// What can be told about a visit. A value that is on none of these lists is
/// refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Who may stand at the counter, by code and name.
    pub tellers: Vec<Place>,
    /// What a visit may be about, by code and name.
    pub businesses: Vec<Place>,
    /// How people are reached here; none: at the counter where there is one,
    /// else in the lobby.
    pub channel: Option<Channel>,
    /// The pages (origins) that may embed the kiosk and tell it about a visit.
    pub embedders: Vec<String>,
}

impl Visits {
    /// Every field of its record.
    pub const FIELDS: [&str; 4] = ["tellers", "businesses", "channel", "embedders"];

    /// Reads what is there. What is of another kind is a fault of `record`.
    pub fn from_record(record: &Record) -> Self {
        let places = |field| {
            let places = record.records(field).unwrap_or_default();
            let places: Vec<Place> = places.iter().map(Place::from_record).collect();
            if places.iter().any(|place| place.code.trim().is_empty()) {
                record.refuse(field, "a list of codes and names");
            }
            places
        };
        let channel = record.text("channel").map(|code| {
            let channel = Channel::from_str(&code).ok();
            record.needed(
                channel,
                "channel",
                "counter, lobby, open_day, outreach, hotline or mystery",
            )
        });
        Self {
            tellers: places("tellers"),
            businesses: places("businesses"),
            channel,
            embedders: record.texts("embedders").unwrap_or_default(),
        }
    }

    /// Adds what [`Self::from_record`] reads.
    pub fn put_into(&self, record: Record) -> Record {
        let places = |places: &[Place]| -> Array {
            places.iter().map(|place| JsValue::from(place.to_record())).collect()
        };
        let embedders: Array = self.embedders.iter().map(|it| JsValue::from_str(it)).collect();
        record
            .with("tellers", places(&self.tellers))
            .with("businesses", places(&self.businesses))
            .with("channel", self.channel.map(Channel::code))
            .with("embedders", embedders)
    }
}

impl Settings {
    /// How people are reached where staff have chosen nothing for the occasion.
    pub fn usual_channel(&self) -> Channel {
        let by_place = if self.counter.is_some() { Channel::Counter } else { Channel::Lobby };
        self.visits.channel.unwrap_or(by_place)
    }
}

/// What staff have chosen for the present shift. It ends with the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// The code of who stands at the counter.
    pub teller: Option<String>,
    /// How people are reached on this occasion, where not as usual.
    pub channel: Option<Channel>,
}

impl Store {
    /// The shift that was begun on `day` (`2026-11-21`, in the branch's zone);
    /// nothing chosen where the last was begun on another.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn shift(&self, day: &str) -> Result<Shift, StorageError> {
        let stored = self.0.read(&[Area::META])?.get(Area::META, Key::SHIFT).await?;
        let record = stored.as_string().and_then(|json| Record::parse(&json).ok());
        let record = record.filter(|record| record.text("day").is_some_and(|it| it == day));
        Ok(record.map_or_else(Shift::default, |record| Shift {
            teller: record.text("teller"),
            channel: record.text("channel").and_then(|code| Channel::from_str(&code).ok()),
        }))
    }

    /// Keeps what was chosen for the shift of `day`; done means on disk.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn save_shift(&self, shift: &Shift, day: &str) -> Result<(), StorageError> {
        let record = Record::new()
            .with("day", day)
            .with("teller", shift.teller.clone())
            .with("channel", shift.channel.map(Channel::code));
        let transaction = self.0.write(&[Area::META])?;
        transaction.put(Area::META, Key::SHIFT, &JsValue::from_str(&record.to_json()))?;
        transaction.complete().await
    }
}
