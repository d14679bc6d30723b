//! What was too fast, all the same, or too soon after the one before.
//!
//! One hasty person is ordinary. A day has a signal where such interviews are more
//! than chance makes of what is usual on the device.

use super::{Pattern, Rating, Signal, Usual, count, places};
use crate::distributions::binomial_tail;

/// Interviews too fast to have been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFast {
    /// How many.
    pub ratings: u32,
    /// Of so many interviews of three answers or more.
    pub of: u32,
}

/// Interviews too fast to have been read, in which every scale has the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StraightLined {
    /// How many.
    pub ratings: u32,
    /// Of so many interviews of three answers or more.
    pub of: u32,
}

/// Ratings that begin within the cool-down of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// How many.
    pub ratings: u32,
    /// The cool-down in seconds.
    pub cooldown: u32,
}

/// An answer takes longer than this, in milliseconds: a question has to be read.
/// C. Zhang and F. G. Conrad (Survey Research Methods 8, 2014) count under 300 ms a
/// word as speeding, and find straight-lining to go with it; the shipped questions
/// have from four words.
const AN_ANSWER_MS: u32 = 1_000;
/// Or than this part of what the others take.
const OF_THE_MEDIAN: u32 = 4;
/// One or two are ordinary, however seldom they are.
const FEWEST: u32 = 3;
/// How often chance may make a signal of a day.
const FALSE_ALARMS: f64 = 1e-4;
/// The share of ratings that repeat: the kiosk itself takes none within its
/// cool-down, so that only brought-in ratings do.
const REPEATED: f64 = 0.01;

/// Three answers or more, and faster than they can be read, or than a quarter of the
/// median of the same mode. Paces are compared, not durations: some say more.
pub(super) fn is_too_fast(rating: &Rating, usual: &Usual) -> bool {
    let fastest = usual.pace(rating.mode).unwrap_or_default() / OF_THE_MEDIAN;
    rating.pace().is_some_and(|pace| pace < fastest.max(AN_ANSWER_MS))
}

/// Too fast, and every scale has the same answer: slow people may mean it.
pub(super) fn is_straight(rating: &Rating, usual: &Usual) -> bool {
    rating.straight && is_too_fast(rating, usual)
}

pub(super) fn too_fast(day: &[Rating], usual: &Usual) -> Option<Signal> {
    let ratings = places(day, |rating| is_too_fast(rating, usual));
    let of = judged(day);
    let pattern = TooFast { ratings: count(&ratings), of };
    is_unusual(pattern.ratings, of, usual.too_fast)
        .then_some(Signal { pattern: Pattern::TooFast(pattern), ratings })
}

pub(super) fn straight_lined(day: &[Rating], usual: &Usual) -> Option<Signal> {
    let ratings = places(day, |rating| is_straight(rating, usual));
    let of = judged(day);
    let pattern = StraightLined { ratings: count(&ratings), of };
    is_unusual(pattern.ratings, of, usual.straight)
        .then_some(Signal { pattern: Pattern::StraightLined(pattern), ratings })
}

pub(super) fn repeated(day: &[Rating], cooldown: u32) -> Option<Signal> {
    let pairs = day.windows(2).zip(1..);
    // An interview's end is rounded down, so within means certainly within.
    let soon = pairs.filter(|(pair, _)| pair[1].second < pair[0].ended().saturating_add(cooldown));
    let ratings: Vec<usize> = soon.map(|(_, place)| place).collect();
    let pattern = Repeated { ratings: count(&ratings), cooldown };
    let of = u32::try_from(day.len()).unwrap_or(u32::MAX);
    is_unusual(pattern.ratings, of, REPEATED)
        .then_some(Signal { pattern: Pattern::Repeated(pattern), ratings })
}

/// How many interviews of the day are long enough to be judged by speed.
fn judged(day: &[Rating]) -> u32 {
    count(&places(day, |rating| rating.pace().is_some()))
}

fn is_unusual(found: u32, of: u32, usual: f64) -> bool {
    found >= FEWEST && binomial_tail(found.into(), of.into(), usual) <= FALSE_ALARMS
}

#[cfg(test)]
mod tests {
    use heard_exchange::Mode;

    use super::*;
    use crate::trust::Overall;

    fn interview(duration_ms: u32, answers: u8) -> Rating {
        let (second, mode) = (36_000, Mode::Standard);
        Rating { second, duration_ms, answers, overall: Overall::Top, straight: true, mode }
    }

    #[test]
    fn one_second_an_answer_and_a_quarter_of_the_median_are_the_limits() {
        let unknown = Usual::default();
        assert!(is_too_fast(&interview(2_999, 3), &unknown));
        assert!(!is_too_fast(&interview(3_000, 3), &unknown));
        let slow = Usual { standard_pace: Some(6_000), elder_pace: Some(400), ..unknown };
        assert!(is_too_fast(&interview(4_497, 3), &slow));
        assert!(!is_too_fast(&interview(4_500, 3), &slow));
        let elder = |ms| Rating { mode: Mode::Elder, ..interview(ms, 3) };
        assert!(is_too_fast(&elder(2_999), &slow) && !is_too_fast(&elder(3_000), &slow));
    }

    #[test]
    fn one_press_or_two_are_never_too_fast() {
        for answers in [0, 1, 2] {
            assert!(!is_too_fast(&interview(0, answers), &Usual::default()));
        }
    }

    #[test]
    fn all_the_same_counts_with_speed_only() {
        let usual = Usual::default();
        assert!(is_straight(&interview(900, 3), &usual));
        assert!(!is_straight(&interview(9_000, 3), &usual));
        assert!(!is_straight(&Rating { straight: false, ..interview(900, 3) }, &usual));
    }

    #[test]
    fn a_few_hasty_people_are_ordinary_and_many_are_told_with_their_number() {
        let usual = Usual { too_fast: 0.03, ..Usual::default() };
        let day = |fast: usize| {
            let mut day = vec![interview(12_000, 4); 40];
            day.splice(5..5 + fast, vec![interview(900, 4); fast]);
            day
        };
        assert_eq!(too_fast(&day(4), &usual), None);
        let signal = too_fast(&day(9), &usual).unwrap();
        assert_eq!(signal.pattern, Pattern::TooFast(TooFast { ratings: 9, of: 40 }));
        assert_eq!(signal.ratings, (5..14).collect::<Vec<_>>());
        assert_eq!(straight_lined(&day(2), &usual), None);
        let signal = straight_lined(&day(9), &usual).unwrap();
        assert_eq!(signal.pattern, Pattern::StraightLined(StraightLined { ratings: 9, of: 40 }));
    }

    #[test]
    fn repeated_are_those_that_begin_before_the_cool_down_is_over() {
        let at = |second| Rating { second, ..interview(2_900, 1) };
        // The first ends at 36,002; with ten seconds of cool-down 36,011 repeats it.
        let day = [at(36_000), at(36_011), at(36_023), at(36_035), at(36_040), at(36_045)];
        let signal = repeated(&day, 10).unwrap();
        assert_eq!(signal.ratings, [1, 4, 5]);
        assert_eq!(signal.pattern, Pattern::Repeated(Repeated { ratings: 3, cooldown: 10 }));
        assert_eq!(repeated(&day, 8), None);
        assert_eq!(repeated(&day, 0), None);
    }
}
