//! The kiosk: what customers see. It asks, saves and thanks; figures, exports
//! and settings are the console's.

mod app;
mod idle;
mod notice;
mod opening;
mod saver;
mod screens;
mod session;
mod texts;

use leptos::mount::mount_to_renderer;

use crate::{platform::root, ui::element};

/// Starts the kiosk in the page.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_renderer(&root("kiosk"), app::app).forget();
}
