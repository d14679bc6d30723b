//! What a build depends on, as one hash: a change of any of it means work.

use std::path::Path;

use crate::failure::Outcome;
use crate::places::Places;
use crate::setup::versions;
use crate::{files, process};

/// Files and folders that go into the app. The command line and the tests do
/// not; of this program only what makes files.
const SOURCES: [&str; 20] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "build.rs",
    "build",
    "index.html",
    "src",
    "public",
    "web",
    "deploy",
    "crates/survey",
    "crates/exchange",
    "crates/insight",
    "analyst",
    "xtask/src/build",
    "xtask/src/finish",
    "xtask/src/files.rs",
    "xtask/src/media.rs",
    "xtask/src/setup/versions.rs",
    "xtask/src/wasm.rs",
];

/// The hash of all sources and tools.
pub(super) fn fingerprint(places: &Places, optimised: bool) -> Outcome<String> {
    let compiler = process::ask("rustc", "-vV").unwrap_or_default();
    let mut lines = format!("{compiler}{} {optimised}\n", versions::TRUNK);
    for source in SOURCES {
        let path = places.root.join(source);
        let hash =
            if path.is_file() { files::hex(&files::read(&path)?) } else { of_folder(&path)? };
        lines.extend([source, " ", &hash, "\n"]);
    }
    Ok(files::hex(lines.as_bytes()))
}

/// The hash of a folder: names and contents of all its files.
pub(super) fn of_folder(folder: &Path) -> Outcome<String> {
    let mut lines = String::new();
    for path in files::list(folder)? {
        let hash = files::hex(&files::read(&folder.join(&path))?);
        lines.extend([&path, " ", &hash, "\n"]);
    }
    Ok(files::hex(lines.as_bytes()))
}
