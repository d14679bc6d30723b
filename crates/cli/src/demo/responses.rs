//! What the bank's tablets take on a day.

use std::iter;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use heard_exchange::{DeviceSequence, Mode, QuestionnaireId, Response, ResponseId, Visit};
use heard_survey::Questionnaire;

use super::{
    answers,
    bank::{self, Device},
    calendar::{Calendar, Day},
    dice::{Dice, Topic},
    gaming::Gaming,
    plan::{self, Arrival, Station},
    visitor::{Manner, Visitor},
};
use crate::failure::Failure;

/// China's offset from UTC, all year round, in seconds.
const OFFSET: i32 = 8 * 3600;
/// What an answer takes in milliseconds: at least, and up to so much more.
const AN_ANSWER: (u32, u32) = (1_300, 4_200);
/// How fast people are, in hundredths of that, with how many of 1000 are so fast.
const PACES: [(u64, u32); 6] = [(25, 12), (60, 128), (80, 300), (100, 350), (140, 160), (240, 50)];
/// How fast somebody presses or is done in company, in hundredths.
const PRESSING_PACE: u64 = 20;
const IN_COMPANY_PACE: u64 = 60;
/// How much longer it takes in elder mode, in hundredths.
const ELDER_PACE: u64 = 170;
/// The next person is at the tablet so many seconds after the one before at the
/// earliest.
const NEXT_PERSON: u32 = 3;

/// What stays the same from response to response.
pub(super) struct Demo {
    pub(super) seed: u64,
    pub(super) calendar: Calendar,
    pub(super) gaming: Vec<Gaming>,
    pub(super) devices: Vec<Device>,
    questionnaire: Questionnaire,
    id: QuestionnaireId,
    offset: FixedOffset,
}

/// A response with the place of its device; its sequence is not known yet.
type Taken = (usize, Response);

impl Demo {
    pub(super) fn new(
        seed: u64,
        calendar: Calendar,
        gaming: Vec<Gaming>,
        (questionnaire, id): (Questionnaire, QuestionnaireId),
    ) -> Result<Self, Failure> {
        let offset = FixedOffset::east_opt(OFFSET)
            .ok_or_else(|| Failure::CannotRun(format!("{OFFSET}: not an offset from UTC")))?;
        let devices = bank::devices(calendar.world)?;
        Ok(Self { seed, calendar, gaming, devices, questionnaire, id, offset })
    }

    /// How each device is gamed on `day`.
    pub(super) fn gamed(&self, day: Day) -> impl Iterator<Item = (usize, &Device, Option<Gaming>)> {
        self.devices.iter().enumerate().map(move |(place, device)| {
            let world = self.calendar.world;
            (place, device, Gaming::of(&self.gaming, self.seed, world, day, (place, device)))
        })
    }

    /// How the devices stand on `day`, and the responses they take, from the
    /// earliest. `row` is the number of the day's first customer.
    pub(super) fn day(&self, day: Day, row: u64) -> (Vec<Station>, Vec<Taken>) {
        let stations = plan::stations(self.seed, &self.calendar, day, &self.devices);
        let gamed: Vec<_> = self.gamed(day).map(|(_, _, gaming)| gaming).collect();
        let own = plan::arrivals(self.seed, &self.calendar, day, &stations);
        let own = (row..).zip(own).zip(iter::repeat(Manner::Own));
        let mut comers: Vec<_> = own.collect();
        for (place, gaming) in gamed.iter().enumerate() {
            let Some(gaming) = gaming else { continue };
            let manner = match gaming {
                Gaming::PassedAround => Manner::InCompany,
                _ => Manner::Presses,
            };
            let added = gaming.added(self.seed, self.calendar.world, day, place);
            comers.extend(added.into_iter().zip(iter::repeat(manner)));
        }
        comers.sort_by_key(|((_, arrival), _)| (arrival.second, arrival.device));
        let mut free = vec![0; self.devices.len()];
        let mut taken: Vec<Taken> = Vec::with_capacity(comers.len());
        for ((row, mut arrival), manner) in comers {
            let place = arrival.device;
            let visitor = self.visitor(row, &arrival, stations[place].mood, manner);
            let praise_only = &self.calendar.world.gaming.praise_only;
            if gamed[place] == Some(Gaming::PraiseOnly)
                && !praise_only.lets(self.seed, row, visitor.mood)
            {
                continue;
            }
            arrival.second = arrival.second.max(free[place]);
            let response = self.response(row, day.date, &arrival, visitor);
            let seconds = u32::try_from(response.duration_ms / 1000).unwrap_or(u32::MAX);
            free[place] = arrival.second.saturating_add(seconds) + NEXT_PERSON;
            taken.push((place, response));
        }
        taken.sort_by_key(|(place, response)| (response.started_at, *place));
        (stations, taken)
    }

    fn visitor(&self, row: u64, arrival: &Arrival, here: i64, manner: Manner) -> Visitor {
        let mut dice = Dice::new(self.seed, Topic::Visitor, row);
        let mut meet = || Visitor::meet(&mut dice, &self.calendar.world.people, here, arrival.slot);
        match manner {
            Manner::Own => meet(),
            Manner::InCompany => meet().in_company(),
            Manner::Presses => Visitor::pressing(),
        }
    }

    /// The response numbered `row`, from 0.
    fn response(&self, row: u64, date: NaiveDate, arrival: &Arrival, visitor: Visitor) -> Response {
        let device = &self.devices[arrival.device];
        let mut dice = Dice::new(self.seed, Topic::Answers, row);
        let said = answers::ask(&self.questionnaire, &visitor, &mut dice);
        let (at_least, more) = AN_ANSWER;
        let time: u64 =
            (0..said.answers.len().max(1)).map(|_| u64::from(at_least + dice.below(more))).sum();
        Response {
            id: self.response_id(row),
            device: device.id.clone(),
            sequence: DeviceSequence::default(),
            visit: visit(device, &visitor, date),
            questionnaire: self.id.clone(),
            locale: visitor.locale.to_owned(),
            mode: visitor.mode,
            assisted: visitor.assisted,
            voice: visitor.voice,
            channel: device.channel(),
            started_at: self.at(date, arrival.second),
            duration_ms: time * self.pace(row, &visitor) / 100,
            outcome: said.outcome,
            training: visitor.training,
            answers: said.answers,
        }
    }

    /// How long the visitor of `row` takes, in hundredths of an average customer.
    fn pace(&self, row: u64, visitor: &Visitor) -> u64 {
        let mut dice = Dice::new(self.seed, Topic::Pace, row);
        let own = dice.weighted(&PACES, |pace| pace.1).map_or(100, |pace| pace.0);
        match (visitor.manner, visitor.mode) {
            (Manner::Presses, _) => PRESSING_PACE,
            (Manner::InCompany, _) => own * IN_COMPANY_PACE / 100,
            (Manner::Own, Mode::Elder) => own * ELDER_PACE / 100,
            (Manner::Own, Mode::Standard) => own,
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
