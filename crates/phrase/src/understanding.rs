//! What an utterance is understood as, and why. Putting the reasons into words is left
//! to whoever shows them.

/// What was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Understanding {
    /// An answer or a command.
    Understood {
        /// What is meant.
        meaning: Meaning,
        /// How sure that is.
        confidence: Confidence,
        /// What it was understood by.
        because: Because,
    },
    /// Nothing that could be acted on.
    Nothing(WhyNothing),
}

/// What somebody means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A number of the rating.
    Number(i32),
    /// One choice, by its place in [`crate::Question::choices`].
    Choice(usize),
    /// Some of several choices, by their places, ascending and never empty.
    Choices(Vec<usize>),
    /// Yes, or no.
    YesNo(bool),
    /// Something the kiosk is to do.
    Command(Command),
    /// Words of one's own, as they were said, without spaces around them.
    Text(String),
}

/// Something the kiosk is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Go back to the question before.
    Back,
    /// Go on to the next question.
    Next,
    /// Say it again.
    Repeat,
    /// Leave the question out.
    Skip,
    /// Hand everything in.
    Submit,
    /// Speak louder.
    Louder,
    /// Speak softer.
    Softer,
    /// Speak slower.
    Slower,
    /// Speak faster.
    Faster,
    /// Stop speaking.
    Stop,
    /// Call somebody who works here.
    Staff,
}

/// How sure an understanding is, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It only sounds like it.
    Low,
    /// Something was passed over, or only a part of a choice was said.
    Medium,
    /// Every word fits.
    High,
}

/// What something was understood by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The choice's own text.
    Text,
    /// A word of judgement, with its degrees and negations.
    Judgement,
    /// A number.
    Number,
    /// A place on the screen, or a letter.
    Position,
    /// A word for yes or no.
    YesNo,
    /// An everyday phrase for what the choice is about.
    Topic,
    /// Characters or a word that only this choice has.
    Fragment,
    /// A word for all of them.
    All,
    /// A command.
    Command,
    /// Words of one's own were asked for.
    OwnWords,
}

/// Why nothing was understood. Places are those of [`crate::Question::choices`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNothing {
    /// Nothing was said, or nothing but fillers and thanks.
    Silence,
    /// No words that mean anything here.
    Unknown,
    /// A question, a wish, a comparison, or what somebody else thinks.
    NoAnswer,
    /// A negation without anything that it negates.
    Unclear,
    /// It fits more than one choice, or lies between them.
    Between(Vec<usize>),
    /// Two things that cannot both be meant.
    Contradiction(Vec<usize>),
    /// Something was taken back and nothing put in its place.
    Withdrawn,
    /// Only what is not meant was said.
    Negated,
    /// A number with a fraction.
    Fraction,
    /// A range of numbers, or an estimate.
    Estimate,
    /// A number or position that is not there.
    OutOfRange,
    /// None of the choices.
    NoneOfThem,
    /// More choices than may be chosen.
    TooMany,
    /// Somebody does not know, or does not mind.
    Undecided,
}

impl Understanding {
    /// What is meant, where something was understood.
    pub fn meaning(&self) -> Option<&Meaning> {
        match self {
            Self::Understood { meaning, .. } => Some(meaning),
            Self::Nothing(_) => None,
        }
    }
}
