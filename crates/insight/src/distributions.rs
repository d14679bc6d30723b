//! What the tests and intervals need of probability distributions; the functions
//! themselves are `statrs`'s, and `libm`'s where that is closer.

use libm::erfc;
use statrs::{
    distribution::{ContinuousCDF as _, StudentsT},
    function::gamma::gamma_ur,
};

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

/// The 97.5 % point of Student's t with `freedom` degrees of freedom; none under 1.
pub(crate) fn t_quantile(freedom: f64) -> Option<f64> {
    let t = StudentsT::new(0.0, 1.0, freedom).ok().filter(|_| freedom >= 1.0)?;
    Some(t.inverse_cdf(0.975))
}
