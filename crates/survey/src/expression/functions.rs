//! The functions of expressions: what SurveyJS's own of the same names give.
//!
//! Those about dates and those about lists of objects have modules of their own.

mod arrays;
mod calendar;

use super::{
    Node, Zone,
    arithmetic::{self, added, plus},
    compare::precedes,
    datum::Datum,
    evaluate::Scope,
};

/// A function, and what it is asked.
pub(super) struct Call<'a> {
    pub(super) arguments: Vec<Datum>,
    /// The arguments as they are written.
    pub(super) nodes: &'a [Node],
    pub(super) scope: &'a Scope<'a>,
}

impl Call<'_> {
    pub(super) fn zone(&self) -> Zone {
        self.scope.moment.zone()
    }

    pub(super) fn argument(&self, index: usize) -> &Datum {
        self.arguments.get(index).unwrap_or(&Datum::Undefined)
    }
}

/// A function, or an operator that computes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Function {
    name: &'static str,
    run: fn(&Call<'_>) -> Datum,
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Function {
    /// The one of `language` called `name`; as in SurveyJS, case matters.
    pub(super) fn named(name: &str, language: Language) -> Option<Self> {
        language.iter().find(|function| function.name == name).copied()
    }

    pub(super) fn run(self, call: &Call<'_>) -> Datum {
        (self.run)(call)
    }
}

/// The functions and operators that an expression may use. They are reached
/// through the table alone, so that a program has none that it does not name.
pub(crate) type Language = &'static [Function];

/// What the conditions of a questionnaire may use: nothing, so far. A tablet
/// would carry it all, which is more than the kiosk has room for.
pub(crate) const ASKED: Language = &[];

/// All that SurveyJS has.
pub(crate) const ALL: Language = &[
    Function { name: "+", run: arithmetic::add },
    Function { name: "-", run: arithmetic::subtract },
    Function { name: "*", run: arithmetic::multiply },
    Function { name: "/", run: arithmetic::divide },
    Function { name: "%", run: arithmetic::remainder },
    Function { name: "^", run: arithmetic::power },
    Function { name: "iif", run: iif },
    Function { name: "sum", run: sum },
    Function { name: "avg", run: average },
    Function { name: "min", run: |call| furthest(call, true) },
    Function { name: "max", run: |call| furthest(call, false) },
    Function { name: "count", run: |call| number(flat(call).len()) },
    Function { name: "round", run: round },
    Function { name: "trunc", run: truncate },
    Function { name: "substring", run: substring },
    // Neither has a question or a survey to ask here: see `docs/expressions.md`.
    Function { name: "displayValue", run: |_| Datum::Undefined },
    Function { name: "isDisplayMode", run: |_| Datum::Undefined },
    Function { name: "countInArray", run: arrays::count },
    Function { name: "sumInArray", run: arrays::sum },
    Function { name: "avgInArray", run: arrays::average },
    Function { name: "minInArray", run: arrays::least },
    Function { name: "maxInArray", run: arrays::greatest },
    Function { name: "currentDate", run: calendar::now },
    Function { name: "today", run: calendar::today },
    Function { name: "currentYear", run: calendar::current_year },
    Function { name: "getDate", run: calendar::get_date },
    Function { name: "getYear", run: calendar::get_year },
    Function { name: "year", run: calendar::year },
    Function { name: "month", run: calendar::month },
    Function { name: "day", run: calendar::day },
    Function { name: "weekday", run: calendar::weekday },
    Function { name: "age", run: calendar::age },
    Function { name: "dateDiff", run: calendar::difference },
    Function { name: "diffDays", run: calendar::days_between },
    Function { name: "dateAdd", run: calendar::add },
];

fn number(count: usize) -> Datum {
    Datum::Number(u32::try_from(count).map_or(f64::NAN, f64::from))
}

/// `iif(condition, then, else)`: an `if` as JavaScript has it.
fn iif(call: &Call<'_>) -> Datum {
    if call.arguments.len() < 2 {
        return Datum::Null;
    }
    call.argument(if call.argument(0).is_truthy() { 1 } else { 2 }).clone()
}

/// All that was handed in, lists taken apart, texts that are numbers as such.
fn flat(call: &Call<'_>) -> Vec<Datum> {
    fn collect(values: &[Datum], zone: Zone, flat: &mut Vec<Datum>) {
        for value in values {
            match value {
                Datum::List(items) => collect(items, zone, flat),
                Datum::Undefined | Datum::Null => {}
                _ => flat.push(value.counted(zone).map_or_else(|| value.clone(), Datum::Number)),
            }
        }
    }
    let mut values = Vec::new();
    collect(&call.arguments, call.zone(), &mut values);
    values
}

fn sum(call: &Call<'_>) -> Datum {
    let zone = call.zone();
    flat(call).iter().fold(Datum::Number(0.0), |sum, value| added(&sum, value, zone))
}

fn average(call: &Call<'_>) -> Datum {
    match flat(call).len() {
        0 => Datum::Number(0.0),
        count => {
            let whole = sum(call).number(call.zone());
            Datum::Number(whole / number(count).number(call.zone()))
        }
    }
}

/// The least value, or the greatest.
fn furthest(call: &Call<'_>, least: bool) -> Datum {
    let values = flat(call);
    let Some((first, rest)) = values.split_first() else { return Datum::Undefined };
    let better = |best, value| if is_beyond(best, value, least, call) { value } else { best };
    rest.iter().fold(first, better).clone()
}

/// Whether `value` is less than `best`, or greater where that is what counts.
fn is_beyond(best: &Datum, value: &Datum, least: bool, call: &Call<'_>) -> bool {
    let (behind, ahead) = if least { (value, best) } else { (best, value) };
    precedes(behind, ahead, call.zone())
}

/// `round(number, digits)`.
fn round(call: &Call<'_>) -> Datum {
    let values = flat(call);
    let [number, rest @ ..] = values.as_slice() else { return Datum::Number(f64::NAN) };
    let digits = rest.first().filter(|it| it.is_truthy()).unwrap_or(&Datum::Number(0.0));
    let (Some(number), Some(digits)) = (number.counted(call.zone()), digits.counted(call.zone()))
    else {
        return Datum::Number(f64::NAN);
    };
    let unit = 10_f64.powf(digits);
    let nudged = number * unit * (1.0 + f64::EPSILON);
    // JavaScript's `Math.round` takes half of one up, also below zero.
    let (floor, half) = (nudged.floor(), 0.5);
    let whole = if nudged - floor >= half { floor + 1.0 } else { floor };
    Datum::Number(whole / unit)
}

/// `trunc(number, digits)`: cut off behind so many digits, as it is written.
fn truncate(call: &Call<'_>) -> Datum {
    let zone = call.zone();
    let values = flat(call);
    let (Some(value), digits) = (values.first(), values.get(1).filter(|it| it.is_truthy())) else {
        return Datum::Number(f64::NAN);
    };
    let numbers = value.counted(zone).and(digits.map_or(Some(0.0), |digits| digits.counted(zone)));
    if numbers.is_none() {
        return Datum::Number(f64::NAN);
    }
    let text = value.string(zone);
    let digits_from = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    // The sign, or the first digit.
    let whole = 1 + digits_from(1);
    // How many, where that is a whole number; else none.
    let places = digits.and_then(|digits| digits.string(zone).parse::<usize>().ok());
    let end = match places {
        Some(places) if whole < text.len() => whole + 1 + digits_from(whole + 1).min(places),
        _ => whole,
    };
    Datum::Number(Datum::text(&text[..end]).number(zone))
}

/// `substring(text, start, end)`, by UTF-16 code unit.
fn substring(call: &Call<'_>) -> Datum {
    let zone = call.zone();
    let Datum::Text(text) = call.argument(0) else { return Datum::text("") };
    if call.argument(1).counted(zone).is_none() {
        return Datum::text("");
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = number(units.len()).number(zone);
    // What is no number to JavaScript is the beginning.
    let place = |at: &Datum| at.number(zone).max(0.0).min(length).trunc();
    let start = place(call.argument(1));
    let end = call.argument(2).counted(zone).map_or(length, |_| place(call.argument(2)));
    let inside = units
        .iter()
        .enumerate()
        .filter(|(at, _)| (start.min(end)..start.max(end)).contains(&number(*at).number(zone)));
    let inside: Vec<u16> = inside.map(|(_, unit)| *unit).collect();
    Datum::Text(String::from_utf16_lossy(&inside))
}

/// JavaScript's `number + value`, as a number.
fn number_plus(number: f64, value: &Datum, zone: Zone) -> f64 {
    plus(&Datum::Number(number), value, zone).number(zone)
}
