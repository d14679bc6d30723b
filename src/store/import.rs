//! Responses that come from elsewhere: they go into segments at once, sealed to
//! the keys of this tablet.

use chrono::{DateTime, FixedOffset, TimeDelta};
use heard_exchange::{DeviceId, DeviceSequence, Response, segment};
use heard_survey::order::sort_by_key;
use wasm_bindgen::JsValue;

use super::{
    Area, Arrived, Event, Key, Steward, What, archive::Fresh, compaction::grouped,
    journal::sequence_of,
};
use crate::platform::StorageError;

/// No tablet comes to such a number; one that does would run out of them.
const FAR_TOO_HIGH: DeviceSequence = DeviceSequence(1 << 31);

/// Where a bundle arrives.
pub struct Arrival<'a> {
    /// Its file's name.
    pub file: &'a str,
    /// This tablet.
    pub device: &'a DeviceId,
    /// The time of the branch.
    pub now: DateTime<FixedOffset>,
    /// For so long responses are kept here.
    pub retention_days: u16,
}

impl Arrival<'_> {
    fn event(&self, new: usize) -> Event {
        let detail = [&new.to_string(), " from ", self.file].concat();
        Event::of(What::Restored, self.now, detail)
    }
}

/// What became of the responses in a bundle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// They are here now.
    pub new: usize,
    /// They were here before, and stayed as they were.
    pub known: usize,
    /// They were deleted here on request, or would be deleted by now.
    pub gone: usize,
}

impl Steward {
    /// Brings in the demonstration, once, and says so in an event; `arrival` is how.
    ///
    /// # Errors
    /// When it is not on disk; then nothing of it is.
    pub async fn import_demonstration(
        &self,
        responses: Vec<Response>,
        arrival: Arrival<'_>,
    ) -> Result<(), StorageError> {
        let (segments, new) = self.segments_of_new(responses).await?;
        let areas = [Area::SEGMENTS, Area::CATALOG, Area::META, Area::EVENTS];
        let transaction = self.reader.store.0.write(&areas)?;
        segments.iter().try_for_each(|fresh| fresh.store(&transaction))?;
        transaction.put(Area::META, Key::DEMONSTRATION, &JsValue::TRUE)?;
        transaction.add(Area::EVENTS, &arrival.event(new).to_stored())?;
        transaction.complete().await
    }

    /// Brings in what a bundle held, all or none, and says so in an event. Those
    /// already here (by id) are left as they are, those that were deleted stay so.
    /// A number that this tablet had taken before is not given again.
    ///
    /// # Errors
    /// When they are not on disk; then nothing was done.
    pub async fn restore(
        &self,
        arrived: Arrived,
        arrival: Arrival<'_>,
    ) -> Result<Brought, StorageError> {
        let last = arrived.last_of(arrival.device);
        let mut responses = arrived.responses;
        // One that was on its way into a segment may be in both.
        sort_by_key(&mut responses, |response| response.id);
        responses.dedup_by_key(|response| response.id);
        let all = responses.len();
        let erased = self.erased().await?;
        let limit = (arrival.now - TimeDelta::days(arrival.retention_days.into())).date_naive();
        responses.retain(|it| {
            it.started_at.date_naive() >= limit && !erased.contains(&it.id.to_string())
        });
        let gone = all - responses.len();
        let (segments, new) = self.segments_of_new(responses).await?;

        let areas = [Area::SEGMENTS, Area::CATALOG, Area::META, Area::EVENTS];
        let transaction = self.reader.store.0.write(&areas)?;
        let taken = sequence_of(&transaction.get(Area::META, Key::SEQUENCE).await?);
        if last > taken && last < FAR_TOO_HIGH {
            transaction.put(Area::META, Key::SEQUENCE, &last.0.into())?;
        }
        if new > 0 {
            segments.iter().try_for_each(|fresh| fresh.store(&transaction))?;
            transaction.add(Area::EVENTS, &arrival.event(new).to_stored())?;
        }
        transaction.complete().await?;
        Ok(Brought { new, known: all - gone - new, gone })
    }

    /// Segments of those of `responses` that are not here (by id), to store; and
    /// how many responses that is.
    async fn segments_of_new(
        &self,
        responses: Vec<Response>,
    ) -> Result<(Vec<Fresh>, usize), StorageError> {
        let (mut segments, mut new) = (Vec::new(), 0);
        for (group, mut responses) in grouped(responses, |_| false) {
            let here = self.reader.days(group.day, group.day).await?.responses;
            responses.retain(|new| here.iter().all(|held| held.response.id != new.id));
            new += responses.len();
            let mut responses = responses.as_slice();
            while !responses.is_empty() {
                let (part, rest) = responses.split_at(segment::fitting(responses));
                segments.push(self.fresh(group.day, part, None).await?);
                responses = rest;
            }
        }
        Ok((segments, new))
    }

    /// The ids of what was deleted on request.
    async fn erased(&self) -> Result<Vec<String>, StorageError> {
        let events = self.reader.store.events().await?.into_iter();
        Ok(events.filter(|it| it.what == What::Erased).map(|it| it.detail).collect())
    }

    /// Whether the demonstration has been brought in.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn has_demonstration(&self) -> Result<bool, StorageError> {
        let transaction = self.reader.store.0.read(&[Area::META])?;
        Ok(transaction.get(Area::META, Key::DEMONSTRATION).await?.is_truthy())
    }
}
