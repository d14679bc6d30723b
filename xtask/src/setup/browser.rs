//! Chromium or Chrome, its driver, type for Chinese, the rules pages are held
//! to, and a library that opens what is sealed: what the tests need.

use std::path::PathBuf;

use super::needs::{self, Need, given};
use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::{npm, process};

/// The browser the tests drive.
#[derive(Debug)]
pub struct Browser {
    /// Chromium or Chrome.
    pub chrome: PathBuf,
    /// The `chromedriver` that goes with it.
    pub driver: PathBuf,
    /// axe-core, which checks pages for accessibility: one script.
    pub axe: PathBuf,
    /// A JOSE library and the script that opens with it: a folder.
    pub jose: PathBuf,
}

const CHROMES: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

const NEEDS: [Need; 4] = [
    Need {
        name: "Chromium or Chrome (or its path in CHROME)",
        packages: &["chromium"],
        is_there: || chrome().is_some(),
    },
    Need {
        name: "chromedriver (or its path in CHROMEDRIVER)",
        packages: &["chromium-driver"],
        is_there: || driver().is_some(),
    },
    Need { name: "a Chinese font", packages: &["fonts-noto-cjk"], is_there: has_chinese_font },
    Need {
        name: "Node.js with npm",
        packages: &["nodejs", "npm"],
        is_there: || process::find(&["npm", "npm.cmd"]).is_some(),
    },
];

/// Finds the browser, installing what is missing where apt-get can.
pub(super) fn ensure(places: &Places) -> Outcome<Browser> {
    needs::ensure(&NEEDS)?;
    let (Some(chrome), Some(driver)) = (chrome(), driver()) else {
        return Err(Failure::new("Chromium and chromedriver are needed for the tests"));
    };
    Ok(Browser { chrome, driver, axe: axe(places)?, jose: npm::jose(places)? })
}

/// axe-core, installed through npm if need be.
fn axe(places: &Places) -> Outcome<PathBuf> {
    let home = places.target.join("axe");
    npm::install(&places.root.join("tests/axe"), &home, "axe-core")?;
    Ok(home.join("node_modules/axe-core/axe.min.js"))
}

fn chrome() -> Option<PathBuf> {
    given("CHROME").or_else(|| process::find(&CHROMES))
}

fn driver() -> Option<PathBuf> {
    let beside_chromium = || Some(PathBuf::from("/usr/lib/chromium/chromedriver"));
    given("CHROMEDRIVER")
        .or_else(|| process::find(&DRIVERS))
        .or_else(|| beside_chromium().filter(|path| path.is_file()))
}

/// Only Linux may come without one.
fn has_chinese_font() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    process::ask("fc-list", ":lang=zh").is_some_and(|fonts| !fonts.trim().is_empty())
}
