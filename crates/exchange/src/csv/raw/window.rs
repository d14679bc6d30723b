//! The part of a file that is in hand, and where marks stand in it: commas, quotation
//! marks, line breaks, and a little else. Places are counted from where the part
//! begins that must stay; what comes before is forgotten.

use std::io::{self, Read};

use super::marks::{STRIDE, marks};

/// The most bytes one row may take. Beyond it a file is broken, or hostile.
pub const MAX_ROW_BYTES: u64 = 1 << 20;

/// How much is read at once: the processor's cache holds it, too.
const BUFFER_BYTES: usize = 1 << 17;

/// Why there is no more of a file, where it is not at its end.
#[derive(Debug)]
pub(super) enum Broken {
    /// What must stay would be more than [`MAX_ROW_BYTES`].
    TooLong,
    /// What the input says.
    Io(io::Error),
}

/// A window that moves over what `R` gives.
pub(super) struct Window<R> {
    input: R,
    /// What was read: the bytes up to `filled`.
    buffer: Vec<u8>,
    filled: usize,
    /// Where the part begins that must stay.
    kept: usize,
    /// Where the bytes begin whose marks were looked for last, and where they end.
    looked_at: usize,
    seen: usize,
    /// Those of their marks that were not given yet, a bit each.
    marks: u64,
}

impl<R: Read> Window<R> {
    /// One at the beginning.
    pub(super) fn new(input: R) -> Self {
        let buffer = vec![0; BUFFER_BYTES];
        Self { input, buffer, filled: 0, kept: 0, looked_at: 0, seen: 0, marks: 0 }
    }

    /// Where the next mark stands, and which byte it is; none at the end of the file.
    ///
    #[inline]
    pub(super) fn next_mark(&mut self) -> Result<Option<(usize, u8)>, Broken> {
        while self.marks == 0 {
            if self.seen == self.filled && !self.read()? {
                return Ok(None);
            }
            let ahead = self.buffer.get(self.seen..self.filled).unwrap_or_default();
            self.marks = marks(ahead);
            self.looked_at = self.seen;
            self.seen += ahead.len().min(STRIDE);
        }
        let place = self.looked_at + self.marks.trailing_zeros() as usize;
        self.marks &= self.marks - 1;
        // Marks are of bytes that were read.
        Ok(Some((place - self.kept, self.buffer[place])))
    }

    /// Passes over the bytes that all of the input begins with, where they are these.
    pub(super) fn strip(&mut self, prefix: &[u8]) -> Result<(), Broken> {
        while self.filled < prefix.len() && self.read()? {}
        if self.bytes().starts_with(prefix) {
            self.seen = prefix.len();
            self.keep_from(prefix.len());
        }
        Ok(())
    }

    /// Reads on; says whether there was more.
    fn read(&mut self) -> Result<bool, Broken> {
        if self.bytes().len() as u64 > MAX_ROW_BYTES {
            return Err(Broken::TooLong);
        }
        if self.filled == self.buffer.len() {
            self.make_room();
        }
        let count = self.input.read(&mut self.buffer[self.filled..]).map_err(Broken::Io)?;
        self.filled += count;
        Ok(count > 0)
    }

    /// Forgets what need not stay; where that is little, makes the buffer larger.
    fn make_room(&mut self) {
        self.buffer.copy_within(self.kept..self.filled, 0);
        self.filled -= self.kept;
        self.seen -= self.kept;
        self.kept = 0;
        if self.buffer.len() - self.filled < BUFFER_BYTES / 2 {
            self.buffer.resize(self.buffer.len() + BUFFER_BYTES, 0);
        }
    }

    /// All that is in hand.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.kept..self.filled).unwrap_or_default()
    }

    /// From now on, only what begins here must stay.
    pub(super) fn keep_from(&mut self, place: usize) {
        self.kept += place;
    }
}
