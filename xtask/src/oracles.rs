//! `cargo xtask oracles`: records what libraries of other languages answer, as
//! small fixtures, so that the tests themselves need neither them nor a network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::setup::versions::SURVEY_CORE;
use crate::{files, npm, process};

/// Records every fixture: the figures of Python's libraries, what SurveyJS makes
/// of conditions, and what JOSE libraries seal; these open what we seal, too.
///
/// # Errors
/// Where Python or Node is missing, their packages cannot be had or a script
/// fails.
pub fn run(places: &Places) -> Outcome {
    let python = own_python(places)?;
    python_script(places, &python, "oracles/record.py")?;
    python_script(places, &python, "oracles/drawn.py")?;
    python_script(places, &python, "oracles/characters.py")?;
    conditions(places)?;
    sealed(places, &python)
}

/// Records what is sealed by us, by Python's `jwcrypto` and by npm's `jose`, and
/// has each library open all of it.
fn sealed(places: &Places, python: &Path) -> Outcome {
    let fixtures = places.root.join("crates/exchange/tests/fixtures/sealed");
    let mut ours = process::cargo();
    ours.current_dir(&places.root).args(["run", "--quiet", "--package", "heard-exchange"]);
    ours.args(["--features", "native", "--example", "sealed", "--"]).arg(&fixtures);
    files::write(&fixtures.join("native.json"), process::capture(&mut ours, "example sealed")?)?;
    python_script(places, python, "oracles/sealed.py")?;
    let home = npm::jose(places)?;
    let Some(node) = process::find(&["node"]) else {
        return Err(Failure::new("Node.js is needed to run jose; install it"));
    };
    let script = home.join("record.mjs");
    process::run(Command::new(node).arg(script).arg(&fixtures), "record.mjs of jose")
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

    for (script, fixture) in [("record.mjs", "expressions.json"), ("random.mjs", "random.json")] {
        let (own, fixture) = (home.join(script), sources.join(fixture));
        fs::copy(sources.join(script), &own).context(|| own.display().to_string())?;
        // Dates without a zone are local.
        let recorded = process::capture(Command::new(&node).env("TZ", "UTC").arg(&own), script)?;
        fs::write(&fixture, recorded).context(|| fixture.display().to_string())?;
    }
    Ok(())
}

/// A Python environment of its own, with the libraries that are asked.
fn own_python(places: &Places) -> Outcome<PathBuf> {
    let Some(python) = process::find(&["python3", "python"]) else {
        return Err(Failure::new("Python 3 is needed to record the fixtures; install it"));
    };
    let home = places.target.join("oracles");
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let own_python = programs.join(process::executable("python"));
    if !own_python.is_file() {
        process::run(Command::new(python).args(["-m", "venv"]).arg(&home), "python -m venv")?;
    }
    let mut install = Command::new(&own_python);
    install.args(["-m", "pip", "install", "--quiet", "--requirement"]);
    process::run(install.arg(places.root.join("oracles/requirements.txt")), "pip install")?;
    Ok(own_python)
}

fn python_script(places: &Places, python: &Path, script: &str) -> Outcome {
    let mut record = Command::new(python);
    record.current_dir(&places.root).arg(places.root.join(script));
    process::run(&mut record, script)
}
