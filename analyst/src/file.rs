//! A file of the page's, read from start to end in bounded memory.

use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

use js_sys::Uint8Array;
use web_sys::{Blob, FileReaderSync};

/// So many bytes are asked of the browser at a time.
const PIECE_BYTES: f64 = 4_194_304.0;

/// Reads a file as the browser hands it to workers: at once, piece by piece.
pub(crate) struct FileReader {
    blob: Blob,
    /// Where the next piece begins.
    next: f64,
    /// What of the piece was not read yet; it stays with the browser until then.
    piece: Uint8Array,
    progress: Rc<Cell<f64>>,
}

impl FileReader {
    /// From the beginning.
    pub(crate) fn new(blob: Blob) -> Self {
        Self { blob, next: 0.0, piece: Uint8Array::new_with_length(0), progress: Rc::default() }
    }

    /// How far it has come, from 0 to 1.
    pub(crate) fn progress(&self) -> Rc<Cell<f64>> {
        Rc::clone(&self.progress)
    }

    /// Fetches the next piece; it is empty at the end.
    fn fetch(&mut self) -> Result<(), wasm_bindgen::JsValue> {
        let end = (self.next + PIECE_BYTES).min(self.blob.size());
        let piece = self.blob.slice_with_f64_and_f64(self.next, end)?;
        let buffer = FileReaderSync::new()?.read_as_array_buffer(&piece)?;
        self.piece = Uint8Array::new(&buffer.into());
        self.next = end;
        self.progress.set(end / self.blob.size().max(1.0));
        Ok(())
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.piece.length() == 0 {
            self.fetch().map_err(|error| {
                let why = js_sys::Error::from(error).message();
                io::Error::other(String::from(why))
            })?;
        }
        // No more than the piece has.
        let count = u32::try_from(buffer.len()).unwrap_or(u32::MAX).min(self.piece.length());
        self.piece.subarray(0, count).copy_to(&mut buffer[..count as usize]);
        self.piece = self.piece.subarray(count, self.piece.length());
        Ok(count as usize)
    }
}
