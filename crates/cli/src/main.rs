//! `heard`: the command line, for head office and for pipelines.
//!
//! Each verb is a module. They read files and standard input, and leave what
//! is read and figured to the same crates the browser uses. Exit codes: 0, 1
//! when problems were found in what was read, 2 when the command cannot run.

mod bundles;
mod check;
mod demo;
mod evaluate;
mod failure;
mod key;
mod keyring;
mod merge;
mod output;
mod questionnaires;
mod ranges;
mod report;
mod secret;
mod source;
mod summarize;
mod unseal;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// Checks questionnaires, summarizes and merges the responses they brought, and
/// opens what tablets sealed.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Check(check::Arguments),
    Evaluate(evaluate::Arguments),
    Summarize(summarize::Arguments),
    Report(report::Arguments),
    Merge(merge::Arguments),
    Demo(demo::Arguments),
    Unseal(unseal::Arguments),
    Verify(verify::Arguments),
    Key(key::Arguments),
    Keyring(keyring::Arguments),
}

fn main() -> ExitCode {
    let result = match Command::parse().verb {
        Verb::Check(arguments) => check::run(&arguments),
        Verb::Evaluate(arguments) => evaluate::run(&arguments),
        Verb::Summarize(arguments) => summarize::run(&arguments),
        Verb::Report(arguments) => report::run(&arguments),
        Verb::Merge(arguments) => merge::run(&arguments),
        Verb::Demo(arguments) => demo::run(&arguments),
        Verb::Unseal(arguments) => unseal::run(&arguments),
        Verb::Verify(arguments) => verify::run(&arguments),
        Verb::Key(arguments) => key::run(&arguments),
        Verb::Keyring(arguments) => keyring::run(&arguments),
    };
    result.map_or_else(Failure::report, |()| ExitCode::SUCCESS)
}
