//! The question on screen, as far as an answer to it can be understood. Whoever shows
//! the question fills this in; how questions are defined is no business of this crate.

use std::ops::Range;

/// What is asked, and what can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What an answer looks like.
    pub kind: Kind,
    /// In the order on screen. A rating has one for each step from its lowest number
    /// to its highest, a question of yes and no has yes and then no; words of one's own
    /// have none.
    pub choices: Vec<Choice>,
    /// How they lie on the screen.
    pub layout: Layout,
    /// Which of them are on screen now: positions are counted there. Beyond the
    /// choices it is taken as far as they go.
    pub shown: Range<usize>,
}

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number from a scale; the first choice has this one, the next one more.
    Rating {
        /// The lowest number.
        lowest: i32,
    },
    /// One of the choices.
    One,
    /// Any of the choices.
    Several {
        /// At most so many, where limited.
        most: Option<usize>,
    },
    /// The first choice is yes, the second is no.
    YesNo,
    /// Words of one's own.
    Text,
}

/// How choices lie on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Side by side, from left to right.
    Row,
    /// Below each other.
    Column,
}

/// Something that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Its text in every language there is, the one on screen first. Empty for a step
    /// of a scale without words.
    pub texts: Vec<String>,
    /// What else people call it: the questionnaire's own synonyms, in any language.
    pub words: Vec<String>,
}

impl Question {
    /// A question whose choices are all on screen: a rating and a question of yes and
    /// no side by side, others below each other.
    pub fn new(kind: Kind, choices: Vec<Choice>) -> Self {
        let layout = match kind {
            Kind::Rating { .. } | Kind::YesNo => Layout::Row,
            Kind::One | Kind::Several { .. } | Kind::Text => Layout::Column,
        };
        let shown = 0..choices.len();
        Self { kind, choices, layout, shown }
    }

    /// The choices on screen.
    pub(crate) fn on_screen(&self) -> Range<usize> {
        let end = self.shown.end.min(self.choices.len());
        self.shown.start.min(end)..end
    }
}
