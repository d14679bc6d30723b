//! One person's way through a questionnaire, one question a screen.
//!
//! Knows no screens, clocks or storage: the caller shows [`Interview::question`],
//! hands in what the person does, and stores [`Interview::answers`] when it likes.

mod answer;
mod order;

use std::{collections::BTreeMap, rc::Rc};

pub use self::answer::Invalid;
use crate::{Answers, Question, Questionnaire, Value};

/// Where an interview stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A question is visible.
    Asking,
    /// All has been asked.
    Thanks {
        /// There is more the person may say: see [`Interview::accept_invitation`].
        invitation: bool,
    },
    /// Over; nothing more is taken.
    Ended,
}

/// How far a person has come, for "2 / 5".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The question being asked, from 1; equal to `total` when all has been asked.
    pub position: usize,
    /// How many there will be, as far as the answers so far tell.
    pub total: usize,
}

/// One person's way through a questionnaire.
#[derive(Clone, Debug)]
pub struct Interview {
    questionnaire: Rc<Questionnaire>,
    given: Answers,
    answers: Answers,
    _later: BTreeMap<String, Value>,
}

impl Interview {
    /// Starts at the first visible question.
    pub fn new(questionnaire: Rc<Questionnaire>) -> Self {
        Self {
            questionnaire,
            given: Answers::new(),
            answers: Answers::new(),
            _later: BTreeMap::new(),
        }
    }

    /// What is being asked from.
    pub fn questionnaire(&self) -> &Rc<Questionnaire> {
        &self.questionnaire
    }

    /// Where it stands.
    pub fn stage(&self) -> Stage {
        Stage::Asking
    }

    /// The question being asked; none unless the stage is [`Stage::Asking`].
    pub fn question(&self) -> Option<&Question> {
        self.questionnaire.questions().next()
    }

    /// Answers the question being asked, without going on.
    ///
    /// # Errors
    /// When `value` is no answer to it; then nothing has changed.
    pub fn answer(&mut self, value: Value) -> Result<(), Invalid> {
        self.given.insert(String::new(), value);
        Ok(())
    }

    /// Takes the answer to the question being asked back.
    pub fn clear(&mut self) {}

    /// Goes on to the next question, or to the thanks after the last.
    ///
    /// # Errors
    /// When the question being asked must be answered first.
    #[expect(clippy::should_implement_trait, reason = "what the button says; not an iterator")]
    pub fn next(&mut self) -> Result<(), Invalid> {
        Ok(())
    }

    /// Goes on without an answer; one given before is taken back.
    ///
    /// # Errors
    /// When the question being asked must be answered.
    pub fn skip(&mut self) -> Result<(), Invalid> {
        Ok(())
    }

    /// Goes to the question asked before this one, keeping all answers.
    /// Whether there was one.
    pub fn back(&mut self) -> bool {
        false
    }

    /// Whether [`Interview::back`] would lead anywhere.
    pub fn can_go_back(&self) -> bool {
        false
    }

    /// Goes on to the invitation's pages, where [`Stage::Thanks`] offers them.
    pub fn accept_invitation(&mut self) {}

    /// Ends it, wherever it stands.
    pub fn end(&mut self) {}

    /// How far the person has come; never falls while going forward.
    pub fn progress(&self) -> Progress {
        Progress::default()
    }

    /// The answers to visible questions.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The answer to the visible question called `name`.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.answers.get(name)
    }

    /// Every required visible question outside the invitation has an answer.
    pub fn is_complete(&self) -> bool {
        false
    }
}
