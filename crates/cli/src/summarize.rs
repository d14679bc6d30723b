//! `heard summarize`: figures from raw CSV files.
//!
//! Rows are read as the browser's analyst reads them, each response once, but into
//! counts: of a response only its id and its place in the tablet's sequence are kept,
//! and twelve bytes for the trust signals.

mod json;
mod markdown;
mod only;
mod signals;

use std::{io::Write as _, path::PathBuf};

use clap::{Args, ValueEnum};
use heard_insight::{
    Collection, Composites, Intake, OffScale, QuestionIndex, Responses, Summary,
    table::Circumstances, trust::Ratings,
};
use heard_survey::Questionnaire;

use crate::{failure::Failure, questionnaires, source::Source};
use only::Only;

/// Figures from raw CSV files: counts, measures with n and interval,
/// distributions.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Raw CSV files; `-` or none is standard input.
    files: Vec<PathBuf>,
    /// A questionnaire the responses answer; may be given again. Those that
    /// come with Heard are known without.
    #[arg(long, value_name = "Q.json")]
    questionnaire: Vec<PathBuf>,
    #[command(flatten)]
    only: Only,
    /// How to write the figures.
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Markdown,
}

/// Reads every file, then writes the figures: all of them, or none.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.only.check()?;
    let mut collection = collection(&arguments.questionnaire)?;
    for source in Source::of(&arguments.files)? {
        read(&mut collection, &source, &arguments.only)?;
    }
    note_what_to_know(&mut collection);
    let training = collection.training();
    let Counted { summary, composites, ratings } = collection.intake();
    let responses = Responses { training, ..summary.responses() };
    let signals = ratings.signals();
    let report = match arguments.format {
        Format::Json => json::report(responses, summary, composites, &signals)?,
        Format::Markdown => markdown::report(responses, summary, composites, &signals),
    };
    Ok(std::io::stdout().lock().write_all(report.as_bytes())?)
}

/// One that knows the questionnaires in these files, and those that come with Heard
/// once they are met.
fn collection(files: &[PathBuf]) -> Result<Collection<Counted>, Failure> {
    let shipped = questionnaires::shipped()?;
    let mut collection = Collection::new(shipped.into_iter().map(|(shipped, _)| shipped).collect());
    for file in files {
        let (questionnaire, _) = questionnaires::load(&Source::named(file))?;
        collection.know(&questionnaire);
    }
    Ok(collection)
}

fn read(collection: &mut Collection<Counted>, source: &Source, only: &Only) -> Result<(), Failure> {
    let mut reader = source.responses()?;
    let mut columns = heard_insight::Source::new(reader.columns().names());
    while let Some(row) = reader.next_row()? {
        if only.keeps(&row)? {
            collection.take(&mut columns, &row)?;
        }
    }
    collection.list(&columns);
    Ok(())
}

fn note_what_to_know(collection: &mut Collection<Counted>) {
    for name in collection.unknown() {
        eprintln!(
            "note: questionnaire {name:?} is not known: its answers are counted as they \
             stand, and it adds no measures; name its file with --questionnaire"
        );
    }
    let repeated = collection.register().repeated();
    if repeated > 0 {
        eprintln!("note: {repeated} rows repeat a response and are not counted again");
    }
}

/// What has been counted so far.
#[derive(Default)]
struct Counted {
    summary: Summary,
    composites: Composites,
    ratings: Ratings,
}

impl Intake for Counted {
    fn know(&mut self, questionnaire: &Questionnaire) {
        let Self { summary, composites, ratings } = self;
        summary.know(questionnaire);
        composites.know(questionnaire, summary);
        ratings.know(questionnaire, |name| summary.question(name));
    }

    fn question(&mut self, name: &str) -> QuestionIndex {
        self.summary.question(name)
    }

    fn open(&mut self, response: &Circumstances<'_>) {
        Intake::open(&mut self.summary, response);
        self.composites.open();
        self.ratings.open(response);
    }

    fn cell(&mut self, question: QuestionIndex, cell: &str) -> Result<(), OffScale> {
        self.ratings.cell(question, cell);
        self.summary.cell(question, cell)?;
        self.composites.cell(question, cell);
        Ok(())
    }
}
