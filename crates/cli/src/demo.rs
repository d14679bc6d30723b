//! `heard demo`: demonstration responses, the same for the same seed.
//!
//! A made-up bank is open day after day; customers come, with moods that
//! depend on where, when and why, and answer a questionnaire. The parameters
//! stand in the modules that use them and are listed in `docs/cli.md`.

mod answers;
mod bank;
mod calendar;
mod dice;
mod visitor;
mod words;

use std::{io::Write as _, path::PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use clap::Args;
use heard_exchange::{
    DeviceSequence, Mode, QuestionnaireId, Response, ResponseId, Visit,
    csv::{Columns, Times, raw},
};
use heard_survey::Questionnaire;

use crate::{failure::Failure, questionnaires, source::Source};
use bank::Device;
use calendar::Arrival;
use dice::{Dice, Topic};
use visitor::Visitor;

/// Write demonstration responses as raw CSV.
///
/// Their devices' names begin with demo-. The same seed gives the same
/// responses on every machine.
#[derive(Args)]
pub(crate) struct Arguments {
    /// How many.
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
}

/// China's offset from UTC, all year round, in seconds.
const OFFSET: i32 = 8 * 3600;
/// What an answer takes in milliseconds: at least, and up to so much more.
const AN_ANSWER: (u32, u32) = (1_300, 4_200);
/// How much longer it takes in elder mode, in hundredths.
const ELDER_PACE: u64 = 170;

/// Writes the responses to standard output.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (questionnaire, id) = match &arguments.questionnaire {
        Some(path) => questionnaires::load(&Source::named(path))?,
        None => questionnaires::shipped()?.swap_remove(0),
    };
    let columns = Columns::of([&questionnaire]);
    let mut writer = raw::Writer::new(std::io::stdout().lock(), &columns, Times::default())?;
    let demo = Demo::new(arguments.seed, questionnaire, id)?;
    let mut sequences = vec![DeviceSequence(0); demo.devices.len()];
    let mut row = 0;
    for (day, (date, count)) in (0..).zip(calendar::days(arguments.rows, arguments.end)) {
        for arrival in calendar::arrivals(arguments.seed, day, count, &demo.devices) {
            let sequence = &mut sequences[arrival.device];
            *sequence = sequence.next();
            writer.write(&demo.response(row, date, &arrival, *sequence))?;
            row += 1;
        }
    }
    Ok(writer.finish()?.flush()?)
}

/// What stays the same from response to response.
struct Demo {
    seed: u64,
    questionnaire: Questionnaire,
    id: QuestionnaireId,
    devices: Vec<Device>,
    offset: FixedOffset,
}

impl Demo {
    fn new(seed: u64, questionnaire: Questionnaire, id: QuestionnaireId) -> Result<Self, Failure> {
        let offset = FixedOffset::east_opt(OFFSET)
            .ok_or_else(|| Failure::CannotRun(format!("{OFFSET}: not an offset from UTC")))?;
        Ok(Self { seed, questionnaire, id, devices: bank::devices()?, offset })
    }

    /// The response numbered `row`, from 0.
    fn response(
        &self,
        row: u64,
        date: NaiveDate,
        arrival: &Arrival,
        sequence: DeviceSequence,
    ) -> Response {
        let device = &self.devices[arrival.device];
        let visitor =
            Visitor::meet(&mut Dice::new(self.seed, Topic::Visitor, row), device, arrival.hour);
        let mut dice = Dice::new(self.seed, Topic::Answers, row);
        let said = answers::ask(&self.questionnaire, &visitor, &mut dice);
        let (at_least, more) = AN_ANSWER;
        let time: u64 =
            (0..said.answers.len().max(1)).map(|_| u64::from(at_least + dice.below(more))).sum();
        let pace = if visitor.mode == Mode::Elder { ELDER_PACE } else { 100 };
        Response {
            id: self.response_id(row),
            device: device.id.clone(),
            sequence,
            visit: visit(device, &visitor, date),
            questionnaire: self.id.clone(),
            locale: visitor.locale.to_owned(),
            mode: visitor.mode,
            assisted: visitor.assisted,
            voice: visitor.voice,
            channel: device.channel,
            started_at: self.at(date, arrival.second),
            duration_ms: time * pace / 100,
            outcome: said.outcome,
            training: visitor.training,
            answers: said.answers,
        }
    }

    fn response_id(&self, row: u64) -> ResponseId {
        let mut dice = Dice::new(self.seed, Topic::Identity, row);
        let bits = u128::from(dice.bits()) << 64 | u128::from(dice.bits());
        ResponseId::from_random(bits.to_be_bytes())
    }

    /// The moment `second` seconds after midnight of `date`.
    fn at(&self, date: NaiveDate, second: u32) -> DateTime<FixedOffset> {
        let local = date.and_time(NaiveTime::MIN) + TimeDelta::seconds(second.into());
        let utc = local - TimeDelta::seconds(OFFSET.into());
        DateTime::from_naive_utc_and_offset(utc, self.offset)
    }
}

fn visit(device: &Device, visitor: &Visitor, date: NaiveDate) -> Visit {
    let branch = device.branch;
    let errand = visitor.errand.as_ref();
    Visit {
        branch: branch.code.to_owned(),
        counter: device.counter.clone(),
        teller: branch.names_tellers.then(|| device.teller(date)).flatten(),
        business: errand.map(|errand| errand.business.code.to_owned()),
        ticket: errand.map(|errand| errand.ticket.clone()),
        tier: errand.map(|errand| errand.tier.to_owned()),
    }
}
