//! What is kept on the tablet, and in which store of its one database.
//!
//! Anyone may write a response: it is sealed to public keys. Reading takes a
//! [`Reader`], which takes private keys, which only [`Keyring::unlock`] gives.

mod archive;
mod attempts;
mod bundle;
mod compaction;
mod conduct;
mod envelope;
mod erasing;
mod events;
mod folder;
mod gate;
mod health;
mod hours;
mod import;
mod index;
mod journal;
mod keyring;
mod keys;
mod log;
mod reader;
mod restore;
mod retention;
mod settings;
mod steward;
mod visits;

use std::rc::Rc;

use crate::platform::{Database, StorageError};

pub use attempts::{Attempts, Door};
pub use bundle::Sealed;
pub use conduct::{Conduct, Limits};
pub use envelope::Envelope;
pub use erasing::Found;
pub use events::{Event, What};
pub use gate::Gate;
pub use health::Health;
pub use hours::Hours;
pub use import::{Arrival, Brought};
pub use index::{OfDay, in_parts};
pub use journal::Journal;
pub use keyring::{Keyring, PrivateKeys, UnlockError};
pub use keys::Keys;
pub use reader::{Closed, Held, Reader, Readout};
pub use restore::Arrived;
pub use retention::Doubt;
pub use settings::{Place, QuestionnaireName, Settings};
pub use steward::{Figures, Steward};
pub use visits::{Shift, Visits};

/// Every object store of the database.
enum Area {}

impl Area {
    /// Response id → envelope.
    const JOURNAL: &'static str = "journal";
    /// Segment → sealed text.
    const SEGMENTS: &'static str = "segments";
    /// Segment → what it holds, and the figures of it.
    const CATALOG: &'static str = "catalog";
    /// Index of journal and catalog: the branch's day.
    const BY_DAY: &'static str = "day";
    /// Response id → when it was first exported (RFC 3339).
    const EXPORTED: &'static str = "exported";
    /// What happened, in its order → [`Event`], as JSON. Beside it lies `chain`, with
    /// the link of each, which is `web/chain.js`'s alone.
    const EVENTS: &'static str = "events";
    /// Single values; see [`Key`].
    const META: &'static str = "meta";
}

/// Every key of [`Area::META`].
enum Key {}

impl Key {
    /// The demonstration has been brought in.
    const DEMONSTRATION: &'static str = "demonstration";
    /// The last sequence number taken.
    const SEQUENCE: &'static str = "sequence";
    /// The tablet's settings, as JSON.
    const SETTINGS: &'static str = "settings";
    /// The folder granted for bundles, as the browser's own handle.
    const FOLDER: &'static str = "folder";
    /// The latest day the tablet's clock has shown, as JSON.
    const SEEN: &'static str = "seen";
    /// What the storage is tested with, for a moment.
    const TEST: &'static str = "test";
    /// What staff have chosen for the shift, as JSON.
    const SHIFT: &'static str = "shift";
}

/// The tablet's database.
#[derive(Clone)]
pub struct Store(Rc<Database>);

impl Store {
    /// Opens it. Its stores and its version stand in `web/early.js`.
    ///
    /// # Errors
    /// See [`crate::platform::StorageFault`].
    pub async fn open() -> Result<Self, StorageError> {
        Ok(Self(Rc::new(Database::open().await?)))
    }
}
