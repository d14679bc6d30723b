//! Where the responses of a [`Collection`](crate::Collection) go, row by row: into a
//! [`Table`], which holds every one of them, or into a [`Summary`], which only counts.
//! Which rows are taken is left to the collection.

use heard_survey::Questionnaire;

use crate::{
    OffScale, QuestionIndex, Summary,
    table::{Circumstances, Table},
};

/// Takes responses, none of them for training: each is opened, then its answers come.
pub trait Intake {
    /// Makes the questions of a questionnaire known.
    fn know(&mut self, questionnaire: &Questionnaire);

    /// Where answers to the question `name` go; a name not met before is added as a
    /// question of unknown kind.
    fn question(&mut self, name: &str) -> QuestionIndex;

    /// Takes a response; its answers follow, each question at most once.
    fn open(&mut self, response: &Circumstances<'_>);

    /// Takes an answer of the response that was opened last, as it stands in a raw CSV
    /// cell that is not empty.
    ///
    /// # Errors
    /// When the question has a scale and this is not on it.
    fn cell(&mut self, question: QuestionIndex, cell: &str) -> Result<(), OffScale>;
}

impl Intake for Table {
    fn know(&mut self, questionnaire: &Questionnaire) {
        self.know(questionnaire);
    }

    fn question(&mut self, name: &str) -> QuestionIndex {
        self.question(name)
    }

    fn open(&mut self, response: &Circumstances<'_>) {
        self.open(response);
    }

    fn cell(&mut self, question: QuestionIndex, cell: &str) -> Result<(), OffScale> {
        self.opened().cell(question, cell)
    }
}

impl Intake for Summary {
    fn know(&mut self, questionnaire: &Questionnaire) {
        self.know(questionnaire);
    }

    fn question(&mut self, name: &str) -> QuestionIndex {
        self.question(name)
    }

    fn open(&mut self, response: &Circumstances<'_>) {
        self.open(response.outcome, false);
    }

    fn cell(&mut self, question: QuestionIndex, cell: &str) -> Result<(), OffScale> {
        self.opened().cell(question, cell)
    }
}
