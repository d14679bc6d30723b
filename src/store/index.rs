//! How many responses there are of each day: told without opening any of them.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use heard_exchange::time;

use super::{Area, Store, archive::Listed, reader::is_in, retention::day_after};
use crate::platform::StorageError;

/// What is here of a day, without opening any of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfDay {
    /// The branch's day.
    pub day: NaiveDate,
    /// How many responses.
    pub count: usize,
    /// How many of them were never exported.
    pub waiting: usize,
}

impl Store {
    /// How many responses there are of each day, by day. One of which the day
    /// cannot be told is not among them.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn index(&self) -> Result<Vec<OfDay>, StorageError> {
        let mut index = Vec::new();
        let transaction = self.0.read(&[Area::JOURNAL, Area::EXPORTED])?;
        let exported = transaction.keys(Area::EXPORTED).await?;
        for text in transaction.index_keys(Area::JOURNAL, Area::BY_DAY).await? {
            let Some(day) = time::day(&text) else { continue };
            let (low, high) = (text, day_after(day));
            let ids = transaction.keys_between(Area::JOURNAL, Area::BY_DAY, &low, &high).await?;
            let waiting = ids.iter().filter(|id| !is_in(id, &exported)).count();
            enter(&mut index, OfDay { day, count: ids.len(), waiting });
        }
        for Listed { day, count, exported, .. } in self.catalog().await? {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let waiting = if exported.is_some() { 0 } else { count };
            enter(&mut index, OfDay { day, count, waiting });
        }
        Ok(index)
    }
}

/// The days of an index, by day, put together to parts of at least `about` responses,
/// but for the last; each with how many it has.
pub fn in_parts(
    index: &[OfDay],
    about: usize,
) -> impl Iterator<Item = (RangeInclusive<NaiveDate>, usize)> {
    let mut days = index.iter();
    std::iter::from_fn(move || {
        let first = days.next()?;
        let (mut last, mut count) = (first.day, first.count);
        while count < about
            && let Some(of_day) = days.next()
        {
            last = of_day.day;
            count += of_day.count;
        }
        Some((first.day..=last, count))
    })
}

/// Adds what there is of a day to the rest of it.
fn enter(index: &mut Vec<OfDay>, more: OfDay) {
    match index.binary_search_by_key(&more.day, |known| known.day) {
        Ok(place) => {
            index[place].count += more.count;
            index[place].waiting += more.waiting;
        }
        Err(place) => index.insert(place, more),
    }
}
