//! Trust signals among the responses that are summarized: device-days from rows, and
//! what was seen on them, in words and for programs.
//!
//! Nothing but the files is known: opening hours are those the ratings show, and
//! without transactions nothing is said about who was asked.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, Timelike as _};
use heard_exchange::{
    Mode,
    csv::{CsvError, Meta, Problem, raw},
};
use heard_insight::trust::{
    Burst, Hours, Known, OutsideHours, Overall, Pattern, Precision, Rating, Repeated, Run,
    StraightLined, TooFast, Usual, Watch,
};
use heard_survey::{Kind, Questionnaire};
use serde_json::{Value, json};

/// The kiosk's cool-down in seconds, unless settings say otherwise.
const COOLDOWN: u32 = 2;

/// The ratings read so far.
#[derive(Default)]
pub(super) struct Ratings {
    /// What is rated, by the questionnaire's name.
    scales: HashMap<String, Scale>,
    devices: HashMap<String, BTreeMap<NaiveDate, Day>>,
}

/// What a questionnaire rates.
struct Scale {
    /// The overall question, and those with the same steps.
    questions: Vec<String>,
    /// The best step.
    best: String,
}

/// A device-day.
struct Day {
    branch: String,
    counter: String,
    ratings: Vec<Rating>,
}

/// A pattern and where it was seen.
pub(super) struct Found<'a> {
    device: &'a str,
    branch: &'a str,
    counter: &'a str,
    date: NaiveDate,
    pattern: Pattern,
}

impl Ratings {
    /// Learns what `questionnaire` rates, where it has an overall question.
    pub(super) fn know(&mut self, questionnaire: &Questionnaire) {
        let Some(overall) = &questionnaire.settings.roles.csat else { return };
        let all = || questionnaire.pages.iter().flat_map(|page| &page.questions);
        let steps = |kind: &Kind| match kind {
            Kind::Rating(rating) => Some((rating.min, rating.max)),
            _ => None,
        };
        let scale = all().find(|it| it.name == *overall).and_then(|it| steps(&it.kind));
        let Some((min, max)) = scale else { return };
        let same = all().filter(|it| it.name != *overall && steps(&it.kind) == Some((min, max)));
        let mut questions = vec![overall.clone()];
        questions.extend(same.map(|it| it.name.clone()));
        let name = questionnaire.settings.name.clone();
        self.scales.insert(name, Scale { questions, best: max.to_string() });
    }

    /// Takes one response that was not for training.
    ///
    /// # Errors
    /// When its time or its duration is none.
    pub(super) fn take(&mut self, row: &raw::Row<'_>) -> Result<(), CsvError> {
        let at = row.started_at()?;
        let duration = row.meta(Meta::DurationMs);
        let wrong = || {
            let (value, expected) = (duration.to_owned(), "a whole number of milliseconds");
            row.problem(Meta::DurationMs.name(), Problem::Value { value, expected })
        };
        let duration_ms: u64 = duration.parse().map_err(|_| wrong())?;
        let said = Said::of(row, self.scales.get(row.meta(Meta::Questionnaire)));
        let device = row.meta(Meta::Device);
        let days = match self.devices.get_mut(device) {
            Some(days) => days,
            None => self.devices.entry(device.to_owned()).or_default(),
        };
        let day = days.entry(at.date_naive()).or_insert_with(|| Day {
            branch: row.meta(Meta::Branch).to_owned(),
            counter: row.meta(Meta::Counter).to_owned(),
            ratings: Vec::new(),
        });
        day.ratings.push(Rating {
            second: at.num_seconds_from_midnight(),
            duration_ms: u32::try_from(duration_ms).unwrap_or(u32::MAX),
            answers: said.answers,
            overall: said.overall,
            straight: said.on_scale >= 3 && said.same,
            mode: row.meta(Meta::Mode).parse().unwrap_or(Mode::Standard),
        });
        Ok(())
    }

    /// What is seen on each device-day, by device and day.
    pub(super) fn signals(&mut self) -> Vec<Found<'_>> {
        for day in self.devices.values_mut().flat_map(BTreeMap::values_mut) {
            // Files may come in any order; of cut times the rows' own order stays.
            day.ratings.sort_by_key(|rating| rating.second);
        }
        let mut hours = HashMap::new();
        let mut found = Vec::new();
        let mut devices: Vec<_> = self.devices.iter().collect();
        devices.sort_unstable_by_key(|(device, _)| *device);
        for (device, days) in devices {
            let ratings: Vec<&[Rating]> = days.values().map(|day| &*day.ratings).collect();
            let precision = Precision::seen(ratings.iter().copied().flatten().copied());
            let Some(Day { branch, .. }) = days.values().next() else { continue };
            let hours = *hours.entry(branch).or_insert_with(|| self.hours(branch));
            let usual = Usual::of(&ratings, hours, precision);
            let watch = Watch::new(Known { usual, hours, cooldown: COOLDOWN, precision });
            for (&date, Day { branch, counter, ratings }) in days {
                found.extend(watch.signals(ratings).into_iter().map(|signal| Found {
                    device,
                    branch,
                    counter,
                    date,
                    pattern: signal.pattern,
                }));
            }
        }
        found
    }

    /// When `branch` is open, as the tablets show whose times are exact.
    fn hours(&self, branch: &str) -> Option<Hours> {
        let of_branch = self.devices.values().map(|days| {
            let here = days.values().filter(|day| day.branch == branch);
            here.flat_map(|day| &day.ratings).copied()
        });
        let exact =
            of_branch.filter(|ratings| Precision::seen(ratings.clone()) == Precision::Second);
        Hours::seen(exact.flatten())
    }
}

/// The answers of one row, as far as signals need them.
struct Said<'r> {
    answers: u8,
    overall: Overall,
    /// How many are on the scale of the overall question.
    on_scale: u8,
    first: &'r str,
    /// All of these are the same step.
    same: bool,
}

impl<'r> Said<'r> {
    fn of(row: &raw::Row<'r>, scale: Option<&Scale>) -> Self {
        let mut said =
            Self { answers: 0, overall: Overall::None, on_scale: 0, first: "", same: true };
        for (name, cell) in row.answers() {
            said.answers = said.answers.saturating_add(1);
            let Some(scale) = scale else { continue };
            let Some(place) = scale.questions.iter().position(|it| it == name) else { continue };
            if said.on_scale == 0 {
                said.first = cell;
            }
            said.on_scale = said.on_scale.saturating_add(1);
            said.same &= said.first == cell;
            if place == 0 {
                let is_best = *cell == *scale.best;
                said.overall = if is_best { Overall::Top } else { Overall::Below };
            }
        }
        said
    }
}

impl Found<'_> {
    /// The signal for programs.
    pub(super) fn json(&self) -> Value {
        let (signal, figures) = match self.pattern {
            Pattern::TooFast(TooFast { ratings, of }) => {
                ("too_fast", json!({"ratings": ratings, "of": of}))
            }
            Pattern::StraightLined(StraightLined { ratings, of }) => {
                ("straight_lined", json!({"ratings": ratings, "of": of}))
            }
            Pattern::Burst(Burst { ratings, top, from, seconds }) => (
                "burst",
                json!({"ratings": ratings, "top": top, "from": clock(from), "seconds": seconds}),
            ),
            Pattern::BeforeClosing(Run { ratings, from, to, usual }) => (
                "before_closing",
                json!({"ratings": ratings, "from": clock(from), "to": clock(to), "usual": usual}),
            ),
            Pattern::OutsideHours(OutsideHours { ratings, from, to }) => {
                ("outside_hours", json!({"ratings": ratings, "from": clock(from), "to": clock(to)}))
            }
            Pattern::Repeated(Repeated { ratings, cooldown }) => {
                ("repeated", json!({"ratings": ratings, "cooldown": cooldown}))
            }
        };
        json!({
            "signal": signal,
            "device": self.device,
            "branch": self.branch,
            "counter": self.counter,
            "date": self.date,
            "figures": figures,
        })
    }

    /// Day, branch, counter, device and what was seen, as cells of a table.
    pub(super) fn cells(&self) -> [String; 5] {
        let [branch, counter, device] = [self.branch, self.counter, self.device].map(str::to_owned);
        [self.date.to_string(), branch, counter, device, self.sentence()]
    }

    fn sentence(&self) -> String {
        match self.pattern {
            Pattern::TooFast(TooFast { ratings, of }) => {
                format!("{ratings} of {of} interviews were too fast to have been read")
            }
            Pattern::StraightLined(StraightLined { ratings, of }) => {
                format!("{ratings} of {of} interviews were too fast, with the same answer to all")
            }
            Pattern::Burst(Burst { ratings, top, from, seconds }) => format!(
                "{ratings} ratings in {} from {}, {top} of them the best",
                span(seconds),
                minute(from)
            ),
            Pattern::BeforeClosing(Run { ratings, from, to, usual }) => format!(
                "the last {ratings} ratings, {} to {}, are all the best; {:.0} % are as a rule",
                minute(from),
                minute(to),
                usual * 100.0
            ),
            Pattern::OutsideHours(OutsideHours { ratings, from, to }) => format!(
                "{ratings} ratings outside the branch's hours, {} to {}",
                minute(from),
                minute(to)
            ),
            Pattern::Repeated(Repeated { ratings, cooldown }) => {
                format!("{ratings} ratings within {cooldown} s of the one before")
            }
        }
    }
}

/// A time of day: `17:03:20`.
fn clock(second: u32) -> String {
    format!("{}:{:02}", minute(second), second % 60)
}

/// The same without seconds.
fn minute(second: u32) -> String {
    format!("{:02}:{:02}", second / 3600, second / 60 % 60)
}

/// How long something lasted: seconds, or from two minutes on minutes, rounded up.
fn span(seconds: u32) -> String {
    if seconds < 120 { format!("{seconds} s") } else { format!("{} min", seconds.div_ceil(60)) }
}
