//! Numbers as decimals, read and written as JavaScript does.
//!
//! Rust's own ways need tables that would be a tenth of what a tablet loads.
//! Questionnaires hold small and short numbers, for which plain arithmetic is
//! exact; others are read and written with more work instead of more tables.

pub(crate) mod exact;

use std::fmt;

/// Up to here every whole number is exact: 2⁵³.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Digits that tell any two numbers apart.
const ENOUGH: usize = 17;

/// The whole number in `number`, where it is one JSON can carry exactly.
#[expect(clippy::cast_possible_truncation, reason = "only within ±2^53, checked first")]
pub(crate) fn whole(number: f64) -> Option<i64> {
    (number.abs() <= EXACT && number % 1.0 == 0.0).then_some(number as i64)
}

/// The number in `text`: digits with or without a point, and a power of ten
/// (`e5`) after them or not. Exact up to 15 digits; of longer ones the last bit
/// may differ.
pub(crate) fn read(text: &str) -> Option<f64> {
    let (digits, power) = match text.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, power.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let mut number = 0.0;
    for digit in before.bytes().chain(after.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10.0 + f64::from(digit - b'0');
    }
    let power = power.saturating_sub(i32::try_from(after.len()).ok()?);
    let number = scaled(number, power);
    number.is_finite().then_some(number)
}

/// `number` × 10^`power`, exact while both are (10²² is the last power that is).
fn scaled(mut number: f64, power: i32) -> f64 {
    let mut left = power.unsigned_abs();
    while left > 0 && number != 0.0 && number.is_finite() {
        let step = left.min(22);
        let ten = (0..step).fold(1.0, |ten, _| ten * 10.0);
        number = if power < 0 { number / ten } else { number * ten };
        left -= step;
    }
    number
}

/// Writes a finite `number` as JavaScript's `String(number)`: `5`, `-0.5`,
/// `1e+21`. The shortest way that reads back as the same number, wherever that
/// has up to 15 digits.
pub(crate) fn write(number: f64, f: &mut dyn fmt::Write) -> fmt::Result {
    if let Some(whole) = whole(number) {
        return write!(f, "{whole}");
    }
    if number < 0.0 {
        f.write_char('-')?;
    }
    let (digits, point) = digits(number.abs());
    write_digits(&digits, point, f)
}

fn write_digits(digits: &str, point: i32, f: &mut dyn fmt::Write) -> fmt::Result {
    match usize::try_from(point) {
        Ok(point) if (1..=21).contains(&point) && digits.len() > point => {
            write!(f, "{}.{}", &digits[..point], &digits[point..])
        }
        Ok(point) if (1..=21).contains(&point) => write!(f, "{digits:0<point$}"),
        _ if (-5..=0).contains(&point) => {
            f.write_str("0.")?;
            for _ in point..0 {
                f.write_char('0')?;
            }
            f.write_str(digits)
        }
        _ => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            let sign = if point > 0 { "+" } else { "" };
            write!(f, "{first}{dot}{rest}e{sign}{}", point - 1)
        }
    }
}

/// The significant digits of a positive number, and how many of them stand
/// before the point (less than none: zeros stand between).
fn digits(number: f64) -> (String, i32) {
    let mut ten = 1.0;
    for places in 0..=22 {
        let shifted = (number * ten).round();
        // Both are exact, so their quotient is what reading these digits gives.
        if let Some(whole) = whole(shifted).filter(|whole| *whole > 0)
            && (shifted / ten).to_bits() == number.to_bits()
        {
            let digits = whole.to_string();
            let point = i32::try_from(digits.len()).unwrap_or_default() - places;
            return (digits, point);
        }
        ten *= 10.0;
    }
    long_digits(number)
}

/// The same, from the number's exact value.
fn long_digits(number: f64) -> (String, i32) {
    let (mantissa, shift) = binary(number);
    let (digits, point) = cut(exact(mantissa, shift), ENOUGH);
    (text(digits), point)
}

/// A positive number as a whole one and the power of two it is taken times.
fn binary(number: f64) -> (u64, i32) {
    let bits = number.to_bits();
    let (exponent, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
    let mantissa = if exponent == 0 { fraction } else { fraction | 1 << 52 };
    (mantissa, i32::try_from(exponent.max(1)).unwrap_or_default() - 1075)
}

/// Digits, and how many of them stand before the point (less than none: zeros
/// stand between).
type Digits = (Vec<u8>, i32);

/// `mantissa` × 2^`shift` to its last digit: it always has an end.
fn exact(mantissa: u64, shift: i32) -> Digits {
    let mut digits: Vec<u8> = mantissa.to_string().bytes().map(|digit| digit - b'0').collect();
    let mut point = i32::try_from(digits.len()).unwrap_or_default();
    for _ in 0..shift {
        point += double(&mut digits);
    }
    for _ in shift..0 {
        point -= halve(&mut digits);
    }
    (digits, point)
}

/// The first `kept` digits, rounded by the one after them.
fn cut((mut digits, mut point): Digits, kept: usize) -> Digits {
    if digits.len() > kept {
        let up = digits[kept] >= 5;
        digits.truncate(kept);
        if up {
            point += increase(&mut digits);
        }
    }
    (digits, point)
}

/// As they are written, without zeros at the end.
fn text(mut digits: Vec<u8>) -> String {
    let end = digits.iter().rposition(|digit| *digit != 0).map_or(1, |last| last + 1);
    digits.truncate(end);
    digits.into_iter().map(|digit| char::from(digit + b'0')).collect()
}

/// How many digits were put in front.
fn double(digits: &mut Vec<u8>) -> i32 {
    let mut carry = 0;
    for digit in digits.iter_mut().rev() {
        let doubled = *digit * 2 + carry;
        (*digit, carry) = (doubled % 10, doubled / 10);
    }
    prepend(digits, carry)
}

/// How many digits at the front became nothing.
fn halve(digits: &mut Vec<u8>) -> i32 {
    let mut left = 0;
    for digit in digits.iter_mut() {
        let whole = left * 10 + *digit;
        (*digit, left) = (whole / 2, whole % 2);
    }
    if left > 0 {
        digits.push(5);
    }
    if digits.first() == Some(&0) {
        digits.remove(0);
        return 1;
    }
    0
}

/// Adds one to the last digit; how many digits were put in front.
fn increase(digits: &mut Vec<u8>) -> i32 {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return 0;
        }
        *digit = 0;
    }
    prepend(digits, 1)
}

fn prepend(digits: &mut Vec<u8>, digit: u8) -> i32 {
    if digit > 0 {
        digits.insert(0, digit);
    }
    i32::from(digit > 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(number: f64) -> String {
        let mut text = String::new();
        write(number, &mut text).unwrap();
        text
    }

    #[test]
    fn numbers_are_written_as_javascript_does() {
        let examples = [
            (0.5, "0.5"),
            (-2.75, "-2.75"),
            (0.1, "0.1"),
            (1e-6, "0.000001"),
            (1.5e-7, "1.5e-7"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1e22, "1e+22"),
            (0.1 + 0.2, "0.30000000000000004"),
            (f64::MAX, "1.7976931348623157e+308"),
            (5e-324, "4.9406564584124654e-324"),
        ];
        for (number, text) in examples {
            assert_eq!(written(number), text);
        }
    }

    #[test]
    fn decimals_are_read() {
        assert_eq!(read("12.50"), Some(12.5));
        assert_eq!(read(".5"), Some(0.5));
        assert_eq!(read("5."), Some(5.0));
        assert_eq!(read("1e3"), Some(1000.0));
        assert_eq!(read("2.5E-1"), Some(0.25));
        for no_number in ["", ".", "1e", "e1", "1x", "1e400", "١"] {
            assert_eq!(read(no_number), None, "{no_number}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_reads_back_the_same(bits: u64) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            // Adding zero turns -0, which is written `0`, into 0.
            let (read, number) = (written(number).parse::<f64>().unwrap(), number + 0.0);
            prop_assert_eq!(read.to_bits(), number.to_bits());
        }

        #[test]
        fn short_decimals_are_read_and_written_exactly(
            digits in 1_i64..1_000_000_000_000_000,
            places in 0_u32..15,
        ) {
            let text = format!("{digits}e-{places}");
            let number: f64 = text.parse().unwrap();
            prop_assert_eq!(read(&text), Some(number));
            prop_assert_eq!(read(&written(number)), Some(number));
            prop_assert_eq!(written(number).len(), format!("{number}").len());
        }
    }
}
