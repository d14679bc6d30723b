//! What can be wrong with a file, and where.

use std::{fmt, io};

use crate::ResponseId;

/// Something in a CSV file that cannot be used, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvError {
    /// The file's name, as it was given to the reader.
    pub file: String,
    /// The row as a spreadsheet counts: the heading is row 1. None where the
    /// whole file is meant.
    pub row: Option<u64>,
    /// The line on which that row begins, from 1; it differs from the row
    /// where cells above hold line breaks.
    pub line: Option<u64>,
    /// The column's heading; where there is none, its number from 1.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

impl fmt::Display for CsvError {
    /// `branch.csv: row 7 (line 9), column started_at: "soon" is not …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        if let Some(row) = self.row {
            write!(f, "row {row}")?;
            if let Some(line) = self.line.filter(|line| *line != row) {
                write!(f, " (line {line})")?;
            }
            if let Some(column) = &self.column {
                write!(f, ", column {}", Shown(column))?;
            }
            f.write_str(": ")?;
        }
        self.problem.fmt(f)
    }
}

impl std::error::Error for CsvError {}

/// What is wrong with a CSV file, as one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing in it.
    #[error("the file is empty; even a file without responses has a row of headings")]
    Empty,
    /// Made for people, not for reading back.
    #[error(
        "this is the file for Excel, which cannot be read back; \
         choose the raw file of the same export, its name ends in -raw.csv"
    )]
    ExcelFlavour,
    /// A metadata column that must be there is not.
    #[error("this column is missing; it belongs in place {place}")]
    MissingColumn {
        /// From 1.
        place: usize,
    },
    /// A metadata column stands elsewhere than the contract says.
    #[error("this column is in place {found} but belongs in place {place}")]
    MisplacedColumn {
        /// Where it stands, from 1.
        found: usize,
        /// Where it belongs, from 1.
        place: usize,
    },
    /// Two columns of one name.
    #[error("this column is there twice")]
    DuplicateColumn,
    /// More question columns than any bank asks.
    #[error(
        "this file has {questions} question columns; up to {} are read",
        crate::csv::raw::MAX_QUESTIONS
    )]
    TooManyColumns {
        /// How many it has.
        questions: usize,
    },
    /// A question column without a name.
    #[error("this column has no heading")]
    UnnamedColumn,
    /// A row with too few or too many cells.
    #[error("this row has {found} cells where the headings are {expected}")]
    CellCount {
        /// How many cells the row has.
        found: u64,
        /// How many headings there are.
        expected: u64,
    },
    /// A row of absurd size, most often a quotation mark that is never closed.
    #[error("this row is longer than {limit} bytes; is a closing quotation mark missing?")]
    RowTooLong {
        /// The most a row may take.
        limit: u64,
    },
    /// Text of two or four bytes a character: what spreadsheets call Unicode text.
    #[error(
        "the file is in UTF-16, not UTF-8; take it as it was exported, \
         or save it as “CSV UTF-8”"
    )]
    Utf16,
    /// Bytes that are not text.
    #[error(
        "this is not UTF-8 but probably GB18030 or Big5, or damaged; \
         take the file as it was exported, or save it as “CSV UTF-8”"
    )]
    NotUtf8,
    /// The end of the file came before a closing quotation mark.
    #[error("the file ends inside a quoted cell; it was probably cut off")]
    CutOff,
    /// A cell that does not hold what its column promises.
    #[error("{} is not {expected}", Quoted(.value))]
    Value {
        /// The cell.
        value: String,
        /// What it should have been, with its article.
        expected: &'static str,
    },
    /// The file's bytes could not be had.
    #[error("the file cannot be read: {0}")]
    Io(String),
}

/// Why a row could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// What is written to refused.
    #[error("cannot write: {0}")]
    Io(#[from] io::Error),
    /// The columns do not cover an answer, which would be lost.
    #[error("response {id} answers {name}, for which there is no column")]
    NoColumn {
        /// Whose answer.
        id: ResponseId,
        /// The question.
        name: String,
    },
}

/// A heading on one line, control characters made visible.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        shorten(self.0, f)
    }
}

/// A cell in quotation marks, on one line, not too long.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        shorten(self.0, f)?;
        f.write_str("\"")
    }
}

fn shorten(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const LONGEST: usize = 40;
    let mut characters = text.chars();
    for character in characters.by_ref().take(LONGEST) {
        write!(f, "{}", character.escape_debug())?;
    }
    if characters.next().is_some() { f.write_str("…") } else { Ok(()) }
}
