//! Keeping order among what is stored, for whoever may read it: what is archived,
//! brought in, marked and deleted. How each is done is `compaction`'s, `import`'s,
//! `restore`'s and `erasing`'s.

use std::rc::Rc;

use chrono::{DateTime, FixedOffset};
use heard_exchange::Response;
use wasm_bindgen::JsValue;

use super::{Area, Event, Held, Keys, Reader, What, archive::Listed, reader::is_in};
use crate::platform::StorageError;

/// What is kept of responses when they are deleted: a text, of no more than
/// what figures tell.
pub type Figures = Rc<dyn Fn(&[Response]) -> String>;

/// The right to keep order among what is stored. Locking the console drops it.
#[derive(Clone)]
pub struct Steward {
    /// What it reads with.
    pub reader: Reader,
    /// What is archived or brought in is sealed to these: those of the unlocking,
    /// which the private keys open, also when there are newer ones meanwhile.
    pub(super) keys: Keys,
    pub(super) figures: Figures,
}

impl Steward {
    /// Reads by `reader`; what it writes is sealed to `keys`.
    pub fn new(reader: Reader, keys: Keys, figures: Figures) -> Self {
        Self { reader, keys, figures }
    }

    /// Remembers that `responses` were exported at `now`, in `file`, and says so in
    /// an event; an earlier time stays. A segment is exported once all of it is:
    /// exports take whole days, with training or without, and so are segments made.
    ///
    /// # Errors
    /// When it is not on disk.
    pub async fn mark_exported(
        &self,
        responses: &[Rc<Held>],
        file: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<(), StorageError> {
        let mut segments: Vec<(&str, u32)> = Vec::new();
        let mut single: Vec<String> = Vec::new();
        for held in responses {
            let Some(segment) = held.segment.as_deref() else {
                single.push(held.response.id.to_string());
                continue;
            };
            // Those of a segment come one after the other, but for a few.
            match segments.iter_mut().rev().find(|(other, _)| *other == segment) {
                Some((_, count)) => *count += 1,
                None => segments.push((segment, 1)),
            }
        }
        let areas = [Area::JOURNAL, Area::EXPORTED, Area::CATALOG, Area::EVENTS];
        let transaction = self.reader.store.0.write(&areas)?;
        let at = now.to_rfc3339();
        let detail = [file, ", ", &responses.len().to_string(), " responses"].concat();
        transaction.add(Area::EVENTS, &Event::of(What::Exported, now, detail).to_stored())?;
        let already = transaction.keys(Area::EXPORTED).await?;
        let here = transaction.keys(Area::JOURNAL).await?;
        for id in &single {
            // One that went into a segment meanwhile counts as not exported.
            if is_in(id, &here) && !is_in(id, &already) {
                transaction.put(Area::EXPORTED, id, &JsValue::from_str(&at))?;
            }
        }
        for (id, count) in segments {
            let stored = transaction.get(Area::CATALOG, id).await?;
            let listed = Listed::from_stored(id.to_owned(), &stored);
            if let Some(listed) = listed.filter(|it| it.exported.is_none() && it.count == count) {
                let listed = Listed { exported: Some(at.clone()), ..listed };
                transaction.put(Area::CATALOG, id, &listed.to_stored())?;
            }
        }
        transaction.complete().await?;
        for held in responses {
            held.exported.set(true);
        }
        Ok(())
    }
}
