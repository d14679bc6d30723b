//! The metadata columns: what is known about a response besides its answers.

/// A metadata column. Names and order are frozen per major version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meta {
    /// Response id, a UUID.
    Id,
    /// Device id.
    Device,
    /// Place in the device's gap-free sequence, from 1.
    Sequence,
    /// Branch code.
    Branch,
    /// Counter code.
    Counter,
    /// Teller code; may be empty.
    Teller,
    /// Business type; may be empty.
    Business,
    /// Queue ticket; may be empty.
    Ticket,
    /// Customer tier; may be empty.
    Tier,
    /// Questionnaire's name.
    Questionnaire,
    /// Questionnaire's version.
    Version,
    /// Questionnaire's content hash.
    Hash,
    /// Language answered in, BCP 47.
    Locale,
    /// `standard` or `elder`.
    Mode,
    /// Staff helped: `true` or `false`.
    Assisted,
    /// Something was spoken: `true` or `false`.
    Voice,
    /// How the person was reached; see [`Channel`](crate::Channel).
    Channel,
    /// When the first answer was given, RFC 3339 with the branch's offset.
    StartedAt,
    /// Milliseconds from the first question to the last answer.
    DurationMs,
    /// `complete` or `partial`.
    Outcome,
    /// Taken while staff were practising: `true` or `false`.
    Training,
}

impl Meta {
    /// All of them, in the order they stand in a file.
    pub const ALL: [Self; 21] = [
        Self::Id,
        Self::Device,
        Self::Sequence,
        Self::Branch,
        Self::Counter,
        Self::Teller,
        Self::Business,
        Self::Ticket,
        Self::Tier,
        Self::Questionnaire,
        Self::Version,
        Self::Hash,
        Self::Locale,
        Self::Mode,
        Self::Assisted,
        Self::Voice,
        Self::Channel,
        Self::StartedAt,
        Self::DurationMs,
        Self::Outcome,
        Self::Training,
    ];

    /// The column's heading in the raw flavour.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Device => "device",
            Self::Sequence => "sequence",
            Self::Branch => "branch",
            Self::Counter => "counter",
            Self::Teller => "teller",
            Self::Business => "business",
            Self::Ticket => "ticket",
            Self::Tier => "tier",
            Self::Questionnaire => "questionnaire",
            Self::Version => "version",
            Self::Hash => "hash",
            Self::Locale => "locale",
            Self::Mode => "mode",
            Self::Assisted => "assisted",
            Self::Voice => "voice",
            Self::Channel => "channel",
            Self::StartedAt => "started_at",
            Self::DurationMs => "duration_ms",
            Self::Outcome => "outcome",
            Self::Training => "training",
        }
    }

    /// Its place in a raw row, from 0.
    pub(crate) fn place(self) -> usize {
        self as usize
    }
}
