//! Days and moments as they stand in files: as RFC 3339 has them, and in no
//! other way. chrono's `FromStr` and `format` know many more, which is several
//! times the code.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, SecondsFormat, Timelike};

/// The day that `text` names: `2026-11-21`.
pub fn day(text: &str) -> Option<NaiveDate> {
    let midnight = DateTime::parse_from_rfc3339(&format!("{text}T00:00:00Z"));
    midnight.ok().map(|midnight| midnight.date_naive())
}

/// The time of day as clocks show it: `14:05`.
pub fn clock(moment: &DateTime<FixedOffset>) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// Appends a moment as `2026-11-21T14:05:09+08:00`, with as many decimals of a second
/// as it has.
pub(crate) fn write(text: &mut String, moment: &DateTime<FixedOffset>) {
    let (local, offset) = (moment.naive_local(), moment.offset().local_minus_utc());
    let year = u32::try_from(local.year()).ok().filter(|year| *year <= 9999);
    let (Some(year), 0, 0) = (year, local.nanosecond(), offset % 60) else {
        return text.push_str(&moment.to_rfc3339_opts(SecondsFormat::AutoSi, false));
    };
    let minutes = offset.unsigned_abs() / 60;
    let sign = if offset < 0 { '-' } else { '+' };
    let two_digits = [
        (year / 100, None),
        (year % 100, Some('-')),
        (local.month(), Some('-')),
        (local.day(), Some('T')),
        (local.hour(), Some(':')),
        (local.minute(), Some(':')),
        (local.second(), Some(sign)),
        (minutes / 60, Some(':')),
        (minutes % 60, None),
    ];
    for (number, after) in two_digits {
        // Each is below 100.
        for digit in [number / 10, number % 10] {
            text.extend(char::from_digit(digit, 10));
        }
        text.extend(after);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_year_month_day_and_nothing_else() {
        assert_eq!(day("2026-02-28"), NaiveDate::from_ymd_opt(2026, 2, 28));
        for no_day in ["", "2026-02-29", "2026-2-3", "2026-02-28T10:00:00Z", "28.02.2026"] {
            assert_eq!(day(no_day), None, "{no_day}");
        }
    }

    proptest! {
        #[test]
        fn a_moment_is_written_as_chrono_writes_it(
            second in -62_200_000_000..260_000_000_000_i64,
            nanosecond in prop_oneof![4 => Just(0), 1 => 0..2_000_000_000_u32],
            offset in prop_oneof![-86_399..86_400, (-1439..1440).prop_map(|minutes| minutes * 60)],
        ) {
            let moment = DateTime::from_timestamp(second, nanosecond);
            let offset = FixedOffset::east_opt(offset).unwrap();
            if let Some(moment) = moment.map(|moment| moment.with_timezone(&offset)) {
                let mut text = String::new();
                write(&mut text, &moment);
                prop_assert_eq!(text, moment.to_rfc3339_opts(SecondsFormat::AutoSi, false));
            }
        }
    }

    #[test]
    fn a_clock_shows_hours_and_minutes() {
        let moment = DateTime::parse_from_rfc3339("2026-11-21T04:05:59+08:00").unwrap();
        assert_eq!(clock(&moment), "04:05");
    }
}
