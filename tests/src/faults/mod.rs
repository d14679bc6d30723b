//! What goes wrong on tablets, from a seed: the power fails while something is
//! being written ([`Kills`]), and storage, disk and clock misbehave ([`Fault`]).
//! Whatever happens, no response that was thanked for is lost or there twice.

mod clock;
mod clock_changes;
mod damage;
mod kills;
mod older;
mod stage;
mod storage;

use std::str::FromStr;

use anyhow::Result;
use fastrand::Rng;

pub use clock::a_date_that_jumps;
pub use clock_changes::{ClockChange, a_day_of_another_length};
pub use damage::flipped_bytes;
pub use kills::{Act, Kills, Report, Tally};
pub use older::{Left, an_older_tab_in_the_way};
pub use storage::{Breaks, a_full_device, a_storage_that};

/// What goes wrong while the power stays on. Each happens to a tablet of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The disk is full in the middle of an interview.
    FullDevice,
    /// Transactions come to nothing.
    Aborts,
    /// The storage throws.
    Throws,
    /// Another tab holds an older database.
    Blocked,
    /// One byte of a stored response is another.
    FlippedBytes,
    /// The date falls back or runs ahead.
    DateJumps,
    /// A day has 23 hours.
    ShortDay,
    /// A day has 25 hours.
    LongDay,
}

impl Fault {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::FullDevice,
        Self::Aborts,
        Self::Throws,
        Self::Blocked,
        Self::FlippedBytes,
        Self::DateJumps,
        Self::ShortDay,
        Self::LongDay,
    ];

    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::FullDevice => "full-device",
            Self::Aborts => "aborts",
            Self::Throws => "throws",
            Self::Blocked => "blocked",
            Self::FlippedBytes => "flipped-bytes",
            Self::DateJumps => "date-jumps",
            Self::ShortDay => "23-hours",
            Self::LongDay => "25-hours",
        }
    }

    /// Lets it happen, the rest drawn from `draw`; what happened, in words.
    ///
    /// # Errors
    /// When anything is lost, doubled, not named, or deleted too soon.
    pub async fn happens(self, draw: &mut Rng) -> Result<String> {
        match self {
            Self::FullDevice => a_full_device(draw).await,
            Self::Aborts => a_storage_that(Breaks::Aborts, draw).await,
            Self::Throws => a_storage_that(Breaks::Throws, draw).await,
            Self::Blocked => an_older_tab_in_the_way().await,
            Self::FlippedBytes => flipped_bytes(4, draw).await,
            Self::DateJumps => a_date_that_jumps(draw).await,
            Self::ShortDay => a_day_of_another_length(ClockChange::Spring, draw).await,
            Self::LongDay => a_day_of_another_length(ClockChange::Autumn, draw).await,
        }
    }
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|fault| fault.name() == name);
        found.ok_or_else(|| format!("there is no `{name}`"))
    }
}
