//! `cargo xtask test`: everything that must hold, on a machine that may have
//! nothing yet. A step that fails does not stop the others.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::build::{self, Request};
use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::process;
use crate::setup::{self, Browser, versions};

/// The package with the tests in a real browser.
const BROWSER_TESTS: &str = "heard-tests";

/// Runs all steps and prints one summed line.
///
/// # Errors
/// Where something is missing that cannot be installed, or anything failed.
pub fn run(places: &Places) -> Outcome {
    let browser = step("set-up", setup::for_tests)?;
    let mut tally = Tally::default();
    tally.check("crates", || locked_crates(places));
    tally.check("format", || cargo(places, &["fmt", "--all", "--check"]));
    let built = tally.check("build", || build::run(places, Request::Report));
    tally.check("lints", || lints(places));
    tally.check("lints of the app", || app_lints(places));
    tally.check_all("tests", || tests(places, &browser, built));
    println!("{tally}");
    if tally.failed == 0 { Ok(()) } else { Err(Failure::new("not everything passed")) }
}

/// Runs a program of the browser tests: a campaign, the screenshots.
///
/// # Errors
/// Where the app does not build or the program does not succeed.
pub fn browser_program(places: &Places, program: &str, arguments: &[String]) -> Outcome {
    let browser = setup::for_tests()?;
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

/// One run of cargo for all packages, so that nothing is compiled twice.
fn tests(places: &Places, browser: &Browser, built: bool) -> Outcome<Counts> {
    let mut command = process::cargo();
    command.current_dir(&places.root);
    command.args(["test", "--workspace", "--exclude", "heard-app", "--no-fail-fast"]);
    if !built {
        eprintln!("without a build there are no tests in the browser");
        command.args(["--exclude", BROWSER_TESTS]);
    }
    with_browser(&mut command, places, browser);
    let (counts, success) = count(&mut command)?;
    // A crate that does not compile fails without a single test.
    let untold = usize::from(!success && counts.failed == 0);
    Ok(Counts { failed: counts.failed + untold, ..counts })
}

fn with_browser(command: &mut Command, places: &Places, browser: &Browser) {
    command
        .env("HEARD_XTASK", process::this_program())
        .env("HEARD_DIST", &places.dist)
        .env("CHROME", &browser.chrome)
        .env("CHROMEDRIVER", &browser.driver);
}

/// Runs test programs, showing what they say and adding up their results.
fn count(command: &mut Command) -> Outcome<(Counts, bool)> {
    let starting = || "cargo test could not be started".to_owned();
    let mut child = command.stdout(Stdio::piped()).spawn().context(starting)?;
    let mut counts = Counts::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            if let Some(more) = Counts::from_line(&line) {
                counts = counts.plus(more);
            }
        }
    }
    let status = child.wait().context(starting)?;
    Ok((counts, status.success()))
}

fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("== {name}");
    let started = Instant::now();
    let outcome = work();
    let result = if outcome.is_ok() { "done" } else { "FAILED" };
    eprintln!("== {name}: {result} after {:.1} s", started.elapsed().as_secs_f64());
    outcome
}

/// Results of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Counts {
    /// From `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    fn from_line(line: &str) -> Option<Self> {
        let results = line.trim().strip_prefix("test result: ")?;
        let number = |word: &str| {
            let before = results.split_once(word)?.0.trim_end();
            before.rsplit(' ').next()?.parse().ok()
        };
        Some(Self {
            passed: number(" passed")?,
            failed: number(" failed")?,
            ignored: number(" ignored")?,
        })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            ignored: self.ignored + other.ignored,
        }
    }
}

/// The sum over all steps; a step without tests counts where it fails.
#[derive(Debug, Default)]
struct Tally {
    counts: Counts,
    failed: usize,
}

impl Tally {
    fn check(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> bool {
        let outcome = step(name, work);
        if let Err(failure) = &outcome {
            eprintln!("error: {failure}");
            self.failed += 1;
        }
        outcome.is_ok()
    }

    fn check_all(&mut self, name: &str, work: impl FnOnce() -> Outcome<Counts>) {
        let mut counts = Counts::default();
        self.check(name, || work().map(|found| counts = found));
        self.counts = self.counts.plus(counts);
        self.failed += counts.failed;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} passed, {} failed", self.counts.passed, self.failed)?;
        if self.counts.ignored > 0 {
            write!(out, ", {} skipped", self.counts.ignored)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_from_the_runners_words() {
        let line =
            "test result: FAILED. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out";
        assert_eq!(Counts::from_line(line), Some(Counts { passed: 12, failed: 1, ignored: 2 }));
        assert_eq!(Counts::from_line("test a ... ok"), None);
    }

    #[test]
    fn a_failed_step_is_in_the_sum() {
        let mut tally = Tally::default();
        tally.check("one", || Err(Failure::new("no")));
        tally.check_all("two", || Ok(Counts { passed: 3, failed: 1, ignored: 0 }));
        assert_eq!(tally.to_string(), "3 passed, 2 failed");
    }
}
