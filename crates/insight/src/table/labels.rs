//! What responses are told apart by, and the words for it.

use heard_exchange::Numbering;
use serde::{Deserialize, Serialize};

/// What responses are told apart by, besides what they answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The branch.
    Branch,
    /// The counter, of its branch.
    Counter,
    /// The teller, of the branch.
    Teller,
    /// The tablet.
    Device,
    /// Business type.
    Business,
    /// Customer tier.
    Tier,
    /// How the person was reached.
    Channel,
    /// Standard or elder.
    Mode,
    /// Whether staff helped: `true` or `false`.
    Assisted,
    /// Whether something was spoken: `true` or `false`.
    Voice,
    /// The language answered in.
    Locale,
    /// The version of the questionnaire.
    Version,
    /// `complete` or `partial`.
    Outcome,
    /// The hour it began in, by the branch's clock: `00` to `23`.
    Hour,
    /// The day of the week, by the branch's calendar: `1` for Monday to `7`.
    Weekday,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Branch,
        Self::Counter,
        Self::Teller,
        Self::Device,
        Self::Business,
        Self::Tier,
        Self::Channel,
        Self::Mode,
        Self::Assisted,
        Self::Voice,
        Self::Locale,
        Self::Version,
        Self::Outcome,
        Self::Hour,
        Self::Weekday,
    ];

    /// Its place in `ALL`.
    pub(super) fn place(self) -> usize {
        self as usize
    }
}

/// One value of a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// What the code belongs to, where the same code means something else
    /// elsewhere: the branch of a counter or a teller, the questionnaire of a
    /// version. Empty for all others.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// The code; empty where nothing is known.
    pub code: String,
}

impl Label {
    /// The label `code` that means the same everywhere.
    pub fn new(code: impl Into<String>) -> Self {
        Self { of: String::new(), code: code.into() }
    }
}

/// The labels of one dimension, numbered as they are met.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    all: Vec<Label>,
    codes: Numbering,
    /// What codes belong to; 0 is for nothing.
    of: Numbering,
    /// The numbers of labels that are told by a number of their own.
    coded: Vec<Option<u32>>,
}

impl Labels {
    /// The number of the label `code` that belongs to `of`.
    pub(super) fn number(&mut self, of: &str, code: &str) -> u32 {
        let belongs = if of.is_empty() { 0 } else { self.of.number(0, of) + 1 };
        let number = self.codes.number(belongs, code);
        if number as usize == self.all.len() {
            self.all.push(Label { of: of.to_owned(), code: code.to_owned() });
        }
        number
    }

    /// The number of the label that is the one at this place in a list, and belongs to
    /// nothing; `code` is asked once.
    pub(super) fn number_at(&mut self, at: usize, code: impl FnOnce() -> &'static str) -> u32 {
        if let Some(Some(number)) = self.coded.get(at) {
            return *number;
        }
        let number = self.number("", code());
        self.coded.resize(self.coded.len().max(at + 1), None);
        self.coded[at] = Some(number);
        number
    }

    /// The numbers of the labels that are meant by `label`: where it belongs to
    /// nothing, all with its code.
    pub(super) fn meant<'l>(&'l self, label: &'l Label) -> impl Iterator<Item = usize> + 'l {
        let is_meant = move |other: &Label| {
            other.code == label.code && (label.of.is_empty() || other.of == label.of)
        };
        (0..).zip(&self.all).filter(move |(_, other)| is_meant(other)).map(|(at, _)| at)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Forgets those from this number on.
    pub(super) fn truncate(&mut self, count: usize) {
        self.all.truncate(count);
        self.codes.truncate(count);
        self.coded.clear();
    }

    /// All of them, by number.
    pub(super) fn all(&self) -> &[Label] {
        &self.all
    }
}
