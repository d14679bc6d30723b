//! Reading the raw flavour, row by row in bounded memory.

use std::{io::Read, str};

use super::{
    Row,
    records::Records,
    window::{Broken, MAX_ROW_BYTES},
};
use crate::csv::{Columns, CsvError, Meta, Problem, columns::question, words};

/// The most question columns a file may have: more than any bank asks, and few
/// enough to be looked up one by one and to fit into memory.
pub const MAX_QUESTIONS: usize = 5000;

/// Reads raw CSV. A byte order mark and LF line ends are tolerated; anything
/// else outside the contract is an error that names its place.
pub struct Reader<R> {
    records: Records<R>,
    place: Place,
}

/// Where the reader is: all that an error needs.
pub(super) struct Place {
    pub(super) file: String,
    /// The headings' columns, kinds unknown.
    pub(super) header: Columns,
    /// The row in hand, from 1 for the headings.
    pub(super) row: u64,
    /// The line it begins on.
    pub(super) line: u64,
}

impl<R: Read> Reader<R> {
    /// Reads the headings from `input`; `file` is its name in errors.
    ///
    /// # Errors
    /// When there are none or not those of the contract.
    pub fn new(input: R, file: impl Into<String>) -> Result<Self, CsvError> {
        let place = Place { file: file.into(), header: Columns::default(), row: 1, line: 1 };
        let mut records = Records::new(input);
        if is_utf16(records.opening().map_err(|broken| place.broken(broken))?) {
            return Err(place.whole_file(Problem::Utf16));
        }
        let mut reader = Self { records, place };
        if !reader.advance()? {
            return Err(reader.place.whole_file(Problem::Empty));
        }
        let (text, ends) = reader.cells()?;
        let headings: Vec<&str> = Row { text, ends, place: &reader.place }.cells().collect();
        reader.place.header = reader.place.header(&headings)?;
        Ok(reader)
    }

    /// The question columns this file has. What their cells mean is not in the
    /// file: [`Columns::kind`] gives none.
    pub fn columns(&self) -> &Columns {
        &self.place.header
    }

    /// The next row; none at the end of the file.
    ///
    /// # Errors
    /// When the row is too long, not UTF-8, has too few or too many cells, or
    /// the file ends within it.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, CsvError> {
        self.place.row += 1;
        if !self.advance()? {
            return Ok(None);
        }
        let (text, ends) = self.cells()?;
        let (found, expected) = (ends.len() as u64, self.place.width());
        if found != expected {
            let problem = Problem::CellCount { found, expected };
            return Err(self.place.whole_row(problem));
        }
        Ok(Some(Row { text, ends, place: &self.place }))
    }

    /// Goes on to the next record; says whether there is one.
    fn advance(&mut self) -> Result<bool, CsvError> {
        let advanced = self.records.advance();
        self.place.line = self.records.line();
        let is_there = advanced.map_err(|broken| self.place.broken(broken))?;
        if self.records.is_cut_off() {
            return Err(self.place.whole_row(Problem::CutOff));
        }
        Ok(is_there)
    }

    /// The cells of the record, a comma between each two, and where each ends.
    fn cells(&self) -> Result<(&str, &[usize]), CsvError> {
        let (bytes, ends) = self.records.cells();
        let text = str::from_utf8(bytes).map_err(|error| {
            // Commas are no part of any other character.
            let column = ends.partition_point(|end| *end <= error.valid_up_to());
            self.place.cell(column, Problem::NotUtf8)
        })?;
        Ok((text, ends))
    }
}

/// Whether a file that begins so is UTF-16 or UTF-32: by its byte order mark, or
/// because every other byte of its headings, which are ASCII, is 0.
fn is_utf16(opening: &[u8]) -> bool {
    matches!(opening, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..])
}

impl Place {
    fn broken(&self, broken: Broken) -> CsvError {
        self.whole_row(match broken {
            Broken::TooLong => Problem::RowTooLong { limit: MAX_ROW_BYTES },
            Broken::Io(error) => Problem::Io(error.to_string()),
        })
    }

    fn whole_file(&self, problem: Problem) -> CsvError {
        CsvError { file: self.file.clone(), row: None, line: None, column: None, problem }
    }

    fn whole_row(&self, problem: Problem) -> CsvError {
        CsvError { row: Some(self.row), line: Some(self.line), ..self.whole_file(problem) }
    }

    pub(super) fn column(&self, heading: &str, problem: Problem) -> CsvError {
        CsvError { column: Some(heading.to_owned()), ..self.whole_row(problem) }
    }

    /// The column numbered `index` from 0, by its heading where there is one.
    fn cell(&self, index: usize, problem: Problem) -> CsvError {
        let heading = (self.row > 1).then(|| self.header.headings().nth(index)).flatten();
        self.column(&heading.unwrap_or_else(|| (index + 1).to_string().into()), problem)
    }

    /// How many cells a row has.
    fn width(&self) -> u64 {
        (Meta::ALL.len() + self.header.len()) as u64
    }

    /// Checks the headings; gives the question columns.
    fn header(&self, headings: &[&str]) -> Result<Columns, CsvError> {
        if words::is_excel_flavour(headings) {
            return Err(self.whole_file(Problem::ExcelFlavour));
        }
        for (index, meta) in Meta::ALL.into_iter().enumerate() {
            if headings.get(index) != Some(&meta.name()) {
                let found = headings.iter().position(|heading| *heading == meta.name());
                let place = index + 1;
                let problem = match found {
                    Some(found) => Problem::MisplacedColumn { found: found + 1, place },
                    None => Problem::MissingColumn { place },
                };
                return Err(self.column(meta.name(), problem));
            }
        }
        let questions = headings.get(Meta::ALL.len()..).unwrap_or_default();
        if questions.len() > MAX_QUESTIONS {
            let problem = Problem::TooManyColumns { questions: questions.len() };
            return Err(self.whole_row(problem));
        }
        let mut columns = Columns::default();
        for (place, heading) in (Meta::ALL.len() + 1..).zip(questions) {
            if heading.is_empty() {
                return Err(self.column(&place.to_string(), Problem::UnnamedColumn));
            }
            let known = columns.len();
            columns.add_name(question(heading));
            if Meta::ALL.iter().any(|meta| meta.name() == *heading) || columns.len() == known {
                return Err(self.column(heading, Problem::DuplicateColumn));
            }
        }
        Ok(columns)
    }
}
