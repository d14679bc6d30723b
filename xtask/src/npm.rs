//! Packages from npm, in exactly the versions a lock in the tree names.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::{files, process};

const LOCK: &str = "package-lock.json";
/// Written by npm when everything is there.
const DONE: &str = "node_modules/.package-lock.json";

/// Copies the folder `sources`, with its lock, to `home` and installs its
/// packages there. No network is needed where they are there already.
///
/// # Errors
/// Where npm is missing or cannot bring them; `what` names them.
pub fn install(sources: &Path, home: &Path, what: &str) -> Outcome {
    let is_new = copy(sources, home)?;
    if !is_new && home.join(DONE).is_file() {
        return Ok(());
    }
    let Some(npm) = process::find(&["npm", "npm.cmd"]) else {
        return Err(Failure::new(format!("Node.js with npm is needed for {what}; install it")));
    };
    eprintln!("installing {what}");
    let mut install = Command::new(npm);
    install.current_dir(home).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    process::run(&mut install, "npm ci")
}

/// The JOSE library, with the scripts that ask it; gives the folder of both.
///
/// # Errors
/// Where npm is missing or cannot bring it.
pub fn jose(places: &Places) -> Outcome<PathBuf> {
    let home = places.target.join("jose");
    install(&places.root.join("tests/jose"), &home, "jose")?;
    Ok(home)
}

/// Copies the sources to where packages may lie beside them; says whether the
/// packages' lock has changed.
fn copy(sources: &Path, home: &Path) -> Outcome<bool> {
    let before = files::read(&home.join(LOCK)).ok();
    for path in files::list(sources)?.iter().filter(|path| !path.starts_with("node_modules/")) {
        files::write(&home.join(path), files::read(&sources.join(path))?)?;
    }
    Ok(before != Some(files::read(&home.join(LOCK))?))
}
