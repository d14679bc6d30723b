//! Work that goes on by itself.

use std::{future::Future, pin::Pin};

use wasm_bindgen_futures::spawn_local;

/// Runs `work` until it is done, whatever becomes of the view that started it.
/// Boxed, so that the machinery around it is compiled once.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}
