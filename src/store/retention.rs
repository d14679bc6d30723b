//! Retention: what is older than customers were told is deleted, locked console
//! or not, and leaves a trace. Its figures stay, where it was archived.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};
use wasm_bindgen::JsValue;

use super::{Area, Event, Key, Store, What, archive};
use crate::platform::{Record, StorageError, Transaction};

/// Days a tablet may lie in a drawer before its date is doubted.
const DRAWER: i32 = 45;
/// Days its date may fall back: another zone.
const BACK: i32 = 1;
/// No response is older than Heard: such a date is a clock that had stopped,
/// and no reason to delete.
const FIRST_DAY: &str = "2026-01-01";

/// How the tablet's date stands to those seen before. Days from the Common Era.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    /// The latest day that was believed.
    day: Option<i32>,
    /// The day that is not, until staff say so.
    doubted: Option<i32>,
}

impl Seen {
    fn from_stored(stored: &JsValue) -> Self {
        let record = stored.as_string().and_then(|json| Record::parse(&json).ok());
        let day =
            |field| record.as_ref()?.number(field).and_then(|number| i32::try_from(number).ok());
        Self { day: day("day"), doubted: day("doubted") }
    }

    fn to_stored(self) -> JsValue {
        let record = Record::new().with("day", self.day).with("doubted", self.doubted);
        JsValue::from_str(&record.to_json())
    }

    /// What `today` makes of it.
    fn on(self, today: i32) -> Self {
        let seen = self.day.unwrap_or(today);
        if (seen - BACK..=seen + DRAWER).contains(&today) {
            Self { day: Some(seen.max(today)), doubted: None }
        } else {
            Self { day: Some(seen), doubted: Some(today) }
        }
    }
}

/// A date that staff have to look at: the tablet's clock has jumped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The last day before.
    pub before: NaiveDate,
    /// The day it is now, by the tablet.
    pub now: NaiveDate,
}

impl Store {
    /// Deletes the responses given more than `retention_days` before `now` and
    /// says so in an event, all in one; where the date has jumped, nothing but
    /// the event.
    ///
    /// # Errors
    /// When it is not on disk; then nothing was done.
    pub async fn keep_house(
        &self,
        now: DateTime<FixedOffset>,
        retention_days: u16,
    ) -> Result<(), StorageError> {
        let areas = [
            Area::META,
            Area::JOURNAL,
            Area::EXPORTED,
            Area::SEGMENTS,
            Area::CATALOG,
            Area::EVENTS,
        ];
        let transaction = self.0.write(&areas)?;
        let before = Seen::from_stored(&transaction.get(Area::META, Key::SEEN).await?);
        let seen = before.on(now.num_days_from_ce());
        if seen != before {
            transaction.put(Area::META, Key::SEEN, &seen.to_stored())?;
        }
        if seen.doubted.is_some() {
            if seen.doubted != before.doubted {
                let event = Event::of(What::ClockJumped, now, "");
                transaction.add(Area::EVENTS, &event.to_stored())?;
            }
            return transaction.complete().await;
        }
        let limit = day_of(now - TimeDelta::days(retention_days.into()));
        let old = transaction.keys_between(Area::JOURNAL, Area::BY_DAY, FIRST_DAY, &limit).await?;
        let listed =
            transaction.entries_between(Area::CATALOG, Area::BY_DAY, FIRST_DAY, &limit).await?;
        let mut count = u32::try_from(old.len()).unwrap_or(u32::MAX);
        delete(&transaction, &old)?;
        for (id, stored) in listed {
            count += archive::expire(&transaction, &id, &stored)?;
        }
        if count > 0 {
            let mut detail = count.to_string();
            detail.push_str(" before ");
            detail.push_str(&limit);
            let event = Event::of(What::Expired, now, detail);
            transaction.add(Area::EVENTS, &event.to_stored())?;
        }
        transaction.complete().await
    }

    /// The jump of the tablet's date, where staff have not confirmed it.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn doubt(&self) -> Result<Option<Doubt>, StorageError> {
        let stored = self.0.read(&[Area::META])?.get(Area::META, Key::SEEN).await?;
        let Seen { day, doubted } = Seen::from_stored(&stored);
        let date = NaiveDate::from_num_days_from_ce_opt;
        let doubt = day.and_then(date).zip(doubted.and_then(date));
        Ok(doubt.map(|(before, now)| Doubt { before, now }))
    }

    /// Staff say that it really is the day the tablet says, which is put on record.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn believe(&self, now: DateTime<FixedOffset>) -> Result<(), StorageError> {
        let seen = Seen { day: Some(now.num_days_from_ce()), doubted: None };
        let transaction = self.0.write(&[Area::META, Area::EVENTS])?;
        transaction.put(Area::META, Key::SEEN, &seen.to_stored())?;
        let event = Event::of(What::DateConfirmed, now, day_of(now));
        transaction.add(Area::EVENTS, &event.to_stored())?;
        transaction.complete().await
    }
}

/// Takes responses away, and when they were exported.
fn delete(transaction: &Transaction, ids: &[String]) -> Result<(), StorageError> {
    ids.iter().try_for_each(|id| {
        transaction.delete(Area::JOURNAL, id)?;
        transaction.delete(Area::EXPORTED, id)
    })
}

/// The day after `day`, as the stores write it: what is of `day` lies before it.
pub(super) fn day_after(day: NaiveDate) -> String {
    day.succ_opt().unwrap_or(day).to_string()
}

/// A moment's day as `2026-11-22`.
pub(super) fn day_of(moment: DateTime<FixedOffset>) -> String {
    let mut day = moment.to_rfc3339();
    day.truncate(FIRST_DAY.len());
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_doubted_when_it_jumps_and_only_then() {
        let first = Seen::default().on(1000);
        assert_eq!(first, Seen { day: Some(1000), doubted: None });
        assert_eq!(first.on(1001), Seen { day: Some(1001), doubted: None });
        assert_eq!(first.on(999), first, "another zone");
        assert_eq!(first.on(998), Seen { day: Some(1000), doubted: Some(998) });
        assert_eq!(first.on(1045), Seen { day: Some(1045), doubted: None });
        let ahead = first.on(1046);
        assert_eq!(ahead, Seen { day: Some(1000), doubted: Some(1046) });
        assert_eq!(ahead.on(1002), Seen { day: Some(1002), doubted: None }, "it was put right");
        assert_eq!(ahead.on(1047), Seen { day: Some(1000), doubted: Some(1047) });
    }
}
