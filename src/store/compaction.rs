//! Moving responses of past days from the journal into segments: each segment
//! in one transaction, so that at every moment a response is in one of the two.

use chrono::NaiveDate;
use heard_exchange::{Response, segment, time};
use heard_survey::order::sort_by_key;

use super::{
    Area, Envelope, Steward,
    archive::Fresh,
    reader::{Closed, by_start, is_in},
    retention::day_after,
};
use crate::platform::StorageError;

/// After every day.
const LAST_DAY: &str = "~";

/// What one segment may hold together: a branch's day, practice or not, and
/// when it was exported, where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) day: NaiveDate,
    pub(super) is_training: bool,
    pub(super) is_exported: bool,
}

impl Steward {
    /// Moves the responses of the days before `today` into segments, day by day
    /// for as long as it is `wanted`; seals what is in the clear. What cannot be
    /// opened stays where it is: that is the answer.
    ///
    /// # Errors
    /// When the storage fails. What was moved is moved, the rest is where it was.
    pub async fn compact(
        &self,
        today: NaiveDate,
        wanted: impl Fn() -> bool,
    ) -> Result<Vec<Closed>, StorageError> {
        let mut closed = self.without_day().await?;
        let transaction = self.reader.store.0.read(&[Area::JOURNAL, Area::EXPORTED])?;
        let days = transaction.index_keys(Area::JOURNAL, Area::BY_DAY).await?;
        // Whoever exports a past day waits until it is archived.
        let exported = transaction.entries(Area::EXPORTED).await?;
        let exported_at = |response: &Response| {
            let id = response.id.to_string();
            let place = exported.binary_search_by(|(key, _)| key.cmp(&id)).ok()?;
            exported[place].1.as_string()
        };
        for day in days.iter().filter_map(|day| time::day(day)) {
            if !wanted() {
                break;
            }
            let (low, high) = (day.to_string(), day_after(day));
            let transaction = self.reader.store.0.read(&[Area::JOURNAL])?;
            let mut entries =
                transaction.entries_between(Area::JOURNAL, Area::BY_DAY, &low, &high).await?;
            if day >= today {
                entries.retain(|(_, stored)| Envelope::from_stored(stored).is_plain());
                let opened = self.reader.open(entries).await?;
                self.seal_again(&opened.responses).await?;
                continue;
            }
            let opened = self.reader.open(entries).await?;
            closed.extend(opened.closed);
            let (own, others): (Vec<_>, Vec<_>) =
                opened.responses.into_iter().partition(|it| it.started_at.date_naive() == day);
            closed.extend(others.into_iter().map(|response| Closed {
                name: response.id.to_string(),
                count: 1,
                why: "it is of another day".to_owned(),
            }));
            for (group, responses) in grouped(own, |it| exported_at(it).is_some()) {
                let at = responses.iter().filter_map(exported_at).min();
                self.archive(group.day, &responses, at.as_deref()).await?;
            }
        }
        Ok(closed)
    }

    /// Records of which nobody could tell the day stay closed, unless it was only
    /// that: then they are put under their day.
    async fn without_day(&self) -> Result<Vec<Closed>, StorageError> {
        let transaction = self.reader.store.0.read(&[Area::JOURNAL])?;
        let all = transaction.keys(Area::JOURNAL).await?;
        // As many as are there: none is without a day.
        let mut known = transaction.keys_between(Area::JOURNAL, Area::BY_DAY, "", LAST_DAY).await?;
        if known.len() == all.len() {
            return Ok(Vec::new());
        }
        sort_by_key(&mut known, String::clone);
        let mut entries = Vec::new();
        for id in all.into_iter().filter(|id| !is_in(id, &known)) {
            let stored = transaction.get(Area::JOURNAL, &id).await?;
            entries.push((id, stored));
        }
        let opened = self.reader.open(entries).await?;
        self.seal_again(&opened.responses).await?;
        Ok(opened.closed)
    }

    /// Moves `responses` of one group.
    async fn archive(
        &self,
        day: NaiveDate,
        mut responses: &[Response],
        exported: Option<&str>,
    ) -> Result<(), StorageError> {
        while !responses.is_empty() {
            let (part, rest) = responses.split_at(segment::fitting(responses));
            let fresh = self.fresh(day, part, exported).await?;
            let areas = [Area::JOURNAL, Area::EXPORTED, Area::SEGMENTS, Area::CATALOG];
            let transaction = self.reader.store.0.write(&areas)?;
            let here = transaction
                .keys_between(Area::JOURNAL, Area::BY_DAY, &day.to_string(), &day_after(day))
                .await?;
            let ids: Vec<_> = part.iter().map(|response| response.id.to_string()).collect();
            // One that was deleted meanwhile must not come back.
            if ids.iter().all(|id| is_in(id, &here)) {
                fresh.store(&transaction)?;
                for id in &ids {
                    transaction.delete(Area::JOURNAL, id)?;
                    transaction.delete(Area::EXPORTED, id)?;
                }
            }
            transaction.complete().await?;
            responses = rest;
        }
        Ok(())
    }

    /// A segment to store.
    pub(super) async fn fresh(
        &self,
        day: NaiveDate,
        responses: &[Response],
        exported: Option<&str>,
    ) -> Result<Fresh, StorageError> {
        let figures = (self.figures)(responses);
        Fresh::seal(day, responses, exported.map(str::to_owned), &figures, &self.keys).await
    }

    /// Puts new envelopes in the place of those in the clear, or without a day.
    async fn seal_again(&self, responses: &[Response]) -> Result<(), StorageError> {
        let keys = &self.keys;
        for response in responses {
            let envelope = Envelope::seal(response, keys).await?;
            let id = response.id.to_string();
            let transaction = self.reader.store.0.write(&[Area::JOURNAL])?;
            let stored = transaction.get(Area::JOURNAL, &id).await?;
            if !stored.is_undefined() {
                transaction.put(Area::JOURNAL, &id, &envelope.to_stored())?;
            }
            transaction.complete().await?;
        }
        Ok(())
    }
}

/// `responses` in groups, in their order of time.
pub(super) fn grouped(
    mut responses: Vec<Response>,
    is_exported: impl Fn(&Response) -> bool,
) -> Vec<(Group, Vec<Response>)> {
    sort_by_key(&mut responses, by_start);
    let mut groups: Vec<(Group, Vec<Response>)> = Vec::new();
    for response in responses {
        let group = Group {
            day: response.started_at.date_naive(),
            is_training: response.training,
            is_exported: is_exported(&response),
        };
        // Of the same day, most likely: among the last.
        match groups.iter_mut().rev().find(|(other, _)| *other == group) {
            Some((_, of_group)) => of_group.push(response),
            None => groups.push((group, vec![response])),
        }
    }
    groups
}
