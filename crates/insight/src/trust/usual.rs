//! What is usual on a device, from its own ratings over many days.

use heard_exchange::Mode;

use super::{Hours, Overall, Precision, Rating, pace};
use crate::base::{Base, number};

/// What is usual on one device. Shares lie between 0 and 1, both excluded.
///
/// Patterns that are there every day become usual: these signals find days that
/// differ, and no habit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// Ratings a day, over the days that have any.
    pub a_day: f64,
    /// Ratings an hour, in the hour of the day that has most.
    pub busiest_hour: f64,
    /// Of those who answered the overall question, the share that gave the best step.
    pub top: f64,
    /// The share of interviews of three answers or more that were too fast.
    pub too_fast: f64,
    /// The share of them that were too fast and all the same on every scale.
    pub straight: f64,
    /// Ratings a day outside opening hours; 0 where these are not known.
    pub outside: f64,
    /// The median of milliseconds for an answer in interviews of three answers or
    /// more; none where there are under ten of them.
    pub standard_pace: Option<u32>,
    /// The same in elder mode.
    pub elder_pace: Option<u32>,
}

/// Of a device nobody knows: a rating every quarter of an hour, half of them the best.
impl Default for Usual {
    fn default() -> Self {
        Self {
            a_day: 32.0,
            busiest_hour: 4.0,
            top: 0.5,
            too_fast: 0.01,
            straight: 0.01,
            outside: 0.0,
            standard_pace: None,
            elder_pace: None,
        }
    }
}

impl Usual {
    /// What is usual over these days of one device, each by its ratings, with the
    /// hours it is open, where they are known.
    pub fn of(days: &[&[Rating]], hours: Option<Hours>, precision: Precision) -> Self {
        let open = days.iter().filter(|day| !day.is_empty()).count() as u64;
        let quiet = hours.map(|hours| {
            let is_outside = |rating: &Rating| hours.is_outside(rating, precision);
            days.iter().filter(|day| !day.is_empty() && !day.iter().any(is_outside)).count() as u64
        });
        let outside = quiet.map_or(0.0, |quiet| expected(quiet, open));
        let open = number(open).max(1.0);
        let all = || days.iter().copied().flatten();
        let counted = |fits: &dyn Fn(&Rating) -> bool| all().filter(|it| fits(it)).count() as u64;
        let mut hours = [0_u64; 24];
        for hour in all().filter_map(|it| usize::try_from(it.second / 3600).ok()) {
            if let Some(hour) = hours.get_mut(hour) {
                *hour += 1;
            }
        }
        let mut usual = Self {
            a_day: number(all().count() as u64) / open,
            busiest_hour: number(hours.into_iter().max().unwrap_or_default()) / open,
            top: likely(
                counted(&Rating::is_top),
                counted(&|rating| rating.overall != Overall::None),
            ),
            outside,
            standard_pace: median(all(), Mode::Standard),
            elder_pace: median(all(), Mode::Elder),
            ..Self::default()
        };
        let judged = counted(&|rating| rating.pace().is_some());
        usual.too_fast = likely(counted(&|rating| pace::is_too_fast(rating, &usual)), judged);
        usual.straight = likely(counted(&|rating| pace::is_straight(rating, &usual)), judged);
        usual
    }

    /// The median of this way of asking.
    pub(super) fn pace(&self, mode: Mode) -> Option<u32> {
        match mode {
            Mode::Standard => self.standard_pace,
            Mode::Elder => self.elder_pace,
        }
    }
}

/// How likely the next of `n` is one of the `count`: Laplace's rule of succession,
/// which is never 0 or 1 and doubts few observations.
pub(super) fn likely(count: u64, n: u64) -> f64 {
    (number(count) + 1.0) / (number(n) + 2.0)
}

/// How many are expected on a day, where so many of `days` have none: of a Poisson
/// count, minus the logarithm of their share. One day with very many, which is what
/// is looked for, counts like a day with one.
fn expected(without: u64, days: u64) -> f64 {
    // A half added to either side: with one day, or none without, nothing is certain.
    -((number(without) + 0.5) / (number(days) + 1.0)).ln()
}

fn median<'a>(ratings: impl Iterator<Item = &'a Rating>, mode: Mode) -> Option<u32> {
    let mut paces: Vec<u32> =
        ratings.filter(|rating| rating.mode == mode).filter_map(Rating::pace).collect();
    let middle = paces.len() / 2;
    let enough = paces.len() as u64 >= Base::MINIMUM;
    // The upper of two in the middle: a limit needs no half milliseconds.
    enough.then(|| *paces.select_nth_unstable(middle).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(second: u32, overall: Overall, duration_ms: u32, mode: Mode) -> Rating {
        Rating { second, duration_ms, answers: 3, overall, straight: true, mode }
    }

    #[test]
    fn what_is_usual_is_what_the_days_show() {
        let nine = rating(9 * 3600, Overall::Top, 9_000, Mode::Standard);
        let ten = rating(10 * 3600 + 3599, Overall::Below, 12_000, Mode::Standard);
        let fast = rating(11 * 3600, Overall::None, 600, Mode::Standard);
        let day = [nine, nine, nine, ten, ten, fast];
        let usual = Usual::of(&[&day, &day, &[]], None, Precision::Second);
        // A day without any does not count; the share of the best is (6 + 1) / (10 + 2).
        let due = Usual {
            a_day: 6.0,
            busiest_hour: 3.0,
            top: 7.0 / 12.0,
            too_fast: 3.0 / 14.0,
            straight: 3.0 / 14.0,
            outside: 0.0,
            standard_pace: Some(3_000),
            elder_pace: None,
        };
        assert_eq!(usual, due);
    }

    #[test]
    fn nine_interviews_have_no_median_and_modes_have_their_own() {
        let elder = |ms| rating(40_000, Overall::Top, ms, Mode::Elder);
        let of = |day: &[Rating]| Usual::of(&[day], None, Precision::Second);
        let day: Vec<Rating> = (1..=10).map(|place| elder(place * 3_000)).collect();
        assert_eq!(of(&day).elder_pace, Some(6_000));
        assert_eq!(of(&day[1..]).elder_pace, None);
        assert_eq!(of(&day).standard_pace, None);
    }

    #[test]
    fn of_nothing_nothing_is_certain() {
        let (a_day, busiest_hour, top, too_fast, straight) = (0.0, 0.0, 0.5, 0.5, 0.5);
        let due = Usual { a_day, busiest_hour, top, too_fast, straight, ..Usual::default() };
        assert_eq!(Usual::of(&[], None, Precision::Second), due);
    }

    #[test]
    fn what_is_usual_outside_hours_is_told_by_the_days_without() {
        let at = |second| rating(second, Overall::Top, 9_000, Mode::Standard);
        let hours = Hours::new(9 * 3600, 17 * 3600);
        let (quiet, late) = (vec![at(40_000)], vec![at(40_000), at(70_000)]);
        let very_late: Vec<Rating> = (0..50).map(|press| at(70_000 + press)).collect();
        let outside = |days: &[&[Rating]]| Usual::of(days, hours, Precision::Second).outside;
        let once = outside(&[&quiet, &late, &quiet, &[]]);
        assert!((once - (4.0_f64 / 2.5).ln()).abs() < 1e-12, "{once}");
        assert!((once - outside(&[&quiet, &very_late, &quiet])).abs() < 1e-12);
        assert!(outside(&[&quiet[..]; 100]) < 0.01 && outside(&[&late[..]; 100]) > 5.0);
    }
}
