//! Firefox and WebKitGTK, their drivers, and a screen nobody sees.

use std::fs;
use std::path::PathBuf;

use super::needs::{self, Need, given};
use super::tools;
use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::process;

/// The browsers beside Chromium.
#[derive(Debug)]
pub struct Engines {
    /// Firefox ESR, or another.
    pub firefox: PathBuf,
    /// Drives Firefox.
    pub geckodriver: PathBuf,
    /// WebKitGTK's small browser.
    pub mini_browser: PathBuf,
    /// Drives it.
    pub webkit_driver: PathBuf,
    /// The X server it is shown on.
    pub xvfb: PathBuf,
}

const NEEDS: [Need; 3] = [
    Need {
        name: "Firefox (or its path in FIREFOX)",
        packages: &["firefox-esr"],
        is_there: || firefox().is_some(),
    },
    Need {
        name: "WebKitGTK's driver and MiniBrowser (or their paths in WEBKITDRIVER and MINIBROWSER)",
        packages: &["webkit2gtk-driver"],
        is_there: || webkit_driver().is_some() && mini_browser().is_some(),
    },
    Need { name: "Xvfb (or its path in XVFB)", packages: &["xvfb"], is_there: || xvfb().is_some() },
];

/// Finds them, installing what is missing.
pub(super) fn ensure(places: &Places) -> Outcome<Engines> {
    needs::ensure(&NEEDS)?;
    let geckodriver = match given("GECKODRIVER") {
        Some(path) => path,
        None => tools::geckodriver(places)?,
    };
    let (Some(firefox), Some(mini_browser), Some(webkit_driver), Some(xvfb)) =
        (firefox(), mini_browser(), webkit_driver(), xvfb())
    else {
        return Err(Failure::new("Firefox, WebKitGTK and Xvfb are needed for these tests"));
    };
    Ok(Engines { firefox, geckodriver, mini_browser, webkit_driver, xvfb })
}

fn firefox() -> Option<PathBuf> {
    given("FIREFOX").or_else(|| process::find(&["firefox-esr", "firefox"]))
}

fn webkit_driver() -> Option<PathBuf> {
    given("WEBKITDRIVER").or_else(|| process::find(&["WebKitWebDriver"]))
}

fn xvfb() -> Option<PathBuf> {
    given("XVFB").or_else(|| process::find(&["Xvfb"]))
}

/// It is not meant for the PATH: it lies with the library, in a folder named
/// after the machine on Debian.
fn mini_browser() -> Option<PathBuf> {
    let below = |folder: &str| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let homes = [below("/usr/lib"), vec!["/usr/libexec".into(), "/usr/lib".into()]].concat();
    let found = homes.iter().flat_map(|home| {
        ["webkit2gtk-4.1", "webkit2gtk-4.0"].map(|folder| home.join(folder).join("MiniBrowser"))
    });
    given("MINIBROWSER").or_else(|| found.into_iter().find(|program| program.is_file()))
}
