//! Set-up: everything the other verbs need is there afterwards.
//!
//! What is already there in the right version is left alone and no network is
//! needed. What cannot be installed is named in one sentence, with how to get
//! it. Versions live in [`versions`] and nowhere else.

mod apt;
mod browser;
mod engines;
mod needs;
mod tools;
pub mod versions;

use std::path::PathBuf;
use std::process::Command;

pub use browser::Browser;
pub use engines::Engines;

use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::process;

/// What a build needs.
#[derive(Debug)]
pub struct Toolbox {
    /// Folders to put before the PATH.
    pub folders: Vec<PathBuf>,
    /// `wasm-opt`, where it could be had: without it files are larger.
    pub wasm_opt: Option<PathBuf>,
}

impl Toolbox {
    /// Where a tool is: its file in the cache, or its name, for the PATH.
    pub fn program(&self, name: &str) -> PathBuf {
        let kept = self.folders.iter().map(|folder| folder.join(process::executable(name)));
        kept.into_iter().find(|file| file.is_file()).unwrap_or_else(|| name.into())
    }
}

/// Makes sure the app can be built.
///
/// # Errors
/// Where a tool is missing and cannot be installed.
pub fn for_build(places: &Places) -> Outcome<Toolbox> {
    wasm_target()?;
    let folders = tools::cargo_tools(places)?;
    Ok(Toolbox { folders, wasm_opt: tools::wasm_opt(places) })
}

/// Makes sure the tests can run: a browser with its driver and Chinese type,
/// Node with npm, and axe-core.
///
/// # Errors
/// Where one of them is missing and cannot be installed.
pub fn for_tests(places: &Places) -> Outcome<Browser> {
    browser::ensure(places)
}

/// Makes sure the tests can run in the other engines: Firefox and WebKitGTK
/// with their drivers.
///
/// # Errors
/// Where one of them is missing and cannot be installed.
pub fn for_engines(places: &Places) -> Outcome<Engines> {
    engines::ensure(places)
}

/// `wasm-opt` where it is already installed.
pub fn installed_wasm_opt(places: &Places) -> Option<PathBuf> {
    tools::installed_wasm_opt(places)
}

fn wasm_target() -> Outcome {
    let sysroot = process::ask("rustc", "--print=sysroot").unwrap_or_default();
    let library = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(versions::TARGET);
    if library.is_dir() {
        return Ok(());
    }
    eprintln!("adding Rust's {} target", versions::TARGET);
    let mut rustup = Command::new("rustup");
    process::run(rustup.args(["target", "add", versions::TARGET]), "rustup").map_err(|_| {
        Failure::new(format!(
            "Rust's {0} target is missing; install Rust with rustup and run `rustup target add {0}`",
            versions::TARGET
        ))
    })
}
