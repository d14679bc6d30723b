//! Functions about dates. What time it is, and in which zone, comes with the
//! call.

use super::{
    super::{
        dates::{self, DAY, HOUR, MINUTE, Parts, parts},
        datum::Datum,
    },
    Call, number_plus,
};

impl Call<'_> {
    /// A value as a date, as `new Date(value)` takes it; now where there is none.
    fn date(&self, value: &Datum) -> f64 {
        match value {
            _ if !value.is_truthy() => self.now(),
            Datum::Date(date) => date.time,
            // A day alone is that day where we are, not in Greenwich.
            Datum::Text(text) => dates::read_local(text, self.zone()),
            Datum::List(_) | Datum::Object(_) => {
                dates::read(&value.string(self.zone()), self.zone())
            }
            _ => dates::valid(value.number(self.zone())),
        }
    }

    fn now(&self) -> f64 {
        dates::valid(self.scope.moment.milliseconds)
    }

    fn parts(&self, value: &Datum) -> Parts {
        parts(self.date(value), self.zone())
    }

    /// The parts of the first argument, or of today where there is none.
    fn parts_or_today(&self) -> Parts {
        self.parts(self.argument(0))
    }

    fn has_dates(&self, count: usize) -> bool {
        self.arguments.len() >= count && self.arguments.iter().take(count).all(Datum::is_truthy)
    }
}

pub(super) fn now(call: &Call<'_>) -> Datum {
    dates::datum(call.now())
}

/// `today(days)`: the midnight that was, or another day's.
pub(super) fn today(call: &Call<'_>) -> Datum {
    let mut parts = parts(call.now(), call.zone());
    parts.time = 0.0;
    if let [days] = call.arguments.as_slice() {
        parts.day = number_plus(parts.day, days, call.zone());
    }
    dates::datum(dates::date(parts, call.zone()))
}

pub(super) fn current_year(call: &Call<'_>) -> Datum {
    Datum::Number(parts(call.now(), call.zone()).year)
}

pub(super) fn get_date(call: &Call<'_>) -> Datum {
    if call.has_dates(1) { dates::datum(call.date(call.argument(0))) } else { Datum::Null }
}

pub(super) fn get_year(call: &Call<'_>) -> Datum {
    let one = call.arguments.len() == 1 && call.has_dates(1);
    if one { year(call) } else { Datum::Undefined }
}

pub(super) fn year(call: &Call<'_>) -> Datum {
    Datum::Number(call.parts_or_today().year)
}

pub(super) fn month(call: &Call<'_>) -> Datum {
    Datum::Number(call.parts_or_today().month + 1.0)
}

pub(super) fn day(call: &Call<'_>) -> Datum {
    Datum::Number(call.parts_or_today().day)
}

pub(super) fn weekday(call: &Call<'_>) -> Datum {
    Datum::Number(call.parts_or_today().weekday)
}

/// `age(date, unit)`: whole years since, or months, or days.
pub(super) fn age(call: &Call<'_>) -> Datum {
    if !call.has_dates(1) {
        return Datum::Null;
    }
    between(call, call.argument(0), &Datum::Undefined, &unit(call.argument(1), "years"))
}

/// `dateDiff(from, to, unit)`, in days where no unit is given.
pub(super) fn difference(call: &Call<'_>) -> Datum {
    if !call.has_dates(2) {
        return Datum::Null;
    }
    let (from, to) = (call.argument(0), call.argument(1));
    let unit = unit(call.argument(2), "days");
    let length = match &unit {
        Datum::Text(unit) if unit == "hours" => HOUR,
        Datum::Text(unit) if unit == "minutes" => MINUTE,
        Datum::Text(unit) if unit == "seconds" => 1000.0,
        _ => return between(call, from, to, &unit),
    };
    let apart = (call.date(to) - call.date(from)).abs();
    Datum::Number((apart / length).ceil())
}

fn unit(given: &Datum, otherwise: &str) -> Datum {
    if given.is_truthy() { given.clone() } else { Datum::text(otherwise) }
}

/// Whole months or years, or days, from one date to another.
fn between(call: &Call<'_>, from: &Datum, to: &Datum, unit: &Datum) -> Datum {
    let is = |name: &str| matches!(unit, Datum::Text(unit) if unit == name);
    if is("days") {
        // Two dates are asked for, so that an age in days is none.
        return if to.is_truthy() { days(call, from, to) } else { Datum::Number(0.0) };
    }
    let (from, to) = (call.parts(from), call.parts(to));
    let early = f64::from(u8::from(to.day < from.day));
    let months = (to.year - from.year) * 12.0 + to.month - from.month - early;
    if is("months") {
        return Datum::Number(months);
    }
    let years = (months / 12.0).trunc();
    Datum::Number(if years.is_nan() { 0.0 } else { years })
}

pub(super) fn days_between(call: &Call<'_>) -> Datum {
    if call.arguments.len() == 2 && call.has_dates(2) {
        days(call, call.argument(0), call.argument(1))
    } else {
        Datum::Number(0.0)
    }
}

fn days(call: &Call<'_>, from: &Datum, to: &Datum) -> Datum {
    let midnight = |date: &Datum| dates::date(Parts { time: 0.0, ..call.parts(date) }, 0.0);
    Datum::Number(((midnight(to) - midnight(from)).abs() / DAY).ceil())
}

/// `dateAdd(date, count, unit)`, in days where no unit is given.
pub(super) fn add(call: &Call<'_>) -> Datum {
    if !call.has_dates(2) {
        return Datum::Null;
    }
    let zone = call.zone();
    let (mut parts, count) = (call.parts(call.argument(0)), call.argument(1));
    let Datum::Text(unit) = unit(call.argument(2), "days") else {
        return dates::datum(call.date(call.argument(0)));
    };
    // The part as it is set; what it was before goes over into it.
    let added = |part: f64| number_plus(part, count, zone).trunc();
    let timed = |parts: &mut Parts, length: f64, range: f64| {
        let part = (parts.time / length).floor() % range;
        parts.time += (added(part) - part) * length;
    };
    match unit.as_str() {
        "days" => parts.day = added(parts.day),
        "months" => parts.month = added(parts.month),
        "years" => parts.year = added(parts.year),
        "hours" => timed(&mut parts, HOUR, 24.0),
        "minutes" => timed(&mut parts, MINUTE, 60.0),
        "seconds" => timed(&mut parts, 1000.0, 60.0),
        _ => {}
    }
    dates::datum(dates::date(parts, zone))
}
