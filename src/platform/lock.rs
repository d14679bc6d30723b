//! Web Locks: at most one tab holds a name.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Whether this tab holds a lock.
pub enum Lock {
    /// It does, until it is closed.
    Held,
    /// Another tab does. The promise is fulfilled once this tab has it.
    Elsewhere(Promise),
}

/// Claims `name` for as long as the page lives. A browser without Web Locks
/// grants it: a kiosk with one tab is better than none.
pub async fn claim(name: &str) -> Lock {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).unwrap_or_default();
    if locks.is_undefined() {
        return Lock::Held;
    }
    let at_once = Object::new();
    // Setting a property on a fresh object cannot fail.
    let _ = Reflect::set(&at_once, &"ifAvailable".into(), &JsValue::TRUE);
    match JsFuture::from(request(&locks, name, &at_once)).await {
        Ok(granted) if granted.is_truthy() => Lock::Held,
        _ => Lock::Elsewhere(request(&locks, name, &Object::new())),
    }
}

/// Asks for the lock and keeps it. Fulfilled with the lock, or `null` where
/// `ifAvailable` was asked for and somebody else has it.
fn request(locks: &JsValue, name: &str, options: &Object) -> Promise {
    Promise::new(&mut |answer, refuse| {
        let granted = Closure::once_into_js(move |lock: JsValue| {
            let held = lock.is_truthy();
            let _ = answer.call1(&JsValue::UNDEFINED, &lock);
            // A promise that never ends keeps the lock while the page lives.
            if held { Promise::new(&mut |_, _| {}).into() } else { JsValue::UNDEFINED }
        });
        let arguments = Array::of3(&name.into(), options, &granted);
        let asked = Reflect::get(locks, &"request".into())
            .and_then(wasm_bindgen::JsCast::dyn_into::<Function>)
            .and_then(|ask| ask.apply(locks, &arguments));
        if let Err(error) = asked {
            let _ = refuse.call1(&JsValue::UNDEFINED, &error);
        }
    })
}
