//! Steps and tests, counted, with one line in the end that sums them up.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::failure::{Context, Failure, Outcome};

/// A part of the work, with its name and its time on standard error.
///
/// # Errors
/// Those of the work.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("== {name}");
    let started = Instant::now();
    let outcome = work();
    let result = if outcome.is_ok() { "done" } else { "FAILED" };
    eprintln!("== {name}: {result} after {:.1} s", started.elapsed().as_secs_f64());
    outcome
}

/// Runs test programs, showing what they say and adding up their results.
///
/// # Errors
/// Where they cannot be started.
pub(crate) fn count(command: &mut Command) -> Outcome<Counts> {
    let starting = || "cargo test could not be started".to_owned();
    let mut child = command.stdout(Stdio::piped()).spawn().context(starting)?;
    let mut counts = Counts::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            counts = counts.plus(Counts::from_line(&line));
        }
    }
    let status = child.wait().context(starting)?;
    // A crate that does not compile fails without a single test.
    let untold = usize::from(!status.success() && counts.failed == 0);
    Ok(Counts { failed: counts.failed + untold, ..counts })
}

/// Results of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) ignored: usize,
    /// Parts of tests that this engine cannot do; the tests say so.
    pub(crate) left_out: usize,
}

impl Counts {
    /// From `test result: ok. 3 passed; 0 failed; 1 ignored; …`, or `not in …`.
    fn from_line(line: &str) -> Self {
        let left_out = usize::from(line.starts_with("not in "));
        let Some(results) = line.trim().strip_prefix("test result: ") else {
            return Self { left_out, ..Self::default() };
        };
        let number = |word: &str| {
            let before = results.split_once(word).unwrap_or_default().0.trim_end();
            before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default()
        };
        Self {
            passed: number(" passed"),
            failed: number(" failed"),
            ignored: number(" ignored"),
            left_out,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            ignored: self.ignored + other.ignored,
            left_out: self.left_out + other.left_out,
        }
    }
}

/// The sum over all steps; a step without tests counts where it fails.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: Counts,
    failed: usize,
}

impl Tally {
    /// Does a step; whether it succeeded.
    pub(crate) fn check(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> bool {
        let outcome = step(name, work);
        if let Err(failure) = &outcome {
            eprintln!("error: {failure}");
            self.failed += 1;
        }
        outcome.is_ok()
    }

    /// Does a step made of tests; their results.
    pub(crate) fn check_all(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Outcome<Counts>,
    ) -> Counts {
        let mut counts = Counts::default();
        if !self.check(name, || work().map(|found| counts = found)) {
            return Counts { failed: 1, ..counts };
        }
        self.counts = self.counts.plus(counts);
        self.failed += counts.failed;
        counts
    }

    /// Prints the sum, the last line of all.
    ///
    /// # Errors
    /// Where anything failed.
    pub(crate) fn finish(&self) -> Outcome {
        println!("{self}");
        if self.failed == 0 { Ok(()) } else { Err(Failure::new("not everything passed")) }
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
        let found = Counts { passed: 12, failed: 1, ignored: 2, left_out: 0 };
        assert_eq!(Counts::from_line(line), found);
        assert_eq!(Counts::from_line("test a ... ok"), Counts::default());
        assert_eq!(Counts::from_line("not in Firefox: a: b").left_out, 1);
    }

    #[test]
    fn a_failed_step_is_in_the_sum() {
        let mut tally = Tally::default();
        tally.check("one", || Err(Failure::new("no")));
        tally.check_all("two", || Ok(Counts { passed: 3, failed: 1, ..Counts::default() }));
        assert_eq!(tally.to_string(), "3 passed, 2 failed");
    }
}
