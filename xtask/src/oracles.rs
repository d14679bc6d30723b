//! `cargo xtask oracles`: records what libraries of other languages answer, as
//! small fixtures, so that the tests themselves need neither them nor a network.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::process;

/// Runs `oracles/record.py` in a Python environment of its own.
///
/// # Errors
/// Where there is no Python, its packages cannot be had or the script fails.
pub fn run(places: &Places) -> Outcome {
    let Some(python) = process::find(&["python3", "python"]) else {
        return Err(Failure::new("Python 3 is needed to record the fixtures; install it"));
    };
    let sources = places.root.join("oracles");
    let home = places.target.join("oracles");
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let own_python = programs.join(process::executable("python"));
    if !own_python.is_file() {
        process::run(Command::new(python).args(["-m", "venv"]).arg(&home), "python -m venv")?;
    }
    let mut install = Command::new(&own_python);
    install.args(["-m", "pip", "install", "--quiet", "--requirement"]);
    process::run(install.arg(sources.join("requirements.txt")), "pip install")?;
    let mut record = Command::new(&own_python);
    record.current_dir(&places.root).arg(sources.join("record.py"));
    process::run(&mut record, "oracles/record.py")
}
