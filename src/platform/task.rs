//! Work that goes on by itself.

use std::{future::Future, pin::Pin};

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Runs `work` until it is done, whatever becomes of the view that started it.
/// Boxed, so that the machinery around it is compiled once.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}

/// A gate that opens once: whoever waits passes then, and everybody after.
pub struct Latch {
    opened: Promise,
    open: Function,
}

impl Latch {
    /// Closed.
    pub fn new() -> Self {
        let mut open = None;
        let opened = Promise::new(&mut |resolve, _| open = Some(resolve));
        // A promise calls its maker at once.
        Self { opened, open: open.unwrap_or_default() }
    }

    /// Opens it.
    pub fn open(&self) {
        // Resolving a promise does not fail.
        let _ = self.open.call0(&JsValue::UNDEFINED);
    }

    /// Waits until it is open.
    pub async fn passed(&self) {
        // It is never rejected.
        let _ = JsFuture::from(self.opened.clone()).await;
    }
}

impl Default for Latch {
    fn default() -> Self {
        Self::new()
    }
}
