//! Deleting one response on request: found by its id wherever it lies; what is
//! in a segment with others is written anew without it.

use chrono::{DateTime, FixedOffset};
use heard_exchange::{Response, ResponseId};

use super::{
    Area, Event, Reader, Steward, What,
    archive::{Fresh, Listed},
};
use crate::platform::{Record, StorageError};

/// A response that was looked for, and where it lies.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its name.
    pub id: ResponseId,
    /// What it says; none where it stays closed.
    pub response: Option<Response>,
    /// The segment it is in; none while it is in the journal.
    segment: Option<String>,
}

/// What takes the place of what is deleted.
enum Instead {
    Nothing,
    /// A segment of the others.
    Others(Fresh),
}

impl Reader {
    /// Looks for a response.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn find(&self, id: ResponseId) -> Result<Option<Found>, StorageError> {
        let name = id.to_string();
        let stored = self.store.0.read(&[Area::JOURNAL])?.get(Area::JOURNAL, &name).await?;
        if !stored.is_undefined() {
            let response = self.open(vec![(name, stored)]).await?.responses.pop();
            return Ok(Some(Found { id, response, segment: None }));
        }
        for listed in self.store.catalog().await?.into_iter().rev() {
            let responses = self.segment(&listed).await?;
            let response = responses.into_iter().find(|response| response.id == id);
            if response.is_some() {
                return Ok(Some(Found { id, response, segment: Some(listed.id) }));
            }
        }
        Ok(None)
    }

    /// The responses of a segment; none where it stays closed.
    async fn segment(&self, listed: &Listed) -> Result<Vec<Response>, StorageError> {
        let text = self.store.0.read(&[Area::SEGMENTS])?.get(Area::SEGMENTS, &listed.id).await?;
        Ok(listed.open(&text, &self.private).await?.unwrap_or_default())
    }
}

impl Steward {
    /// Deletes `found` at `now` and says so in an event. Whether it was there
    /// still, where it was found.
    ///
    /// # Errors
    /// When it is not on disk; then nothing was done.
    pub async fn erase(
        &self,
        found: &Found,
        now: DateTime<FixedOffset>,
    ) -> Result<bool, StorageError> {
        let id = found.id.to_string();
        let instead = match &found.segment {
            None => Some(Instead::Nothing),
            Some(segment) => self.without(found.id, segment).await?,
        };
        let Some(instead) = instead else { return Ok(false) };
        let areas = [Area::JOURNAL, Area::EXPORTED, Area::SEGMENTS, Area::CATALOG, Area::EVENTS];
        let transaction = self.reader.store.0.write(&areas)?;
        let (area, key) = match &found.segment {
            None => (Area::JOURNAL, &id),
            Some(segment) => (Area::CATALOG, segment),
        };
        let stored = transaction.get(area, key).await?;
        if stored.is_undefined() {
            return Ok(false);
        }
        let day = Record::of(&stored).and_then(|record| record.text("day"));
        transaction.delete(area, key)?;
        transaction.delete(Area::EXPORTED, &id)?;
        if let Some(segment) = &found.segment {
            transaction.delete(Area::SEGMENTS, segment)?;
        }
        if let Instead::Others(fresh) = instead {
            fresh.store(&transaction)?;
        }
        let event = Event::of(What::Erased, now, id);
        transaction.add(Area::EVENTS, &event.to_stored_of(day))?;
        transaction.complete().await?;
        Ok(true)
    }

    /// What takes the place of `segment` once `id` is gone; none where it is not
    /// there any more.
    async fn without(
        &self,
        id: ResponseId,
        segment: &str,
    ) -> Result<Option<Instead>, StorageError> {
        let stored =
            self.reader.store.0.read(&[Area::CATALOG])?.get(Area::CATALOG, segment).await?;
        let Some(listed) = Listed::from_stored(segment.to_owned(), &stored) else {
            return Ok(None);
        };
        let mut others = self.reader.segment(&listed).await?;
        let before = others.len();
        others.retain(|response| response.id != id);
        if others.len() == before {
            return Ok(None);
        }
        if others.is_empty() {
            return Ok(Some(Instead::Nothing));
        }
        let fresh = self.fresh(listed.day, &others, listed.exported.as_deref()).await?;
        Ok(Some(Instead::Others(fresh)))
    }
}
