//! What goes together with satisfaction. Never what causes it.

use crate::{
    Tally,
    base::{Interval, Z, number},
};

/// How closely two ratings of the same people go together: Spearman's rank
/// correlation with its Bonett–Wright interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Association {
    /// From −1 to 1.
    pub value: f64,
    /// Two-sided, 95 %.
    pub interval: Interval,
    /// How many people gave both.
    pub pairs: u64,
}

impl Association {
    /// Withheld under so many complete pairs.
    pub const FEWEST: u64 = 100;

    /// From how many people gave each pair of steps: a row for each step of the
    /// one rating, in it a number for each step of the other, both ascending.
    /// `None` under [`Association::FEWEST`] pairs, and where either never varies.
    pub fn of(counts: &[Vec<u64>]) -> Option<Self> {
        let pairs = counts.iter().flatten().sum();
        let value = spearman(counts).filter(|_| pairs >= Self::FEWEST)?;
        Some(Self { value, interval: bonett_wright(value, pairs), pairs })
    }
}

/// D. G. Bonett and T. A. Wright, Psychometrika 65, 2000. More than three pairs.
fn bonett_wright(value: f64, pairs: u64) -> Interval {
    let error = ((1.0 + value * value / 2.0) / (number(pairs) - 3.0)).sqrt();
    let [low, high] = [-1.0, 1.0].map(|side| (value.atanh() + side * Z * error).tanh());
    // Where all agree there is no further to go.
    if value.abs() < 1.0 { Interval { low, high } } else { Interval { low: value, high: value } }
}

/// The correlation of the mean ranks; none where a rating never varies.
fn spearman(counts: &[Vec<u64>]) -> Option<f64> {
    let width = counts.iter().map(Vec::len).max()?;
    let rows: Vec<u64> = counts.iter().map(|row| row.iter().sum()).collect();
    let of_column = |at: usize| counts.iter().filter_map(|row| row.get(at)).sum();
    let columns: Vec<u64> = (0..width).map(of_column).collect();
    let (down, across) = (ranks(&rows), ranks(&columns));
    let spread = |counts: &[u64], ranks: &[f64]| -> f64 {
        counts.iter().zip(ranks).map(|(count, rank)| number(*count) * rank * rank).sum()
    };
    let joint = |(row, rank): (&Vec<u64>, &f64)| -> f64 {
        row.iter().zip(&across).map(|(count, other)| number(*count) * rank * other).sum()
    };
    let together: f64 = counts.iter().zip(&down).map(joint).sum();
    let alone = (spread(&rows, &down) * spread(&columns, &across)).sqrt();
    (alone > 0.0).then(|| (together / alone).clamp(-1.0, 1.0))
}

/// The mean rank of each step, measured from the middle of all.
fn ranks(counts: &[u64]) -> Vec<f64> {
    let middle = number(counts.iter().sum::<u64>()) / 2.0;
    let mut below = 0.0;
    let ranked = counts.iter().map(|count| {
        let rank = below + number(*count) / 2.0 - middle;
        below += number(*count);
        rank
    });
    ranked.collect()
}

/// Where a dimension stands by how it is rated and how closely it goes together
/// with satisfaction, each against the mean of all dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// Rated high, and goes together closely.
    KeepUp,
    /// Rated low, and goes together closely.
    ConcentrateHere,
    /// Rated low, and goes together little.
    LowPriority,
    /// Rated high, and goes together little.
    PossibleOverkill,
}

impl Quadrant {
    /// Of `performance` and `importance`, against what they are on average; what
    /// is exactly average counts as high.
    pub fn of(performance: [f64; 2], importance: [f64; 2]) -> Self {
        let [is_good, matters] = [performance, importance].map(|[own, mean]| own >= mean);
        match (is_good, matters) {
            (true, true) => Self::KeepUp,
            (false, true) => Self::ConcentrateHere,
            (false, false) => Self::LowPriority,
            (true, false) => Self::PossibleOverkill,
        }
    }
}

/// Counts of pairs of steps, taken one by one.
#[derive(Clone, Debug)]
pub struct Pairs {
    steps: [Vec<Box<str>>; 2],
    counts: Vec<Vec<u64>>,
}

impl Pairs {
    /// For the scales of two questions; `None` where one has no scale.
    pub fn of(one: &Tally, other: &Tally) -> Option<Self> {
        let codes = |tally: &Tally| -> Option<Vec<Box<str>>> {
            Some(tally.scale()?.iter().map(|(code, _)| code.clone()).collect())
        };
        let steps = [codes(one)?, codes(other)?];
        let counts = vec![vec![0; steps[1].len()]; steps[0].len()];
        Some(Self { steps, counts })
    }

    /// Counts what one person gave; a pair off the scales is none.
    pub fn add(&mut self, one: &str, other: &str) {
        let place = |at: usize, code: &str| self.steps[at].iter().position(|it| **it == *code);
        if let (Some(row), Some(column)) = (place(0, one), place(1, other)) {
            self.counts[row][column] += 1;
        }
    }

    /// How closely they go together; see [`Association::of`].
    pub fn association(&self) -> Option<Association> {
        Association::of(&self.counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Shown, close, near, recorded, walk};

    fn counted(x: &serde_json::Value, y: &serde_json::Value) -> Vec<Vec<u64>> {
        let mut counts = vec![vec![0; 12]; 12];
        let step = |it: &serde_json::Value| usize::try_from(it.as_u64().unwrap()).unwrap();
        for (x, y) in x.as_array().unwrap().iter().zip(y.as_array().unwrap()) {
            counts[step(x)][step(y)] += 1;
        }
        counts
    }

    #[test]
    fn ratings_go_together_as_recorded() {
        for case in recorded("spearman", 3) {
            let counts = counted(&case["x"], &case["y"]);
            let value = spearman(&counts).unwrap();
            close(value, &case["rho"]);
            let interval = bonett_wright(value, counts.iter().flatten().sum());
            close(interval.low, &case["interval"][0]);
            close(interval.high, &case["interval"][1]);
        }
    }

    #[test]
    fn ratings_drawn_at_random_go_together_as_recorded() {
        walk("ratings", |case| {
            let rows = case.rows();
            let pairs = rows.iter().flatten().sum();
            let (due, shown) = (case.recorded("spearman"), Association::of(&rows));
            assert!(shown.is_none() || pairs >= 100);
            if due.is_null() {
                return if shown.is_some() { Shown::Missing } else { Shown::Withheld };
            }
            assert_eq!(shown.is_some(), pairs >= 100);
            let value = spearman(&rows).unwrap();
            let interval = shown.map_or(bonett_wright(value, pairs), |it| it.interval);
            near(value, &due[0]);
            near(interval.low, &due[1]);
            near(interval.high, &due[2]);
            Shown::when(shown.is_some())
        });
    }

    #[test]
    fn ninety_nine_pairs_are_withheld_and_so_is_what_never_varies() {
        let pairs = |n: u64| vec![vec![n, 0], vec![0, 50]];
        assert_eq!(Association::of(&pairs(49)), None);
        let all = Association::of(&pairs(50)).unwrap();
        assert!((all.value - 1.0).abs() < 1e-12 && all.interval.low > 0.99, "{all:?}");
        assert_eq!(Association::of(&[vec![100, 20]]), None);
    }

    #[test]
    fn people_are_paired_by_the_steps_they_gave() {
        let scale = Tally::of_scale(1, 5);
        let mut pairs = Pairs::of(&scale, &Tally::of_scale(0, 10)).unwrap();
        for step in 0..120 {
            pairs.add(&(step % 5 + 1).to_string(), &(step % 5 * 2).to_string());
            pairs.add("6", "3");
        }
        let found = pairs.association().unwrap();
        assert_eq!(found.pairs, 120);
        assert!((found.value - 1.0).abs() < 1e-12);
        assert!(Pairs::of(&scale, &Tally::of_words()).is_none());
    }

    #[test]
    fn four_quadrants_meet_at_the_mean() {
        let of = |performance, importance| Quadrant::of([performance, 3.0], [importance, 0.4]);
        assert_eq!(of(4.0, 0.6), Quadrant::KeepUp);
        assert_eq!(of(2.0, 0.6), Quadrant::ConcentrateHere);
        assert_eq!(of(2.0, 0.2), Quadrant::LowPriority);
        assert_eq!(of(4.0, 0.2), Quadrant::PossibleOverkill);
        assert_eq!(of(3.0, 0.4), Quadrant::KeepUp);
    }
}
