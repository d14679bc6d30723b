//! The records of a CSV file, cut into cells: RFC 4180, read as generously as common
//! libraries do. Which records and cells are good is left to the reader.
//!
//! * A record ends at CR, LF or both; lines with nothing in them are none.
//! * A cell that begins with a quotation mark lasts until the one that closes it, a
//!   doubled one being part of it; what follows up to the next comma is added as it
//!   stands. In any other cell a quotation mark is one.

use std::io::Read;

use super::window::{Broken, MAX_ROW_BYTES, Window};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Finds records in what `R` gives.
pub(super) struct Records<R> {
    window: Window<R>,
    /// The line on which the record in hand begins, from 1.
    line: u64,
    /// Where it begins and how long it is, counted from where the one before ended.
    start: usize,
    length: usize,
    /// Where the one after begins, unless the next lines are empty.
    next: usize,
    /// Where each of its cells ends, counted from its start.
    ends: Vec<usize>,
    /// The same with quotations taken out, where it has any.
    plain: Vec<u8>,
    is_plain: bool,
    /// How many line feeds came so far.
    feeds: u64,
    /// Whether the number of quotation marks so far is odd.
    is_odd: bool,
    is_over: bool,
}

/// Where in a cell one is, counted from the record's start.
#[derive(Default)]
struct Cell {
    start: usize,
    is_quoted: bool,
    /// Behind the quotation mark that closed a quotation last.
    closed: usize,
}

impl<R: Read> Records<R> {
    /// Those of `input`.
    pub(super) fn new(input: R) -> Self {
        Self {
            window: Window::new(input),
            line: 1,
            start: 0,
            length: 0,
            next: 0,
            ends: Vec::new(),
            plain: Vec::new(),
            is_plain: true,
            feeds: 0,
            is_odd: false,
            is_over: false,
        }
    }

    /// What the file begins with, after a byte order mark; to be asked first.
    pub(super) fn opening(&mut self) -> Result<&[u8], Broken> {
        self.window.strip(BYTE_ORDER_MARK)?;
        Ok(self.window.bytes())
    }

    /// Goes on to the next record; says whether there is one.
    pub(super) fn advance(&mut self) -> Result<bool, Broken> {
        self.begin();
        let mut cell = Cell::default();
        while let Some((place, byte)) = self.window.next_mark()? {
            let at = place - self.start;
            match byte {
                b',' if !cell.is_quoted => {
                    self.ends.push(at);
                    cell.start = at + 1;
                }
                b'"' => {
                    cell.quote(at);
                    self.is_odd = !self.is_odd;
                    self.is_plain = false;
                }
                b'\r' | b'\n' => {
                    self.feeds += u64::from(byte == b'\n');
                    if cell.is_quoted {
                        continue;
                    } else if at > 0 {
                        self.next = place + 1;
                        return self.end(at).map(|()| true);
                    }
                    // Nothing in this line.
                    (self.start, self.next, self.line) = (place + 1, place + 1, self.feeds + 1);
                }
                _ => {}
            }
        }
        self.is_over = true;
        self.next = self.window.bytes().len();
        let rest = self.next - self.start;
        if rest > 0 {
            self.end(rest)?;
        }
        Ok(rest > 0)
    }

    /// Forgets the record before.
    fn begin(&mut self) {
        self.window.keep_from(self.next);
        (self.start, self.next, self.line) = (0, 0, self.feeds + 1);
        self.is_plain = true;
        self.ends.clear();
    }

    /// Ends the record in hand.
    fn end(&mut self, at: usize) -> Result<(), Broken> {
        if self.next as u64 > MAX_ROW_BYTES {
            return Err(Broken::TooLong);
        }
        self.length = at;
        self.ends.push(at);
        if !self.is_plain {
            let cells = self.window.bytes().get(self.start..).unwrap_or_default();
            take_out_quotations(cells, &mut self.ends, &mut self.plain);
        }
        Ok(())
    }

    /// The line on which the record in hand begins, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The file is over and the number of quotation marks in it is odd, which no
    /// complete file's is.
    pub(super) fn is_cut_off(&self) -> bool {
        self.is_over && self.is_odd
    }

    /// The cells of the record in hand, a comma between each two, and where each ends.
    pub(super) fn cells(&self) -> (&[u8], &[usize]) {
        let raw = || self.window.bytes().get(self.start..self.start + self.length);
        (if self.is_plain { raw().unwrap_or_default() } else { &self.plain }, &self.ends)
    }
}

impl Cell {
    /// Meets a quotation mark.
    fn quote(&mut self, at: usize) {
        if self.is_quoted {
            (self.is_quoted, self.closed) = (false, at + 1);
        } else {
            // The second of two belongs to the quotation; any other within a cell is
            // one.
            self.is_quoted = at == self.start || at == self.closed;
        }
    }
}

/// Writes cells to `plain` as they are meant, and to `ends` where they end there.
fn take_out_quotations(cells: &[u8], ends: &mut [usize], plain: &mut Vec<u8>) {
    plain.clear();
    let mut start = 0;
    for end in ends {
        if start > 0 {
            plain.push(b',');
        }
        let cell = cells.get(start..*end).unwrap_or_default();
        start = *end + 1;
        match cell.strip_prefix(b"\"") {
            Some(quotation) => take_out(quotation, plain),
            None => plain.extend_from_slice(cell),
        }
        *end = plain.len();
    }
}

/// The same for a cell whose first quotation mark is taken away.
fn take_out(mut quotation: &[u8], plain: &mut Vec<u8>) {
    while let Some(at) = quotation.iter().position(|byte| *byte == b'"') {
        let (before, after) = quotation.split_at(at);
        plain.extend_from_slice(before);
        match after.strip_prefix(b"\"\"") {
            Some(after) => {
                plain.push(b'"');
                quotation = after;
            }
            // What follows the end stands as it is.
            None => return plain.extend(after.iter().skip(1)),
        }
    }
    plain.extend_from_slice(quotation);
}
