//! `cargo xtask bench`: how Heard compares with products of its kind in speed.
//! Brings the others from npm and makes pages of them; the measuring is the
//! browser tests' program `bench`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build;
use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::{files, process, setup};

/// What to measure.
#[derive(Debug)]
pub struct Request {
    /// Builds first, if anything changed.
    pub build: bool,
    /// Words for the program that measures.
    pub arguments: Vec<String>,
}

/// Measures, and prints the tables.
///
/// # Errors
/// Where the app or the others cannot be had, or one of them does not work;
/// never for a slow figure.
pub fn run(places: &Places, request: &Request) -> Outcome {
    let browser = setup::for_tests()?;
    let peers = peers(places)?;
    if request.build {
        build::run(places, build::Request::Use)?;
    }
    let mut command = process::cargo();
    command
        .current_dir(&places.root)
        .args(["run", "--quiet", "--package", "heard-tests", "--bin", "bench", "--"])
        .args(&request.arguments)
        .env("HEARD_XTASK", process::this_program())
        .env("HEARD_DIST", &places.dist)
        .env("HEARD_PEERS", peers)
        .env("CHROME", &browser.chrome)
        .env("CHROMEDRIVER", &browser.driver);
    let status = command.status().context(|| "bench could not be started".into())?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("bench: {status}"))) }
}

/// The folder with a site of each peer, made anew from this questionnaire.
fn peers(places: &Places) -> Outcome<PathBuf> {
    let (Some(node), Some(npm)) = (process::find(&["node"]), process::find(&["npm", "npm.cmd"]))
    else {
        return Err(Failure::new("Node.js with npm is needed for the peers; install it"));
    };
    let (sources, home) = (places.root.join("bench"), places.target.join("bench"));
    let is_new = copy(&sources, &home)?;
    if is_new || !home.join("node_modules").is_dir() {
        eprintln!("installing the peers");
        let mut install = Command::new(npm);
        install.current_dir(&home).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]);
        process::run(&mut install, "npm ci")?;
    }
    let sites = home.join("sites");
    let mut bundle = Command::new(node);
    bundle
        .current_dir(&home)
        .arg("bundle.mjs")
        .arg(places.root.join("public/questionnaires/counter.json"))
        .arg(&sites);
    process::run(&mut bundle, "bench/bundle.mjs")?;
    Ok(sites)
}

/// Copies the sources to where packages may lie beside them; says whether the
/// packages' lock has changed.
fn copy(sources: &Path, home: &Path) -> Outcome<bool> {
    const LOCK: &str = "package-lock.json";
    let before = files::read(&home.join(LOCK)).ok();
    for path in files::list(sources)?.iter().filter(|path| !path.starts_with("node_modules/")) {
        files::write(&home.join(path), files::read(&sources.join(path))?)?;
    }
    Ok(before != Some(files::read(&home.join(LOCK))?))
}
