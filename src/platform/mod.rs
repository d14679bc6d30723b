//! The browser's own services behind small typed seams: IndexedDB, WebCrypto,
//! the clock, locks, files. Nothing here knows what Heard is about.

mod boot;
mod clock;
mod crypto;
mod database;
mod fetch;
mod files;
pub mod format;
mod lock;
mod page;
mod persistence;
mod record;
mod task;

pub use boot::{open_console, ready, take_update, version};
pub use clock::{local_day, monotonic_ms, now_in, pause, zone_exists, zone_of_device, zones};
pub use crypto::{CryptoError, derive_key, random_bytes, sha256_hex};
pub use database::{Database, StorageError, StorageFault, Transaction};
pub use fetch::{FetchError, fetch_text};
pub use files::{FileError, can_share, data_address, download, share};
pub use lock::{Lock, claim};
pub use page::{document, reload, root, set_body, set_language, window};
pub use persistence::{Persistence, ask_to_persist, persistence};
pub use record::{Record, RecordError, parse_json};
pub use task::spawn;
