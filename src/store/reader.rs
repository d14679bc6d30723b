//! Reading what customers said: only with the private keys. What is read comes
//! from the journal and the archive alike; nobody outside has to know which.

use std::{cell::Cell, rc::Rc};

use chrono::{DateTime, FixedOffset, NaiveDate};
use heard_exchange::{DeviceSequence, Response};
use heard_survey::order::sort_by_key;
use js_sys::Object;
use wasm_bindgen::JsValue;

use super::{Area, Envelope, PrivateKeys, Store, archive::Listed, retention::day_after};
use crate::platform::StorageError;

/// How many responses are opened at a time.
const CHUNK: usize = 500;

/// The right to read. Locking the console drops it.
#[derive(Clone)]
pub struct Reader {
    pub(super) store: Store,
    pub(super) private: PrivateKeys,
}

/// A response that was read, and where it lies.
#[derive(Debug)]
pub struct Held {
    /// What was said.
    pub response: Response,
    /// It has been exported.
    pub exported: Cell<bool>,
    /// The segment it is in; none while it is in the journal.
    pub(super) segment: Option<Rc<str>>,
}

/// Something that stays closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The response's id, or the segment's day and key.
    pub name: String,
    /// How many responses that is.
    pub count: usize,
    /// Why, in the browser's words.
    pub why: String,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Readout {
    /// By start.
    pub responses: Vec<Held>,
    /// What stays closed.
    pub closed: Vec<Closed>,
}

impl Reader {
    /// Reads `store` with `private`.
    pub fn new(store: Store, private: PrivateKeys) -> Self {
        Self { store, private }
    }

    /// The private keys, to be handed to a worker.
    pub fn keys(&self) -> Object {
        self.private.clone().into()
    }

    /// The responses of the days from `from` to `to`.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn days(&self, from: NaiveDate, to: NaiveDate) -> Result<Readout, StorageError> {
        let (low, high) = (from.to_string(), day_after(to));
        let areas = [Area::JOURNAL, Area::EXPORTED, Area::SEGMENTS, Area::CATALOG];
        let transaction = self.store.0.read(&areas)?;
        let entries = transaction.entries_between(Area::JOURNAL, Area::BY_DAY, &low, &high).await?;
        let exported = transaction.keys(Area::EXPORTED).await?;
        let listed = transaction.entries_between(Area::CATALOG, Area::BY_DAY, &low, &high).await?;
        let mut segments = Vec::new();
        for (id, stored) in listed {
            let text = transaction.get(Area::SEGMENTS, &id).await?;
            segments.extend(Listed::from_stored(id, &stored).map(|listed| (listed, text)));
        }

        let mut found = Readout::default();
        for (listed, text) in segments {
            self.take_segment(&listed, &text, &mut found).await?;
        }
        let opened = self.open(entries).await?;
        found.closed.extend(opened.closed);
        for response in opened.responses {
            let exported = Cell::new(is_in(&response.id.to_string(), &exported));
            found.responses.push(Held { response, exported, segment: None });
        }
        sort_by_key(&mut found.responses, |held| by_start(&held.response));
        Ok(found)
    }

    async fn take_segment(
        &self,
        listed: &Listed,
        text: &JsValue,
        found: &mut Readout,
    ) -> Result<(), StorageError> {
        match listed.open(text, &self.private).await? {
            Ok(responses) => {
                let segment: Rc<str> = listed.id.as_str().into();
                found.responses.extend(responses.into_iter().map(|response| Held {
                    response,
                    exported: Cell::new(listed.exported.is_some()),
                    segment: Some(Rc::clone(&segment)),
                }));
            }
            Err(closed) => found.closed.push(closed),
        }
        Ok(())
    }

    /// Opens records of the journal.
    pub(super) async fn open(
        &self,
        entries: Vec<(String, JsValue)>,
    ) -> Result<FromJournal, StorageError> {
        let (ids, envelopes): (Vec<_>, Vec<_>) =
            entries.iter().map(|(id, stored)| (id, Envelope::from_stored(stored))).unzip();
        let mut found = FromJournal::default();
        for (ids, envelopes) in ids.chunks(CHUNK).zip(envelopes.chunks(CHUNK)) {
            let opened = Envelope::open_all(envelopes, &self.private).await?;
            for (id, response) in ids.iter().zip(opened) {
                let why = match response {
                    Ok(response) if response.id.to_string() == **id => {
                        found.responses.push(response);
                        continue;
                    }
                    Ok(_) => "another response".to_owned(),
                    Err(why) => why,
                };
                found.closed.push(Closed { name: (*id).clone(), count: 1, why });
            }
        }
        Ok(found)
    }

    /// Looks at every segment without opening any: those that are not as they
    /// were when they were sealed.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn damaged_segments(
        &self,
        wanted: impl Fn() -> bool,
    ) -> Result<Vec<Closed>, StorageError> {
        let mut damaged = Vec::new();
        for listed in self.store.catalog().await? {
            if !wanted() {
                break;
            }
            let transaction = self.store.0.read(&[Area::SEGMENTS, Area::CATALOG])?;
            let stored = transaction.get(Area::CATALOG, &listed.id).await?;
            let text = transaction.get(Area::SEGMENTS, &listed.id).await?;
            // It may have been deleted meanwhile.
            let Some(listed) = Listed::from_stored(listed.id, &stored) else { continue };
            damaged.extend(listed.damage(&text).await?);
        }
        Ok(damaged)
    }
}

/// How responses stand in lists: by the branch's day, by start.
pub(super) fn by_start(response: &Response) -> (NaiveDate, DateTime<FixedOffset>, DeviceSequence) {
    (response.started_at.date_naive(), response.started_at, response.sequence)
}

/// Whether `id` is among `keys`, which are ascending as the browser gives them.
pub(super) fn is_in(id: &str, keys: &[String]) -> bool {
    keys.binary_search_by(|key| key.as_str().cmp(id)).is_ok()
}

/// What records of the journal say.
#[derive(Default)]
pub(super) struct FromJournal {
    pub(super) responses: Vec<Response>,
    pub(super) closed: Vec<Closed>,
}
