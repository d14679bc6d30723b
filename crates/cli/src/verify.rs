//! `heard verify`: whether bundles are whole, and what is missing in them. No
//! key is needed: labels are in the clear.

mod ledger;
mod report;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use heard_exchange::sealed::Label;

use crate::{
    bundles::{self, at},
    failure::Failure,
};
use ledger::Ledger;
use report::{Read, Report};

/// Check sealed bundles, without a key: checksums, version, and which sequences
/// and days are missing.
///
/// What is missing may have been deleted by retention and is no problem; what is
/// damaged is.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Bundles, as tablets export them.
    #[arg(required = true, value_name = "BUNDLE")]
    bundles: Vec<PathBuf>,
    /// How to tell what was found; with `json` problems are in it, too.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Checks every bundle, and fails when any has a problem.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (mut ledger, mut report) = (Ledger::default(), Report::default());
    for path in &arguments.bundles {
        match check(path, &mut ledger, &mut report.problems) {
            Ok(read) => report.bundles.push(read),
            Err(Failure::Problems(problems)) => report.problems.extend(problems),
            Err(failure) => return Err(failure),
        }
    }
    report.devices = ledger.devices(&mut report.problems);
    let mut out = std::io::stdout().lock();
    match arguments.format {
        Format::Text => out.write_all(report.text().as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &report).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    match (report.problems.is_empty(), arguments.format) {
        (true, _) => Ok(()),
        (false, Format::Text) => Err(Failure::Problems(report.problems)),
        (false, Format::Json) => Err(Failure::Told),
    }
}

/// Checks one bundle; what is wrong with its lines goes to `problems`.
fn check(path: &Path, ledger: &mut Ledger, problems: &mut Vec<String>) -> Result<Read, Failure> {
    let bytes = bundles::bytes(path)?;
    let bundle = bundles::read(path, &bytes)?;
    let mut responses = 0;
    for line in bundle.journal() {
        match line.read() {
            Ok((_, Label { id, device, sequence, day })) => {
                responses += 1;
                ledger.enter(&device, sequence, day, Some(id));
            }
            Err(error) => problems.push(at(path, line, None, error)),
        }
    }
    for line in bundle.segments() {
        match line.read_segment() {
            Ok((_, label)) => {
                responses += label.count as u64;
                for (device, sequence) in label.places() {
                    ledger.enter(device, sequence, label.day, None);
                }
            }
            Err(error) => problems.push(at(path, line, None, error)),
        }
    }
    ledger.expect(&bundle.about.device, bundle.about.last_sequence);
    Ok(Read {
        file: path.display().to_string(),
        responses,
        unknown: bundle.unknown.iter().map(|name| (*name).to_owned()).collect(),
        about: bundle.about,
    })
}
