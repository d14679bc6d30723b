//! `cargo xtask bench`: how Heard compares with products of its kind in speed.
//! Brings the others from npm and makes pages of them; the measuring is the
//! browser tests' program `bench`.

use std::path::PathBuf;
use std::process::Command;

use crate::build;
use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::test::with_browser;
use crate::{npm, process, setup};

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
    let browser = setup::for_tests(places)?;
    let peers = peers(places)?;
    if request.build {
        build::run(places, build::Request::Use)?;
    }
    let mut command = process::cargo();
    command
        .current_dir(&places.root)
        .args(["run", "--quiet", "--package", "heard-tests", "--bin", "bench", "--"])
        .args(&request.arguments);
    let command = with_browser(&mut command, places, &browser).env("HEARD_PEERS", peers);
    let status = command.status().context(|| "bench could not be started".into())?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("bench: {status}"))) }
}

/// The folder with a site of each peer, made anew from this questionnaire.
fn peers(places: &Places) -> Outcome<PathBuf> {
    let home = places.target.join("bench");
    npm::install(&places.root.join("bench"), &home, "the peers")?;
    let Some(node) = process::find(&["node"]) else {
        return Err(Failure::new("Node.js is needed for the peers; install it"));
    };
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
