//! The bundle: what leaves a tablet sealed, as one file. Its format stands in
//! `docs/sealing.md`.
//!
//! No cryptography: [`write`] puts together what others have sealed and hashed,
//! and [`Unchecked`] compares hashes that others have made. On the command line
//! (feature `native`) [`Bundle::read`] does all of it.

#[cfg(feature = "native")]
mod native;
mod read;
mod write;

pub use read::{Bundle, BundleError, Line, Unchecked};
pub use write::{File, lines, write};

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use crate::{DeviceId, DeviceSequence};

/// What a bundle says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// The tablet it left.
    pub device: DeviceId,
    /// The branch's code.
    pub branch: String,
    /// When it was made.
    pub made_at: DateTime<FixedOffset>,
    /// The last number the tablet has taken, 0 where there is none yet.
    pub last_sequence: DeviceSequence,
}

/// `manifest.json`.
#[derive(Serialize)]
struct Manifest {
    heard: String,
    version: u32,
    #[serde(flatten)]
    about: About,
    files: Vec<Listed>,
}

/// A file, as the manifest names it.
#[derive(Serialize)]
struct Listed {
    name: String,
    size: u64,
    sha256: String,
}

const KIND: &str = "bundle";
/// Version 1 had no segments, version 2 no log.
const VERSION: u32 = 3;
const FIRST_WITH_LOG: u64 = 3;

const MANIFEST: &str = "manifest.json";
const JOURNAL: &str = "journal.jsonl";
const SEGMENTS: &str = "segments.jsonl";
const LOG: &str = "log.jsonl";
const KEYRING: &str = "keyring.json";
const QUESTIONNAIRES: &str = "questionnaires/";

/// A SHA-256 as the manifest writes it.
pub(crate) fn hexadecimal(hash: &[u8; 32]) -> String {
    hash.iter().fold(String::with_capacity(64), |mut digits, byte| {
        for digit in [byte >> 4, byte & 15] {
            // Four bits are one digit.
            digits.extend(char::from_digit(digit.into(), 16));
        }
        digits
    })
}
