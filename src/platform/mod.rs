//! The browser's own services behind small typed seams: IndexedDB, WebCrypto,
//! the clock, locks, files. Nothing here knows what Heard is about.

mod address;
mod analyst;
pub mod base64;
mod boot;
mod chain;
mod clock;
mod compression;
mod crypto;
mod database;
mod failure;
mod fetch;
mod files;
mod folder;
pub mod format;
mod lock;
mod page;
mod persistence;
mod record;
mod sealing;
mod task;

pub use address::{page_address, take_fragment};
pub use analyst::Analyst;
pub use boot::{
    chime, console_is_there, focus_on, open_console, ready, take_update, trouble, version,
};
pub use chain::{fault_in_log, link_log, log_lines};
pub use clock::{
    local_day, moment_in, monotonic_ms, now_in, now_ms, pause, zone_exists, zone_of_device, zones,
};
pub use compression::{compress, expand};
pub use crypto::{
    CryptoError, KeyPair, decrypt, derive_key, encrypt, new_key_pair, private_key, random_bytes,
    sha256, sha256_hex,
};
pub use database::{Database, StorageError, StorageFault, Transaction};
pub use failure::{Failure, failure_before, forget_failure};
pub use fetch::{FetchError, fetch_text};
pub use files::{FileError, bytes_of, can_share, data_address, download, share, text_of};
pub use folder::{Folder, has_folders};
pub use lock::become_the_kiosk;
pub use page::{
    document, listen, reload, root, set_body, set_language, set_language_of, set_length, tell,
    window,
};
pub use persistence::{Persistence, ask_to_persist, is_offline_ready, persistence, space};
pub use record::{Record, RecordError, parse_json};
pub use sealing::{open_all, open_bytes, seal, seal_bytes};
pub use task::{Latch, spawn};
