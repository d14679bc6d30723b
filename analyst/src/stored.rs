//! What lies on this tablet, read from the journal and the archive with the private
//! keys that unlocking the console gave.

use heard_app::{
    platform::StorageError,
    store::{Closed, Held as Stored, PrivateKeys, Reader, Store, in_parts},
};
use heard_insight::{Collection, Source};
use js_sys::Object;
use serde::Serialize;

use super::{Held, next_task};

/// About so many responses are opened before questions come in between.
const PART: usize = 2_000;

/// What became of the reading, as JSON.
#[derive(Serialize)]
struct Outcome {
    /// How many responses were new.
    new: u64,
    /// What stays closed.
    closed: Vec<StaysClosed>,
}

/// As [`Closed`].
#[derive(Serialize)]
struct StaysClosed {
    name: String,
    count: usize,
    why: String,
}

/// Reads all that is stored, or nothing of it; tells how far it has come, from 0 to 1,
/// and at the end what became of it. What cannot be opened is named, the rest counts.
///
/// # Errors
/// When the storage cannot be read, in the browser's words.
pub(crate) async fn read(held: &Held, keys: Object, told: impl Fn(f64)) -> Result<String, String> {
    held.borrow_mut().collection.begin();
    match read_parts(held, keys, told).await {
        Ok(outcome) => {
            held.borrow_mut().keep(&Source::new([].into_iter()));
            // Texts and numbers are always JSON.
            Ok(serde_json::to_string(&outcome).unwrap_or_default())
        }
        Err(error) => {
            held.borrow_mut().collection.take_back();
            Err(error.to_string())
        }
    }
}

async fn read_parts(
    held: &Held,
    keys: Object,
    told: impl Fn(f64),
) -> Result<Outcome, StorageError> {
    let store = Store::open().await?;
    let index = store.index().await?;
    let reader = Reader::new(store, PrivateKeys::from(keys));
    let total: usize = index.iter().map(|of_day| of_day.count).sum();
    let (mut new, mut done) = (0, 0);
    let mut closed = Vec::new();
    for (days, count) in in_parts(&index, PART) {
        let (from, to) = days.into_inner();
        let found = reader.days(from, to).await?;
        new += take(&mut held.borrow_mut().collection, &found.responses);
        closed.extend(found.closed.into_iter().map(StaysClosed::from));
        done += count;
        told(share(done, total));
        next_task().await;
    }
    Ok(Outcome { new, closed })
}

/// Takes responses; how many of them were new.
fn take(collection: &mut Collection, responses: &[Stored]) -> u64 {
    // Off its scale only in what was brought in from elsewhere: an answer nobody can
    // place is in no figure.
    let is_new = |held: &Stored| collection.add(&held.response).unwrap_or(true);
    responses.iter().map(is_new).map(u64::from).sum()
}

#[expect(clippy::cast_precision_loss, reason = "shown to people")]
fn share(done: usize, total: usize) -> f64 {
    done as f64 / total.max(1) as f64
}

impl From<Closed> for StaysClosed {
    fn from(Closed { name, count, why }: Closed) -> Self {
        Self { name, count, why }
    }
}
