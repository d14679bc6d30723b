//! Trust signals among the responses that are summarized: device-days from them, and
//! what was seen on them, in words and for programs.
//!
//! Nothing but the files is known: opening hours are those the ratings show, and
//! without transactions nothing is said about who was asked.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, Timelike as _};
use heard_insight::{
    QuestionIndex,
    table::Circumstances,
    trust::{
        Burst, Hours, Known, OutsideHours, Overall, Pattern, Precision, Rating, Repeated, Run,
        StraightLined, TooFast, Usual, Watch,
    },
};
use heard_survey::{Kind, Questionnaire};
use serde_json::{Value, json};

/// The kiosk's cool-down in seconds, unless settings say otherwise.
const COOLDOWN: u32 = 2;

/// The ratings read so far.
#[derive(Default)]
pub(crate) struct Ratings {
    /// What is rated, by the questionnaire's name.
    scales: HashMap<String, Scale>,
    /// The device-days, each with its place among `days`.
    devices: HashMap<String, BTreeMap<NaiveDate, usize>>,
    days: Vec<Day>,
    latest: Latest,
}

/// What a questionnaire rates.
#[derive(Clone)]
struct Scale {
    overall: QuestionIndex,
    /// The questions with the same steps as the overall one, and that one.
    questions: Vec<QuestionIndex>,
    /// The best step.
    best: String,
}

/// A device-day.
struct Day {
    branch: String,
    counter: String,
    ratings: Vec<Rating>,
}

/// The rating whose answers are being taken.
#[derive(Default)]
struct Latest {
    /// The place of its device-day.
    day: usize,
    /// The questionnaire it answers, and what that rates.
    questionnaire: String,
    scale: Option<Scale>,
    /// How many answers are on the scale of the overall question.
    on_scale: u8,
    first: String,
    /// All of these are the same step.
    same: bool,
}

/// A pattern and where it was seen.
pub(crate) struct Found<'a> {
    device: &'a str,
    pub(crate) branch: &'a str,
    pub(crate) counter: &'a str,
    pub(crate) date: NaiveDate,
    pub(crate) pattern: Pattern,
}

impl Ratings {
    /// Learns what `questionnaire` rates, where it has an overall question; `place`
    /// gives the places of questions.
    pub(crate) fn know(
        &mut self,
        questionnaire: &Questionnaire,
        mut place: impl FnMut(&str) -> QuestionIndex,
    ) {
        let Some(name) = &questionnaire.settings.roles.csat else { return };
        let steps = |kind: &Kind| match kind {
            Kind::Rating(rating) => Some((rating.min, rating.max)),
            _ => None,
        };
        let overall = questionnaire.questions().find(|it| it.name == *name);
        let Some(ends) = overall.and_then(|it| steps(&it.kind)) else { return };
        let same = questionnaire.questions().filter(|it| steps(&it.kind) == Some(ends));
        let scale = Scale {
            overall: place(name),
            questions: same.map(|it| place(&it.name)).collect(),
            best: ends.1.to_string(),
        };
        self.scales.insert(questionnaire.settings.name.clone(), scale);
    }

    /// Takes a response; its answers follow.
    pub(crate) fn open(&mut self, response: &Circumstances<'_>) {
        let Circumstances { started, duration_ms, mode, .. } = *response;
        self.latest.open(response.questionnaire, &self.scales);
        self.latest.day = self.day(response);
        // There is one at each place that is given.
        self.days[self.latest.day].ratings.push(Rating {
            second: started.num_seconds_from_midnight(),
            duration_ms: u32::try_from(duration_ms).unwrap_or(u32::MAX),
            answers: 0,
            overall: Overall::None,
            straight: false,
            mode,
        });
    }

    /// Takes an answer of the response that was opened last.
    pub(crate) fn cell(&mut self, question: QuestionIndex, cell: &str) {
        let latest = &mut self.latest;
        let day = self.days.get_mut(latest.day);
        let Some(rating) = day.and_then(|day| day.ratings.last_mut()) else { return };
        rating.answers = rating.answers.saturating_add(1);
        let Some(scale) = &latest.scale else { return };
        if !scale.questions.contains(&question) {
            return;
        }
        if latest.on_scale == 0 {
            latest.first.clear();
            latest.first.push_str(cell);
        }
        latest.on_scale = latest.on_scale.saturating_add(1);
        latest.same &= latest.first == cell;
        rating.straight = latest.on_scale >= 3 && latest.same;
        if question == scale.overall {
            rating.overall = if cell == scale.best { Overall::Top } else { Overall::Below };
        }
    }

    /// The place of a response's device-day, a new one where it is the first.
    fn day(&mut self, response: &Circumstances<'_>) -> usize {
        let Circumstances { device, started, branch, counter, .. } = *response;
        let of_device = match self.devices.get_mut(device) {
            Some(of_device) => of_device,
            None => self.devices.entry(device.to_owned()).or_default(),
        };
        *of_device.entry(started.date()).or_insert_with(|| {
            let [branch, counter] = [branch, counter].map(str::to_owned);
            self.days.push(Day { branch, counter, ratings: Vec::new() });
            self.days.len() - 1
        })
    }

    /// What is seen on each device-day, by device and day.
    pub(crate) fn signals(&mut self) -> Vec<Found<'_>> {
        for day in &mut self.days {
            // Files may come in any order; of cut times the rows' own order stays.
            day.ratings.sort_by_key(|rating| rating.second);
        }
        let mut hours = HashMap::new();
        let mut found = Vec::new();
        let mut devices: Vec<_> = self.devices.iter().collect();
        devices.sort_unstable_by_key(|(device, _)| *device);
        for (device, places) in devices {
            let days = || places.iter().map(|(date, at)| (*date, &self.days[*at]));
            let ratings: Vec<&[Rating]> = days().map(|(_, day)| &*day.ratings).collect();
            let precision = Precision::seen(ratings.iter().copied().flatten().copied());
            let Some((_, Day { branch, .. })) = days().next() else { continue };
            let hours = *hours.entry(branch).or_insert_with(|| self.hours(branch));
            let usual = Usual::of(&ratings, hours, precision);
            let watch = Watch::new(Known { usual, hours, cooldown: COOLDOWN, precision });
            for (date, Day { branch, counter, ratings }) in days() {
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
        let of_branch = self.devices.values().map(|places| {
            let days = places.values().map(|at| &self.days[*at]);
            let here = days.filter(|day| day.branch == branch);
            here.flat_map(|day| &day.ratings).copied()
        });
        let exact =
            of_branch.filter(|ratings| Precision::seen(ratings.clone()) == Precision::Second);
        Hours::seen(exact.flatten())
    }
}

impl Latest {
    /// Another response, to this questionnaire, of which no answer was taken yet.
    fn open(&mut self, questionnaire: &str, scales: &HashMap<String, Scale>) {
        if self.scale.is_none() || self.questionnaire != questionnaire {
            self.scale = scales.get(questionnaire).cloned();
            questionnaire.clone_into(&mut self.questionnaire);
        }
        self.on_scale = 0;
        self.same = true;
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
