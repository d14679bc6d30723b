//! `heard merge`: one file of many, with each response once.

mod ledger;

use std::{io::Write as _, path::PathBuf};

use clap::Args;
use heard_exchange::csv::{Columns, Times, raw};

use crate::{
    failure::Failure,
    output::AtomicFile,
    source::{Responses, Source},
};
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

/// Merges, and tells on standard output what was met.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let output = &arguments.output;
    let sources = Source::of(&arguments.files)?;
    let (columns, mut standard_input) = survey(&sources)?;
    let refused = |error| Failure::CannotRun(format!("{}: {error}", output.display()));
    let file = AtomicFile::create(output)?;
    let mut writer = raw::Writer::new(file, &columns, Times::Exact).map_err(refused)?;
    let (mut ledger, mut conflicts) = (Ledger::default(), Conflicts::default());
    for source in &sources {
        let kept = standard_input.take_if(|_| *source == Source::StandardInput);
        let mut reader = kept.map_or_else(|| source.responses(), Ok)?;
        let header = reader.columns().clone();
        let changed = |_| Failure::CannotRun(format!("{source}: changed while it was read"));
        let placement = writer.place(&header).map_err(changed)?;
        let file = ledger.next_file(source.to_string());
        while let Some(row) = reader.next_row()? {
            let response = row.response(&header)?;
            match ledger.enter(&response, &row, file) {
                Standing::New => writer.write_row(&row, &placement).map_err(refused)?,
                Standing::Repeated => {}
                Standing::Conflicting { first } => {
                    let (id, row) = (response.id, row.number());
                    conflicts
                        .add(|| format!("{source}: row {row}: response {id} differs from {first}"));
                }
            }
        }
    }
    conflicts.settle(arguments.keep_first)?;
    writer.finish().map_err(refused)?.commit()?;
    let report = ledger.report(&output.display());
    Ok(std::io::stdout().lock().write_all(report.as_bytes())?)
}

/// The columns of all sources together. Standard input cannot be read twice,
/// so its reader is kept.
fn survey(sources: &[Source]) -> Result<(Columns, Option<Responses>), Failure> {
    let (mut columns, mut standard_input) = (Columns::default(), None);
    for source in sources {
        let reader = source.responses()?;
        columns.include(reader.columns());
        if *source == Source::StandardInput {
            standard_input = Some(reader);
        }
    }
    Ok((columns, standard_input))
}

/// Different responses of one id.
#[derive(Default)]
struct Conflicts {
    count: usize,
    /// The first of them.
    lines: Vec<String>,
}

impl Conflicts {
    /// So many are told one by one.
    const TOLD: usize = 20;

    fn add(&mut self, line: impl FnOnce() -> String) {
        self.count += 1;
        if self.lines.len() < Self::TOLD {
            self.lines.push(line());
        }
    }

    /// Decides whether the merge may stand.
    fn settle(self, keep_first: bool) -> Result<(), Failure> {
        let Self { count, mut lines } = self;
        if count == 0 {
            return Ok(());
        }
        if count > lines.len() {
            lines.push(format!("and {} more", count - lines.len()));
        }
        if keep_first {
            lines.push("note: of each of these the response read first is kept".to_owned());
            eprintln!("{}", lines.join("\n"));
            return Ok(());
        }
        lines.push(
            "nothing was written; --keep-first keeps of each of these the response read first"
                .to_owned(),
        );
        Err(Failure::Problems(lines))
    }
}
