//! `heard summarize`: figures from raw CSV files.
//!
//! Reads row by row and keeps counts only, the ids, so that a response
//! that is in several files counts once, and twelve bytes a response for the trust
//! signals.

mod json;
mod markdown;
mod signals;

use std::{
    collections::{BTreeSet, HashSet},
    io::Write as _,
    path::PathBuf,
};

use clap::{Args, ValueEnum};
use heard_exchange::{
    ResponseId,
    csv::{CsvError, Meta, Problem, raw},
};
use heard_insight::{OffScale, QuestionIndex, Summary};
use heard_survey::Questionnaire;

use crate::{failure::Failure, questionnaires, source::Source};
use signals::Ratings;

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
    let mut count = Count::new(&arguments.questionnaire)?;
    for source in Source::of(&arguments.files)? {
        count.read(&source)?;
    }
    count.note_what_to_know();
    let signals = count.ratings.signals();
    let report = match arguments.format {
        Format::Json => json::report(&count.summary, &signals)?,
        Format::Markdown => markdown::report(&count.summary, &signals),
    };
    Ok(std::io::stdout().lock().write_all(report.as_bytes())?)
}

/// What has been counted so far.
struct Count {
    summary: Summary,
    ratings: Ratings,
    seen: HashSet<ResponseId>,
    repeated: u64,
    /// Questionnaires met whose questions are known.
    known: BTreeSet<String>,
    /// Questionnaires met of which nothing is known.
    unknown: BTreeSet<String>,
    shipped: Vec<Questionnaire>,
}

impl Count {
    fn new(files: &[PathBuf]) -> Result<Self, Failure> {
        let shipped = questionnaires::shipped()?.into_iter().map(|(shipped, _)| shipped).collect();
        let mut count = Self {
            summary: Summary::default(),
            ratings: Ratings::default(),
            seen: HashSet::new(),
            repeated: 0,
            known: BTreeSet::new(),
            unknown: BTreeSet::new(),
            shipped,
        };
        for file in files {
            let (questionnaire, _) = questionnaires::load(&Source::named(file))?;
            count.summary.know(&questionnaire);
            count.summary.weigh(&questionnaire);
            count.ratings.know(&questionnaire);
            count.known.insert(questionnaire.settings.name);
        }
        Ok(count)
    }

    fn read(&mut self, source: &Source) -> Result<(), Failure> {
        let mut reader = source.responses()?;
        let names: Vec<String> = reader.columns().names().map(str::to_owned).collect();
        // Found when first answered: by then the questionnaire is known.
        let mut places: Vec<Option<QuestionIndex>> = vec![None; names.len()];
        while let Some(row) = reader.next_row()? {
            if !self.seen.insert(row.id()?) {
                self.repeated += 1;
                continue;
            }
            self.meet(row.meta(Meta::Questionnaire));
            self.count(&row, &names, &mut places)?;
        }
        // Those nobody answered are listed too.
        for name in &names {
            self.summary.question(name);
        }
        Ok(())
    }

    fn count(
        &mut self,
        row: &raw::Row<'_>,
        names: &[String],
        places: &mut [Option<QuestionIndex>],
    ) -> Result<(), Failure> {
        let (outcome, training) = (row.outcome()?, row.training()?);
        let Some(mut entry) = self.summary.open(outcome, training) else { return Ok(()) };
        self.ratings.take(row)?;
        for (index, (name, place)) in names.iter().zip(places).enumerate() {
            let cell = row.cell(index);
            if !cell.is_empty() {
                let question = *place.get_or_insert_with(|| entry.question(name));
                entry.cell(question, cell).map_err(|off| off_scale(row, name, off))?;
            }
        }
        Ok(())
    }

    /// Makes the questions of the questionnaire `name` known, where they can be.
    fn meet(&mut self, name: &str) {
        if self.known.contains(name) || self.unknown.contains(name) {
            return;
        }
        match self.shipped.iter().find(|shipped| shipped.settings.name == name) {
            Some(shipped) => {
                self.summary.know(shipped);
                self.summary.weigh(shipped);
                self.ratings.know(shipped);
                self.known.insert(name.to_owned());
            }
            None => {
                self.unknown.insert(name.to_owned());
            }
        }
    }

    fn note_what_to_know(&self) {
        for name in &self.unknown {
            eprintln!(
                "note: questionnaire {name:?} is not known: its answers are counted as they \
                 stand, and it adds no measures; name its file with --questionnaire"
            );
        }
        if self.repeated > 0 {
            eprintln!("note: {} rows repeat a response and are not counted again", self.repeated);
        }
    }
}

fn off_scale(row: &raw::Row<'_>, question: &str, off: OffScale) -> CsvError {
    row.problem(question, Problem::Value { value: off.answer, expected: "a step of its scale" })
}
