//! What was rated when the doors are closed, and just before.

use super::{Overall, Pattern, Precision, Rating, Signal, Usual, count, places};
use crate::{base::number, distributions::poisson_tail};

/// When people are served on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    opens: u32,
    closes: u32,
}

impl Hours {
    /// From `opens` to `closes`, in seconds after local midnight; none where the day
    /// would end before it begins.
    pub fn new(opens: u32, closes: u32) -> Option<Self> {
        (opens < closes).then_some(Self { opens, closes })
    }

    /// What the ratings of a branch show where nobody tells: all but the earliest and
    /// the latest two of a hundred. None under 500 of them, where two of a hundred
    /// are a handful of people.
    pub fn seen(ratings: impl Iterator<Item = Rating>) -> Option<Self> {
        const FEWEST: usize = 500;
        const CUT: usize = 50;
        let mut seconds: Vec<u32> = ratings.map(|rating| rating.second).collect();
        if seconds.len() < FEWEST {
            return None;
        }
        let cut = seconds.len() / CUT;
        let opens = *seconds.select_nth_unstable(cut).1;
        let last = seconds.len() - 1 - cut;
        Self::new(opens, *seconds.select_nth_unstable(last).1)
    }

    /// Whether nobody was served when this was rated.
    pub(super) fn is_outside(self, rating: &Rating, precision: Precision) -> bool {
        // A time cut to the hour stands for the whole of it.
        let span = if precision == Precision::Hour { 3600 } else { 0 };
        rating.second >= self.closes.saturating_add(GRACE)
            || rating.second.saturating_add(span) <= self.opens.saturating_sub(GRACE)
    }
}

/// Ratings while nobody was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideHours {
    /// How many.
    pub ratings: u32,
    /// When the first was given, in seconds after local midnight.
    pub from: u32,
    /// When the last was given, likewise.
    pub to: u32,
}

/// The day's last ratings, all with the best step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// How many.
    pub ratings: u32,
    /// When the first was given, in seconds after local midnight.
    pub from: u32,
    /// When the last was given, likewise.
    pub to: u32,
    /// The share that is usual on the device, from 0 to 1.
    pub usual: f64,
}

/// Who is in the branch when it closes is served; who waits at the door early is let
/// in. In seconds.
const GRACE: u32 = 15 * 60;
/// One or two stay longer, or their clock is a little wrong.
const FEWEST_OUTSIDE: u32 = 3;
/// What counts as just before closing, in seconds.
const LAST: u32 = 3600;
/// A run is no shorter, however seldom the best step is given.
const SHORTEST_RUN: u64 = 6;
/// How often chance may end a day with such a run, or make so many ratings outside
/// hours.
const FALSE_ALARMS: f64 = 1e-3;

/// Ratings outside hours, where they are more than the branch's late customers make:
/// some branches serve long after closing, and their devices show so.
pub(super) fn outside(
    day: &[Rating],
    hours: Hours,
    precision: Precision,
    usual: &Usual,
) -> Option<Signal> {
    let ratings = places(day, |rating| hours.is_outside(rating, precision));
    let (first, last) = (day.get(*ratings.first()?)?, day.get(*ratings.last()?)?);
    let pattern = OutsideHours { ratings: count(&ratings), from: first.second, to: last.second };
    let chance = poisson_tail(pattern.ratings.into(), usual.outside.max(0.0));
    (pattern.ratings >= FEWEST_OUTSIDE && chance <= FALSE_ALARMS)
        .then_some(Signal { pattern: Pattern::OutsideHours(pattern), ratings })
}

/// The best ratings that end the day without another between them, within the last
/// hour. Ratings of chance end a day with r of them as often as the r-th power of
/// their share.
pub(super) fn run(day: &[Rating], hours: Hours, usual: &Usual) -> Option<Signal> {
    let begins = hours.closes.saturating_sub(LAST);
    let late = (0..day.len()).rev().filter(|&place| day[place].overall != Overall::None);
    let mut ratings: Vec<usize> =
        late.take_while(|&place| day[place].is_top() && day[place].second >= begins).collect();
    ratings.reverse();
    let length = ratings.len() as u64;
    if length < SHORTEST_RUN || usual.top.powf(number(length)) > FALSE_ALARMS {
        return None;
    }
    let (first, last) = (day.get(*ratings.first()?)?, day.get(*ratings.last()?)?);
    let (from, to) = (first.second, last.second);
    let run = Run { ratings: count(&ratings), from, to, usual: usual.top };
    Some(Signal { pattern: Pattern::BeforeClosing(run), ratings })
}

#[cfg(test)]
mod tests {
    use heard_exchange::Mode;

    use super::*;

    const NINE: u32 = 9 * 3600;
    const FIVE: u32 = 17 * 3600;

    fn hours() -> Hours {
        Hours::new(NINE, FIVE).unwrap()
    }

    fn rating(second: u32, overall: Overall) -> Rating {
        let mode = Mode::Standard;
        Rating { second, duration_ms: 2_000, answers: 1, overall, straight: false, mode }
    }

    fn best(seconds: &[u32]) -> Vec<Rating> {
        seconds.iter().map(|&second| rating(second, Overall::Top)).collect()
    }

    fn found(day: &[Rating], precision: Precision) -> Option<Signal> {
        outside(day, hours(), precision, &Usual::default())
    }

    #[test]
    fn a_day_that_ends_before_it_begins_has_no_hours() {
        assert_eq!(Hours::new(FIVE, NINE), None);
        assert_eq!(Hours::new(NINE, NINE), None);
    }

    #[test]
    fn who_was_let_in_early_or_served_late_is_not_outside() {
        let late = FIVE + GRACE;
        let inside = best(&[NINE - GRACE + 1, 40_000, FIVE, late - 3, late - 2, late - 1]);
        assert_eq!(found(&inside, Precision::Second), None);
        let day = best(&[NINE - GRACE, 40_000, late, late + 60]);
        let signal = found(&day, Precision::Second).unwrap();
        assert_eq!(signal.ratings, [0, 2, 3]);
        let told = OutsideHours { ratings: 3, from: NINE - GRACE, to: late + 60 };
        assert_eq!(signal.pattern, Pattern::OutsideHours(told));
        assert_eq!(found(&day[1..], Precision::Second), None);
    }

    #[test]
    fn a_time_cut_to_the_hour_is_outside_only_when_the_whole_hour_is() {
        let day = best(&[8 * 3600, 8 * 3600, 8 * 3600, FIVE, FIVE, FIVE]);
        assert_eq!(found(&day, Precision::Hour), None);
        let day = best(&[7 * 3600, 18 * 3600, 18 * 3600]);
        assert_eq!(found(&day, Precision::Hour).unwrap().ratings, [0, 1, 2]);
    }

    #[test]
    fn where_late_customers_are_usual_a_few_more_are_no_signal() {
        let day = |late: u32| best(&(0..late).map(|at| FIVE + GRACE + at).collect::<Vec<_>>());
        let usual = Usual { outside: 0.5, ..Usual::default() };
        let found = |late| outside(&day(late), hours(), Precision::Second, &usual);
        // Of a Poisson count of 0.5, four or more are 0.0018, five 0.0002.
        assert_eq!((found(4).is_some(), found(5).is_some()), (false, true));
    }

    #[test]
    fn a_run_ends_the_day_within_its_last_hour() {
        let usual = Usual { top: 0.4, ..Usual::default() };
        let mut day = best(&[FIVE - LAST - 1]);
        day.extend(best(&[57_601, 57_900, 58_000, 59_000, 60_000, 60_100, 60_900, 61_199]));
        let signal = run(&day, hours(), &usual).unwrap();
        // 0.4 to the eighth is 0.0007; the one before the last hour is not of it.
        assert_eq!(signal.ratings, (1..=8).collect::<Vec<_>>());
        let told = Run { ratings: 8, from: 57_601, to: 61_199, usual: 0.4 };
        assert_eq!(signal.pattern, Pattern::BeforeClosing(told));
        // Seven are too few: 0.0016.
        assert_eq!(run(&day[2..], hours(), &usual), None);
        assert!(run(&day[2..], hours(), &Usual { top: 0.3, ..usual }).is_some());
    }

    #[test]
    fn another_rating_ends_a_run_and_no_rating_does_not() {
        let usual = Usual { top: 0.3, ..Usual::default() };
        let mut day = best(&[60_000, 60_100, 60_200, 60_300, 60_400, 60_500]);
        day.insert(3, rating(60_250, Overall::None));
        assert_eq!(run(&day, hours(), &usual).unwrap().ratings, [0, 1, 2, 4, 5, 6]);
        day.push(rating(60_600, Overall::Below));
        assert_eq!(run(&day, hours(), &usual), None);
    }

    #[test]
    fn where_nobody_tells_the_ratings_show_the_hours() {
        let all = (0..1000_u32).map(|place| rating(NINE + place * 28, Overall::Top));
        let seen = Hours::seen(all.clone()).unwrap();
        assert_eq!((seen.opens, seen.closes), (NINE + 20 * 28, NINE + 979 * 28));
        assert_eq!(Hours::seen(all.take(499)), None);
    }
}
