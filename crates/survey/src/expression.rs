//! Conditions on answers, in SurveyJS's expression language.

use crate::Answers;

/// A condition such as `{satisfaction} <= 3 and {reasons} notempty`.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression;

/// Why a text is no expression, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}, at character {at}")]
pub struct ExpressionError {
    /// The how-manieth character, from 1.
    pub at: usize,
    /// What is wrong, without a full stop.
    pub problem: String,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// When `text` is none, or uses a part of the language that is not
    /// supported yet.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let _ = text;
        Ok(Self)
    }

    /// Whether it is true of `answers`.
    pub fn holds(&self, answers: &Answers) -> bool {
        let _ = answers;
        true
    }

    /// The question names used, each once, in order of first use.
    pub fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}
