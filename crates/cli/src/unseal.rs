//! `heard unseal`: the responses in sealed bundles, as raw CSV.
//!
//! Each bundle is looked at twice: first all of them are checked and their
//! columns gathered, then their responses are opened one by one.

mod keys;
mod opened;

use std::{
    collections::BTreeSet,
    io::Write as _,
    path::{Path, PathBuf},
};

use clap::Args;
use heard_exchange::{
    bundle::Bundle,
    csv::{Columns, Times},
    sealed::native::PrivateKey,
};
use heard_survey::Questionnaire;

use crate::{bundles, failure::Failure, output::AtomicFile, questionnaires::told};
use keys::Keys;
use opened::Opened;

/// Open sealed bundles: their responses as raw CSV, each once.
///
/// A response that is damaged is named, and the others are written all the same;
/// the exit code is 1 then. Of a bundle that is not whole nothing is written.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Bundles, as tablets export them.
    #[arg(required = true, value_name = "BUNDLE")]
    bundles: Vec<PathBuf>,
    #[command(flatten)]
    keys: keys::Arguments,
    /// The file to write, whole or not at all; standard output where none is named.
    #[arg(short, long, value_name = "OUT.csv")]
    output: Option<PathBuf>,
    /// Tell times exactly, also where a teller is named.
    #[arg(long)]
    exact_times: bool,
}

/// A bundle that was checked.
struct Checked<'a> {
    path: &'a Path,
    keys: Vec<PrivateKey>,
}

/// Opens all bundles and writes what could be opened.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let keys = Keys::read(&arguments.keys)?;
    // First of all: whoever cannot write need not open anything.
    let output = arguments.output.as_deref().map(AtomicFile::create).transpose()?;
    let mut columns = Columns::default();
    let mut checked = Vec::new();
    let mut seen = BTreeSet::new();
    for path in &arguments.bundles {
        let bytes = bundles::bytes(path)?;
        let bundle = bundles::read(path, &bytes)?;
        let (keys, damaged) = keys.of(&bundle).map_err(|error| bundles::problem(path, error))?;
        for key in damaged {
            eprintln!("note: {}: {key}", path.display());
        }
        note_unknown(path, &bundle);
        include(&mut columns, &mut seen, path, &bundle);
        checked.push(Checked { path, keys });
    }
    let times = if arguments.exact_times { Times::Exact } else { Times::default() };
    let mut opened = open(&checked, &columns, times)?;
    if let Some(columns) = opened.wider_columns() {
        eprintln!(
            "note: no questionnaire in the bundles asks some of what is answered; it comes last"
        );
        opened = open(&checked, &columns, times)?;
    }
    opened.note_repeated();
    let (csv, problems) = opened.finish()?;
    if let Some(csv) = csv {
        write(output, &csv)?;
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::Problems(problems)) }
}

fn open(bundles: &[Checked<'_>], columns: &Columns, times: Times) -> Result<Opened, Failure> {
    let mut opened = Opened::new(columns, times)?;
    for Checked { path, keys } in bundles {
        let bytes = bundles::bytes(path)?;
        opened.add(path, &bundles::read(path, &bytes)?, keys)?;
    }
    Ok(opened)
}

fn write(output: Option<AtomicFile>, csv: &[u8]) -> Result<(), Failure> {
    match output {
        Some(file) => file.write_whole(csv),
        None => Ok(std::io::stdout().lock().write_all(csv)?),
    }
}

fn note_unknown(path: &Path, bundle: &Bundle<'_>) {
    for name in &bundle.unknown {
        eprintln!("note: {}: {name} is of a kind not known here and is left out", path.display());
    }
}

/// Adds the columns of the bundle's questionnaires. One that cannot be read
/// costs the order and the kind of its columns, not its answers.
fn include(columns: &mut Columns, seen: &mut BTreeSet<String>, path: &Path, bundle: &Bundle<'_>) {
    for (name, text) in &bundle.questionnaires {
        if !seen.insert((*text).to_owned()) {
            continue;
        }
        match Questionnaire::parse(text) {
            Ok(questionnaire) => columns.add(&questionnaire),
            Err(problems) => {
                let file = format!("note: {}: {name}", path.display());
                for problem in &problems {
                    eprintln!("{}", told(&file, problem));
                }
            }
        }
    }
}
