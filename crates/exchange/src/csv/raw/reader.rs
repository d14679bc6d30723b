//! Reading the raw flavour, row by row in bounded memory.

use std::io::{self, Read};

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::Row;
use crate::csv::{Columns, CsvError, Meta, Problem, columns::question, words};

/// The most bytes one row may take. Beyond it a file is broken, or hostile.
pub const MAX_ROW_BYTES: u64 = 1 << 20;

/// The most question columns a file may have: more than any bank asks, and few
/// enough to be looked up one by one and to fit into memory.
pub const MAX_QUESTIONS: usize = 5000;

/// How much is read at once.
const BUFFER_BYTES: usize = 1 << 16;

/// Reads raw CSV. A byte order mark and LF line ends are tolerated; anything
/// else outside the contract is an error that names its place.
pub struct Reader<R> {
    input: csv::Reader<Metered<R>>,
    record: StringRecord,
    place: Place,
    /// Lines to add to the parser's count: it ends a row at CR, and counts the
    /// LF of a CRLF only when it comes to the next row.
    uncounted: u64,
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
        let metered = Metered::new(input);
        let mut reader = Self {
            input: ReaderBuilder::new()
                .has_headers(false)
                .buffer_capacity(BUFFER_BYTES)
                .from_reader(metered),
            record: StringRecord::new(),
            place: Place { file: file.into(), header: Columns::default(), row: 0, line: 1 },
            uncounted: 0,
        };
        let outcome = reader.advance();
        if is_utf16(&reader.input.get_ref().opening) {
            return Err(reader.place.whole_file(Problem::Utf16));
        }
        if !outcome? {
            return Err(reader.place.whole_file(Problem::Empty));
        }
        reader.place.header = reader.header()?;
        let breaks: usize = reader.record.iter().map(|cell| cell.matches('\n').count()).sum();
        let counted = reader.input.position().line() - reader.place.line;
        reader.uncounted = u64::from(counted == breaks as u64);
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
        let more = self.advance()?;
        Ok(more.then_some(Row { record: &self.record, place: &self.place }))
    }

    /// Reads one record; says whether there was one.
    fn advance(&mut self) -> Result<bool, CsvError> {
        let start = self.input.position().byte();
        self.input.get_mut().allow(start + MAX_ROW_BYTES);
        self.place.row += 1;
        self.place.line = self.input.position().line() + self.uncounted;
        let more = self
            .input
            .read_record(&mut self.record)
            .map_err(|error| self.explain(error.into_kind()))?;
        if self.input.position().byte() - start > MAX_ROW_BYTES {
            return Err(self.place.whole_row(too_long()));
        }
        if self.input.get_ref().ended_inside_quotes() {
            return Err(self.place.whole_row(Problem::CutOff));
        }
        Ok(more)
    }

    fn explain(&self, kind: ErrorKind) -> CsvError {
        match kind {
            ErrorKind::Utf8 { err, .. } => self.place.cell(err.field(), Problem::NotUtf8),
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                let problem = if self.input.get_ref().ended_inside_quotes() {
                    Problem::CutOff
                } else {
                    Problem::CellCount { found: len, expected: expected_len }
                };
                self.place.whole_row(problem)
            }
            ErrorKind::Io(_) if self.input.get_ref().exhausted => self.place.whole_row(too_long()),
            ErrorKind::Io(error) => self.place.whole_row(Problem::Io(error.to_string())),
            // Serde, seeking and the like: not used here.
            _ => self.place.whole_row(Problem::Io("unknown problem".to_owned())),
        }
    }

    /// Checks the headings just read.
    fn header(&self) -> Result<Columns, CsvError> {
        let headings = &self.record;
        if words::is_excel_flavour(headings) {
            return Err(self.place.whole_file(Problem::ExcelFlavour));
        }
        for (index, meta) in Meta::ALL.into_iter().enumerate() {
            if headings.get(index) != Some(meta.name()) {
                let found = headings.iter().position(|heading| heading == meta.name());
                let place = index + 1;
                let problem = match found {
                    Some(found) => Problem::MisplacedColumn { found: found + 1, place },
                    None => Problem::MissingColumn { place },
                };
                return Err(self.place.column(meta.name(), problem));
            }
        }
        let questions = headings.len() - Meta::ALL.len();
        if questions > MAX_QUESTIONS {
            return Err(self.place.whole_row(Problem::TooManyColumns { questions }));
        }
        let mut columns = Columns::default();
        for (index, heading) in headings.iter().enumerate().skip(Meta::ALL.len()) {
            if heading.is_empty() {
                return Err(self.place.column(&(index + 1).to_string(), Problem::UnnamedColumn));
            }
            let (known, metadata) =
                (columns.len(), Meta::ALL.iter().any(|meta| meta.name() == heading));
            columns.add_name(question(heading));
            if metadata || columns.len() == known {
                return Err(self.place.column(heading, Problem::DuplicateColumn));
            }
        }
        Ok(columns)
    }
}

/// Whether a file that begins so is UTF-16 or UTF-32: by its byte order mark, or
/// because every other byte of its headings, which are ASCII, is 0.
fn is_utf16(opening: &[u8]) -> bool {
    matches!(opening, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..])
}

fn too_long() -> Problem {
    Problem::RowTooLong { limit: MAX_ROW_BYTES }
}

impl Place {
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
}

/// Passes bytes on, up to a limit, and watches whether a quotation is open.
struct Metered<R> {
    inner: R,
    /// The first bytes.
    opening: Vec<u8>,
    read: u64,
    limit: u64,
    exhausted: bool,
    ended: bool,
    inside_quotes: bool,
}

impl<R> Metered<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            opening: Vec::new(),
            read: 0,
            limit: 0,
            exhausted: false,
            ended: false,
            inside_quotes: false,
        }
    }

    /// Lets the reader come past byte `end`, and read ahead by a buffer.
    fn allow(&mut self, end: u64) {
        self.limit = end + BUFFER_BYTES as u64;
    }

    /// The file is over and the number of quotation marks in it was odd,
    /// which no complete file's is.
    fn ended_inside_quotes(&self) -> bool {
        self.ended && self.inside_quotes
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read > self.limit {
            self.exhausted = true;
            return Err(io::Error::other("row too long"));
        }
        let count = self.inner.read(buffer)?;
        if self.opening.len() < 2 {
            self.opening.extend(buffer.iter().take(count.min(2)));
        }
        let quotes = buffer.iter().take(count).filter(|byte| **byte == b'"').count();
        self.inside_quotes ^= quotes % 2 == 1;
        self.read += count as u64;
        self.ended |= count == 0;
        Ok(count)
    }
}
