//! Runs the binary under test.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// The output of a run that must have succeeded.
    #[track_caller]
    pub(crate) fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out
    }

    /// The messages of a run that must have ended with `code` and written nothing.
    #[track_caller]
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        self.err
    }
}

/// Starts `heard` with all its streams piped.
pub(crate) fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_heard"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs `heard` with nothing to read.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_with(arguments, io::empty())
}

/// Runs `heard` with `input` on standard input.
pub(crate) fn run_with(arguments: &[&str], mut input: impl io::Read + Send + 'static) -> Run {
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().unwrap();
    // Whoever finds a mistake early stops reading: that is no error here.
    let feeder = thread::spawn(move || {
        let _ = io::copy(&mut input, &mut stdin).and_then(|_| stdin.flush());
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Demonstration responses to the shipped counter questionnaire.
pub(crate) fn demo(rows: usize, seed: u64) -> String {
    run(&["demo", "--rows", &rows.to_string(), "--seed", &seed.to_string()]).succeeded()
}

/// A file of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
