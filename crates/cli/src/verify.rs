//! `heard verify`: whether bundles are whole, and what is missing in them, by
//! themselves and by digests kept elsewhere. No key is needed: labels and log are
//! in the clear.

mod digests;
mod ledger;
mod report;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write as _,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use heard_exchange::{log::Log, sealed::Label};

use crate::{
    bundles::{self, at},
    failure::Failure,
};
use digests::Held;
use ledger::Ledger;
use report::{Chain, Read, Report};

/// Check sealed bundles, without a key: checksums, version, the log's links, and
/// which sequences and days are missing.
///
/// What is missing may have been deleted by retention and is no problem; what is
/// damaged is, and what a digest or the log itself says must be there.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Bundles, as tablets export them.
    #[arg(required = true, value_name = "BUNDLE")]
    bundles: Vec<PathBuf>,
    /// A digest kept elsewhere, to hold bundles of its tablet against. May be
    /// given again.
    #[arg(long = "digest", value_name = "FILE")]
    digests: Vec<PathBuf>,
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
    let mut all = Vec::new();
    for path in &arguments.bundles {
        match check(path, &mut ledger, &mut report.problems) {
            Ok((read, held)) => {
                report.bundles.push(read);
                all.push(held);
            }
            Err(Failure::Problems(problems)) => report.problems.extend(problems),
            Err(failure) => return Err(failure),
        }
    }
    for path in &arguments.digests {
        match digests::read(path) {
            Ok(digest) => {
                let compared = digests::compare(path, digest, &all, &mut report.problems);
                report.digests.push(compared);
            }
            Err(Failure::Problems(problems)) => report.problems.extend(problems),
            Err(failure) => return Err(failure),
        }
    }
    digests::compare_with_themselves(&all, &mut report.problems);
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
fn check(
    path: &Path,
    ledger: &mut Ledger,
    problems: &mut Vec<String>,
) -> Result<(Read, Held), Failure> {
    let bytes = bundles::bytes(path)?;
    let bundle = bundles::read(path, &bytes)?;
    let mut responses = 0;
    let mut days: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for line in bundle.journal() {
        match line.read() {
            Ok((_, Label { id, device, sequence, day })) => {
                responses += 1;
                ledger.enter(&device, sequence, day, Some(id));
                days.entry(day).or_default().insert((device, sequence));
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
                    days.entry(label.day).or_default().insert((device.clone(), sequence));
                }
            }
            Err(error) => problems.push(at(path, line, None, error)),
        }
    }
    let about = bundle.about;
    ledger.expect(&about.device, about.last_sequence);
    let file = path.display().to_string();
    let log = bundle.log.map(|text| Log::read(text, &about.device));
    for fault in log.iter().flat_map(|log| &log.faults) {
        problems.push(format!("{file}: log.jsonl: {fault}"));
    }
    let read = Read {
        file: file.clone(),
        responses,
        unknown: bundle.unknown.iter().map(|name| (*name).to_owned()).collect(),
        log: log.as_ref().map(|log| Chain::of(log.head())),
        about: about.clone(),
    };
    Ok((read, Held { file, about, log, days }))
}
