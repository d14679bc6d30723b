//! The browser app: the only code that touches the browser.
//!
//! Two programs share this library, each linked with what it uses: the kiosk,
//! which customers meet and which loads first, and the console, which staff
//! ask for. The analyst, a worker, shares how responses are stored, without
//! anything of pages. What is asked, how answers travel and what they say live
//! in `crates/`, free of any browser.

#[cfg(feature = "pages")]
pub mod console;
#[cfg(feature = "pages")]
pub mod kiosk;
pub mod locale;
#[cfg(feature = "pages")]
mod memory;
pub mod platform;
pub mod provision;
pub mod questionnaires;
pub mod store;
#[cfg(feature = "pages")]
pub(crate) mod ui;
