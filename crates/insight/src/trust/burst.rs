//! Many ratings in a short time: a scan statistic.
//!
//! Windows of one to thirty minutes slide over the day, over all ratings and over
//! the best ones alone. A window is out of the ordinary when it holds more than
//! people who come by themselves bring about (J. I. Naus, Journal of the American
//! Statistical Association 77, 1982).

use super::{Pattern, Rating, Signal, Usual, count, places};
use crate::{base::number, distributions::poisson_tail};

/// Many ratings in a short time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// How many.
    pub ratings: u32,
    /// So many of them gave the best step.
    pub top: u32,
    /// When the first was given, in seconds after local midnight.
    pub from: u32,
    /// From the first to the last, in seconds.
    pub seconds: u32,
}

/// Lengths of windows in seconds, ascending: from a finger that does not stop to a
/// tablet that goes round.
const WINDOWS: [u32; 5] = [60, 180, 300, 600, 1_800];
/// How often chance may make a burst on a day, over all windows and both kinds of
/// ratings.
const FALSE_ALARMS: f64 = 3e-3;
/// How much busier a crowded day is than the device's usual one: the last days
/// before Spring Festival, a pension day.
const CROWDED: f64 = 1.5;
/// Fewer are a family that rates one after the other.
const FEWEST: u32 = 5;

/// No device takes more, in an hour or on a day, whatever is said to be usual.
const MOST: f64 = 3_600.0;
/// More than half an hour of that, and far more than by chance.
const LARGEST: u32 = 4_000;

/// What is ordinary for a window on one device, by the lengths of windows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thresholds {
    all: [Ordinary; WINDOWS.len()],
    top: [Ordinary; WINDOWS.len()],
}

/// What is ordinary for a window of one length.
#[derive(Clone, Copy, Debug)]
struct Ordinary {
    /// So many ratings at most are expected in it.
    expected: f64,
    /// From so many on it is a burst.
    least: u32,
}

impl Thresholds {
    pub(super) fn of(usual: &Usual) -> Self {
        let ordinary = |part: f64| WINDOWS.map(|window| Ordinary::of(usual, part, window));
        Self { all: ordinary(1.0), top: ordinary(usual.top) }
    }
}

impl Ordinary {
    /// For `window` seconds, among a `part` of all ratings.
    ///
    /// A window with k ratings begins with one that k − 1 others follow. Ratings come
    /// as a Poisson process, never more densely than in the busiest hour; the expected
    /// number of ratings that so many follow is then at most that of ratings times the
    /// tail of the window's count (Mecke's equation), and by Markov's inequality it
    /// bounds the chance that there is one.
    fn of(usual: &Usual, part: f64, window: u32) -> Self {
        let crowded = |ratings: f64| {
            let ratings = CROWDED * part * ratings;
            if ratings.is_nan() { 0.0 } else { ratings.clamp(0.0, MOST) }
        };
        let expected = crowded(usual.busiest_hour) * f64::from(window) / 3600.0;
        let a_day = crowded(usual.a_day);
        let allowed = FALSE_ALARMS / number(2 * WINDOWS.len() as u64);
        let seldom = |least: &u32| a_day * chance(*least, expected) <= allowed;
        Self { expected, least: (FEWEST..=LARGEST).find(seldom).unwrap_or(LARGEST) }
    }
}

/// How likely so many ratings, at least one, lie in a window that begins with one.
fn chance(ratings: u32, expected: f64) -> f64 {
    poisson_tail((ratings - 1).into(), expected)
}

/// Some ratings within one window.
struct Window<'a> {
    /// Their places in the day.
    ratings: &'a [usize],
    /// How likely there are so many.
    chance: f64,
}

/// The bursts of a day by their time: the least likely window first, then others that
/// share no rating with it.
pub(super) fn bursts(day: &[Rating], thresholds: &Thresholds) -> Vec<Signal> {
    let (all, top) = (places(day, |_| true), places(day, Rating::is_top));
    let mut windows = windows(day, &all, &thresholds.all);
    windows.extend(self::windows(day, &top, &thresholds.top));
    windows.sort_by(|one, other| one.chance.total_cmp(&other.chance));
    let (mut taken, mut bursts) = (vec![false; day.len()], Vec::new());
    for Window { ratings, .. } in windows {
        if !ratings.iter().any(|&place| taken[place]) {
            for &place in ratings {
                taken[place] = true;
            }
            bursts.push(signal(day, ratings));
        }
    }
    bursts.sort_by(|one, other| one.ratings.cmp(&other.ratings));
    bursts
}

/// Every window that holds too many of the ratings at `places`.
fn windows<'a>(day: &[Rating], places: &'a [usize], ordinary: &[Ordinary]) -> Vec<Window<'a>> {
    let mut windows = Vec::new();
    for (length, &Ordinary { expected, least }) in WINDOWS.into_iter().zip(ordinary) {
        let mut first = 0;
        for (last, &place) in places.iter().enumerate() {
            // `first` stops at `last` at the latest: no rating is later than itself.
            while day[place].second.saturating_sub(day[places[first]].second) > length {
                first += 1;
            }
            let ratings = &places[first..=last];
            if count(ratings) >= least {
                windows.push(Window { ratings, chance: chance(count(ratings), expected) });
            }
        }
    }
    windows
}

/// The signal of the ratings at these places, at least one.
fn signal(day: &[Rating], ratings: &[usize]) -> Signal {
    let seconds = || ratings.iter().map(|&place| day[place].second);
    let from = seconds().min().unwrap_or_default();
    let top = ratings.iter().filter(|&&place| day[place].is_top());
    let burst = Burst {
        ratings: count(ratings),
        top: u32::try_from(top.count()).unwrap_or(u32::MAX),
        from,
        seconds: seconds().max().unwrap_or_default() - from,
    };
    Signal { pattern: Pattern::Burst(burst), ratings: ratings.to_vec() }
}

#[cfg(test)]
mod tests {
    use heard_exchange::Mode;
    use proptest::prelude::*;

    use super::*;
    use crate::trust::Overall;

    const USUAL: Usual = Usual {
        a_day: 36.0,
        busiest_hour: 6.0,
        top: 0.55,
        too_fast: 0.01,
        straight: 0.01,
        outside: 0.0,
        standard_pace: None,
        elder_pace: None,
    };

    fn rating(second: u32, overall: Overall) -> Rating {
        let mode = Mode::Standard;
        Rating { second, duration_ms: 2_000, answers: 1, overall, straight: false, mode }
    }

    fn every(seconds: u32, from: u32, count: u32) -> impl Iterator<Item = Rating> {
        (0..count).map(move |place| {
            let overall = if place % 2 == 0 { Overall::Top } else { Overall::Below };
            rating(from + place * seconds, overall)
        })
    }

    fn found(day: &[Rating]) -> Vec<Burst> {
        let signals = bursts(day, &Thresholds::of(&USUAL));
        let burst = |signal: Signal| match signal.pattern {
            Pattern::Burst(burst) => burst,
            other => panic!("{other:?}"),
        };
        signals.into_iter().map(burst).collect()
    }

    #[test]
    fn fourteen_best_ratings_in_three_minutes_are_a_burst_with_these_figures() {
        let mut day: Vec<Rating> = every(1_000, 32_400, 28).collect();
        day.extend((0..14).map(|press| rating(40_700 + press * 13, Overall::Top)));
        day.sort_by_key(|rating| rating.second);
        assert_eq!(found(&day), [Burst { ratings: 14, top: 14, from: 40_700, seconds: 169 }]);
    }

    #[test]
    fn the_best_ratings_alone_may_be_a_burst_and_others_between_are_not_of_it() {
        let stream = (0..9).flat_map(|place| {
            let at = 40_000 + place * 30;
            [rating(at, Overall::Top), rating(at + 15, Overall::Below)]
        });
        // So many are a burst, whatever they say; eight best ones of them as well.
        assert_eq!(found(&stream.collect::<Vec<_>>())[0].ratings, 18);
        let best: Vec<Rating> = (0..8).map(|at| rating(40_000 + at * 35, Overall::Top)).collect();
        let worst: Vec<Rating> =
            (0..8).map(|at| rating(40_000 + at * 35, Overall::Below)).collect();
        assert_eq!((found(&best).len(), found(&worst).len()), (1, 0));
    }

    #[test]
    fn two_bursts_far_apart_are_two() {
        let day: Vec<Rating> = every(10, 36_000, 12).chain(every(10, 50_000, 12)).collect();
        assert_eq!(found(&day).len(), 2);
    }

    #[test]
    fn a_busy_day_and_a_family_are_no_burst() {
        // The busiest hour all day long, and four people one after the other.
        let mut day: Vec<Rating> = every(600, 32_400, 48).collect();
        day.extend(every(20, 40_000, 3));
        day.sort_by_key(|rating| rating.second);
        assert_eq!(found(&day), []);
    }

    #[test]
    fn what_cannot_be_usual_has_a_threshold_all_the_same() {
        for odd in [f64::NAN, f64::INFINITY, -1.0, 0.0] {
            let usual = Usual { a_day: odd, busiest_hour: odd, top: odd, ..USUAL };
            let Ordinary { expected, least } = Ordinary::of(&usual, 1.0, 1_800);
            assert!((FEWEST..=LARGEST).contains(&least) && expected <= MOST, "{odd} {least}");
        }
    }

    /// Draws a day of a Poisson process with `SplitMix64`'s numbers.
    fn poisson_day(state: &mut u64, an_hour: f64) -> Vec<Rating> {
        let mut uniform = || {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = *state;
            z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            f64::from(u32::try_from((z ^ z >> 31) >> 32).unwrap()) / f64::from(u32::MAX)
        };
        let (mut second, mut day) = (9.0 * 3600.0, Vec::new());
        loop {
            second -= uniform().max(1e-9).ln() * 3600.0 / an_hour;
            if second >= 17.0 * 3600.0 {
                return day;
            }
            let overall = if uniform() < USUAL.top { Overall::Top } else { Overall::Below };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time")]
            day.push(rating(second as u32, overall));
        }
    }

    #[test]
    fn chance_makes_a_burst_as_seldom_as_promised_even_on_crowded_days() {
        let mut state = 20_261_122;
        let days = 20_000;
        let busy = USUAL.busiest_hour * CROWDED;
        let flagged = (0..days).filter(|_| !found(&poisson_day(&mut state, busy)).is_empty());
        // One in a thousand is the bound for a day of 54 ratings; this one has 72.
        let flagged = flagged.count();
        assert!(flagged <= 40, "{flagged} of {days}");
    }

    proptest! {
        #[test]
        fn a_burst_names_ratings_of_the_day_once_and_tells_their_figures(
            seconds in proptest::collection::vec(30_000..34_000_u32, 0..80),
        ) {
            let mut seconds = seconds;
            seconds.sort_unstable();
            let day: Vec<Rating> =
                seconds.iter().map(|&second| rating(second, Overall::Top)).collect();
            let mut before = None;
            for signal in bursts(&day, &Thresholds::of(&USUAL)) {
                prop_assert!(signal.ratings.is_sorted_by(|one, next| one < next));
                prop_assert!(before < signal.ratings.first().copied());
                before = signal.ratings.last().copied();
                let Pattern::Burst(burst) = signal.pattern else { unreachable!() };
                prop_assert_eq!(burst.ratings as usize, signal.ratings.len());
                prop_assert_eq!(burst.from, day[signal.ratings[0]].second);
                prop_assert_eq!(burst.from + burst.seconds, day[before.unwrap()].second);
            }
        }
    }
}
