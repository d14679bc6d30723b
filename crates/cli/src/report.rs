//! `heard report`: the monthly report of raw CSV files, as one HTML file or as
//! Markdown. What it says and how it looks is left to `heard-report`.

mod transactions;

use std::{fmt, io::Write as _, path::PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use heard_insight::{
    Collection, Intake, OffScale, QuestionIndex, Themes, WordList,
    table::{Circumstances, Dimension, Filter, Label, Table},
    trust::Ratings,
};
use heard_report::{
    Language, Locale, Period, Quotations, View,
    monthly::{self, Besides},
    section::{Covered, Seen},
};
use heard_survey::Questionnaire;

use crate::{failure::Failure, questionnaires, source::Source};

/// The monthly report: figures with intervals, charts, what changed and what stands
/// out, ready to print.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Raw CSV files; `-` or none is standard input. What they hold of other months is
    /// what the month is compared with.
    files: Vec<PathBuf>,
    /// A questionnaire the responses answer; may be given again. Those that come
    /// with Heard are known without.
    #[arg(long, value_name = "Q.json")]
    questionnaire: Vec<PathBuf>,
    /// The month, by the branches' calendars.
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    month: NaiveDate,
    /// Only responses of this branch; may be given again.
    #[arg(long, value_name = "CODE")]
    branch: Vec<String>,
    /// How many customers each counter served on each day, as CSV with the columns
    /// branch, counter, date and transactions.
    #[arg(long, value_name = "FILE.csv")]
    transactions: Option<PathBuf>,
    /// The language.
    #[arg(long, value_enum, default_value = "zh-CN")]
    locale: Written,
    /// How to write it.
    #[arg(long, value_enum, default_value = "html")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One file that needs nothing else; A4 in print.
    Html,
    /// Sentences and tables.
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum Written {
    #[value(name = "zh-CN")]
    ZhCn,
    #[value(name = "zh-TW")]
    ZhTw,
    En,
}

impl From<Written> for Locale {
    fn from(written: Written) -> Self {
        match written {
            Written::ZhCn => Self::ZhCn,
            Written::ZhTw => Self::ZhTw,
            Written::En => Self::En,
        }
    }
}

/// The first day of a month like `2026-10`.
fn month(text: &str) -> Result<NaiveDate, String> {
    let first = format!("{text}-01").parse::<NaiveDate>();
    // Chrono takes days and months of one digit, too.
    let first = first.ok().filter(|day| day.format("%Y-%m").to_string() == text);
    first.ok_or_else(|| "a month is written as 2026-10".to_owned())
}

/// Reads every file, then writes the report: all of it, or nothing.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let period = Period::month(arguments.month).ok_or_else(no_such_month)?;
    let known = known(&arguments.questionnaire)?;
    let mut collection = collection(&known, period, &arguments.branch)?;
    for source in Source::of(&arguments.files)? {
        read(&mut collection, &source, period)?;
    }
    for name in collection.unknown() {
        eprintln!(
            "note: questionnaire {name:?} is not known: its answers are not in the report; name \
             its file with --questionnaire"
        );
    }
    let served = match &arguments.transactions {
        Some(file) => transactions::read(file, period, &arguments.branch)?,
        None => Vec::new(),
    };
    let read = collection.intake();
    read.quotations.finish();
    read.table.settle();
    let text = written(arguments, &known, read, &served)?;
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

fn no_such_month() -> Failure {
    Failure::CannotRun("--month is beyond the calendar".to_owned())
}

/// The questionnaires in these files, and those that come with Heard.
fn known(files: &[PathBuf]) -> Result<Vec<Questionnaire>, Failure> {
    let mut known = Vec::new();
    for file in files {
        known.push(questionnaires::load(&Source::named(file))?.0);
    }
    known.extend(questionnaires::shipped()?.into_iter().map(|(shipped, _)| shipped));
    Ok(known)
}

fn collection(
    known: &[Questionnaire],
    period: Period,
    branches: &[String],
) -> Result<Collection<Read>, Failure> {
    let lists = WordList::shipped().map_err(internal)?;
    let quotations = Quotations::new(Themes::new(&lists), period, branches.to_vec());
    let intake = Read {
        table: Table::default(),
        ratings: Ratings::default(),
        quotations,
        branches: branches.to_vec(),
        training: 0,
    };
    Ok(Collection::with(intake, known.to_vec()))
}

/// Files of the program itself, which tests read.
fn internal(error: impl fmt::Display) -> Failure {
    Failure::CannotRun(error.to_string())
}

fn read(collection: &mut Collection<Read>, source: &Source, period: Period) -> Result<(), Failure> {
    let mut reader = source.responses()?;
    let mut columns = heard_insight::Source::new(reader.columns().names());
    while let Some(row) = reader.next_row()? {
        let is_new = collection.take(&mut columns, &row)?;
        if is_new && row.training()? {
            let branch = row.meta(heard_exchange::csv::Meta::Branch);
            let day = row.started_at()?.date_naive();
            let is_of_month = (period.from..=period.to).contains(&day);
            let intake = collection.intake();
            intake.training += u64::from(is_of_month && intake.is_meant(branch));
        }
    }
    collection.list(&columns);
    Ok(())
}

fn written(
    arguments: &Arguments,
    known: &[Questionnaire],
    read: &mut Read,
    served: &[Covered],
) -> Result<String, Failure> {
    let language = Language::of(arguments.locale.into()).map_err(internal)?;
    let branches = arguments.branch.iter().map(Label::new).collect::<Vec<_>>();
    let labels = if branches.is_empty() { vec![] } else { vec![(Dimension::Branch, branches)] };
    let within = Filter { labels, ..Filter::default() };
    let seen = seen(&mut read.ratings, &read.branches);
    let view = View::of_month(&language, &read.table, known, arguments.month, within)
        .ok_or_else(no_such_month)?;
    let besides =
        Besides { training: read.training, quotations: &read.quotations, seen: &seen, served };
    let report = monthly::report(&view, &besides);
    Ok(match arguments.format {
        Format::Html => report.html(&view),
        Format::Markdown => report.markdown(),
    })
}

/// What was seen at these branches; at all where none is named.
fn seen(ratings: &mut Ratings, branches: &[String]) -> Vec<Seen> {
    let signals = ratings.signals();
    let meant = signals
        .iter()
        .filter(|it| branches.is_empty() || branches.iter().any(|code| code == it.branch));
    meant.map(Seen::from).collect()
}

/// What has been read so far.
struct Read {
    table: Table,
    ratings: Ratings,
    quotations: Quotations,
    branches: Vec<String>,
    /// Responses for training, of the month and the branches.
    training: u64,
}

impl Read {
    fn is_meant(&self, branch: &str) -> bool {
        self.branches.is_empty() || self.branches.iter().any(|code| code == branch)
    }
}

impl Intake for Read {
    fn know(&mut self, questionnaire: &Questionnaire) {
        let Self { table, ratings, quotations, .. } = self;
        table.know(questionnaire);
        ratings.know(questionnaire, |name| table.question(name));
        quotations.know(questionnaire, |name| table.question(name));
    }

    fn question(&mut self, name: &str) -> QuestionIndex {
        self.table.question(name)
    }

    fn open(&mut self, response: &Circumstances<'_>) {
        Intake::open(&mut self.table, response);
        self.ratings.open(response);
        self.quotations.open(response);
    }

    fn cell(&mut self, question: QuestionIndex, cell: &str) -> Result<(), OffScale> {
        self.ratings.cell(question, cell);
        self.quotations.cell(question, cell);
        Intake::cell(&mut self.table, question, cell)
    }
}
