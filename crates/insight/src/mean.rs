//! The mean of answers on a scale, and the score of a hundred made of it.

use crate::{
    Tally,
    base::{Base, Interval, number},
    distributions::t_quantile,
    score::Estimate,
};

/// The mean of at least ten answers on a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    value: f64,
    /// Half of the t-interval.
    spread: f64,
    base: Base,
    /// The lowest and the highest step.
    ends: [f64; 2],
}

impl Mean {
    /// The mean of the answers in `tally`; `None` under [`Base::MINIMUM`] answers,
    /// and when the question has no scale of at least two steps.
    pub fn of(tally: &Tally) -> Option<Self> {
        let steps = tally.steps()?;
        let base = Base::new(tally.n())?;
        let ends = [steps.first()?.0, steps.last()?.0];
        let (value, spread) = mean(&steps)?;
        (ends[0] < ends[1]).then_some(Self { value, spread, base, ends })
    }

    /// The mean with its t-interval, clipped to the scale.
    pub fn estimate(self) -> Estimate {
        let Self { value, spread, base, ends: [least, most] } = self;
        let interval =
            Interval { low: (value - spread).max(least), high: (value + spread).min(most) };
        Estimate { value, interval, base }
    }

    /// The same in points of a hundred: 0 at the lowest step, 100 at the highest.
    pub fn of_hundred(self) -> Estimate {
        let [least, most] = self.ends;
        let points = |mean: f64| 100.0 * (mean - least) / (most - least);
        let Estimate { value, interval: Interval { low, high }, base } = self.estimate();
        let interval = Interval { low: points(low), high: points(high) };
        Estimate { value: points(value), interval, base }
    }
}

/// Mean, and half of its two-sided 95 % t-interval, of values that were given so
/// often; none under two.
fn mean(counted: &[(f64, u64)]) -> Option<(f64, f64)> {
    let n: f64 = counted.iter().map(|(_, count)| number(*count)).sum();
    let sum: f64 = counted.iter().map(|(step, count)| step * number(*count)).sum();
    let mean = sum / n;
    let squares: f64 =
        counted.iter().map(|(step, count)| (step - mean).powi(2) * number(*count)).sum();
    let error = (squares / (n - 1.0) / n).sqrt();
    Some((mean, t_quantile(n - 1.0)? * error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Shown, answers, close, near, recorded, walk};

    #[test]
    fn the_interval_is_the_recorded_one() {
        for case in recorded("mean_interval", 3) {
            let given = case["x"].as_array().unwrap();
            let counted: Vec<_> = given.iter().map(|step| (step.as_f64().unwrap(), 1)).collect();
            let (mean, spread) = mean(&counted).unwrap();
            close(mean, &case["mean"]);
            close(mean - spread, &case["t_interval"][0]);
            close(mean + spread, &case["t_interval"][1]);
        }
    }

    #[test]
    fn mean_and_interval_of_data_drawn_at_random_are_the_recorded_ones() {
        walk("ratings", |case| {
            let tally = &case.groups()[0];
            let (shown, due) = (Mean::of(tally), case.recorded("mean"));
            assert_eq!(shown.is_some(), tally.n() >= 10);
            if tally.n() > 1 {
                let steps = tally.steps().unwrap();
                let (value, spread) = mean(&steps).unwrap();
                near(value, &due[0]);
                near(value - spread, &due[1]);
                near(value + spread, &due[2]);
            }
            if let Some(shown) = shown {
                let due = |at: usize| due[at].as_f64().unwrap();
                let ends = [shown.ends[0], shown.ends[1]];
                let Estimate { value, interval, .. } = shown.estimate();
                near(value, &due(0).into());
                near(interval.low, &due(1).max(ends[0]).into());
                near(interval.high, &due(2).min(ends[1]).into());
            }
            Shown::when(shown.is_some())
        });
    }

    #[test]
    fn a_hundred_is_the_highest_step_and_no_interval_leaves_the_scale() {
        let all = Mean::of(&answers([0, 0, 0, 1, 11])).unwrap();
        let Estimate { value, interval, .. } = all.estimate();
        assert!((value - 59.0 / 12.0).abs() < 1e-12);
        assert!((interval.high - 5.0).abs() < f64::EPSILON, "{interval:?}");
        assert!((all.of_hundred().interval.high - 100.0).abs() < 1e-12);
        let middle = Mean::of(&answers([2, 2, 2, 2, 2])).unwrap().of_hundred();
        assert!((middle.value - 50.0).abs() < 1e-12);
    }

    #[test]
    fn nine_answers_and_words_carry_no_mean() {
        assert_eq!(Mean::of(&answers([0, 0, 0, 4, 5])), None);
        assert_eq!(Mean::of(&Tally::of_words()), None);
    }
}
