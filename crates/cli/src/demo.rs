//! `heard demo`: demonstration responses, the same for the same seed.
//!
//! A made-up bank is open day after day; customers come, with moods that
//! depend on where, when and why, and answer a questionnaire. What makes the bank
//! stands in `world`; what people do, in the modules that use it. Both are listed in
//! `docs/cli.md`, and `--truth` writes them beside the responses.

mod answers;
mod bank;
mod calendar;
mod dice;
mod gaming;
mod plan;
mod responses;
mod truth;
mod visitor;
mod words;
mod world;

use std::{
    io::{StdoutLock, Write as _, stdout},
    path::PathBuf,
};

use chrono::NaiveDate;
use clap::Args;
use heard_exchange::{
    DeviceSequence, Response,
    csv::{Columns, Times, WriteError, raw},
    segment,
};

use crate::{failure::Failure, questionnaires, source::Source};
use calendar::Calendar;
use gaming::Gaming;
use responses::Demo;
use truth::{Transactions, Truth};
use world::Name;

/// Write demonstration responses as raw CSV.
///
/// Their devices' names begin with demo-. The same seed gives the same
/// responses on every machine.
#[derive(Args)]
pub(crate) struct Arguments {
    /// How many; gaming adds some and keeps others away.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=100_000_000))]
    rows: u64,
    /// Which ones.
    #[arg(long, value_name = "S")]
    seed: u64,
    /// The last day.
    #[arg(long, value_name = "DATE", default_value = calendar::LAST_DAY)]
    end: NaiveDate,
    /// The questionnaire that is answered, instead of the counter's.
    #[arg(long, value_name = "Q.json")]
    questionnaire: Option<PathBuf>,
    /// Which bank.
    #[arg(long, value_enum, default_value = "city")]
    world: Name,
    /// Ratings gamed in this way; may be given again.
    #[arg(long, value_enum, value_name = "KIND")]
    gaming: Vec<Gaming>,
    /// Write what was made up, and which days are gamed how, as JSON.
    #[arg(long, value_name = "FILE.json")]
    truth: Option<PathBuf>,
    /// Write how many customers each counter served on each day, as CSV.
    #[arg(long, value_name = "FILE.csv")]
    transactions: Option<PathBuf>,
    /// Do not cut times to the hour where a teller is named.
    #[arg(long)]
    exact_times: bool,
    /// Write segments of the archive, one a line, instead of CSV: what
    /// `provision.json` names as `demo`.
    #[arg(long, conflicts_with = "exact_times")]
    segments: bool,
}

/// Writes the responses to standard output.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (questionnaire, id) = match &arguments.questionnaire {
        Some(path) => questionnaires::load(&Source::named(path))?,
        None => questionnaires::shipped()?.swap_remove(0),
    };
    let mut writer = Writer::new(arguments, &Columns::of([&questionnaire]))?;
    let calendar = Calendar::new(arguments.world.world(), arguments.rows, arguments.end);
    let demo = Demo::new(arguments.seed, calendar, arguments.gaming.clone(), (questionnaire, id))?;
    let mut transactions =
        arguments.transactions.as_deref().map(Transactions::create).transpose()?;
    let mut truth = Truth::of(&demo, arguments.rows);
    let mut sequences = vec![DeviceSequence(0); demo.devices.len()];
    let mut row = 0;
    for day in demo.calendar.days() {
        let (stations, taken) = demo.day(day, row);
        row += day.count;
        let numbered = taken.into_iter().map(|(device, response)| {
            sequences[device] = sequences[device].next();
            Response { sequence: sequences[device], ..response }
        });
        let of_day: Vec<Response> = numbered.collect();
        writer.write(&of_day)?;
        truth.responses += of_day.len() as u64;
        truth.note_gamed(&demo, day);
        if let Some(transactions) = &mut transactions {
            transactions.write(day.date, &demo.devices, &stations)?;
        }
    }
    writer.finish()?;
    transactions.map(Transactions::finish).transpose()?;
    arguments.truth.as_deref().map(|file| truth.write(file)).transpose()?;
    Ok(())
}

/// Where responses go.
enum Writer {
    Csv(Box<raw::Writer<StdoutLock<'static>>>),
    Segments(StdoutLock<'static>),
}

impl Writer {
    fn new(arguments: &Arguments, columns: &Columns) -> Result<Self, WriteError> {
        let out = stdout().lock();
        if arguments.segments {
            return Ok(Self::Segments(out));
        }
        let times = if arguments.exact_times { Times::Exact } else { Times::default() };
        raw::Writer::new(out, columns, times).map(|writer| Self::Csv(Box::new(writer)))
    }

    /// Writes the responses of one day.
    fn write(&mut self, mut of_day: &[Response]) -> Result<(), WriteError> {
        match self {
            Self::Csv(writer) => of_day.iter().try_for_each(|response| writer.write(response)),
            Self::Segments(out) => {
                while !of_day.is_empty() {
                    let (part, rest) = of_day.split_at(segment::fitting(of_day));
                    out.write_all(&segment::write(part))?;
                    out.write_all(b"\n")?;
                    of_day = rest;
                }
                Ok(())
            }
        }
    }

    fn finish(self) -> Result<(), WriteError> {
        match self {
            Self::Csv(writer) => writer.finish()?.flush()?,
            Self::Segments(mut out) => out.flush()?,
        }
        Ok(())
    }
}
