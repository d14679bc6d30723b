//! A row being put together, cell by cell. Not the `csv` crate's writer: that
//! one looks whether a cell is a number, with tables for reading numbers that
//! are larger than all else of the writing.

use std::{
    fmt::{Display, Write as _},
    io::{self, Write},
};

/// Rows are handed on when there is so much of them.
const BUFFER_BYTES: usize = 1 << 16;

/// The rows that were not handed on yet; the last one may still be growing.
pub(crate) struct Line<W> {
    out: W,
    text: String,
    /// Where the next cell needs no comma before it.
    first: bool,
}

impl<W: Write> Line<W> {
    /// The first line of a file, which begins with `mark`.
    pub(crate) fn new(out: W, mark: &str) -> Self {
        Self { out, text: mark.to_owned(), first: true }
    }

    /// A cell, quoted where it could not be read otherwise.
    pub(crate) fn cell(&mut self, cell: &str) {
        self.written(|text| text.push_str(cell));
    }

    /// A cell that `write` appends, quoted where it could not be read otherwise.
    pub(crate) fn written(&mut self, write: impl FnOnce(&mut String)) {
        self.separate();
        let start = self.text.len();
        write(&mut self.text);
        if self.text.as_bytes().get(start..).is_some_and(needs_quotation) {
            let cell = self.text.split_off(start);
            self.quote(&cell);
        }
    }

    /// A cell that is never quoted: one without comma, quotation mark or line
    /// break.
    pub(crate) fn plain(&mut self, value: impl Display) {
        self.separate();
        // A String takes everything.
        let _ = write!(self.text, "{value}");
    }

    /// A cell in quotation marks.
    pub(crate) fn quoted(&mut self, cell: &str) {
        self.separate();
        self.quote(cell);
    }

    fn quote(&mut self, cell: &str) {
        self.text.push('"');
        for character in cell.chars() {
            if character == '"' {
                self.text.push('"');
            }
            self.text.push(character);
        }
        self.text.push('"');
    }

    fn separate(&mut self) {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
    }

    /// Ends the row.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        self.text.push_str("\r\n");
        self.first = true;
        if self.text.len() < BUFFER_BYTES { Ok(()) } else { self.hand_on() }
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// What rows are handed on to.
    pub(crate) fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Ends the file and gives back what was written to.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.hand_on()?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Whether a cell could not be read without quotation marks.
fn needs_quotation(cell: &[u8]) -> bool {
    // All that matter are below `-`, and little else; the least is found in vectors.
    cell.iter().min().is_some_and(|least| *least < b'-')
        && cell.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'))
}
