//! The composite index: several dimensions in one figure, weighted by how much each
//! was judged to matter.

use std::ops::AddAssign;

use heard_survey::Dimensions;

use crate::{
    Estimate, Weights, WeightsError,
    base::{Base, Interval, Z, number},
};

/// What the scores of some people add up to: all that an [`Index`] needs of them, and
/// what parts of them add up to as well.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    n: u64,
    sum: f64,
    squares: f64,
}

impl Sums {
    /// Of `n` scores from 0 to 100: their sum, and the sum of their squares.
    pub fn new(n: u64, sum: f64, squares: f64) -> Self {
        Self { n, sum, squares }
    }

    /// How many people answered every dimension.
    pub fn n(self) -> u64 {
        self.n
    }

    /// Adds one person's score, from 0 to 100.
    pub fn add(&mut self, score: f64) {
        *self += Self { n: 1, sum: score, squares: score * score };
    }
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        let Self { n, sum, squares } = other;
        self.n += n;
        self.sum += sum;
        self.squares += squares;
    }
}

/// The mean of at least ten people's own weighted scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index(Estimate);

impl Index {
    /// Of these scores; `None` of fewer than [`Base::MINIMUM`].
    pub fn of(Sums { n, sum, squares }: Sums) -> Option<Self> {
        let base = Base::new(n)?;
        let value = (sum / number(n)).clamp(0.0, 100.0);
        let beyond = squares - sum * (sum / number(n));
        // As much may be left of rounding where all scores are alike. At most three
        // millionths of a point of the interval are lost by taking it for nothing.
        let varies = beyond > number(n) * f64::EPSILON * squares;
        let variance = if varies { beyond / number(n - 1) } else { 0.0 };
        let spread = Z * (variance / number(n)).sqrt();
        let interval =
            Interval { low: (value - spread).max(0.0), high: (value + spread).min(100.0) };
        Some(Self(Estimate { value, interval, base }))
    }

    /// In points from 0 to 100, with its interval by the normal approximation.
    pub fn estimate(self) -> Estimate {
        self.0
    }
}

/// How one person's answers become a score: the dimensions, their scales and weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Composite {
    questions: Vec<String>,
    weights: Weights,
    /// What one step up on each dimension adds to the score.
    steps: Vec<f64>,
    /// The lowest step of each.
    lowest: Vec<f64>,
}

impl Composite {
    /// Of these dimensions, whose scales have these `ends`, in the same order.
    ///
    /// # Errors
    /// When the judgements give no weights.
    pub fn of(dimensions: &Dimensions, ends: &[[i32; 2]]) -> Result<Self, WeightsError> {
        let weights = Weights::of(&dimensions.judgements)?;
        let span = |[low, high]: &[i32; 2]| f64::from(high - low);
        let steps = weights.values.iter().zip(ends);
        Ok(Self {
            questions: dimensions.questions.clone(),
            steps: steps.map(|(weight, ends)| 100.0 * weight / span(ends)).collect(),
            lowest: ends.iter().map(|[low, _]| f64::from(*low)).collect(),
            weights,
        })
    }

    /// Names of the dimensions.
    pub fn questions(&self) -> &[String] {
        &self.questions
    }

    /// What each counts, in the same order, and how consistent the judgements are.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// What an answer to one of the dimensions, by its place, adds to the score of who
    /// gave it; the parts of all dimensions are the score, from 0 to 100.
    pub fn part(&self, dimension: usize, answer: f64) -> f64 {
        let of = |values: &[f64]| values.get(dimension).copied().unwrap_or_default();
        (answer - of(&self.lowest)) * of(&self.steps)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Shown, near, walk};

    fn composite(judgements: Vec<Vec<f64>>, ends: &[[i32; 2]]) -> Result<Composite, WeightsError> {
        let questions = (0..judgements.len()).map(|at| format!("q{at}")).collect();
        Composite::of(&Dimensions { questions, judgements }, ends)
    }

    #[test]
    fn indices_of_people_drawn_at_random_are_the_recorded_ones() {
        walk("judgements", |case| {
            let of = |name: &str| case.recorded(name).clone();
            let ends: Vec<[i32; 2]> = serde_json::from_value(of("ends")).unwrap();
            let people: Vec<Vec<f64>> = serde_json::from_value(of("people")).unwrap();
            let matrix = serde_json::from_value(of("matrix")).unwrap();
            let Ok(composite) = composite(matrix, &ends) else { return Shown::Missing };
            let mut sums = Sums::default();
            for answers in &people {
                let parts = answers.iter().enumerate().map(|(at, one)| composite.part(at, *one));
                sums.add(parts.sum());
            }
            let shown = Index::of(sums);
            assert_eq!(shown.is_some(), people.len() >= 10);
            if let Some(Estimate { value, interval, .. }) = shown.map(Index::estimate) {
                near(value, &of("index")[0]);
                near(interval.low, &of("index")[1]);
                near(interval.high, &of("index")[2]);
            }
            Shown::when(shown.is_some())
        });
    }

    #[test]
    fn nine_people_have_no_index_and_people_who_agree_one_without_doubt() {
        let sums = |n: u64| {
            (0..n).fold(Sums::default(), |mut sums, _| {
                sums.add(200.0 / 3.0);
                sums
            })
        };
        assert_eq!(Index::of(sums(9)), None);
        for n in [10, 1_000, 1_000_000] {
            let Estimate { value, interval, .. } = Index::of(sums(n)).unwrap().estimate();
            assert!((value - 200.0 / 3.0).abs() < 1e-9, "{value}");
            assert!(interval.high - interval.low < 1e-9, "{n}: {interval:?}");
        }
    }

    #[test]
    fn judgements_that_contradict_each_other_make_no_composite() {
        let circle =
            vec![vec![1.0, 9.0, 1.0 / 9.0], vec![1.0 / 9.0, 1.0, 9.0], vec![9.0, 1.0 / 9.0, 1.0]];
        let refused = composite(circle, &[[1, 5]; 3]);
        assert!(matches!(refused, Err(WeightsError::Inconsistent(_))), "{refused:?}");
    }

    proptest! {
        #[test]
        fn parts_add_up_and_no_index_leaves_0_to_100(
            scores in proptest::collection::vec(0.0..=100.0_f64, 10..80), cut in 0..10_usize,
        ) {
            let sums = |scores: &[f64]| scores.iter().fold(Sums::default(), |mut sums, score| {
                sums.add(*score);
                sums
            });
            let (one, other) = scores.split_at(cut);
            let mut parts = sums(one);
            parts += sums(other);
            let [whole, parts] = [sums(&scores), parts].map(|it| Index::of(it).unwrap().estimate());
            prop_assert!((whole.value - parts.value).abs() < 1e-9);
            prop_assert!((whole.interval.low - parts.interval.low).abs() < 1e-6);
            let Interval { low, high } = whole.interval;
            prop_assert!(0.0 <= low && low <= whole.value && whole.value <= high && high <= 100.0);
        }
    }
}
