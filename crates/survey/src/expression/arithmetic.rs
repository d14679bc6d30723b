//! Arithmetic as SurveyJS has it: JavaScript's, but that an empty side is the
//! other side's idea of nothing, and that decimals come out as people expect.

use super::{
    Zone,
    datum::{Datum, is_one, joined},
    evaluate::filled,
    functions::Call,
};
use crate::decimal;

pub(super) fn add(call: &Call<'_>) -> Datum {
    with_sides(call, sum)
}

pub(super) fn subtract(call: &Call<'_>) -> Datum {
    with_sides(call, |left, right, zone| {
        let digits = decimals(left, zone).max(decimals(right, zone));
        Datum::Number(rounded(left.number(zone) - right.number(zone), digits))
    })
}

pub(super) fn multiply(call: &Call<'_>) -> Datum {
    with_sides(call, |left, right, zone| {
        let digits = decimals(left, zone) + decimals(right, zone);
        Datum::Number(rounded(left.number(zone) * right.number(zone), digits))
    })
}

pub(super) fn divide(call: &Call<'_>) -> Datum {
    with_sides(call, |left, right, zone| divided(left, right, zone, |left, right| left / right))
}

pub(super) fn remainder(call: &Call<'_>) -> Datum {
    with_sides(call, |left, right, zone| divided(left, right, zone, |left, right| left % right))
}

/// `Math.pow`: what Rust's has beside it is not a number in JavaScript.
pub(super) fn power(call: &Call<'_>) -> Datum {
    with_sides(call, |left, right, zone| {
        let (base, exponent) = (left.number(zone), right.number(zone));
        let undecided = exponent.is_nan() || is_one(base.abs(), 1.0) && exponent.is_infinite();
        Datum::Number(if undecided { f64::NAN } else { base.powf(exponent) })
    })
}

fn with_sides(call: &Call<'_>, operate: fn(&Datum, &Datum, Zone) -> Datum) -> Datum {
    let (left, right) = filled(call.argument(0).clone(), call.argument(1).clone());
    operate(&left, &right, call.zone())
}

/// Nothing is divided by nothing.
fn divided(left: &Datum, right: &Datum, zone: Zone, operate: fn(f64, f64) -> f64) -> Datum {
    if !right.is_truthy() {
        return Datum::Null;
    }
    Datum::Number(operate(left.number(zone), right.number(zone)))
}

/// `+`: numbers are added, texts and lists joined.
fn sum(left: &Datum, right: &Datum, zone: Zone) -> Datum {
    use Datum::{List, Number, Text};
    if left.counted(zone).is_some() && right.counted(zone).is_some() {
        return added(left, right, zone);
    }
    match (left, right) {
        (List(left), List(right)) => List([left.as_slice(), right].concat()),
        (List(items), Text(text)) => Text(joined(items, ", ", zone) + text),
        (Text(text), List(items)) => Text(text.clone() + &joined(items, ", ", zone)),
        (List(items), number @ Number(_)) | (number @ Number(_), List(items)) => {
            let numbers = items.iter().filter(|item| matches!(item, Number(_)));
            let whole = numbers.fold(Number(0.0), |sum, item| added(&sum, item, zone));
            added(&whole, number, zone)
        }
        _ => plus(left, right, zone),
    }
}

/// JavaScript's `+`, rounded to as many decimals as its sides have.
pub(super) fn added(left: &Datum, right: &Datum, zone: Zone) -> Datum {
    let digits = decimals(left, zone).max(decimals(right, zone));
    match plus(left, right, zone) {
        Datum::Number(number) => Datum::Number(rounded(number, digits)),
        text => text,
    }
}

/// JavaScript's `+`.
pub(super) fn plus(left: &Datum, right: &Datum, zone: Zone) -> Datum {
    let (left, right) = (left.primitive(zone), right.primitive(zone));
    if matches!(left, Datum::Text(_)) || matches!(right, Datum::Text(_)) {
        return Datum::Text(exactly(&left, zone) + &exactly(&right, zone));
    }
    Datum::Number(left.number(zone) + right.number(zone))
}

/// How many digits stand behind the point, as `String(value)` writes it.
fn decimals(value: &Datum, zone: Zone) -> usize {
    match value {
        Datum::Number(number) if is_one(number % 1.0, 0.0) => 0,
        _ if value.counted(zone).is_none() => 0,
        _ => exactly(value, zone).split('.').nth(1).map_or(0, str::len),
    }
}

/// `String(value)`, a number to its last bit.
fn exactly(value: &Datum, zone: Zone) -> String {
    match value {
        Datum::Number(number) if number.is_finite() => decimal::exact::written(*number),
        _ => value.string(zone),
    }
}

/// `parseFloat(number.toFixed(digits))`; no digits leave the number as it is.
fn rounded(number: f64, digits: usize) -> f64 {
    if digits == 0 || !number.is_finite() { number } else { decimal::exact::fixed(number, digits) }
}
