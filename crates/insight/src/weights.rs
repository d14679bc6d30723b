//! How much each dimension weighs in the composite index: the analytic hierarchy
//! process (T. L. Saaty, International Journal of Services Sciences 1, 2008).

use heard_survey::Dimensions;

use crate::base::number;

/// The weights of some dimensions, which add up to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// In the order of the matrix.
    pub values: Vec<f64>,
    /// How much the judgements contradict each other, by chance 1.
    pub consistency_ratio: f64,
}

/// A matrix of judgements that gives no weights. Rows and columns from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WeightsError {
    /// Not as many columns as rows.
    #[error("row {row} has {columns} judgements, and there are {rows} rows")]
    NotSquare {
        /// The first such row.
        row: usize,
        /// How many it has.
        columns: usize,
        /// How many rows there are.
        rows: usize,
    },
    /// Chance is known for ten at most.
    #[error("{0} dimensions are more than 10")]
    TooMany(usize),
    /// None at all.
    #[error("there are no dimensions")]
    None,
    /// Not a number above 0.
    #[error("row {row}, column {column}: {value} is not above 0")]
    NotPositive {
        /// Where.
        row: usize,
        /// Where.
        column: usize,
        /// What stands there.
        value: f64,
    },
    /// The two judgements of a pair do not mirror each other.
    #[error("row {row}, column {column}: {value} is not 1 over what stands across")]
    NotReciprocal {
        /// Where.
        row: usize,
        /// Where.
        column: usize,
        /// What stands there.
        value: f64,
    },
    /// The judgements contradict each other too much.
    #[error("the judgements contradict each other: consistency ratio {0:.3}, at most 0.100")]
    Inconsistent(f64),
}

/// The mean consistency index of judgements by chance, for 3 to 10 dimensions.
const BY_CHANCE: [f64; 8] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];
/// Weights of judgements that contradict each other more are refused.
const MOST_INCONSISTENT: f64 = 0.1;
/// Far more than any matrix of ten needs.
const STEPS: usize = 1_000;

impl Weights {
    /// From judgements in pairs: in each row how many times more the dimension
    /// matters than that of the column.
    ///
    /// # Errors
    /// See [`WeightsError`].
    pub fn of(judgements: &[Vec<f64>]) -> Result<Self, WeightsError> {
        check(judgements)?;
        let (values, eigenvalue) = principal(judgements);
        let n = number(judgements.len() as u64);
        let chance = judgements.len().checked_sub(3).and_then(|at| BY_CHANCE.get(at));
        // One or two dimensions cannot contradict each other.
        let ratio = chance.map_or(0.0, |chance| ((eigenvalue - n) / (n - 1.0) / chance).max(0.0));
        if ratio > MOST_INCONSISTENT {
            return Err(WeightsError::Inconsistent(ratio));
        }
        Ok(Self { values, consistency_ratio: ratio })
    }
}

fn check(judgements: &[Vec<f64>]) -> Result<(), WeightsError> {
    let rows = judgements.len();
    if rows == 0 {
        return Err(WeightsError::None);
    }
    if rows > 10 {
        return Err(WeightsError::TooMany(rows));
    }
    for (row, judged) in (1..).zip(judgements) {
        if judged.len() != rows {
            return Err(WeightsError::NotSquare { row, columns: judged.len(), rows });
        }
    }
    for (row, judged) in (1..).zip(judgements) {
        for (column, &value) in (1..).zip(judged) {
            if !value.is_finite() || value <= 0.0 {
                return Err(WeightsError::NotPositive { row, column, value });
            }
            let across = judgements[column - 1][row - 1];
            if (value * across - 1.0).abs() > Dimensions::ROUNDED {
                return Err(WeightsError::NotReciprocal { row, column, value });
            }
        }
    }
    Ok(())
}

/// The principal eigenvector, adding up to 1, and its eigenvalue: a matrix of
/// numbers above 0 has exactly one, and repeated multiplication comes to it.
fn principal(matrix: &[Vec<f64>]) -> (Vec<f64>, f64) {
    let n = number(matrix.len() as u64);
    let mut vector = vec![1.0 / n; matrix.len()];
    let mut eigenvalue = n;
    for _ in 0..STEPS {
        let times = |row: &Vec<f64>| row.iter().zip(&vector).map(|(a, b)| a * b).sum();
        let next: Vec<f64> = matrix.iter().map(times).collect();
        // The one before adds up to 1, so this is what it was stretched by.
        eigenvalue = next.iter().sum();
        let next: Vec<f64> = next.into_iter().map(|part| part / eigenvalue).collect();
        let moved: f64 = next.iter().zip(&vector).map(|(a, b)| (a - b).abs()).sum();
        vector = next;
        if moved < 1e-15 {
            break;
        }
    }
    (vector, eigenvalue)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Shown, close, near, recorded, walk};

    #[test]
    fn weights_are_the_published_and_the_recorded_ones() {
        for case in recorded("ahp", 3) {
            let matrix: Vec<Vec<f64>> = serde_json::from_value(case["matrix"].clone()).unwrap();
            let found = Weights::of(&matrix).unwrap();
            close(principal(&matrix).1, &case["lambda_max"]);
            close(found.consistency_ratio, &case["consistency_ratio"]);
            for (weight, due) in found.values.iter().zip(case["weights"].as_array().unwrap()) {
                close(*weight, due);
            }
        }
    }

    #[test]
    fn judgements_drawn_at_random_weigh_as_recorded() {
        walk("judgements", |case| {
            let matrix: Vec<Vec<f64>> =
                serde_json::from_value(case.recorded("matrix").clone()).unwrap();
            let due = case.recorded("consistency_ratio").as_f64().unwrap();
            let (values, eigenvalue) = principal(&matrix);
            near(eigenvalue, case.recorded("lambda_max"));
            for (weight, due) in values.iter().zip(case.recorded("weights").as_array().unwrap()) {
                near(*weight, due);
            }
            let ratio = match Weights::of(&matrix) {
                Ok(weights) => weights.consistency_ratio,
                Err(WeightsError::Inconsistent(ratio)) => ratio,
                Err(other) => panic!("{other}"),
            };
            // The ratio of judgements that agree is zero but for rounding.
            assert!((ratio - due).abs() <= 1e-9 * due.max(1e-3), "{ratio} and {due}");
            assert_eq!(Weights::of(&matrix).is_ok(), due <= 0.1);
            Shown::when(due <= 0.1)
        });
    }

    #[test]
    fn what_contradicts_itself_or_is_no_judgement_is_refused_with_its_place() {
        let refused = |matrix: &[&[f64]]| {
            let matrix: Vec<Vec<f64>> = matrix.iter().map(|row| row.to_vec()).collect();
            Weights::of(&matrix).unwrap_err().to_string()
        };
        let circle =
            refused(&[&[1.0, 9.0, 1.0 / 9.0], &[1.0 / 9.0, 1.0, 9.0], &[9.0, 1.0 / 9.0, 1.0]]);
        assert!(circle.starts_with("the judgements contradict each other"), "{circle}");
        assert_eq!(
            refused(&[&[1.0, 2.0], &[2.0, 1.0]]),
            "row 1, column 2: 2 is not 1 over what stands across"
        );
        assert_eq!(refused(&[&[1.0, 0.0], &[0.5, 1.0]]), "row 1, column 2: 0 is not above 0");
        assert_eq!(refused(&[&[1.0, 2.0], &[0.5]]), "row 2 has 1 judgements, and there are 2 rows");
        assert_eq!(refused(&[]), "there are no dimensions");
        let eleven: Vec<&[f64]> = vec![&[1.0; 11]; 11];
        assert_eq!(refused(&eleven), "11 dimensions are more than 10");
    }

    #[test]
    fn thirds_may_be_written_as_people_write_them() {
        let weights = Weights::of(&[vec![1.0, 3.0], vec![0.33, 1.0]]).unwrap();
        assert!((weights.values[0] - 0.75).abs() < 0.01, "{weights:?}");
    }

    proptest! {
        #[test]
        fn judgements_by_known_weights_give_these_weights(
            weights in proptest::collection::vec(0.1..10.0_f64, 1..=10),
        ) {
            let all: f64 = weights.iter().sum();
            let row = |own: &f64| weights.iter().map(|other| own / other).collect();
            let matrix: Vec<Vec<f64>> = weights.iter().map(row).collect();
            let found = Weights::of(&matrix).unwrap();
            prop_assert!(found.consistency_ratio < 1e-9);
            for (weight, due) in found.values.iter().zip(&weights) {
                prop_assert!((weight - due / all).abs() < 1e-9);
            }
        }
    }
}
