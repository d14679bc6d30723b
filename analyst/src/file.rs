//! A file of the page's, read from start to end in bounded memory: while one piece is
//! read, the browser fetches the next. Whoever reads sees to it that enough has come.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    io::{self, Read},
    rc::Rc,
};

use heard_exchange::csv::raw::MAX_ROW_BYTES;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// So many bytes are asked of the browser at a time.
const PIECE_BYTES: f64 = 4_194_304.0;

/// With so many bytes the next row can be read: the longest, and what its reader takes
/// besides.
const ENOUGH: u64 = 2 * MAX_ROW_BYTES;

/// Fetches a file piece by piece.
pub(crate) struct Fetcher {
    blob: Blob,
    /// Where the piece begins that was not asked for yet.
    next: f64,
    /// The one that was.
    coming: Option<Promise>,
    come: Come,
}

/// What has come of a file.
#[derive(Clone, Default)]
pub(crate) struct Come(Rc<Pieces>);

#[derive(Default)]
struct Pieces {
    /// What was not read yet; it stays with the browser until then.
    waiting: RefCell<VecDeque<Uint8Array>>,
    /// How many bytes that are.
    bytes: Cell<u64>,
    /// Whether there is no more, or why no more can be had.
    end: RefCell<Option<Result<(), String>>>,
}

impl Fetcher {
    /// From the beginning.
    pub(crate) fn new(blob: Blob) -> Self {
        Self { blob, next: 0.0, coming: None, come: Come::default() }
    }

    /// What has come, for a reader.
    pub(crate) fn come(&self) -> Come {
        self.come.clone()
    }

    /// How much of the file was asked for, from 0 to 1.
    pub(crate) fn progress(&self) -> f64 {
        self.next / self.blob.size().max(1.0)
    }

    /// Lets the next piece come; what else the worker was sent before may come first.
    pub(crate) async fn fetch(&mut self) {
        if let Err(why) = self.fetched().await {
            self.come.end(Err(String::from(js_sys::Error::from(why).message())));
        }
    }

    async fn fetched(&mut self) -> Result<(), JsValue> {
        if let Some(coming) = self.coming.take().map_or_else(|| self.ask(), |it| Ok(Some(it)))? {
            self.come.add(Uint8Array::new(&JsFuture::from(coming).await?));
            self.coming = self.ask()?;
        }
        if self.coming.is_none() {
            self.come.end(Ok(()));
        }
        Ok(())
    }

    /// Asks the browser for the next piece, where there is one.
    fn ask(&mut self) -> Result<Option<Promise>, JsValue> {
        let end = (self.next + PIECE_BYTES).min(self.blob.size());
        if end <= self.next {
            return Ok(None);
        }
        let piece = self.blob.slice_with_f64_and_f64(self.next, end)?;
        self.next = end;
        Ok(Some(piece.array_buffer()))
    }
}

impl Come {
    /// Whether the next row can be read, or why it cannot.
    pub(crate) fn is_enough(&self) -> bool {
        self.0.bytes.get() >= ENOUGH || self.0.end.borrow().is_some()
    }

    fn add(&self, piece: Uint8Array) {
        self.0.bytes.set(self.0.bytes.get() + u64::from(piece.length()));
        self.0.waiting.borrow_mut().push_back(piece);
    }

    fn end(&self, end: Result<(), String>) {
        *self.0.end.borrow_mut() = Some(end);
    }
}

impl Read for Come {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut pieces = self.0.waiting.borrow_mut();
        let Some(piece) = pieces.front_mut() else {
            return match &*self.0.end.borrow() {
                Some(Ok(())) => Ok(0),
                Some(Err(why)) => Err(io::Error::other(why.clone())),
                None => Err(io::ErrorKind::WouldBlock.into()),
            };
        };
        // No more than the piece has, which is never nothing.
        let count = u32::try_from(buffer.len()).unwrap_or(u32::MAX).min(piece.length());
        piece.subarray(0, count).copy_to(&mut buffer[..count as usize]);
        *piece = piece.subarray(count, piece.length());
        if piece.length() == 0 {
            pieces.pop_front();
        }
        self.0.bytes.set(self.0.bytes.get() - u64::from(count));
        Ok(count as usize)
    }
}
