//! Which questions have been asked and which may still come, by index alone:
//! what the answers are is not known here.

use std::ops::Range;

use super::{Order, Part, Progress};
use crate::{Question, Questionnaire};

/// The way through the questions, numbered in questionnaire order.
#[derive(Clone, Debug)]
pub(super) struct Way {
    order: Order,
    /// How many questions come before the invitation.
    main: usize,
    /// By question.
    visible: Vec<bool>,
    /// The part being asked.
    part: Range<usize>,
    /// Asked in this part before the current question, in the order they were.
    before: Vec<usize>,
    /// None once all of the part has been asked.
    current: Option<usize>,
}

impl Way {
    pub(super) fn new(questionnaire: &Questionnaire) -> Self {
        let questions: Vec<&Question> = questionnaire.questions().collect();
        let invited = &questionnaire.settings.invitation;
        let main = questionnaire.pages.iter().take_while(|page| !invited.contains(&page.name));
        Self {
            main: main.map(|page| page.questions.len()).sum(),
            visible: vec![false; questions.len()],
            order: Order::of(&questions),
            part: 0..0,
            before: Vec::new(),
            current: None,
        }
    }

    /// Asks `is_visible` about each question, after those it depends on.
    pub(super) fn judge(&mut self, mut is_visible: impl FnMut(usize) -> bool) {
        for &index in &self.order.sequence {
            self.visible[index] = is_visible(index);
        }
    }

    pub(super) fn is_visible(&self, index: usize) -> bool {
        self.visible.get(index).copied().unwrap_or_default()
    }

    pub(super) fn main(&self) -> usize {
        self.main
    }

    pub(super) fn current(&self) -> Option<usize> {
        self.current
    }

    pub(super) fn has_any(&self, part: Part) -> bool {
        self.range(part).any(|index| self.visible[index])
    }

    fn range(&self, part: Part) -> Range<usize> {
        match part {
            Part::Main => 0..self.main,
            Part::Invitation => self.main..self.visible.len(),
        }
    }

    /// Goes to the first question of `part`; false if none is visible.
    pub(super) fn start(&mut self, part: Part) -> bool {
        self.part = self.range(part);
        self.before.clear();
        self.current = None;
        self.forward()
    }

    /// Goes to the next visible question not asked yet: a later one first, then
    /// one that a later answer has made visible. False when there is none.
    pub(super) fn forward(&mut self) -> bool {
        self.before.extend(self.current.take());
        let after = self.before.last().map_or(self.part.start, |last| last + 1);
        let wanted = |index: &usize| self.visible[*index] && !self.before.contains(index);
        self.current =
            (after..self.part.end).find(wanted).or_else(|| self.part.clone().find(wanted));
        self.current.is_some()
    }

    /// Whether [`Way::backward`] would find a question.
    pub(super) fn has_before(&self) -> bool {
        self.before.iter().any(|index| self.visible[*index])
    }

    /// Goes to the question asked before; false when there is none.
    pub(super) fn backward(&mut self) -> bool {
        while let Some(last) = self.before.pop() {
            if self.visible[last] {
                self.current = Some(last);
                return true;
            }
        }
        false
    }

    /// Stands before the part again, as if it had not been started.
    pub(super) fn leave(&mut self) {
        self.before.clear();
        self.current = None;
    }

    pub(super) fn progress(&self) -> Progress {
        let position = self.before.len() + usize::from(self.current.is_some());
        let ahead = if self.current.is_some() { self.possible() } else { 0 };
        Progress { position, total: position + ahead }
    }

    /// How many questions of this part may still come after the current one.
    fn possible(&self) -> usize {
        // Open: it is not settled yet whether it is visible and what it says.
        let mut open = vec![false; self.visible.len()];
        let mut count = 0;
        for &index in &self.order.sequence {
            let undecided = self.order.needs[index].iter().any(|needed| open[*needed]);
            let asked = self.before.contains(&index) || self.current == Some(index);
            let may_come = !asked && (self.visible[index] || undecided);
            open[index] = may_come || undecided || self.current == Some(index);
            count += usize::from(may_come && self.part.contains(&index));
        }
        count
    }
}
