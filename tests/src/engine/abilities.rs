//! What a test may ask of an engine that another engine has not: one list,
//! which `docs/engines.md` repeats for people.

use std::{
    io::{Write as _, stdout},
    sync::Mutex,
};

use anyhow::Result;

use super::Engine;

/// Something not every engine offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// A log of what came over the network.
    NetworkLog,
    /// A device that can be filled up.
    Quota,
    /// Storage that outlives the browser.
    Memory,
    /// A promise to keep what is stored.
    StoragePromise,
    /// Dark screens and raised contrast.
    Themes,
    /// The Tab key, from the end of the page back to its start.
    TabRound,
    /// A clock that a test lets run through an hour.
    MadeUpClock,
    /// The same storage for an embedded page and for a tab of its own.
    EmbeddedStorage,
    /// axe-core over pages with hundreds of fields.
    LongAudit,
    /// A look into the page's memory.
    MemoryMeter,
    /// The person's own colours, and the accessibility tree as a whole.
    Devtools,
    /// Folders that people grant to a page.
    Folders,
}

/// Why an engine cannot do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// Who.
    pub engine: Engine,
    /// What.
    pub ability: Ability,
    /// What is therefore left out.
    pub untested: &'static str,
    /// Why.
    pub reason: &'static str,
}

impl Lack {
    /// Everything any engine lacks.
    pub const ALL: [Self; 17] = [
        Self {
            engine: Engine::Firefox,
            ability: Ability::NetworkLog,
            untested: "the bytes of the first load",
            reason: "WebDriver has no network log",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::NetworkLog,
            untested: "the bytes of the first load",
            reason: "WebDriver has no network log",
        },
        Self {
            engine: Engine::Firefox,
            ability: Ability::Quota,
            untested: "a full device",
            reason: "its quota cannot be set for one origin",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::Quota,
            untested: "a full device",
            reason: "its quota cannot be set from outside",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::Memory,
            untested: "power cuts and restarts",
            reason: "under automation its storage ends with the browser",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::StoragePromise,
            untested: "the promise to keep storage, and the warning without it",
            reason: "it has no `navigator.storage`",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::Themes,
            untested: "dark screens and raised contrast",
            reason: "it takes its theme from the desktop, once",
        },
        Self {
            engine: Engine::Firefox,
            ability: Ability::MemoryMeter,
            untested: "what is in memory after many visitors",
            reason: "WebDriver cannot look into memory",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::MemoryMeter,
            untested: "what is in memory after many visitors",
            reason: "WebDriver cannot look into memory",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::MadeUpClock,
            untested: "the wake lock and the moving picture over minutes",
            reason: "the made-up clock does not come round there; why was not found",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::EmbeddedStorage,
            untested: "a tab's console over what an embedded kiosk has kept",
            reason: "it keeps the storage of embedded pages apart",
        },
        Self {
            engine: Engine::Firefox,
            ability: Ability::LongAudit,
            untested: "axe-core's rules on the pages of the console",
            reason: "it takes minutes over the settings there",
        },
        Self {
            engine: Engine::Firefox,
            ability: Ability::TabRound,
            untested: "every way of elder mode by keyboard",
            reason: "under automation Tab leaves the page at its end for good",
        },
        Self {
            engine: Engine::Firefox,
            ability: Ability::Devtools,
            untested: "forced colours and the whole accessibility tree",
            reason: "WebDriver has neither",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::Devtools,
            untested: "forced colours and the whole accessibility tree",
            reason: "WebDriver has neither",
        },
        Self {
            engine: Engine::Firefox,
            ability: Ability::Folders,
            untested: "a bundle put into a granted folder",
            reason: "it lets pages have no folder",
        },
        Self {
            engine: Engine::WebKit,
            ability: Ability::Folders,
            untested: "a bundle put into a granted folder",
            reason: "it lets pages have no folder",
        },
    ];
}

/// Whether the engine the tests run in lacks `ability`; if so, says once what
/// is left out and why, in a line of its own on standard output.
///
/// # Errors
/// When the tests run in no known engine.
pub fn is_missing(ability: Ability) -> Result<bool> {
    let engine = Engine::current()?;
    let lack = Lack::ALL.iter().find(|lack| lack.engine == engine && lack.ability == ability);
    let Some(Lack { untested, reason, .. }) = lack else { return Ok(false) };
    if is_first(ability) {
        // Not `println!`, which is shown for failed tests only.
        writeln!(stdout(), "not in {engine}: {untested}: {reason}")?;
    }
    Ok(true)
}

fn is_first(ability: Ability) -> bool {
    static SAID: Mutex<Vec<Ability>> = Mutex::new(Vec::new());
    let Ok(mut said) = SAID.lock() else { return true };
    let is_first = !said.contains(&ability);
    said.push(ability);
    is_first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_names_everything_that_is_left_out() {
        let page = include_str!("../../../docs/engines.md");
        for Lack { engine, untested, reason, .. } in Lack::ALL {
            let row = format!("| {engine} | {untested} | {reason} |");
            assert!(page.contains(&row), "missing: {row}");
        }
        let rows = page.lines().filter(|line| {
            Engine::ALL.iter().any(|engine| line.starts_with(&format!("| {engine} |")))
        });
        assert_eq!(rows.count(), Lack::ALL.len(), "a row too many");
    }
}
