//! The kiosk: what customers see. It asks, saves and thanks; figures, exports
//! and settings are the console's.

mod app;
mod call;
mod flow;
mod idle;
mod language;
mod notice;
mod opening;
mod saver;
mod screens;
mod session;
mod visit;
mod watch;

use leptos::mount::mount_to_renderer;

use crate::{platform::root, ui::element};

/// Starts the kiosk in the page.
pub fn start() {
    mount_to_renderer(&root("kiosk"), app::app).forget();
}
