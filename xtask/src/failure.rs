//! The one error type: a sentence for the person at the terminal.

use std::fmt;

/// Why a verb could not be carried out, as one sentence.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

/// What every step of a verb returns.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// Puts the circumstances before a lower-level error.
pub trait Context<T> {
    /// The error as `circumstances: error`.
    ///
    /// # Errors
    /// The receiver's own, reworded.
    fn context(self, circumstances: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: fmt::Display> Context<T> for Result<T, E> {
    fn context(self, circumstances: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|error| Failure(format!("{}: {error}", circumstances())))
    }
}
