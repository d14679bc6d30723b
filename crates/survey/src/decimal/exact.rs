//! Decimals to the last bit, for what computes: the shortest way to write a
//! number, the nearest number to a text, rounding as it is done on paper.
//!
//! Apart from the rest because a tablet does not compute.

use super::{Digits, ENOUGH, binary, cut, exact, text, whole, write_digits};

/// `String(number)` of a finite number, as short as it can be.
pub(crate) fn written(number: f64) -> String {
    let mut written = String::new();
    if let Some(whole) = whole(number) {
        return whole.to_string();
    }
    if number < 0.0 {
        written.push('-');
    }
    let (digits, point) = shortest(number.abs());
    // A text takes whatever is written to it.
    let _ = write_digits(&text(digits), point, &mut written);
    written
}

/// The fewest digits that no neighbour is as near to.
fn shortest(number: f64) -> Digits {
    let (mantissa, shift) = binary(number);
    let (below, above) = edges(number);
    let own = exact(mantissa, shift);
    let near = |kept| {
        let shorter = cut(own.clone(), kept);
        // What is half way belongs to the even one.
        let near = if mantissa % 2 == 0 {
            !before(&shorter, &below) && !before(&above, &shorter)
        } else {
            before(&below, &shorter) && before(&shorter, &above)
        };
        near.then_some(shorter)
    };
    (1..ENOUGH).find_map(near).unwrap_or_else(|| cut(own.clone(), ENOUGH))
}

/// `number` to so many digits behind the point, half of one up: what
/// JavaScript's `toFixed` writes, read back.
pub(crate) fn fixed(number: f64, places: usize) -> f64 {
    let (mantissa, shift) = binary(number.abs());
    let (digits, point) = exact(mantissa, shift);
    let places = i32::try_from(places.min(100)).unwrap_or_default();
    let Ok(kept) = usize::try_from(point + places) else { return 0.0 };
    // JavaScript gives numbers from 10²¹ on back as they are.
    if kept >= digits.len() || point > 21 {
        return number;
    }
    nearest(number.abs(), &cut((digits, point), kept)).copysign(number)
}

/// The number that is nearest to these digits, from one that is near.
fn nearest(number: f64, digits: &Digits) -> f64 {
    let whole = digits.0.iter().fold(0.0, |whole, digit| whole * 10.0 + f64::from(*digit));
    let places = i32::try_from(digits.0.len()).unwrap_or_default() - digits.1;
    // As long as both are exact, so is their quotient.
    let mut number = if number == 0.0 || whole == 0.0 { 0.0 } else { whole / 10_f64.powi(places) };
    for _ in 0..ENOUGH {
        if number == 0.0 || !number.is_finite() {
            break;
        }
        let (below, above) = edges(number);
        if before(&above, digits) {
            number = number.next_up();
        } else if before(digits, &below) {
            number = number.next_down();
        } else {
            break;
        }
    }
    number
}

/// Half way from a positive number to its neighbours; below a power of two the
/// next one is nearer.
fn edges(number: f64) -> (Digits, Digits) {
    let (mantissa, shift) = binary(number);
    let below = 4 * mantissa - if mantissa == 1 << 52 { 1 } else { 2 };
    (exact(below, shift - 2), exact(4 * mantissa + 2, shift - 2))
}

/// Whether the one is less than the other; none begins with a zero.
fn before(left: &Digits, right: &Digits) -> bool {
    // Zeros at the end say nothing.
    let said = |digits: &Digits| {
        let end = digits.0.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
        digits.0.iter().take(end).copied().collect::<Vec<u8>>()
    };
    (left.1, said(left)) < (right.1, said(right))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_rounded_to_digits_behind_the_point() {
        let examples = [
            (0.1 + 0.2, 1, 0.3),
            (1.005, 2, 1.0),
            (-2.5, 0, -3.0),
            (0.04, 1, 0.0),
            (0.06, 1, 0.1),
            (9.99, 1, 10.0),
            (0.000_4, 2, 0.0),
            (5.0, 3, 5.0),
            (1e300, 2, 1e300),
        ];
        for (number, places, rounded) in examples {
            let own = fixed(number, places);
            assert_eq!(own.to_bits(), f64::to_bits(rounded), "{number} to {places}");
        }
    }

    #[test]
    fn what_is_half_way_to_a_neighbour_belongs_to_the_even_one() {
        assert_eq!(written(1.225_254_538_954_85e17), "122525453895485000");
        assert_eq!(written(5.600_912_173_962_589_6e16), "56009121739625896");
    }

    proptest! {
        #[test]
        fn a_number_is_written_with_the_digits_that_rust_gives_it(
            number in proptest::num::f64::NORMAL,
        ) {
            let digits = |text: String| {
                let mantissa = text.split('e').next().unwrap_or_default().to_owned();
                let plain: String = mantissa.chars().filter(char::is_ascii_digit).collect();
                plain.trim_matches('0').to_owned()
            };
            let own = written(number);
            prop_assert_eq!(digits(own.clone()), digits(format!("{number:e}")));
            prop_assert_eq!(own.parse(), Ok(number));
        }

        #[test]
        fn rounding_is_what_rust_writes_read_back(number in -1e6..1e6, places in 1_usize..8) {
            // Rust rounds half to even, but no half is exact behind a point.
            let rounded: f64 = format!("{number:.places$}").parse().unwrap();
            prop_assert_eq!(fixed(number, places).to_bits(), rounded.to_bits());
        }
    }
}
