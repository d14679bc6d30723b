//! The page's address and what its fragment says.

use wasm_bindgen::JsValue;

use super::window;

/// The page's address without its fragment.
pub fn page_address() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// What stands after `#{name}=` in the address, and takes it away from there,
/// so that neither a reload nor the way back finds it again.
pub fn take_fragment(name: &str) -> Option<String> {
    let fragment = window().location().hash().ok()?;
    let (found, value) = fragment.strip_prefix('#')?.split_once('=')?;
    if found != name {
        return None;
    }
    let bare = page_address();
    // Fails only for another site's address, and this is the page's own.
    let _ = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&bare)));
    Some(value.to_owned())
}
