//! Two figures of one kind, and the difference between them.

use crate::{
    Nps, Share,
    base::{Interval, Z, number},
    distributions::two_sided,
};

/// How much the second figure is above the first, in their unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The second minus the first.
    pub value: f64,
    /// Its two-sided 95 % interval.
    pub interval: Interval,
    /// How likely a difference at least as large is where there is none, from 0
    /// to 1.
    pub chance: f64,
}

/// What the interval of a difference allows to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The second is higher.
    Higher,
    /// The second is lower.
    Lower,
    /// No difference can be detected with so many answers.
    Undetected,
}

impl Difference {
    /// What its interval allows to be said.
    pub fn verdict(self) -> Verdict {
        let Interval { low, high } = self.interval;
        if low > 0.0 {
            Verdict::Higher
        } else if high < 0.0 {
            Verdict::Lower
        } else {
            Verdict::Undetected
        }
    }

    /// Of two shares: the pooled z-test, and Newcombe's interval from the Wilson
    /// intervals of both (method 10 in R. G. Newcombe, Statistics in Medicine 17,
    /// 1998), from −1 to 1.
    pub fn of_shares(first: Share, second: Share) -> Self {
        let value = second.value() - first.value();
        let [one, two] = [first.interval(), second.interval()];
        let below = (second.value() - two.low).hypot(one.high - first.value());
        let above = (two.high - second.value()).hypot(first.value() - one.low);
        let interval = Interval { low: value - below, high: value + above };
        Self { value, interval, chance: two_sided(pooled_z(first, second)) }
    }

    /// Of two scores, in points from −200 to 200: interval and test from the
    /// variances that the scores' own intervals rest on.
    pub fn of_scores(first: Nps, second: Nps) -> Self {
        let [one, two] = [first, second].map(Nps::net);
        let net = two.value - one.value;
        let error = (one.variance + two.variance).sqrt();
        let points = |end: f64| (100.0 * end).clamp(-200.0, 200.0);
        Self {
            value: second.estimate().value - first.estimate().value,
            interval: Interval { low: points(net - Z * error), high: points(net + Z * error) },
            chance: two_sided(net / error),
        }
    }
}

/// 0 where both shares are 0, or both 1: then nothing varies.
fn pooled_z(first: Share, second: Share) -> f64 {
    let [one, two] = [first, second].map(|share| number(share.base().n()));
    let pooled = number(first.count() + second.count()) / (one + two);
    let error = (pooled * (1.0 - pooled) * (1.0 / one + 1.0 / two)).sqrt();
    if error > 0.0 { (second.value() - first.value()) / error } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::{
        Tally,
        fixture::{Shown, close, near, recorded, walk},
    };

    fn share(counts: &Value) -> Share {
        Share::of(counts[0].as_u64().unwrap(), counts[1].as_u64().unwrap()).unwrap()
    }

    #[test]
    fn two_shares_differ_as_recorded() {
        for case in recorded("two_proportions", 4) {
            let [first, second] = [share(&case["a"]), share(&case["b"])];
            close(-pooled_z(first, second), &case["z"]);
            let found = Difference::of_shares(first, second);
            close(found.chance, &case["p"]);
            // Recorded is the first minus the second.
            close(-found.interval.high, &case["newcombe_difference"][0]);
            close(-found.interval.low, &case["newcombe_difference"][1]);
        }
    }

    fn score(counts: &Value) -> Nps {
        let mut tally = Tally::of_scale(0, 10);
        for (code, count) in ["10", "7", "0"].into_iter().zip(counts.as_array().unwrap()) {
            (0..count.as_u64().unwrap()).for_each(|_| tally.add(code).unwrap());
        }
        Nps::of(&tally).unwrap()
    }

    #[test]
    fn two_scores_differ_as_recorded() {
        for case in recorded("nps_difference", 2) {
            let [first, second] = [score(&case["a"]), score(&case["b"])];
            let [one, two] = [first, second].map(Nps::net);
            close(100.0 * (two.value - one.value), &case["adjusted_centre"]);
            let error = (one.variance + two.variance).sqrt();
            close((two.value - one.value) / error, &case["z"]);
            let found = Difference::of_scores(first, second);
            close(found.interval.low, &case["interval"][0]);
            close(found.interval.high, &case["interval"][1]);
            close(found.chance, &case["p"]);
        }
    }

    /// The groups that carry a share: the top two of how many.
    fn carried(rows: &[Vec<u64>]) -> Vec<Share> {
        let top = |row: &Vec<u64>| row[row.len() - 2..].iter().sum();
        rows.iter().filter_map(|row| Share::of(top(row), row.iter().sum())).collect()
    }

    #[test]
    fn shares_drawn_at_random_differ_as_recorded() {
        walk("ratings", |case| {
            let shares = carried(&case.rows());
            let due = case.recorded("rates").as_array().map_or(&[][..], Vec::as_slice);
            assert_eq!(due.len(), shares.len().saturating_sub(1));
            for (second, due) in shares.iter().skip(1).zip(due) {
                let found = Difference::of_shares(shares[0], *second);
                // Where nothing varies, statsmodels has no answer.
                let [z, chance] = [0, 1].map(|at: usize| due[at].as_f64());
                near(-pooled_z(shares[0], *second), &z.unwrap_or(0.0).into());
                near(found.chance, &chance.unwrap_or(1.0).into());
                near(-found.interval.high, &due[2]);
                near(-found.interval.low, &due[3]);
            }
            Shown::when(!due.is_empty())
        });
    }

    #[test]
    fn scores_drawn_at_random_differ_as_recorded() {
        walk("ratings", |case| {
            let (due, groups) = (case.recorded("scores"), case.groups());
            let scores = Nps::of(&groups[0]).zip(Nps::of(&groups[1]));
            if let Some((first, second)) = scores {
                let found = Difference::of_scores(first, second);
                near(found.chance, &due[1]);
                near(found.interval.low, &due[2]);
                near(found.interval.high, &due[3]);
            }
            if due.is_null() { Shown::Missing } else { Shown::when(scores.is_some()) }
        });
    }

    #[test]
    fn what_never_varies_does_not_differ() {
        for count in [0, 40] {
            let all = Share::of(count, 40).unwrap();
            let found = Difference::of_shares(all, all);
            assert!((found.chance - 1.0).abs() < 1e-12);
            assert_eq!(found.verdict(), Verdict::Undetected);
        }
    }

    #[test]
    fn a_verdict_needs_an_interval_without_zero() {
        let verdict = |k: [u64; 2], n| {
            let [first, second] = k.map(|k| Share::of(k, n).unwrap());
            Difference::of_shares(first, second).verdict()
        };
        assert_eq!(verdict([60, 80], 100), Verdict::Higher);
        assert_eq!(verdict([80, 60], 100), Verdict::Lower);
        assert_eq!(verdict([6, 8], 10), Verdict::Undetected);
    }

    proptest! {
        #[test]
        fn the_other_way_round_is_the_mirror_image(
            n in [10..5_000_u64, 10..5_000_u64], parts in [0.0..=1.0, 0.0..=1.0_f64],
        ) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
            let [a, b] = [0, 1].map(|at| {
                Share::of((number(n[at]) * parts[at]) as u64, n[at]).unwrap()
            });
            let [there, back] = [Difference::of_shares(a, b), Difference::of_shares(b, a)];
            prop_assert!((there.chance - back.chance).abs() < 1e-12);
            prop_assert!((there.interval.low + back.interval.high).abs() < 1e-12);
            let Interval { low, high } = there.interval;
            prop_assert!(-1.0 <= low && low <= there.value);
            prop_assert!(there.value <= high && high <= 1.0);
        }
    }
}
