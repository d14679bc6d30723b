//! The page itself: window, document, the marks on its body.

use web_sys::{Document, HtmlElement, Window};

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

/// Loads the page anew.
pub fn reload() {
    // Fails only while the page is being closed.
    let _ = window().location().reload();
}

/// Tells the browser, and through it screen readers, which language is shown.
pub fn set_language(locale: &str) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("lang", locale);
    }
}
