//! What the tests and intervals need of probability distributions; the functions
//! themselves are `statrs`'s, and `libm`'s where that is closer.

use std::f64::consts::FRAC_2_PI;

use libm::erfc;
use statrs::function::{
    beta::beta_reg,
    gamma::{gamma_lr, gamma_ur},
};

use crate::base::{Z, number};

/// The chance of a standard normal value at least as far from 0 as `z`, on either
/// side.
pub(crate) fn two_sided(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The chance of a chi-square value of at least `x`, which is not negative, with
/// `freedom` degrees of freedom, at least 1.
pub(crate) fn chi_square_tail(x: f64, freedom: f64) -> f64 {
    if x > 0.0 { gamma_ur(freedom / 2.0, x / 2.0) } else { 1.0 }
}

/// The 97.5 % point of Student's t with `freedom` degrees of freedom, a whole number;
/// none under 1.
///
/// An expansion comes close, and Newton's steps on the distribution function give the
/// other digits. All of it is written out here: it is in the console, where a
/// library's gamma and beta functions would take 19 of 300 KB.
pub(crate) fn t_quantile(freedom: f64) -> Option<f64> {
    if freedom.is_nan() || freedom < 1.0 {
        return None;
    }
    let near = expansion(freedom);
    let step = |near: f64, _| {
        let (chance, slope) = within(near, freedom);
        near - (chance - 0.95) / slope
    };
    Some(if freedom < ENOUGH { (0..STEPS).fold(near, step) } else { near })
}

/// The chance of a value of Student's t nearer to 0 than `t`, for whole degrees of
/// freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4), and how it rises with `t`: the
/// first term left out of the sum is the density but for a factor.
fn within(t: f64, freedom: f64) -> (f64, f64) {
    let root = freedom.sqrt();
    let tangent = t / root;
    let cosine_squared = 1.0 / (1.0 + tangent * tangent);
    let cosine = cosine_squared.sqrt();
    let (mut term, mut place, mut sum, factor) = if freedom % 2.0 > 0.5 {
        (cosine, 3.0, tangent.atan() / (tangent * cosine), FRAC_2_PI)
    } else {
        (1.0, 2.0, 0.0, 1.0)
    };
    while place <= freedom {
        sum += term;
        term *= cosine_squared * (place - 1.0) / place;
        place += 2.0;
    }
    (factor * tangent * cosine * sum, factor * term * cosine * root)
}

/// From so many degrees of freedom on, what the expansion leaves out is beyond the
/// last digit.
const ENOUGH: f64 = 1_000.0;
/// At one degree of freedom, where the expansion is worst, five suffice.
const STEPS: usize = 6;

/// The 97.5 % point in powers of 1 over the degrees of freedom (M. Abramowitz and
/// I. A. Stegun, Handbook of Mathematical Functions, 26.7.5).
fn expansion(freedom: f64) -> f64 {
    let square = Z * Z;
    let terms = [
        1.0,
        (square + 1.0) / 4.0,
        ((5.0 * square + 16.0) * square + 3.0) / 96.0,
        (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0,
        ((((79.0 * square + 776.0) * square + 1482.0) * square - 1920.0) * square - 945.0)
            / 92_160.0,
    ];
    Z * terms.into_iter().rev().fold(0.0, |rest, term| term + rest / freedom)
}

/// The chance of a Poisson count of at least `count` where `mean` are expected.
pub(crate) fn poisson_tail(count: u64, mean: f64) -> f64 {
    match count {
        0 => 1.0,
        _ if mean > 0.0 => gamma_lr(number(count), mean),
        _ => 0.0,
    }
}

/// The chance of at least `count` among `n`, each with a chance of `p` between 0 and
/// 1, both excluded.
pub(crate) fn binomial_tail(count: u64, n: u64, p: f64) -> f64 {
    match count {
        0 => 1.0,
        _ if count > n => 0.0,
        _ => beta_reg(number(count), number(n - count) + 1.0, p.clamp(0.0, 1.0)),
    }
}

/// The chance of at most `count` among `n`, likewise.
pub(crate) fn binomial_head(count: u64, n: u64, p: f64) -> f64 {
    if count >= n { 1.0 } else { binomial_tail(n - count, n, 1.0 - p) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{close, recorded};

    #[test]
    fn students_t_is_the_recorded_one_from_two_answers_to_a_hundred_million() {
        for case in recorded("t_quantile", 16) {
            close(t_quantile(case["freedom"].as_f64().unwrap()).unwrap(), &case["t"]);
        }
        assert_eq!(t_quantile(0.0), None);
    }

    #[test]
    fn tails_are_those_of_the_sums() {
        // The terms of the distributions, added one by one.
        let poisson = |mean: f64, count: u64| {
            let terms = (0..count).scan((-mean).exp(), |term, k| {
                let now = *term;
                *term *= mean / number(k + 1);
                Some(now)
            });
            1.0 - terms.sum::<f64>()
        };
        for (mean, count) in [(0.3, 1), (0.3, 4), (6.0, 9), (40.0, 55), (2.5, 0)] {
            assert!((poisson_tail(count, mean) - poisson(mean, count)).abs() < 1e-12);
        }
        let binomial = |n: u64, p: f64, count: u64| {
            let first = (1.0 - p).powf(number(n));
            let terms = (0..count).scan(first, |term, k| {
                let now = *term;
                *term *= number(n - k) / number(k + 1) * p / (1.0 - p);
                Some(now)
            });
            1.0 - terms.sum::<f64>()
        };
        for (n, p, count) in [(10, 0.5, 3), (40, 0.03, 4), (500, 0.3, 170), (12, 0.2, 0)] {
            let due = binomial(n, p, count);
            assert!((binomial_tail(count, n, p) - due).abs() < 1e-10, "{n} {p} {count}");
            let head = 1.0 - binomial(n, p, count + 1);
            assert!((binomial_head(count, n, p) - head).abs() < 1e-10, "{n} {p} {count}");
        }
    }

    #[test]
    fn tails_end_where_their_distributions_do() {
        assert_eq!((poisson_tail(0, 0.0), poisson_tail(1, 0.0)), (1.0, 0.0));
        assert_eq!((binomial_tail(0, 3, 0.5), binomial_tail(4, 3, 0.5)), (1.0, 0.0));
        assert_eq!((binomial_head(3, 3, 0.5), binomial_head(0, 0, 0.5)), (1.0, 1.0));
    }
}
