//! One response: what a person answered, and the circumstances. Reading it from
//! JSON is left to `json`.

use std::{
    fmt,
    str::{self, FromStr},
};

use chrono::{DateTime, FixedOffset};
use heard_survey::Answers;
use serde::{Deserialize, Serialize};

/// One person's answers and their circumstances.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Response {
    /// Its name for life.
    pub id: ResponseId,
    /// Which tablet took it.
    pub device: DeviceId,
    /// The how-manieth of that tablet, from 1, without gaps.
    pub sequence: DeviceSequence,
    /// Where, and about whom.
    pub visit: Visit,
    /// What was asked.
    pub questionnaire: QuestionnaireId,
    /// The language it was answered in (BCP 47).
    pub locale: String,
    /// Standard or elder.
    pub mode: Mode,
    /// Staff helped.
    pub assisted: bool,
    /// At least one answer was spoken.
    pub voice: bool,
    /// How the person was reached.
    pub channel: Channel,
    /// When the first answer was given, with the branch's offset.
    pub started_at: DateTime<FixedOffset>,
    /// From the first question shown to the last answer, in milliseconds, by
    /// a clock that never jumps.
    pub duration_ms: u64,
    /// Whether every required question was answered.
    pub outcome: Outcome,
    /// Taken while staff were practising: kept out of every figure.
    pub training: bool,
    /// Question name → value.
    pub answers: Answers,
}

/// Where a response was given, and what the visit was about. Codes come from
/// provisioning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// Branch code.
    pub branch: String,
    /// Counter code.
    pub counter: String,
    /// Teller code, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teller: Option<String>,
    /// Business type, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business: Option<String>,
    /// Queue ticket, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// Customer tier, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
}

/// Exactly which questionnaire was asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct QuestionnaireId {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The first 16 hexadecimal digits of the SHA-256 of its file.
    pub hash: String,
}

/// An id that is not one, as it stood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a {1}")]
pub struct InvalidId(String, &'static str);

/// A response's name for life: a random UUID (version 4: no time inside).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ResponseId([u8; 16]);

impl ResponseId {
    /// Makes an id from 16 random bytes; six bits are overwritten with the
    /// version and variant of RFC 9562.
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Self(bytes)
    }

    /// Its bits as two numbers.
    pub(crate) fn halves(self) -> [u64; 2] {
        let (halves, _) = self.0.as_chunks();
        [0, 1].map(|half| halves.get(half).copied().map_or(0, u64::from_le_bytes))
    }
}

/// Where in its text the two digits of each byte of a [`ResponseId`] begin.
const PAIRS: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const HYPHENS: [usize; 4] = [8, 13, 18, 23];
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// What a byte is worth as a hexadecimal digit; 16 where it is none. A table: which
/// digit comes next in an id cannot be foreseen, and a branch would be.
const WORTH: [u8; 256] = {
    let mut worth = [16; 256];
    let mut digit = 0_u8;
    while digit < 16 {
        let character = DIGITS[digit as usize];
        worth[character as usize] = digit;
        worth[character.to_ascii_uppercase() as usize] = digit;
        digit += 1;
    }
    worth
};

impl fmt::Display for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'-'; 36];
        for (at, byte) in PAIRS.into_iter().zip(self.0) {
            text[at] = DIGITS[usize::from(byte >> 4)];
            text[at + 1] = DIGITS[usize::from(byte & 0xf)];
        }
        // Digits and hyphens are text.
        f.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<ResponseId> for String {
    fn from(id: ResponseId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for ResponseId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl FromStr for ResponseId {
    type Err = InvalidId;

    /// Reads the hyphenated form, in either case; any version of UUID.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let refused = || InvalidId(text.to_owned(), "response id (UUID)");
        let characters: &[u8; 36] = text.as_bytes().try_into().map_err(|_| refused())?;
        let worth = |at: usize| WORTH[usize::from(characters[at])];
        let pairs = PAIRS.map(|at| (worth(at), worth(at + 1)));
        let are_digits = pairs.iter().fold(0, |all, (high, low)| all | high | low) < 16;
        if are_digits && HYPHENS.iter().all(|at| characters[*at] == b'-') {
            Ok(Self(pairs.map(|(high, low)| high << 4 | low)))
        } else {
            Err(refused())
        }
    }
}

/// A tablet's name: 1 to 40 of letters, digits, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeviceId(String);

impl DeviceId {
    /// Checks `text`.
    ///
    /// # Errors
    /// When it is empty, too long, or has other characters.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
        let text = text.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if (1..=40).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text))
        } else {
            Err(InvalidId(text, "device id"))
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<DeviceId> for String {
    fn from(id: DeviceId) -> Self {
        id.0
    }
}

impl TryFrom<String> for DeviceId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        Self::new(text)
    }
}

/// The how-manieth response of a tablet, from 1, without gaps.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct DeviceSequence(pub u32);

impl DeviceSequence {
    /// The one after this.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A closed set of codes: the same words in JSON, CSV and code.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code, as it stands in JSON and CSV.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err(InvalidId(text.to_owned(), $what)),
                }
            }
        }
    };
}

codes! {
    /// Which of the two ways of asking.
    Mode, "mode" {
        /// The usual one.
        #[default] Standard = "standard",
        /// Large text, one thing at a time (长辈版).
        Elder = "elder",
    }
}

codes! {
    /// How the person was reached.
    Channel, "channel" {
        /// At the counter.
        #[default] Counter = "counter",
        /// In the lobby.
        Lobby = "lobby",
        /// The manager's open day (行长接待日).
        OpenDay = "open_day",
        /// Outside the branch.
        Outreach = "outreach",
        /// The hotline.
        Hotline = "hotline",
        /// A mystery shopper.
        Mystery = "mystery",
        /// The person's own telephone.
        Phone = "phone",
        /// Brought in from elsewhere.
        Import = "import",
    }
}

codes! {
    /// How far the person went.
    Outcome, "outcome" {
        /// Not every required question was answered.
        #[default] Partial = "partial",
        /// Every required visible question was answered.
        Complete = "complete",
    }
}
