//! What the boot script in `index.html` offers: `globalThis.heard`.
//!
//! It loads the console under its integrity hash and looks after the service
//! worker; both need addresses and hashes that only the finished build knows.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = heard, js_name = version)]
    static VERSION: Option<String>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = openConsole)]
    fn boot_open_console() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = opened)]
    fn boot_opened(lacking: Option<String>) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = ready)]
    fn boot_ready() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = takeUpdate)]
    fn boot_take_update() -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = chime)]
    fn boot_chime(volume: u8) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = focus)]
    fn late_focus(selector: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = heard, js_name = trouble)]
    fn boot_trouble(reason: &str) -> Result<(), JsValue>;
}

/// Which build this is: the first digits of its precache set's hash.
pub fn version() -> String {
    VERSION.with(Clone::clone).unwrap_or_default()
}

/// Loads and starts the staff console.
///
/// # Errors
/// When it cannot be fetched, is not what the build hashed, or does not start.
pub async fn open_console() -> Result<(), JsValue> {
    JsFuture::from(boot_open_console()?).await.map(drop)
}

/// Says that the console's page is there, or what it lacks: then opening it has
/// failed.
pub fn console_is_there(lacking: Option<String>) {
    // Missing only without the boot script, and then nothing starts.
    drop(boot_opened(lacking));
}

/// Says that the first question can be answered: from here on the browser may
/// spend itself on fetching the rest for use without a network. Said at once;
/// what is returned is over when the question has been drawn.
pub fn ready() -> impl Future<Output = ()> {
    let drawn = boot_ready();
    async {
        if let Ok(drawn) = drawn {
            // Without a service worker the kiosk still takes answers.
            drop(JsFuture::from(drawn).await);
        }
    }
}

/// Lets a waiting new version take over. True: the page is about to reload.
pub fn take_update() -> bool {
    boot_take_update().unwrap_or(false)
}

/// Shows the page's own message that the kiosk cannot start, in every shipped
/// language; `reason` is for staff.
pub fn trouble(reason: &str) {
    // Fails only without the boot script, and then nothing starts.
    let _ = boot_trouble(reason);
}

/// Gives the focus to the first element that matches, once what is being shown
/// has been drawn, without scrolling to it.
pub fn focus_on(selector: &str) {
    // Missing only for a moment after the first start ever.
    drop(late_focus(selector));
}

/// Sounds the call for staff, at `volume` from 0 (none) to 100.
pub fn chime(volume: u8) {
    // Missing only for a moment after the first start ever; the call is seen, too.
    drop(boot_chime(volume));
}
