//! `cargo xtask oracles`: records what libraries of other languages answer, as
//! small fixtures, so that the tests themselves need neither them nor a network.

use std::fs;
use std::process::Command;

use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::process;
use crate::setup::versions::SURVEY_CORE;

/// Records every fixture: the figures of Python's libraries, and what SurveyJS
/// makes of conditions.
///
/// # Errors
/// Where Python or Node is missing, their packages cannot be had or a script
/// fails.
pub fn run(places: &Places) -> Outcome {
    figures(places)?;
    conditions(places)
}

/// Runs `record.mjs` beside SurveyJS, in a folder of its own: a module's
/// imports are looked for beside the module.
fn conditions(places: &Places) -> Outcome {
    let (Some(node), Some(npm)) = (process::find(&["node"]), process::find(&["npm", "npm.cmd"]))
    else {
        return Err(Failure::new("Node.js with npm is needed to ask SurveyJS; install it"));
    };
    let sources = places.root.join("crates/survey/tests/oracle");
    let home = places.target.join("oracles/survey");
    fs::create_dir_all(&home).context(|| home.display().to_string())?;
    let mut install = Command::new(npm);
    install.args(["install", "--silent", "--prefix"]).arg(&home);
    process::run(install.arg(format!("survey-core@{SURVEY_CORE}")), "npm install survey-core")?;

    let script = home.join("record.mjs");
    let fixture = sources.join("expressions.json");
    fs::copy(sources.join("record.mjs"), &script).context(|| script.display().to_string())?;
    let recorded = process::capture(Command::new(node).arg(&script), "record.mjs")?;
    fs::write(&fixture, recorded).context(|| fixture.display().to_string())
}

/// Runs `oracles/record.py` in a Python environment of its own.
fn figures(places: &Places) -> Outcome {
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
