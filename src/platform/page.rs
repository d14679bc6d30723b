//! The page itself: window, document, the marks on its body.

use web_sys::{
    AddEventListenerOptions, Document, Element, Event, EventTarget, HtmlElement, Window,
};

/// The window.
///
/// # Panics
/// In a worker, where this is never called.
#[expect(clippy::expect_used, reason = "both programs run in pages, which have a window")]
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The document.
///
/// # Panics
/// In a worker, where this is never called.
#[expect(clippy::expect_used, reason = "both programs run in pages, which have a document")]
pub fn document() -> Document {
    window().document().expect("a page has a document")
}

/// The element with this id from `index.html`.
///
/// # Panics
/// When `index.html` has none: the build is broken, and the boot script says so.
#[expect(clippy::expect_used, reason = "index.html holds both roots")]
pub fn root(id: &str) -> HtmlElement {
    use wasm_bindgen::JsCast;
    document().get_element_by_id(id).expect("index.html has the program's root").unchecked_into()
}

/// Sets or removes `data-{name}` on the body: what the page is showing, for
/// styles and tests.
pub fn set_body(name: &str, value: Option<&str>) {
    let Some(body) = document().body() else { return };
    let attribute = format!("data-{name}");
    // Fails only for names that are no attribute names.
    let _ = match value {
        Some(value) => body.set_attribute(&attribute, value),
        None => body.remove_attribute(&attribute),
    };
}

/// Calls `react` on each of these events, before anything in the page hears of
/// them, for as long as the page lives. It may prevent what the browser would do.
///
/// Boxed, so that the machinery around it is compiled once.
pub fn listen(target: &EventTarget, events: &[&str], react: Box<dyn Fn(Event)>) {
    use wasm_bindgen::{JsCast, closure::Closure};
    let listener = Closure::<dyn Fn(Event)>::wrap(react).into_js_value();
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_passive(false);
    for event in events {
        // Fails only for what cannot be listened to; these all can.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            listener.unchecked_ref(),
            &options,
        );
    }
}

/// Tells the page's other program that something happened.
pub fn tell(what: &str) {
    if let Ok(event) = Event::new(what) {
        // Nobody may prevent it.
        let _ = document().dispatch_event(&event);
    }
}

/// Loads the page anew.
pub fn reload() {
    // Fails only while the page is being closed.
    let _ = window().location().reload();
}

/// Tells the browser, and through it screen readers, which language is shown
/// and which way it runs.
pub fn set_language(locale: &str, rtl: bool) {
    if let Some(html) = document().document_element() {
        set_language_of(&html, locale, rtl);
    }
}

/// The same for a part of the page.
pub fn set_language_of(part: &Element, locale: &str, rtl: bool) {
    // Both are names of attributes.
    let _ = part.set_attribute("lang", locale);
    let _ = part.set_attribute("dir", if rtl { "rtl" } else { "ltr" });
}

/// Sets a custom property of the whole page.
pub fn set_length(name: &str, value: &str) {
    use wasm_bindgen::JsCast;
    let html = document().document_element().and_then(|html| html.dyn_into::<HtmlElement>().ok());
    if let Some(html) = html {
        // Fails only for a style that is read-only; this one is not.
        let _ = html.style().set_property(name, value);
    }
}
