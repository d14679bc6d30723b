//! Keeping a public tablet on the page: awake, filling the screen, and deaf to
//! gestures that would lead elsewhere. A page can do no more; locking the
//! device is the device's part.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event};

use super::{document, listen, spawn, window};

/// What a customer never needs: menus, pinching, dragging files in.
const UNWANTED: [&str; 6] =
    ["contextmenu", "gesturestart", "dragstart", "dragover", "drop", "selectstart"];

/// Keeps unwanted gestures from doing anything, and the way back from leaving
/// the page.
pub fn guard() {
    let refuse = |event: Event| {
        // Words of one's own may be selected and corrected.
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_entry = target.is_some_and(|it| it.matches("input, textarea").unwrap_or(false));
        if !is_entry {
            event.prevent_default();
        }
    };
    listen(&document(), &UNWANTED, Box::new(refuse));
    listen(&window(), &["popstate"], Box::new(|_| stand_here()));
}

/// Puts the present page once more on the browser's way, so that "back" leads
/// to itself. Browsers skip what was put there before the first touch.
pub fn stand_here() {
    if let Ok(history) = window().history() {
        // Refused only when asked hundreds of times a minute.
        let _ = history.push_state_with_url(&JsValue::NULL, "", None);
    }
}

thread_local! {
    /// What keeps the screen on, while it does.
    static AWAKE: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// Keeps the screen on. To be called again now and then: the browser ends it
/// whenever the page is hidden. A browser that cannot is left alone.
pub fn keep_awake() {
    let ended = AWAKE.with_borrow(|lock| {
        lock.is_undefined() || Reflect::get(lock, &"released".into()).is_ok_and(|it| it == true)
    });
    if ended
        && let Some(asked) = call(&window().navigator(), "wakeLock", "request", &"screen".into())
    {
        spawn(async move {
            // Refused on low battery, or while the page is hidden.
            if let Ok(lock) = JsFuture::from(asked).await {
                AWAKE.with_borrow_mut(|awake| *awake = lock);
            }
        });
    }
}

/// Lets the screen go dark.
pub fn let_sleep() {
    let lock = AWAKE.with_borrow_mut(std::mem::take);
    if let Ok(release) = Reflect::get(&lock, &"release".into())
        && let Some(release) = release.dyn_ref::<Function>()
    {
        // Fails only where it has ended by itself.
        let _ = release.call0(&lock);
    }
}

/// Fills the screen; only a touch may ask for it. A browser that cannot, or a
/// page within another, stays as it is.
pub fn fill_screen() {
    let is_filled = document().fullscreen_element().is_some();
    if !is_filled && let Some(html) = document().document_element() {
        let asked = Reflect::get(&html, &"requestFullscreen".into())
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|ask| ask.call0(&html))
            .and_then(JsCast::dyn_into::<Promise>);
        if let Ok(asked) = asked {
            spawn(async move { drop(JsFuture::from(asked).await) });
        }
    }
}

/// Calls `object.part.method(argument)` where all of it exists and gives a promise.
fn call(object: &JsValue, part: &str, method: &str, argument: &JsValue) -> Option<Promise> {
    let part = Reflect::get(object, &part.into()).ok().filter(JsValue::is_object)?;
    let method: Function = Reflect::get(&part, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(&part, argument).ok()?.dyn_into().ok()
}
