//! The browser app: the only code that touches the browser.
//!
//! Two programs share this library, each linked with what it uses: the kiosk,
//! which customers meet and which loads first, and the console, which staff
//! ask for. What is asked, how answers travel and what they say live in
//! `crates/`, free of any browser.

pub mod console;
pub mod kiosk;
pub mod locale;
mod memory;
pub mod platform;
pub mod provision;
pub mod questionnaires;
pub mod store;
pub(crate) mod ui;
