//! The staff console: set-up, figures, responses, export, settings.
//!
//! A program of its own, loaded into the kiosk's page when staff ask for it.
//! Answers are read only through the [`Reader`](crate::store::Reader) that the
//! passphrase gives. Leaving reloads the page, so that nothing unlocked stays
//! in memory. What customers see is left to the kiosk, what figures mean to
//! `heard-insight`, what files look like to `heard-exchange`.

mod app;
mod bundle;
mod closing;
mod dashboard;
mod demo;
mod desk;
mod digest;
mod erasing;
mod events;
mod export;
mod figures;
mod form;
mod frame;
mod health;
mod idle;
mod language;
mod loading;
mod parts;
mod pin;
mod reading;
mod recovery;
mod responses;
mod restoring;
mod said;
mod score;
mod secrets;
mod settings;
mod setup;
mod setup_file;
mod shift;
mod texts;
mod today;
mod unlock;

use leptos::mount::mount_to_renderer;

use self::language::Beginning;
use crate::platform::{console_is_there, root, spawn};

/// Starts the console in the page. Its style sheet is already there, and its
/// language on the way: the boot script fetches all of them.
pub fn start() {
    spawn(async {
        let beginning = Beginning::of_page().await;
        let lacking = beginning.as_ref().err().cloned();
        if let Ok(beginning) = beginning {
            let root = root("console");
            root.set_hidden(false);
            mount_to_renderer(&root, || app::app(beginning)).forget();
        }
        console_is_there(lacking);
    });
}
