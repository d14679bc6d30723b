//! When the bank is open and how many come: days, seasons, and the hours of a day.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::world::{Pilot, Season, Slot, World};

/// The last day, where none is asked for.
pub(super) const LAST_DAY: &str = "2026-06-30";
/// At least four weeks, so that weeks can be compared.
const FEWEST_DAYS: u64 = 28;
/// At most ten years.
const MOST_DAYS: u64 = 3_650;
/// A drift does not go further than this, however long it lasts.
const FURTHEST: i64 = 400;

/// Spring Festival in the Gregorian calendar (Hong Kong Observatory, conversion
/// tables).
const FESTIVALS: [(i32, u32, u32); 15] = [
    (2016, 2, 8),
    (2017, 1, 28),
    (2018, 2, 16),
    (2019, 2, 5),
    (2020, 1, 25),
    (2021, 2, 12),
    (2022, 2, 1),
    (2023, 1, 22),
    (2024, 2, 10),
    (2025, 1, 29),
    (2026, 2, 17),
    (2027, 2, 6),
    (2028, 1, 26),
    (2029, 2, 13),
    (2030, 2, 3),
];

/// The days of the demonstration.
pub(super) struct Calendar {
    pub(super) world: &'static World,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    rows: u64,
    days: u64,
}

/// One day.
#[derive(Clone, Copy)]
pub(super) struct Day {
    /// Which one, from 0.
    pub(super) number: u64,
    pub(super) date: NaiveDate,
    /// How many customers answer, were they asked as ever.
    pub(super) count: u64,
}

impl Calendar {
    /// As many days as `rows` need, up to and including `last`.
    pub(super) fn new(world: &'static World, rows: u64, last: NaiveDate) -> Self {
        let days = (rows / world.a_day).clamp(FEWEST_DAYS, MOST_DAYS);
        let first = last.checked_sub_days(Days::new(days - 1)).unwrap_or(last);
        Self { world, first, last, rows, days }
    }

    /// Every day, with how many customers it has. The parts add up to the rows
    /// exactly; a day on which the bank is closed has none.
    pub(super) fn days(&self) -> impl Iterator<Item = Day> {
        let dates = || (0..self.days).filter_map(|day| self.first.checked_add_days(Days::new(day)));
        let total: u64 = dates().map(|date| self.weight(date)).sum();
        let mut passed = 0;
        (0..).zip(dates()).map(move |(number, date)| {
            let share = |passed: u64| {
                let part = u128::from(self.rows) * u128::from(passed);
                u64::try_from(part / u128::from(total.max(1))).unwrap_or_default()
            };
            let before = share(passed);
            passed += self.weight(date);
            Day { number, date, count: share(passed) - before }
        })
    }

    fn weight(&self, date: NaiveDate) -> u64 {
        let weekday = date.weekday().num_days_from_monday() as usize;
        let of_week = self.world.weekdays.get(weekday).copied().unwrap_or_default();
        of_week * self.season(date).map_or(1000, |season| season.customers)
    }

    /// The season of `date`.
    pub(super) fn season(&self, date: NaiveDate) -> Option<&'static Season> {
        let in_it = |season: &&Season| spans(season).any(|(from, to)| (from..=to).contains(&date));
        self.world.seasons.iter().find(in_it)
    }

    /// Each season's first and last day within the calendar.
    pub(super) fn seasons(&self) -> impl Iterator<Item = (&'static Season, NaiveDate, NaiveDate)> {
        let within = |(from, to): (NaiveDate, NaiveDate)| {
            (from <= self.last && to >= self.first)
                .then(|| (from.max(self.first), to.min(self.last)))
        };
        self.world.seasons.iter().flat_map(move |season| {
            spans(season).filter_map(within).map(move |(from, to)| (season, from, to))
        })
    }

    /// What season, drift and pilot do to the mood at a branch on `day`.
    pub(super) fn mood(&self, branch: &super::world::Branch, day: Day) -> i64 {
        let days = i64::try_from(day.number).unwrap_or_default();
        let drift = (branch.drift * days / 100).clamp(-FURTHEST, FURTHEST);
        let Pilot { branch: of_pilot, mood: by_pilot, .. } = self.world.pilot;
        let is_on = branch.code == of_pilot && day.date >= self.pilot_begins();
        self.season(day.date).map_or(0, |season| season.mood)
            + drift
            + if is_on { by_pilot } else { 0 }
    }

    /// The first day of the pilot.
    pub(super) fn pilot_begins(&self) -> NaiveDate {
        let after = Days::new(self.days * self.world.pilot.after / 1000);
        self.first.checked_add_days(after).unwrap_or(self.last)
    }

    /// The hours of `date`.
    pub(super) fn slots(&self, date: NaiveDate) -> &'static [Slot] {
        match date.weekday() {
            Weekday::Sat | Weekday::Sun => self.world.weekend,
            _ => self.world.working_day,
        }
    }
}

/// The first and last day of `season` in each year.
fn spans(season: &Season) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
    FESTIVALS.into_iter().filter_map(|(year, month, day)| {
        let festival = NaiveDate::from_ymd_opt(year, month, day)?;
        let off = |days: i64| festival.checked_add_signed(chrono::TimeDelta::days(days));
        off(season.from).zip(off(season.to))
    })
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;
    use crate::demo::world::Name;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_days_share_out_every_row_and_end_with_the_last() {
        let last = date(2026, 6, 30);
        for name in Name::value_variants() {
            for rows in [0, 1, 27, 100_000, 10_000_000] {
                let days: Vec<_> = Calendar::new(name.world(), rows, last).days().collect();
                assert_eq!(days.iter().map(|day| day.count).sum::<u64>(), rows);
                assert_eq!(days.last().unwrap().date, last);
                assert!(days.len() >= 28);
            }
        }
    }

    #[test]
    fn before_spring_festival_more_come_and_during_it_few() {
        let calendar = Calendar::new(Name::City.world(), 200_000, date(2026, 6, 30));
        let on = |date| calendar.days().find(|day| day.date == date).unwrap().count;
        let mondays = [date(2026, 1, 26), date(2026, 2, 9), date(2026, 2, 16)].map(on);
        assert!(mondays[1] * 10 > mondays[0] * 13 && mondays[2] * 3 < mondays[0], "{mondays:?}");
        let seasons: Vec<_> = calendar.seasons().map(|(_, from, to)| (from, to)).collect();
        let due = [(date(2026, 2, 3), date(2026, 2, 15)), (date(2026, 2, 16), date(2026, 2, 22))];
        assert_eq!(seasons, due);
    }

    #[test]
    fn a_bank_that_is_closed_on_sundays_has_no_customers_then() {
        let calendar = Calendar::new(Name::County.world(), 50_000, date(2026, 6, 30));
        let closed = calendar.days().filter(|day| day.count == 0);
        assert!(closed.map(|day| day.date.weekday()).all(|weekday| weekday == Weekday::Sun));
    }
}
