//! Why a command did not do what it was asked, and its exit code.

use std::{io, path::Path, process::ExitCode};

use heard_exchange::{
    InvalidId,
    csv::{CsvError, Problem, WriteError},
};

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// What was read has problems; one line each, with file and place.
    #[error("{}", .0.join("\n"))]
    Problems(Vec<String>),
    /// The problems were already told, in the output.
    #[error("problems found")]
    Told,
    /// The command could not be carried out.
    #[error("{0}")]
    CannotRun(String),
    /// Whoever read the output has gone, as `head` does.
    #[error("the output is no longer read")]
    NobodyReads,
}

impl Failure {
    /// A file that cannot be opened, read or written.
    pub(crate) fn of_file(file: &Path, error: &io::Error) -> Self {
        Self::CannotRun(format!("{}: {error}", file.display()))
    }

    /// Tells people on standard error, and the caller by the exit code.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::NobodyReads => ExitCode::SUCCESS,
            Self::Told => ExitCode::from(1),
            Self::Problems(_) => {
                eprintln!("{self}");
                ExitCode::from(1)
            }
            Self::CannotRun(_) => {
                eprintln!("heard: {self}");
                ExitCode::from(2)
            }
        }
    }
}

impl From<CsvError> for Failure {
    fn from(error: CsvError) -> Self {
        match error.problem {
            Problem::Io(_) => Self::CannotRun(error.to_string()),
            _ => Self::Problems(vec![error.to_string()]),
        }
    }
}

/// From writing to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::CannotRun(format!("standard output: {error}")),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Io(error) => error.into(),
            WriteError::NoColumn { .. } => Self::CannotRun(error.to_string()),
        }
    }
}

impl From<InvalidId> for Failure {
    fn from(error: InvalidId) -> Self {
        Self::CannotRun(error.to_string())
    }
}
