//! When customers come: days, hours, and how crowded it is.

use chrono::Datelike as _;
use chrono::{Days, NaiveDate};

use super::{
    bank::Device,
    dice::{Dice, Topic},
};

/// The last day, where none is asked for.
pub(super) const LAST_DAY: &str = "2026-06-30";
/// About so many responses a day, where the number of days allows it.
const A_DAY: u64 = 800;
/// At least four weeks, so that weeks can be compared.
const FEWEST_DAYS: u64 = 28;
/// At most ten years.
const MOST_DAYS: u64 = 3_650;

/// How many customers come on a weekday, from Monday, as weights.
const WEEKDAYS: [u64; 7] = [19, 16, 15, 15, 17, 11, 7];

/// An opening hour.
pub(super) struct Hour {
    pub(super) starts_at: u32,
    weight: u32,
    /// What the queue does to the mood.
    pub(super) mood: i64,
}

pub(super) const HOURS: [Hour; 8] = [
    Hour { starts_at: 9, weight: 14, mood: 60 },
    Hour { starts_at: 10, weight: 19, mood: -160 },
    Hour { starts_at: 11, weight: 16, mood: -120 },
    Hour { starts_at: 12, weight: 7, mood: 60 },
    Hour { starts_at: 13, weight: 8, mood: 80 },
    Hour { starts_at: 14, weight: 14, mood: 0 },
    Hour { starts_at: 15, weight: 14, mood: -60 },
    Hour { starts_at: 16, weight: 8, mood: 40 },
];

/// A customer at a tablet.
pub(super) struct Arrival {
    /// Seconds after midnight.
    pub(super) second: u32,
    /// Which of the bank's tablets.
    pub(super) device: usize,
    pub(super) hour: &'static Hour,
}

/// The days up to and including `last`, each with how many of `rows`
/// responses it has. The parts add up to `rows` exactly.
pub(super) fn days(rows: u64, last: NaiveDate) -> impl Iterator<Item = (NaiveDate, u64)> {
    let count = (rows / A_DAY).clamp(FEWEST_DAYS, MOST_DAYS);
    let dates = (0..count).rev().filter_map(move |back| last.checked_sub_days(Days::new(back)));
    let weight = |date: NaiveDate| {
        // Always below 7.
        WEEKDAYS.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
    };
    let total: u64 = dates.clone().map(weight).sum();
    let mut passed = 0;
    dates.map(move |date| {
        let share = |passed: u64| u128::from(rows) * u128::from(passed) / u128::from(total.max(1));
        let before = share(passed);
        passed += weight(date);
        (date, u64::try_from(share(passed) - before).unwrap_or_default())
    })
}

/// Who comes on the day numbered `day`, from the earliest.
pub(super) fn arrivals(seed: u64, day: u64, count: u64, devices: &[Device]) -> Vec<Arrival> {
    let mut dice = Dice::new(seed, Topic::Arrivals, day);
    let indices: Vec<usize> = (0..devices.len()).collect();
    let mut arrivals: Vec<Arrival> = (0..count)
        .filter_map(|_| {
            let hour = dice.weighted(&HOURS, |hour| hour.weight)?;
            let device = *dice.weighted(&indices, |&index| devices[index].weight)?;
            Some(Arrival { second: hour.starts_at * 3600 + dice.below(3600), device, hour })
        })
        .collect();
    arrivals.sort_by_key(|arrival| (arrival.second, arrival.device));
    arrivals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_share_out_every_row_and_end_with_the_last() {
        let last = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        for rows in [0, 1, 27, 100_000, 10_000_000] {
            let days: Vec<_> = days(rows, last).collect();
            assert_eq!(days.iter().map(|(_, count)| count).sum::<u64>(), rows);
            assert_eq!(days.last().unwrap().0, last);
            assert!(days.len() >= 28);
        }
    }
}
