//! Whether the browser has promised to keep what is stored.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// How safe the browser says its storage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// It is kept until staff delete it.
    Promised,
    /// The browser may clear it: a private window, or a site it does not know well.
    NotPromised,
    /// The browser does not say.
    Unknown,
}

/// Asks for the promise. Never awaited: some browsers leave the answer open.
pub fn ask_to_persist() {
    // A refusal shows in `persistence`.
    drop(call("persist"));
}

/// Whether the promise was given.
pub async fn persistence() -> Persistence {
    let Some(answer) = call("persisted") else { return Persistence::Unknown };
    match JsFuture::from(answer).await {
        Ok(answer) if answer.is_truthy() => Persistence::Promised,
        Ok(_) => Persistence::NotPromised,
        Err(_) => Persistence::Unknown,
    }
}

/// How many bytes are used here, and how many can be; none where the browser does
/// not say.
pub async fn space() -> Option<(f64, f64)> {
    let estimate = JsFuture::from(call("estimate")?).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some((number("usage")?, number("quota")?))
}

/// The page and its files come from the offline copy.
pub fn is_offline_ready() -> bool {
    let property = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let worker = property(&window().navigator(), "serviceWorker");
    worker.is_object() && property(&worker, "controller").is_object()
}

fn call(method: &str) -> Option<Promise> {
    // Through `Reflect`: WebKitGTK has no `navigator.storage`.
    let storage = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let function: Function = Reflect::get(&storage, &method.into()).ok()?.dyn_into().ok()?;
    function.call0(&storage).ok().map(JsValue::unchecked_into)
}
