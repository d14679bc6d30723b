//! Dates as JavaScript counts them: milliseconds since 1970 began in UTC, taken
//! apart in the local time of one zone. No clock: what time it is comes in.
//!
//! Days and civil dates are turned into each other as Howard Hinnant describes
//! in "chrono-Compatible Low-Level Date Algorithms"; the rest is ECMAScript's
//! section on Date objects.

mod read;
mod tokens;

pub(super) use self::read::read;
use super::{
    Moment, Zone,
    datum::{Calendar, Date, Datum},
};

const SECOND: f64 = 1000.0;
pub(super) const MINUTE: f64 = 60.0 * SECOND;
pub(super) const HOUR: f64 = 60.0 * MINUTE;
pub(super) const DAY: f64 = 24.0 * HOUR;

/// The last and, below zero, the first date there is, in milliseconds.
const END: f64 = 8.64e15;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/// The date at `time`, in milliseconds.
pub(super) fn datum(time: f64) -> Datum {
    static CALENDAR: Calendar = Calendar { text, iso, beside };
    Datum::Date(Date { time, calendar: &CALENDAR })
}

/// A date taken apart, all in local time.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) year: f64,
    /// From 0.
    pub(super) month: f64,
    /// Of the month, from 1.
    pub(super) day: f64,
    /// From 0, Sunday.
    pub(super) weekday: f64,
    /// Since midnight, in milliseconds.
    pub(super) time: f64,
}

/// The parts of a date; NaN all of them where it is invalid.
#[expect(clippy::cast_possible_truncation, reason = "dates are within 10^8 days of 1970")]
#[expect(clippy::cast_precision_loss, reason = "dates are within 10^8 days of 1970")]
pub(super) fn parts(date: f64, zone: Zone) -> Parts {
    let local = date + zone;
    let days = (local / DAY).floor();
    // Years begin in March here, so that the leap day is a year's last.
    let shifted = days as i64 + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12;
    let year = era * 400 + year_of_era + i64::from(month < 2);
    // An invalid date has none of these.
    let of = |part: i64| part as f64 + 0.0 * days;
    Parts {
        year: of(year),
        month: of(month),
        day: of(day),
        weekday: of((days as i64 + 4).rem_euclid(7)),
        time: local - days * DAY,
    }
}

/// The date with these parts, whose month and day may run over either end;
/// fractions are cut off. The weekday plays no part.
#[expect(clippy::cast_possible_truncation, reason = "checked against what dates can be")]
#[expect(clippy::cast_precision_loss, reason = "dates are within 10^8 days of 1970")]
pub(super) fn date(parts: Parts, zone: Zone) -> f64 {
    let (year, month) = (parts.year.trunc(), parts.month.trunc());
    let year = year + (month / 12.0).floor();
    if year.is_nan() || year.abs() > 1e6 {
        return f64::NAN;
    }
    let (year, month) = (year as i64, month.rem_euclid(12.0) as i64);
    let year = year - i64::from(month < 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 10) % 12) + 2) / 5;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = (era * 146_097 + day_of_era - 719_468) as f64 + parts.day.trunc() - 1.0;
    valid(days * DAY + parts.time.trunc() - zone)
}

/// As SurveyJS reads a date: a day alone is that day in this zone.
pub(super) fn read_local(text: &str, zone: Zone) -> f64 {
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let has_day = text.as_bytes().windows(10).any(|part| {
        digits(&part[..4])
            && part[4] == b'-'
            && digits(&part[5..7])
            && part[7] == b'-'
            && digits(&part[8..])
    });
    let timed = text.find('T').is_some_and(|at| at > 0);
    if has_day && !timed && !read(text, zone).is_nan() {
        return read(&format!("{text}T00:00:00"), zone);
    }
    read(text, zone)
}

/// A number as a date: whole milliseconds, no further than dates go.
pub(super) fn valid(date: f64) -> f64 {
    if date.abs() <= END { date.trunc() + 0.0 } else { f64::NAN }
}

/// A date beside a text that is read as one, both as they are compared. Where
/// the date comes first it is cut down to what the text says; where it has no
/// time, the text is cut down to its day.
fn beside(date: f64, text: &str, moment: Moment, date_first: bool) -> (f64, f64) {
    let zone = moment.zone();
    let cut = match text.encode_utf16().count() {
        _ if !date_first => SECOND,
        0..11 => DAY,
        11..14 => HOUR,
        14..17 => MINUTE,
        _ => 1.0,
    };
    let whole = cut_down(cut_down(date, cut, zone), SECOND, zone);
    // Nothing is now.
    let read = if text.is_empty() { moment.milliseconds } else { read_local(text, zone) };
    let timed = whole > cut_down(whole, DAY, zone);
    // Only what is written in milliseconds survives midnight.
    let thousandths = (read + zone).rem_euclid(SECOND);
    (whole, if timed { read } else { cut_down(read, DAY, zone) + thousandths })
}

/// Local time cut to a multiple of `unit`.
fn cut_down(date: f64, unit: f64, zone: Zone) -> f64 {
    ((date + zone) / unit).floor() * unit - zone
}

/// `String(date)`, in English as everywhere.
fn text(date: f64, zone: Zone) -> String {
    if date.is_nan() {
        return "Invalid Date".to_owned();
    }
    let Parts { year, month, day, weekday, time } = parts(date, zone);
    let of = |names: &[&'static str], index| names.get(whole(index)).copied().unwrap_or_default();
    let sign = if zone < 0.0 { '-' } else { '+' };
    let (hours, minutes) = (whole(zone.abs() / HOUR), whole(zone.abs() / MINUTE) % 60);
    let name = match zone {
        0.0 => "Coordinated Universal Time".to_owned(),
        _ => format!("GMT{sign}{hours:02}:{minutes:02}"),
    };
    format!(
        "{} {} {:02} {} {} GMT{sign}{hours:02}{minutes:02} ({name})",
        of(&WEEKDAYS, weekday),
        of(&MONTHS, month),
        whole(day),
        if year < 0.0 { format!("-{:06}", whole(-year)) } else { format!("{:04}", whole(year)) },
        clock(time),
    )
}

/// `date.toISOString()`; none of an invalid date.
fn iso(date: f64) -> Option<String> {
    if date.is_nan() {
        return None;
    }
    let Parts { year, month, day, time, .. } = parts(date, 0.0);
    let years = match year {
        0.0..10_000.0 => format!("{:04}", whole(year)),
        _ => format!("{}{:06}", if year < 0.0 { '-' } else { '+' }, whole(year.abs())),
    };
    let (month, day) = (whole(month) + 1, whole(day));
    let thousandths = whole(time % SECOND);
    Some(format!("{years}-{month:02}-{day:02}T{}.{thousandths:03}Z", clock(time)))
}

/// `HH:MM:SS` of milliseconds since midnight.
fn clock(time: f64) -> String {
    let (hours, minutes) = (whole(time / HOUR), whole(time / MINUTE) % 60);
    format!("{hours:02}:{minutes:02}:{:02}", whole(time / SECOND) % 60)
}

#[expect(clippy::cast_possible_truncation, reason = "parts of dates, all of them small")]
#[expect(clippy::cast_sign_loss, reason = "the absolute value where there is a sign")]
fn whole(part: f64) -> usize {
    part as usize
}
