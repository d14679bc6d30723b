//! `cargo xtask test`: everything that must hold, on a machine that may have
//! nothing yet. A step that fails does not stop the others.

use std::process::Command;

use crate::build::{self, Request};
use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::process;
use crate::setup::{self, Browser, versions};
use crate::tally::{Counts, Tally, count, step};

/// The package with the tests in a real browser.
pub(crate) const BROWSER_TESTS: &str = "heard-tests";

/// Runs all steps and prints one summed line.
///
/// # Errors
/// Where something is missing that cannot be installed, or anything failed.
pub fn run(places: &Places) -> Outcome {
    let browser = step("set-up", || setup::for_tests(places))?;
    let mut tally = Tally::default();
    tally.check("crates", || locked_crates(places));
    tally.check("format", || cargo(places, &["fmt", "--all", "--check"]));
    let built = tally.check("build", || build::run(places, Request::Report));
    tally.check("lints", || lints(places));
    tally.check("lints of the app", || app_lints(places));
    tally.check_all("tests of the app", || app_tests(places));
    tally.check_all("tests", || tests(places, &browser, built));
    tally.finish()
}

/// Runs a program of the browser tests: a campaign, the screenshots.
///
/// # Errors
/// Where the app does not build or the program does not succeed.
pub fn browser_program(places: &Places, program: &str, arguments: &[String]) -> Outcome {
    let browser = setup::for_tests(places)?;
    build::run(places, Request::Use)?;
    let mut command = process::cargo();
    command
        .current_dir(&places.root)
        .args(["run", "--quiet", "--package", BROWSER_TESTS, "--bin", program, "--"])
        .args(arguments);
    with_browser(&mut command, places, &browser);
    let status = command.status().context(|| format!("{program} could not be started"))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{program}: {status}"))) }
}

/// Reads hostile files: seed, minutes and perhaps the number of one case. With the
/// checks of a development build: a number that overflows is a failure, too.
///
/// # Errors
/// Where the program does not build, or anything was not as it must be.
pub fn fuzz(places: &Places, words: impl Iterator<Item = String>) -> Outcome {
    let mut command = process::cargo();
    command
        .current_dir(&places.root)
        .args(["run", "--quiet", "--package", "heard-insight", "--example", "fuzz", "--"])
        .args(words);
    let status = command.status().context(|| "fuzz could not be started".into())?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("fuzz: {status}"))) }
}

fn locked_crates(places: &Places) -> Outcome {
    // Also refuses a `Cargo.lock` that does not fit the manifests.
    cargo(places, &["fetch", "--locked", "--quiet"])
}

fn lints(places: &Places) -> Outcome {
    let all = ["clippy", "--workspace", "--exclude", "heard-app", "--all-targets"];
    cargo(places, &[&all[..], &["--", "-D", "warnings"]].concat())
}

fn app_lints(places: &Places) -> Outcome {
    // As a release, so that the macros compiled for the build serve here too.
    let app = ["clippy", "--release", "--package", "heard-app", "--target", versions::TARGET];
    cargo(places, &[&app[..], &["--", "-D", "warnings"]].concat())
}

fn cargo(places: &Places, words: &[&str]) -> Outcome {
    let what = format!("cargo {}", words[0]);
    process::run(process::cargo().current_dir(&places.root).args(words), &what)
}

/// What of the app can be tried without a browser. A run of its own: beside the
/// other packages it would ask for other parts of what they share.
fn app_tests(places: &Places) -> Outcome<Counts> {
    let mut command = process::cargo();
    count(command.current_dir(&places.root).args(["test", "--package", "heard-app", "--lib"]))
}

/// Tests in one run of cargo for all packages: with the same packages each
/// time, nothing is compiled twice.
pub(crate) fn all_tests(places: &Places) -> Command {
    let mut command = process::cargo();
    command.current_dir(&places.root);
    command.args(["test", "--workspace", "--exclude", "heard-app", "--no-fail-fast"]);
    command
}

fn tests(places: &Places, browser: &Browser, built: bool) -> Outcome<Counts> {
    let mut command = all_tests(places);
    if !built {
        eprintln!("without a build there are no tests in the browser");
        command.args(["--exclude", BROWSER_TESTS]);
    }
    with_browser(&mut command, places, browser);
    count(&mut command)
}

/// Tells the browser tests what is served, by what, and shown in what.
pub(crate) fn with_browser<'a>(
    command: &'a mut Command,
    places: &Places,
    browser: &Browser,
) -> &'a mut Command {
    command
        .env("HEARD_XTASK", process::this_program())
        .env("HEARD_DIST", &places.dist)
        .env("HEARD_AXE", &browser.axe)
        .env("HEARD_JOSE", &browser.jose)
        .env("CHROME", &browser.chrome)
        .env("CHROMEDRIVER", &browser.driver)
}
