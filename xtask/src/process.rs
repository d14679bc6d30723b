//! Starting other programs: found on the PATH or in the cache, their output
//! kept off standard output, failures told in a sentence.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::failure::{Context, Failure, Outcome};

static THIS_PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Notes where this program lies while that can still be told: a test run may
/// put a newer build in its place, and the system then names the old one.
pub fn remember_this_program() {
    this_program();
}

/// This program's own file.
pub fn this_program() -> PathBuf {
    THIS_PROGRAM.get_or_init(|| env::current_exe().unwrap_or_else(|_| "xtask".into())).clone()
}

/// `cargo`, the one that started this program.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end, all output on standard error.
///
/// # Errors
/// Where it cannot be started or does not succeed; `what` begins the sentence.
pub fn run(command: &mut Command, what: &str) -> Outcome {
    command.stdout(Stdio::from(io::stderr()));
    let status = command.status().context(|| format!("{what} could not be started"))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{what} failed ({status}); its own words are above")))
}

/// Runs to the end and returns what it wrote to standard output.
///
/// # Errors
/// Where it cannot be started or does not succeed; `what` begins the sentence.
pub fn capture(command: &mut Command, what: &str) -> Outcome<String> {
    command.stderr(Stdio::inherit());
    let output = command.output().context(|| format!("{what} could not be started"))?;
    if !output.status.success() {
        return Err(Failure::new(format!("{what} failed ({})", output.status)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a program says about itself, nothing where it cannot be run.
pub fn ask(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program)
        .arg(argument)
        .env_remove("NO_COLOR")
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first of these programs that is on the PATH.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(executable(name))))
        .find(|program| program.is_file())
}

/// A program's file name on this system.
pub fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// The PATH with these folders before it.
///
/// # Errors
/// Where a folder's name cannot stand in a PATH.
pub fn path_with(folders: &[PathBuf]) -> Outcome<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    env::join_paths(all).context(|| "the PATH cannot be extended".into())
}
