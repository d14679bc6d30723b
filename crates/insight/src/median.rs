//! The middle answer, where no distance between steps is taken for granted, and of
//! durations, where a few are very long.

use statrs::distribution::{Binomial, DiscreteCDF as _};

use crate::{
    Tally,
    base::{Base, Interval, Z, number},
    score::Estimate,
};

/// The median of at least ten values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Median(Estimate);

impl Median {
    /// The median of the answers in `tally`; `None` under [`Base::MINIMUM`] answers,
    /// and when the question has no scale.
    pub fn of(tally: &Tally) -> Option<Self> {
        Self::of_counted(&tally.steps()?)
    }

    /// The median of values that were given so often, ascending; `None` under
    /// [`Base::MINIMUM`] of them.
    pub fn of_counted(counted: &[(f64, u64)]) -> Option<Self> {
        let base = Base::new(counted.iter().map(|(_, count)| count).sum())?;
        let n = base.n();
        let value = f64::midpoint(at(counted, n.div_ceil(2))?, at(counted, n / 2 + 1)?);
        let rank = lower_rank(n)?;
        let interval = Interval { low: at(counted, rank)?, high: at(counted, n + 1 - rank)? };
        Some(Self(Estimate { value, interval, base }))
    }

    /// The value in the middle, of two in the middle their mean; its interval from
    /// one order statistic to another, at least 95 %, whatever the distribution.
    pub fn estimate(self) -> Estimate {
        self.0
    }
}

/// The value of this rank, from 1.
fn at(counted: &[(f64, u64)], rank: u64) -> Option<f64> {
    let mut so_far = 0;
    let found = counted.iter().find(|(_, count)| {
        so_far += count;
        so_far >= rank
    });
    found.map(|(value, _)| *value)
}

/// The rank at which the interval begins: below it the median lies with a chance of
/// at most 2.5 % (W. J. Conover, Practical Nonparametric Statistics, 3.2).
fn lower_rank(n: u64) -> Option<u64> {
    const TAIL: f64 = 0.025;
    let below = Binomial::new(0.5, n).ok()?;
    let fits = |rank: u64| rank > 0 && below.cdf(rank - 1) <= TAIL;
    // Near the normal approximation; the exact one is a step or two away.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clipped to a rank"
    )]
    let mut rank = ((number(n) - Z * number(n).sqrt()) / 2.0).max(1.0) as u64;
    while fits(rank + 1) {
        rank += 1;
    }
    while rank > 0 && !fits(rank) {
        rank -= 1;
    }
    (rank > 0).then_some(rank)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Shown, close, near, recorded, walk};

    #[test]
    fn the_interval_is_the_recorded_one() {
        for case in recorded("median", 5) {
            let mut given: Vec<f64> = serde_json::from_value(case["x"].clone()).unwrap();
            given.sort_by(f64::total_cmp);
            let counted: Vec<_> = given.into_iter().map(|value| (value, 1)).collect();
            let Estimate { value, interval, .. } = Median::of_counted(&counted).unwrap().estimate();
            close(value, &case["median"]);
            close(interval.low, &case["interval"][0]);
            close(interval.high, &case["interval"][1]);
        }
    }

    #[test]
    fn median_and_interval_of_data_drawn_at_random_are_the_recorded_ones() {
        walk("ratings", |case| {
            let tally = &case.groups()[0];
            let (n, steps) = (tally.n(), tally.steps().unwrap());
            let shown = Median::of(tally);
            assert_eq!(shown.is_some(), n >= 10);
            let interval = case.recorded("median_interval");
            let rank = if n > 0 { lower_rank(n) } else { None };
            assert_eq!(rank.is_some(), !interval.is_null(), "{n}");
            if let Some(rank) = rank {
                near(at(&steps, rank).unwrap(), &interval[0]);
                near(at(&steps, n + 1 - rank).unwrap(), &interval[1]);
            }
            if let Some(Estimate { value, interval: found, .. }) = shown.map(Median::estimate) {
                near(value, case.recorded("median"));
                near(found.low, &interval[0]);
                near(found.high, &interval[1]);
            }
            Shown::when(shown.is_some())
        });
    }

    #[test]
    fn the_ranks_are_the_recorded_ones() {
        for case in recorded("median_rank", 8) {
            let n = case["n"].as_u64().unwrap();
            assert_eq!(lower_rank(n), case["rank"].as_u64(), "{n}");
        }
    }

    #[test]
    fn nine_values_have_no_median_here() {
        assert_eq!(Median::of_counted(&[(4.0, 9)]), None);
        assert_eq!(Median::of(&Tally::of_words()), None);
    }

    proptest! {
        #[test]
        fn it_lies_within_its_interval_and_mirrors(counts in proptest::collection::vec(0..40_u64, 5)) {
            let counted = |counts: &[u64]| -> Vec<(f64, u64)> {
                (1..).map(|step: i32| f64::from(step)).zip(counts.iter().copied()).collect()
            };
            prop_assume!(counts.iter().sum::<u64>() >= Base::MINIMUM);
            let there = Median::of_counted(&counted(&counts)).unwrap().estimate();
            prop_assert!(there.interval.low <= there.value && there.value <= there.interval.high);
            let turned: Vec<u64> = counts.into_iter().rev().collect();
            let back = Median::of_counted(&counted(&turned)).unwrap().estimate();
            prop_assert!((there.value + back.value - 6.0).abs() < 1e-12);
            prop_assert!((there.interval.low + back.interval.high - 6.0).abs() < 1e-12);
        }
    }
}
