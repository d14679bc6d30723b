//! Days and moments as they stand in files: as RFC 3339 has them, and in no
//! other way. chrono's `FromStr` and `format` know many more, which is several
//! times the code.

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

/// The day that `text` names: `2026-11-21`.
pub fn day(text: &str) -> Option<NaiveDate> {
    let midnight = DateTime::parse_from_rfc3339(&format!("{text}T00:00:00Z"));
    midnight.ok().map(|midnight| midnight.date_naive())
}

/// The time of day as clocks show it: `14:05`.
pub fn clock(moment: &DateTime<FixedOffset>) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_year_month_day_and_nothing_else() {
        assert_eq!(day("2026-02-28"), NaiveDate::from_ymd_opt(2026, 2, 28));
        for no_day in ["", "2026-02-29", "2026-2-3", "2026-02-28T10:00:00Z", "28.02.2026"] {
            assert_eq!(day(no_day), None, "{no_day}");
        }
    }

    #[test]
    fn a_clock_shows_hours_and_minutes() {
        let moment = DateTime::parse_from_rfc3339("2026-11-21T04:05:59+08:00").unwrap();
        assert_eq!(clock(&moment), "04:05");
    }
}
