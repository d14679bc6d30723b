//! What may be missing on this machine, and where to have it from.

use std::env;
use std::path::PathBuf;

use super::apt;
use crate::failure::{Failure, Outcome};

/// One thing that may be missing.
pub(super) struct Need {
    /// How a person calls it.
    pub(super) name: &'static str,
    /// The Debian packages that bring it.
    pub(super) packages: &'static [&'static str],
    pub(super) is_there: fn() -> bool,
}

/// Installs what is missing where apt-get can.
pub(super) fn ensure(needs: &[Need]) -> Outcome {
    let missing: Vec<&Need> = needs.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().flat_map(|need| need.packages).copied().collect();
    let outcome = apt::install(&packages);
    let still: Vec<_> = missing.iter().filter(|need| !(need.is_there)()).collect();
    if still.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = still.iter().map(|need| need.name).collect();
    let tried = if outcome.is_some() { "apt-get could not bring it" } else { "install it" };
    Err(Failure::new(format!(
        "for the tests this is missing: {}; {tried} (on Debian: apt-get install {})",
        names.join(", "),
        packages.join(" ")
    )))
}

/// A program whose path an environment variable gives.
pub(super) fn given(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}
