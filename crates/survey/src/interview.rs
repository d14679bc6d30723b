//! One person's way through a questionnaire, one question a screen.
//!
//! Knows no screens, clocks or storage: the caller shows [`Interview::question`],
//! hands in what the person does, and stores [`Interview::answers`] when it likes.
//!
//! The main part is every page that is no invitation page. When it is over the
//! stage is [`Stage::Thanks`]; if there is more to say, the person may accept
//! the invitation, and is thanked again after that part. Who goes back from the
//! thanks ([`Interview::reconsider`]) must not be shown the answer given: it may
//! be another person who stands there.

mod answer;
mod order;
mod way;

use std::rc::Rc;

pub use self::answer::Invalid;
pub(crate) use self::order::Order;
use self::way::Way;
use crate::{Answers, Question, Questionnaire, Value};

/// Where an interview stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A question is visible.
    Asking,
    /// All of this part has been asked.
    Thanks {
        /// There is more the person may say: see [`Interview::accept_invitation`].
        invitation: bool,
    },
    /// Over; nothing more is taken.
    Ended,
}

/// How far a person has come in the part being asked, for "2 / 5".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The question being asked, from 1; equal to `total` when all has been asked.
    pub position: usize,
    /// The most there can still be, given the answers so far: questions that
    /// later answers may yet bring up are counted until they are ruled out, so
    /// `position / total` never falls while going forward.
    pub total: usize,
}

/// What is being asked, or was last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Main,
    Invitation,
}

/// One person's way through a questionnaire.
#[derive(Clone, Debug)]
pub struct Interview {
    questionnaire: Rc<Questionnaire>,
    way: Way,
    /// Everything said, also to questions that are not visible now.
    given: Answers,
    /// What was said to visible questions.
    answers: Answers,
    part: Part,
    stage: Stage,
}

impl Interview {
    /// Starts at the first visible question.
    pub fn new(questionnaire: Rc<Questionnaire>) -> Self {
        let way = Way::new(&questionnaire);
        let mut interview = Self {
            questionnaire,
            way,
            given: Answers::new(),
            answers: Answers::new(),
            part: Part::Main,
            stage: Stage::Asking,
        };
        interview.judge();
        interview.start(Part::Main);
        interview
    }

    /// What is being asked from.
    pub fn questionnaire(&self) -> &Rc<Questionnaire> {
        &self.questionnaire
    }

    /// Where it stands.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The question being asked; none unless the stage is [`Stage::Asking`].
    pub fn question(&self) -> Option<&Question> {
        let current = self.way.current().filter(|_| self.stage == Stage::Asking)?;
        self.questionnaire.questions().nth(current)
    }

    /// Answers the question being asked, without going on. Saying nothing (an
    /// empty text, no choice) takes an earlier answer back.
    ///
    /// # Errors
    /// When `value` is no answer to it; then nothing has changed.
    pub fn answer(&mut self, value: Value) -> Result<(), Invalid> {
        let question = self.question().ok_or(Invalid::NothingAsked)?;
        let (name, accepted) = (question.name.clone(), question.accept(value)?);
        match accepted {
            Some(value) => self.given.insert(name, value),
            None => drop(self.given.remove(&name)),
        }
        self.judge();
        Ok(())
    }

    /// Takes the answer to the question being asked back.
    pub fn clear(&mut self) {
        if let Some(name) = self.question().map(|question| question.name.clone()) {
            self.given.remove(&name);
            self.judge();
        }
    }

    /// Goes on to the next question, or to the thanks after the last.
    ///
    /// # Errors
    /// When the question being asked must be answered first.
    #[expect(clippy::should_implement_trait, reason = "what the button says; not an iterator")]
    pub fn next(&mut self) -> Result<(), Invalid> {
        let question = self.question().ok_or(Invalid::NothingAsked)?;
        if question.required.holds(&self.answers) && !self.answers.contains_key(&question.name) {
            return Err(Invalid::Required);
        }
        if !self.way.forward() {
            self.thank();
        }
        Ok(())
    }

    /// Whether the question being asked may be left out.
    pub fn can_skip(&self) -> bool {
        self.question().is_none_or(|question| !question.required.holds(&self.answers))
    }

    /// Goes on without an answer; one given before is taken back.
    ///
    /// # Errors
    /// When the question being asked must be answered.
    pub fn skip(&mut self) -> Result<(), Invalid> {
        if !self.can_skip() {
            return Err(Invalid::Required);
        }
        self.clear();
        self.next()
    }

    /// Goes to the question asked before this one, keeping all answers; from
    /// the first question of the invitation to the thanks that offered it.
    /// Whether there was anywhere to go.
    pub fn back(&mut self) -> bool {
        if !self.can_go_back() {
            return false;
        }
        if !self.way.backward() {
            self.way.leave();
            self.part = Part::Main;
            self.thank();
        }
        true
    }

    /// Goes from the thanks back to the question asked last, keeping its answer
    /// until another is given. Whether there was one.
    pub fn reconsider(&mut self) -> bool {
        let reconsidered = matches!(self.stage, Stage::Thanks { .. }) && self.way.backward();
        if reconsidered {
            self.stage = Stage::Asking;
        }
        reconsidered
    }

    /// Whether [`Interview::back`] would lead anywhere.
    pub fn can_go_back(&self) -> bool {
        self.stage == Stage::Asking && (self.way.has_before() || self.part == Part::Invitation)
    }

    /// Goes on to the invitation's pages, where [`Stage::Thanks`] offers them.
    pub fn accept_invitation(&mut self) {
        if self.stage == (Stage::Thanks { invitation: true }) {
            self.start(Part::Invitation);
        }
    }

    /// Ends it, wherever it stands.
    pub fn end(&mut self) {
        self.stage = Stage::Ended;
    }

    /// How far the person has come in this part.
    pub fn progress(&self) -> Progress {
        self.way.progress()
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
        let main = self.questionnaire.questions().enumerate().take(self.way.main());
        main.filter(|(index, _)| self.way.is_visible(*index))
            .filter(|(_, question)| question.required.holds(&self.answers))
            .all(|(_, question)| self.answers.contains_key(&question.name))
    }

    /// Finds out anew which questions are visible, each after those its
    /// condition asks about, and which answers count.
    fn judge(&mut self) {
        let questions: Vec<&Question> = self.questionnaire.questions().collect();
        self.answers.clear();
        self.way.judge(|index| {
            let question = questions[index];
            let visible = question.visible_if.as_ref().is_none_or(|it| it.holds(&self.answers));
            if let Some(value) = self.given.get(&question.name).filter(|_| visible) {
                self.answers.insert(question.name.clone(), value.clone());
            }
            visible
        });
    }

    fn start(&mut self, part: Part) {
        self.part = part;
        self.stage = Stage::Asking;
        if !self.way.start(part) {
            self.thank();
        }
    }

    fn thank(&mut self) {
        let invitation = self.part == Part::Main && self.way.has_any(Part::Invitation);
        self.stage = Stage::Thanks { invitation };
    }
}
