//! `heard merge`: one file of many, with each response once.

mod ledger;

use std::{io::Read, path::PathBuf};

use clap::Args;
use heard_exchange::csv::{Columns, Times, raw};

use crate::{failure::Failure, output::AtomicFile, source::Source};
use ledger::{Ledger, Standing};

/// Merge raw CSV files into one, with each response once.
///
/// Tells which rows repeat a response, and which places of a device's sequence
/// are missing. Two different responses of one id are a problem: nothing is
/// written, unless --keep-first says how to choose.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Raw CSV files; `-` or none is standard input.
    files: Vec<PathBuf>,
    /// The file to write: whole, or not at all.
    #[arg(short, long, value_name = "OUT.csv")]
    output: PathBuf,
    /// Of different responses of one id keep the one read first.
    #[arg(long)]
    keep_first: bool,
}

/// So many conflicts are told one by one.
const TOLD: usize = 20;

type Input = raw::Reader<Box<dyn Read>>;

/// Merges, and tells on standard output what was met.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let sources = Source::of(&arguments.files);
    let (columns, mut standard_input) = survey(&sources)?;
    let file = AtomicFile::create(&arguments.output)?;
    let mut writer = raw::Writer::new(file, &columns, Times::Exact)?;
    let mut ledger = Ledger::default();
    let mut conflicts = Vec::new();
    for source in &sources {
        let mut reader = match (source, standard_input.take()) {
            (Source::StandardInput, Some(reader)) => reader,
            (_, kept) => {
                standard_input = kept;
                open(source)?
            }
        };
        let header = reader.columns().clone();
        let changed = |_| Failure::CannotRun(format!("{source}: changed while it was read"));
        let placement = writer.place(&header).map_err(changed)?;
        let file = ledger.next_file(source.to_string());
        while let Some(row) = reader.next_row()? {
            let response = row.response(&header)?;
            match ledger.enter(&response, &row, file) {
                Standing::New => writer.write_row(&row, &placement)?,
                Standing::Repeated => {}
                Standing::Conflicting { first } => conflicts.push(format!(
                    "{source}: row {}: response {} differs from {first}",
                    row.number(),
                    response.id
                )),
            }
        }
    }
    settle(conflicts, arguments.keep_first)?;
    writer.finish()?.commit()?;
    let report = ledger.report(&arguments.output.display());
    Ok(std::io::Write::write_all(&mut std::io::stdout().lock(), report.as_bytes())?)
}

/// The columns of all sources together. Standard input cannot be read twice,
/// so its reader is kept.
fn survey(sources: &[Source]) -> Result<(Columns, Option<Input>), Failure> {
    let (mut columns, mut standard_input) = (Columns::default(), None);
    for source in sources {
        let reader = open(source)?;
        columns.include(reader.columns());
        if *source == Source::StandardInput {
            standard_input = Some(reader);
        }
    }
    Ok((columns, standard_input))
}

fn open(source: &Source) -> Result<Input, Failure> {
    Ok(raw::Reader::new(source.open()?, source.to_string())?)
}

/// Decides whether the merge may stand.
fn settle(mut conflicts: Vec<String>, keep_first: bool) -> Result<(), Failure> {
    let count = conflicts.len();
    if count > TOLD {
        conflicts.truncate(TOLD);
        conflicts.push(format!("and {} more", count - TOLD));
    }
    if count == 0 {
        return Ok(());
    }
    if keep_first {
        conflicts.push("note: of each of these the response read first was kept".to_owned());
        eprintln!("{}", conflicts.join("\n"));
        return Ok(());
    }
    conflicts.push(
        "nothing was written; --keep-first keeps of each of these the response read first"
            .to_owned(),
    );
    Err(Failure::Problems(conflicts))
}
