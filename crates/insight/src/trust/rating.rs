//! A rating as the signals see it: when, how fast, how good.

use heard_exchange::Mode;

/// One rating: what the signals need of a response, in 12 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// When the first answer was given, in seconds after local midnight.
    pub second: u32,
    /// From the first question shown to the last answer, in milliseconds.
    pub duration_ms: u32,
    /// How many questions were answered.
    pub answers: u8,
    /// The answer to the overall question.
    pub overall: Overall,
    /// Three answers on a scale or more, and all of them the same step.
    pub straight: bool,
    /// Which of the two ways of asking: people in elder mode take longer.
    pub mode: Mode,
}

/// The answer to the overall question, whatever its scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overall {
    /// Not answered.
    #[default]
    None,
    /// The best step.
    Top,
    /// Another step.
    Below,
}

impl Rating {
    /// Fewer answers say nothing about speed.
    const FEWEST_ANSWERS: u8 = 3;

    /// Milliseconds for an answer; none under three answers.
    pub(super) fn pace(&self) -> Option<u32> {
        let enough = self.answers >= Self::FEWEST_ANSWERS;
        enough.then(|| self.duration_ms / u32::from(self.answers))
    }

    /// When the last answer was given, in seconds after local midnight, rounded down.
    pub(super) fn ended(&self) -> u32 {
        self.second.saturating_add(self.duration_ms / 1000)
    }

    /// The overall answer is the best one.
    pub(super) fn is_top(&self) -> bool {
        self.overall == Overall::Top
    }
}
