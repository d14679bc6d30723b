//! What makes the log worth something to others: each event linked, the digest by
//! which they notice what is missing later, and the days that are over.

use chrono::{DateTime, FixedOffset, NaiveDate};
use heard_exchange::{
    log::{ClosedDay, Digest},
    time,
};

use super::{Area, Event, Settings, Store, What};
use crate::platform::{StorageError, link_log};

impl Store {
    /// Keeps an event that stands for itself, and links it; done means on disk.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn put_on_record(&self, event: &Event) -> Result<(), StorageError> {
        self.log(event).await?;
        // What could not be linked is linked with the next.
        drop(link_log().await);
        Ok(())
    }

    /// How the tablet stands at `now`.
    ///
    /// # Errors
    /// When the storage cannot be read, or the log not be linked.
    pub async fn digest(
        &self,
        settings: &Settings,
        now: DateTime<FixedOffset>,
    ) -> Result<Digest, StorageError> {
        let (entries, head) = link_log().await?;
        let day = now.date_naive();
        let index = self.index().await?;
        let of_day = index.iter().find(|of_day| of_day.day == day);
        Ok(Digest {
            device: settings.device.clone(),
            branch: settings.branch.code.clone(),
            day,
            made_at: now,
            responses: of_day.map_or(0, |of_day| of_day.count as u64),
            last_sequence: self.last_sequence().await?,
            entries,
            head,
        })
    }

    /// Notes in the log, for each day before `now` that is not noted yet, how many
    /// responses it has.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn close_days(&self, now: DateTime<FixedOffset>) -> Result<(), StorageError> {
        let events = self.events().await?;
        let noted = events.iter().filter(|event| event.what == What::DayClosed);
        let noted: Vec<NaiveDate> =
            noted.filter_map(|event| time::day(event.detail.get(..10)?)).collect();
        let last_sequence = self.last_sequence().await?;
        let mut over = self.index().await?;
        over.retain(|of_day| of_day.day < now.date_naive() && !noted.contains(&of_day.day));
        if over.is_empty() {
            return Ok(());
        }
        let transaction = self.0.write(&[Area::EVENTS])?;
        for of_day in over {
            let closed =
                ClosedDay { day: of_day.day, responses: of_day.count as u64, last_sequence };
            let event = Event::of(What::DayClosed, now, closed.to_string());
            transaction.add(Area::EVENTS, &event.to_stored())?;
        }
        transaction.complete().await?;
        drop(link_log().await);
        Ok(())
    }
}
