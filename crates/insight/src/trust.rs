//! Whether ratings can be trusted: patterns that ratings of many people seldom make.
//!
//! A signal describes a pattern, never anybody's intent; nothing is deleted. It names
//! the ratings that make it, so that figures can be shown with and without them, and
//! carries the numbers of one plain sentence ("14 five-star ratings in 3 minutes");
//! the words are left to whoever shows it. [`Watch`] looks at one device-day,
//! [`Invitation`] at the ratings and transactions of one counter. Where neither
//! opening hours nor transactions are known, a device is compared with what is
//! [`Usual`] on it. Every threshold says where it comes from; how often honest days
//! are flagged and known patterns found is measured in `docs/trust.md`.
//!
//! ```
//! use heard_exchange::Mode;
//! use heard_insight::trust::{Known, Overall, Pattern, Precision, Rating, Usual, Watch};
//!
//! let rating = |second| {
//!     let (answers, overall) = (1, Overall::Top);
//!     Rating { second, duration_ms: 900, answers, overall, straight: false, mode: Mode::Standard }
//! };
//! // Four an hour, and fourteen in three minutes.
//! let quiet: Vec<Rating> = (36..64).map(|quarter| rating(quarter * 900)).collect();
//! let mut day = quiet.clone();
//! day.extend((0..14).map(|press| rating(40_000 + press * 13)));
//! day.sort_by_key(|rating| rating.second);
//!
//! let usual = Usual::of(&[&quiet, &quiet, &quiet], None, Precision::Second);
//! let signals = Watch::new(Known { usual, ..Known::default() }).signals(&day);
//! assert!(matches!(signals[..], [ref one] if matches!(one.pattern, Pattern::Burst(_))));
//! ```

mod burst;
mod closing;
mod device_days;
mod invitation;
mod pace;
mod rating;
mod ratings;
mod usual;

pub use burst::Burst;
pub use closing::{Hours, OutsideHours, Run};
pub use device_days::{DeviceDays, Found};
pub use invitation::{Coverage, Invitation};
pub use pace::{Repeated, StraightLined, TooFast};
pub use rating::{Overall, Rating};
pub use ratings::Ratings;
pub(crate) use ratings::scale_of;
pub use usual::Usual;

use burst::Thresholds;

/// A pattern in the ratings of one device-day.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// What was seen.
    pub pattern: Pattern,
    /// The ratings that make it, by their places in the day, ascending: what a
    /// filtered figure leaves out.
    pub ratings: Vec<usize>,
}

/// What was seen, with the figures of one sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pattern {
    /// More interviews than usual were too fast to have been read.
    TooFast(TooFast),
    /// More than usual of these gave every scale the same answer.
    StraightLined(StraightLined),
    /// Many ratings in a short time.
    Burst(Burst),
    /// The day's last ratings are all the best.
    BeforeClosing(Run),
    /// Ratings while nobody was served.
    OutsideHours(OutsideHours),
    /// Ratings so soon after the one before that they repeat it.
    Repeated(Repeated),
}

/// How exactly the time of a rating is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// To the second.
    #[default]
    Second,
    /// Cut to the full hour, as exports do where a teller is named: bursts, runs
    /// and repetitions cannot be seen, and are not looked for.
    Hour,
}

impl Precision {
    /// What the times of a device themselves show: cut where every one of them is a
    /// full hour.
    pub fn seen(mut ratings: impl Iterator<Item = Rating>) -> Self {
        if ratings.all(|rating| rating.second % 3600 == 0) { Self::Hour } else { Self::Second }
    }
}

/// What is known about a device besides the ratings of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Known {
    /// What is usual on it.
    pub usual: Usual,
    /// When people are served that day; none where it is not known.
    pub hours: Option<Hours>,
    /// Seconds after an interview in which a rating counts as a repetition.
    pub cooldown: u32,
    /// How exactly times are told.
    pub precision: Precision,
}

/// Looks at the days of one device.
#[derive(Clone, Debug)]
pub struct Watch {
    known: Known,
    thresholds: Thresholds,
}

impl Watch {
    /// For the days of a device of which this is known.
    pub fn new(known: Known) -> Self {
        Self { known, thresholds: Thresholds::of(&known.usual) }
    }

    /// The patterns of one day; `day` holds its ratings by their time, training left
    /// out. A rating may be in several. Where chance alone makes the ratings, a day has
    /// a signal in at most 0.5 % of cases: 0.3 % for bursts, 0.1 % each for runs and
    /// ratings outside hours, 0.01 % each for what is fast, straight-lined, repeated. Families and late
    /// customers make some more: `docs/trust.md` has the measured rates.
    pub fn signals(&self, day: &[Rating]) -> Vec<Signal> {
        let Known { usual, hours, cooldown, precision } = &self.known;
        let mut signals = Vec::new();
        signals.extend(pace::too_fast(day, usual));
        signals.extend(pace::straight_lined(day, usual));
        signals.extend(hours.and_then(|hours| closing::outside(day, hours, *precision, usual)));
        if *precision == Precision::Second {
            signals.extend(burst::bursts(day, &self.thresholds));
            signals.extend(hours.and_then(|hours| closing::run(day, hours, usual)));
            signals.extend(pace::repeated(day, *cooldown));
        }
        signals
    }
}

/// The places in `day` of the ratings that fit, ascending.
fn places(day: &[Rating], fits: impl Fn(&Rating) -> bool) -> Vec<usize> {
    (0..).zip(day).filter(|(_, rating)| fits(rating)).map(|(place, _)| place).collect()
}

/// A number of ratings of a day, to be told.
fn count(places: &[usize]) -> u32 {
    u32::try_from(places.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use heard_exchange::Mode;
    use proptest::prelude::*;

    use super::*;

    fn day(seconds: impl Iterator<Item = u32>) -> Vec<Rating> {
        let (overall, mode) = (Overall::Top, Mode::Standard);
        let rating = |second| Rating {
            second,
            duration_ms: 900,
            answers: 1,
            overall,
            straight: false,
            mode,
        };
        seconds.map(rating).collect()
    }

    fn known(precision: Precision) -> Known {
        Known { hours: Hours::new(32_400, 61_200), cooldown: 30, precision, ..Known::default() }
    }

    #[test]
    fn a_day_may_have_several_signals() {
        // Thirty at closing, five seconds apart, and three in the evening.
        let ratings = day((0..30).map(|press| 61_000 + press * 5).chain([70_000, 70_100, 70_200]));
        let usual = Usual { top: 0.4, ..Usual::default() };
        let watch = Watch::new(Known { usual, ..known(Precision::Second) });
        let patterns: Vec<Pattern> =
            watch.signals(&ratings).into_iter().map(|signal| signal.pattern).collect();
        let is_due = matches!(
            patterns[..],
            [
                Pattern::OutsideHours(OutsideHours { ratings: 3, .. }),
                Pattern::Burst(Burst { ratings: 30, .. }),
                Pattern::BeforeClosing(Run { ratings: 33, .. }),
                Pattern::Repeated(Repeated { ratings: 29, .. }),
            ]
        );
        assert!(is_due, "{patterns:?}");
    }

    #[test]
    fn times_cut_to_the_hour_show_no_burst_and_no_repetition() {
        let cut = day([36_000; 30].into_iter());
        assert!(!Watch::new(known(Precision::Second)).signals(&cut).is_empty());
        assert_eq!(Watch::new(known(Precision::Hour)).signals(&cut), []);
        assert_eq!(Precision::seen(cut.iter().copied()), Precision::Hour);
        let exact = day([36_000, 36_000, 39_601].into_iter());
        assert_eq!(Precision::seen(exact.into_iter()), Precision::Second);
    }

    #[test]
    fn a_day_without_ratings_has_no_signal() {
        assert_eq!(Watch::new(known(Precision::Second)).signals(&[]), []);
    }

    /// Any rating at all, times that fall back among them.
    fn ratings() -> impl Strategy<Value = Rating> {
        let overall = prop_oneof![Just(Overall::None), Just(Overall::Top), Just(Overall::Below)];
        let mode = prop_oneof![Just(Mode::Standard), Just(Mode::Elder)];
        let second = prop_oneof![0..90_000_u32, 60_000..62_000_u32, any::<u32>()];
        let numbers = (second, any::<u32>(), any::<u8>());
        (numbers, overall, any::<bool>(), mode).prop_map(|(numbers, overall, straight, mode)| {
            let (second, duration_ms, answers) = numbers;
            Rating { second, duration_ms, answers, overall, straight, mode }
        })
    }

    proptest! {
        #[test]
        fn whatever_the_day_a_signal_names_ratings_of_it_once_and_in_order(
            day in proptest::collection::vec(ratings(), 0..120),
            usual in proptest::collection::vec(ratings(), 0..40),
            cooldown in any::<u32>(),
            times in (any::<u32>(), any::<u32>()),
            cut in any::<bool>(),
        ) {
            let precision = if cut { Precision::Hour } else { Precision::Second };
            let hours = Hours::new(times.0, times.1);
            let usual = Usual::of(&[&usual, &day], hours, precision);
            for signal in Watch::new(Known { usual, hours, cooldown, precision }).signals(&day) {
                prop_assert!(signal.ratings.is_sorted_by(|one, next| one < next));
                prop_assert!(signal.ratings.len() >= 3);
                prop_assert!(signal.ratings.last().is_none_or(|last| *last < day.len()));
            }
        }
    }
}
