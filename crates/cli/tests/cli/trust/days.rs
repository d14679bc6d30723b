//! Device-days from the files that `heard demo` writes.

use std::{collections::BTreeMap, fs, path::Path};

use chrono::{Datelike as _, NaiveDate, Timelike as _};
use heard_exchange::{
    Mode,
    csv::{Meta, raw},
};
use heard_insight::trust::{Coverage, Hours, Overall, Rating};
use serde_json::Value;

/// A device and a day.
pub(super) type Place = (String, NaiveDate);

/// Year and week after ISO 8601.
pub(super) type Week = (i32, u32);

/// Where opening hours come from.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Opening {
    Known,
    Seen,
}

/// A device-day and what was done to it.
pub(super) struct Gamed {
    pub(super) kind: String,
    pub(super) place: Place,
}

/// The ratings of one device by day.
type OfDevice = BTreeMap<NaiveDate, Vec<Rating>>;

/// Everything there is to judge, and what it should be judged to be.
pub(super) struct Days {
    ratings: BTreeMap<String, OfDevice>,
    transactions: BTreeMap<Place, u64>,
    pub(super) gamed: Vec<Gamed>,
    hours: Hours,
}

/// Questions on the scale from 1 to 5; the first is the overall one.
const SCALES: [&str; 5] = ["satisfaction", "attitude", "efficiency", "knowledge", "environment"];

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Days {
    pub(super) fn read(csv: &str, truth: &Path, transactions: &Path) -> Self {
        let truth: Value = serde_json::from_str(&fs::read_to_string(truth).unwrap()).unwrap();
        let minutes = |key: &str| u32::try_from(truth["world"][key].as_u64().unwrap()).unwrap();
        let gamed = |it: &Value| Gamed {
            kind: it["kind"].as_str().unwrap().to_owned(),
            place: (it["device"].as_str().unwrap().to_owned(), date(it["date"].as_str().unwrap())),
        };
        Self {
            ratings: ratings(csv),
            transactions: served(&fs::read_to_string(transactions).unwrap()),
            gamed: truth["gaming"].as_array().unwrap().iter().map(gamed).collect(),
            hours: Hours::new(minutes("opens") * 60, minutes("closes") * 60).unwrap(),
        }
    }

    /// Leaves of every time only its hour, as exports do where a teller is named.
    pub(super) fn cut_to_hours(&mut self) {
        for rating in self.ratings.values_mut().flat_map(BTreeMap::values_mut).flatten() {
            rating.second -= rating.second % 3600;
        }
    }

    pub(super) fn devices(&self) -> impl Iterator<Item = (&String, &OfDevice)> {
        self.ratings.iter()
    }

    pub(super) fn has(&self, (device, date): &Place) -> bool {
        self.ratings.get(device).is_some_and(|days| days.contains_key(date))
    }

    /// When the branch of `device` is open.
    pub(super) fn hours(&self, device: &str, opening: Opening) -> Option<Hours> {
        let (branch, _) = device.rsplit_once('-').unwrap();
        let of_branch = self.ratings.iter().filter(|(device, _)| device.starts_with(branch));
        match opening {
            Opening::Known => Some(self.hours),
            Opening::Seen => {
                Hours::seen(of_branch.flat_map(|(_, days)| days.values().flatten().copied()))
            }
        }
    }

    /// Each counter's coverage by week.
    pub(super) fn coverage(&self) -> BTreeMap<String, BTreeMap<Week, Coverage>> {
        let mut coverage: BTreeMap<String, BTreeMap<Week, Coverage>> = BTreeMap::new();
        for ((device, date), &transactions) in &self.transactions {
            let day = self.ratings.get(device).and_then(|days| days.get(date));
            let ratings = day.map_or(&[][..], Vec::as_slice);
            let number =
                |fits: &dyn Fn(&&Rating) -> bool| ratings.iter().filter(fits).count() as u64;
            let week = date.iso_week();
            let weeks = coverage.entry(device.clone()).or_default();
            *weeks.entry((week.year(), week.week())).or_default() += Coverage {
                transactions,
                ratings: ratings.len() as u64,
                overall: number(&|it| it.overall != Overall::None),
                top: number(&|it| it.overall == Overall::Top),
            };
        }
        coverage
    }

    /// The days of `device` in `week` that have ratings.
    pub(super) fn of(&self, device: &str, week: Week) -> impl Iterator<Item = NaiveDate> {
        let dates = self.ratings[device].keys().copied();
        dates.filter(move |date| (date.iso_week().year(), date.iso_week().week()) == week)
    }
}

fn ratings(csv: &str) -> BTreeMap<String, OfDevice> {
    let mut reader = raw::Reader::new(csv.as_bytes(), "demonstration").unwrap();
    let names: Vec<String> = reader.columns().names().map(str::to_owned).collect();
    let scales = SCALES.map(|scale| names.iter().position(|name| name == scale).unwrap());
    let mut ratings: BTreeMap<String, OfDevice> = BTreeMap::new();
    while let Some(row) = reader.next_row().unwrap() {
        if row.training().unwrap() {
            continue;
        }
        let at = row.started_at().unwrap();
        let given = scales.map(|scale| row.cell(scale));
        let said: Vec<&str> = given.into_iter().filter(|cell| !cell.is_empty()).collect();
        let rating = Rating {
            second: at.num_seconds_from_midnight(),
            duration_ms: row.meta(Meta::DurationMs).parse().unwrap(),
            answers: u8::try_from(row.answers().count()).unwrap(),
            overall: match given[0] {
                "" => Overall::None,
                "5" => Overall::Top,
                _ => Overall::Below,
            },
            straight: said.len() >= 3 && said.iter().all(|cell| *cell == said[0]),
            mode: row.meta(Meta::Mode).parse::<Mode>().unwrap(),
        };
        let device = ratings.entry(row.meta(Meta::Device).to_owned()).or_default();
        device.entry(at.date_naive()).or_default().push(rating);
    }
    ratings
}

/// How many customers each counter served on each day.
fn served(csv: &str) -> BTreeMap<Place, u64> {
    let line = |line: &str| {
        let [branch, counter, day, count] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        ((format!("demo-{branch}-{counter}"), date(day)), count.parse().unwrap())
    };
    csv.lines().skip(1).map(line).collect()
}
