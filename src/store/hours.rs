//! Opening hours: for each day of the week the times at which customers can rate.

/// From Monday to Sunday; times in minutes after midnight, in the branch's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours([Vec<Span>; 7]);

/// From the first minute to before the second.
type Span = (u16, u16);

impl Hours {
    /// Reads seven texts, Monday first, each of no, one or several times apart
    /// by spaces: `09:00-12:00 13:30-17:00`. None where one is something else.
    pub fn parse(days: &[String]) -> Option<Self> {
        let days: Option<Vec<_>> = days.iter().map(|day| spans(day)).collect();
        Some(Self(days?.try_into().ok()?))
    }

    /// The texts that [`Self::parse`] reads.
    pub fn days(&self) -> [String; 7] {
        [0, 1, 2, 3, 4, 5, 6].map(|weekday| self.on(weekday))
    }

    /// One day's times, 0 for Monday.
    pub fn on(&self, weekday: usize) -> String {
        let mut text = String::new();
        for (from, to) in self.0.get(weekday).into_iter().flatten() {
            let gap = if text.is_empty() { "" } else { " " };
            text.extend([gap, &clock(*from), "-", &clock(*to)]);
        }
        text
    }

    /// Whether it is open on `weekday` (0 for Monday) at `minute` of the day.
    pub fn are_open(&self, weekday: usize, minute: u16) -> bool {
        let mut spans = self.0.get(weekday).into_iter().flatten();
        spans.any(|(from, to)| (*from..*to).contains(&minute))
    }
}

fn spans(day: &str) -> Option<Vec<Span>> {
    let mut before = 0;
    let mut span = |text: &str| {
        let (from, to) = text.split_once('-')?;
        let (from, to) = (minute(from)?, minute(to)?);
        let in_order = before <= from && from < to;
        before = to;
        in_order.then_some((from, to))
    };
    day.split_whitespace().map(&mut span).collect()
}

fn minute(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && minute <= 24 * 60).then_some(minute)
}

fn clock(minute: u16) -> String {
    let two = |number: u16| {
        let mut digits = String::from(if number < 10 { "0" } else { "" });
        digits.push_str(&number.to_string());
        digits
    };
    let mut clock = two(minute / 60);
    clock.push(':');
    clock.push_str(&two(minute % 60));
    clock
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(weekday: &str) -> Option<Hours> {
        let mut days = vec![weekday.to_owned(); 5];
        days.extend([String::new(), "00:00-24:00".to_owned()]);
        Hours::parse(&days)
    }

    #[test]
    fn a_lunch_break_and_a_closed_day_are_kept() {
        let hours = hours("09:00-12:00 13:30-17:00").unwrap();
        assert!(!hours.are_open(0, 8 * 60 + 59));
        assert!(hours.are_open(0, 9 * 60));
        assert!(!hours.are_open(4, 12 * 60));
        assert!(hours.are_open(4, 13 * 60 + 30));
        assert!(!hours.are_open(4, 17 * 60));
        assert!(!hours.are_open(5, 10 * 60), "closed on Saturday");
        assert!(hours.are_open(6, 24 * 60 - 1), "open all Sunday");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let hours = hours("09:00-12:05 13:30-17:00").unwrap();
        assert_eq!(hours.on(0), "09:00-12:05 13:30-17:00");
        assert_eq!(Hours::parse(&hours.days()), Some(hours));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for wrong in ["9", "09:00", "09:00-08:00", "09:60-10:00", "09:00-25:00", "a:b-c:d"] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
        assert_eq!(hours("09:00-12:00 11:00-13:00"), None, "they overlap");
        assert_eq!(Hours::parse(&[String::new()]), None, "a week has seven days");
    }
}
