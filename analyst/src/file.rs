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
    piece: Vec<u8>,
    /// How much of the piece has been read.
    at: usize,
    progress: Rc<Cell<f64>>,
}

impl FileReader {
    /// From the beginning.
    pub(crate) fn new(blob: Blob) -> Self {
        Self { blob, next: 0.0, piece: Vec::new(), at: 0, progress: Rc::default() }
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
        let bytes = Uint8Array::new(&buffer.into());
        self.piece.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.piece);
        self.next = end;
        self.at = 0;
        self.progress.set(end / self.blob.size().max(1.0));
        Ok(())
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            self.fetch().map_err(|error| {
                let why = js_sys::Error::from(error).message();
                io::Error::other(String::from(why))
            })?;
        }
        let rest = &self.piece[self.at..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}
