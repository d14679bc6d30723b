//! Ratings by device and day, and what is seen on each of these days when the device is
//! compared with itself.
//!
//! Nothing but the ratings is known: opening hours are those the ratings show, and
//! without transactions nothing is said about who was asked.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{Hours, Known, Pattern, Precision, Rating, Usual, Watch};

/// The kiosk's cool-down in seconds, unless settings say otherwise.
const COOLDOWN: u32 = 2;

/// Ratings, each with its device-day.
#[derive(Clone, Debug, Default)]
pub struct DeviceDays {
    /// The places among `days`.
    devices: HashMap<String, BTreeMap<NaiveDate, usize>>,
    days: Vec<Day>,
}

/// A device-day.
#[derive(Clone, Debug)]
struct Day {
    branch: String,
    counter: String,
    ratings: Vec<Rating>,
}

/// A pattern and where it was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found<'a> {
    /// The device's id.
    pub device: &'a str,
    /// The code of the branch it was at.
    pub branch: &'a str,
    /// The code of the counter.
    pub counter: &'a str,
    /// On which day.
    pub date: NaiveDate,
    /// What.
    pub pattern: Pattern,
}

impl DeviceDays {
    /// The place of a device-day, for [`DeviceDays::put`]; where it is new, it was at
    /// this branch and counter.
    pub fn place(&mut self, device: &str, date: NaiveDate, [branch, counter]: [&str; 2]) -> usize {
        let of_device = match self.devices.get_mut(device) {
            Some(of_device) => of_device,
            None => self.devices.entry(device.to_owned()).or_default(),
        };
        *of_device.entry(date).or_insert_with(|| {
            let [branch, counter] = [branch, counter].map(str::to_owned);
            self.days.push(Day { branch, counter, ratings: Vec::new() });
            self.days.len() - 1
        })
    }

    /// Puts a rating to the others of a device-day.
    pub fn put(&mut self, place: usize, rating: Rating) {
        if let Some(day) = self.days.get_mut(place) {
            day.ratings.push(rating);
        }
    }

    /// The rating that was put to a device-day last.
    pub(super) fn last(&mut self, place: usize) -> Option<&mut Rating> {
        self.days.get_mut(place)?.ratings.last_mut()
    }

    /// Every device-day with its ratings, in no order.
    pub fn each(&self) -> impl Iterator<Item = (&str, NaiveDate, &[Rating])> {
        self.devices.iter().flat_map(|(device, places)| {
            let of_day = |(date, at): (&NaiveDate, &usize)| {
                (device.as_str(), *date, &*self.days[*at].ratings)
            };
            places.iter().map(of_day)
        })
    }

    /// What is seen on each device-day, by device and day.
    pub fn signals(&mut self) -> Vec<Found<'_>> {
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
