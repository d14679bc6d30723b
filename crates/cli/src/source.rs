//! Where input comes from: files, or standard input.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use heard_exchange::csv::raw;

use crate::failure::Failure;

/// Responses being read.
pub(crate) type Responses = raw::Reader<Box<dyn Read>>;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    StandardInput,
    File(PathBuf),
}

impl Source {
    /// The sources named on the command line: `-` is standard input, and so is
    /// no name at all.
    pub(crate) fn of(names: &[PathBuf]) -> Result<Vec<Self>, Failure> {
        if names.is_empty() {
            return Ok(vec![Self::StandardInput]);
        }
        let sources: Vec<_> = names.iter().map(|name| Self::named(name)).collect();
        if sources.iter().filter(|source| **source == Self::StandardInput).count() > 1 {
            return Err(Failure::CannotRun("standard input can be read only once".to_owned()));
        }
        Ok(sources)
    }

    /// The source of this name.
    pub(crate) fn named(name: &Path) -> Self {
        if name == Path::new("-") { Self::StandardInput } else { Self::File(name.to_owned()) }
    }

    /// Opens it.
    pub(crate) fn open(&self) -> Result<Box<dyn Read>, Failure> {
        match self {
            Self::StandardInput => Ok(Box::new(io::stdin().lock())),
            Self::File(path) => match File::open(path) {
                Ok(file) => Ok(Box::new(file)),
                Err(error) => Err(Failure::of_file(path, &error)),
            },
        }
    }

    /// Opens it as responses in raw CSV.
    pub(crate) fn responses(&self) -> Result<Responses, Failure> {
        Ok(raw::Reader::new(self.open()?, self.to_string())?)
    }
}

/// Its name in messages.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("standard input"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}
