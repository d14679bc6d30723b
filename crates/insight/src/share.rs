//! A part of a whole: k of n, with the Wilson interval.

use crate::base::{Base, Interval, Z, number};

/// `count` of at least ten answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    count: u64,
    base: Base,
}

impl Share {
    /// The share of `count` in `n` answers; `None` under [`Base::MINIMUM`]
    /// answers, and when `count` is more than `n`.
    pub fn of(count: u64, n: u64) -> Option<Self> {
        Base::new(n).filter(|_| count <= n).map(|base| Self { count, base })
    }

    /// How many answers have it.
    pub fn count(self) -> u64 {
        self.count
    }

    /// How many answers there are.
    pub fn base(self) -> Base {
        self.base
    }

    /// From 0 to 1.
    pub fn value(self) -> f64 {
        number(self.count) / number(self.base.n())
    }

    /// The Wilson score interval, from 0 to 1.
    pub fn interval(self) -> Interval {
        wilson(self.count, self.base.n())
    }
}

/// Wilson's score interval for `k` of `n`, clipped to 0…1 (E. B. Wilson 1927;
/// method 3 in R. G. Newcombe, Statistics in Medicine 17, 1998). `n` above 0.
fn wilson(k: u64, n: u64) -> Interval {
    let count = number(n);
    let share = number(k) / count;
    let z2 = Z * Z;
    let centre = share + z2 / (2.0 * count);
    let spread = Z * (share * (1.0 - share) / count + z2 / (4.0 * count * count)).sqrt();
    let scale = 1.0 + z2 / count;
    // At the ends the formula gives exactly 0 and 1; rounding must not undo it.
    let low = if k == 0 { 0.0 } else { ((centre - spread) / scale).max(0.0) };
    let high = if k == n { 1.0 } else { ((centre + spread) / scale).min(1.0) };
    Interval { low, high }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Shown, close, near, recorded, walk};

    #[test]
    fn the_interval_is_the_published_one() {
        for case in recorded("proportion_interval", 11) {
            let interval = wilson(case["k"].as_u64().unwrap(), case["n"].as_u64().unwrap());
            close(interval.low, &case["wilson"][0]);
            close(interval.high, &case["wilson"][1]);
        }
    }

    #[test]
    fn the_interval_of_data_drawn_at_random_is_the_recorded_one() {
        walk("ratings", |case| {
            let row = &case.rows()[0];
            let (k, n) = (row[row.len() - 2..].iter().sum(), row.iter().sum());
            let share = Share::of(k, n);
            assert_eq!(share.is_some(), n >= 10);
            if n > 0 {
                let interval = share.map_or_else(|| wilson(k, n), Share::interval);
                near(interval.low, &case.recorded("wilson")[0]);
                near(interval.high, &case.recorded("wilson")[1]);
            }
            Shown::when(share.is_some())
        });
    }

    #[test]
    fn nine_answers_carry_no_share_and_ten_do() {
        assert_eq!(Share::of(9, 9), None);
        assert!(Share::of(10, 10).unwrap().base().is_low());
        assert!(Share::of(0, 29).unwrap().base().is_low());
        assert!(!Share::of(0, 30).unwrap().base().is_low());
    }

    #[test]
    fn more_than_all_is_no_share() {
        assert_eq!(Share::of(21, 20), None);
    }

    /// `k` of `n`, small and large.
    fn counts() -> impl Strategy<Value = (u64, u64)> {
        prop_oneof![10..100_u64, 10..10_000_000_u64].prop_flat_map(|n| (0..=n, Just(n)))
    }

    proptest! {
        #[test]
        fn an_interval_contains_its_share_within_0_and_1((k, n) in counts()) {
            let share = Share::of(k, n).unwrap();
            let Interval { low, high } = share.interval();
            prop_assert!(0.0 <= low && low <= share.value());
            prop_assert!(share.value() <= high && high <= 1.0);
        }

        #[test]
        fn counting_the_others_mirrors_the_interval((k, n) in counts()) {
            let interval = Share::of(k, n).unwrap().interval();
            let others = Share::of(n - k, n).unwrap().interval();
            prop_assert!((interval.low - (1.0 - others.high)).abs() < 1e-12);
            prop_assert!((interval.high - (1.0 - others.low)).abs() < 1e-12);
        }

        #[test]
        fn more_answers_of_the_same_share_narrow_the_interval((k, n) in counts(), times in 2..50_u64) {
            let width = |share: Share| share.interval().high - share.interval().low;
            let few = Share::of(k, n).unwrap();
            let many = Share::of(k * times, n * times).unwrap();
            prop_assert!(width(many) < width(few));
        }
    }
}
