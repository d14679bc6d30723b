//! `cargo xtask`: reads the command line and hands over to the library.

use std::process::ExitCode;

use xtask::build::{self, Request};
use xtask::failure::{Failure, Outcome};
use xtask::places::Places;
use xtask::{bench, engines, finish, oracles, process, serve, sizes, test};

const HELP: &str = "\
cargo xtask serve [--port N] [--demo] [--no-build] [--dist DIR] [--embedder ORIGIN]
    builds if anything changed and serves the app on 127.0.0.1
cargo xtask test
    everything: format, lints, build, native tests, tests in a real browser
cargo xtask build [--crates] [--dist DIR]
    writes the finished files and prints their sizes, by crate with --crates
cargo xtask campaign faults [--seed S] [--kills N] [--act NAME] [--rounds N] [--fault NAME]
    kills the browser while it writes; lets storage, disk and clock fail
cargo xtask campaign soak [--seed S] [--count N]
    a long run of visitors to one page
cargo xtask campaign fuzz [--seed S] [--minutes M] [--case N]
    reads hostile files between good ones; one case alone with --case
cargo xtask campaign engines [--short]
    the tests in a real browser once more, in Firefox and WebKitGTK
cargo xtask bench [--no-build] [--dist DIR] [--rounds N] [--taps N] [--seed S]
    how soon Heard is there and answers, beside products of its kind
cargo xtask bench dashboard [--rows N] [--reads N] [--rounds N] [--peers NAMES] [--seed S]
    how soon many responses are read and a dashboard of them is answered
cargo xtask shots
    takes the screenshots in docs/screens
cargo xtask oracles
    records the test fixtures that come from other languages' libraries";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome {
    let Some((verb, rest)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(());
    };
    let mut options = Options::new(rest);
    let places = Places::new(options.value("--dist")?.as_deref())?;
    match verb.as_str() {
        "serve" => {
            let request = serve::Request {
                port: options.port()?,
                demo: options.flag("--demo"),
                build: !options.flag("--no-build"),
                embedder: options.value("--embedder")?,
            };
            options.finish()?;
            serve::run(&places, &request)
        }
        "build" => {
            let crates = options.flag("--crates");
            options.finish()?;
            let outcome = build::run(&places, Request::Report);
            // Who is over budget wants to know why.
            if crates {
                sizes::by_crate(&places)?;
            }
            outcome
        }
        "finish" => finish::as_hook(&places),
        "test" => options.finish().and_then(|()| test::run(&places)),
        "campaign" if options.flag("engines") => {
            let short = options.flag("--short");
            options.finish().and_then(|()| engines::run(&places, short))
        }
        "campaign" if options.flag("fuzz") => {
            let seed = options.value("--seed")?.unwrap_or_else(|| "1".to_owned());
            let minutes = options.value("--minutes")?.unwrap_or_else(|| "10".to_owned());
            let words = [Some(seed), Some(minutes), options.value("--case")?];
            options.finish()?;
            test::fuzz(&places, words.into_iter().flatten())
        }
        "campaign" => test::browser_program(&places, "campaign", rest),
        "bench" => {
            let build = !options.flag("--no-build");
            bench::run(&places, &bench::Request { build, arguments: options.words })
        }
        "shots" => test::browser_program(&places, "shots", rest),
        "oracles" => options.finish().and_then(|()| oracles::run(&places)),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(Failure::new(format!(
            "there is no `cargo xtask {verb}`; `cargo xtask help` lists what there is"
        ))),
    }
}

/// The words after the verb, taken out one by one; what is left is an error.
struct Options {
    words: Vec<String>,
}

impl Options {
    fn new(words: &[String]) -> Self {
        process::remember_this_program();
        Self { words: words.to_vec() }
    }

    fn flag(&mut self, name: &str) -> bool {
        let found = self.words.iter().position(|word| word == name);
        found.map(|at| self.words.remove(at)).is_some()
    }

    fn value(&mut self, name: &str) -> Outcome<Option<String>> {
        let Some(at) = self.words.iter().position(|word| word == name) else {
            return Ok(None);
        };
        self.words.remove(at);
        if at < self.words.len() {
            Ok(Some(self.words.remove(at)))
        } else {
            Err(Failure::new(format!("{name} needs a value")))
        }
    }

    fn port(&mut self) -> Outcome<Option<u16>> {
        let Some(word) = self.value("--port")? else {
            return Ok(None);
        };
        let port = word.parse().map_err(|_| {
            Failure::new(format!("--port needs a number from 0 to 65535, not `{word}`"))
        })?;
        Ok(Some(port))
    }

    fn finish(&self) -> Outcome {
        match self.words.first() {
            None => Ok(()),
            Some(word) => {
                Err(Failure::new(format!("`{word}` is not understood; see `cargo xtask help`")))
            }
        }
    }
}
