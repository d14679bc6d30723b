//! A date from a text, as V8 reads it: ECMAScript's own form, or one of the
//! many that browsers have always taken (`3/7/2020`, `7 March 2020 9:30 PM`).
//!
//! The rules are those that V8 states in `src/date/dateparser-inl.h`: numbers
//! before `:` are a time, words are months, zones or, before the first number,
//! nothing; what is in brackets is passed over.

use super::{
    HOUR, MINUTE, Parts, SECOND, Zone, date,
    tokens::{Token, tokens},
};

/// The date, in milliseconds; NaN where `text` is none.
pub(in super::super) fn read(text: &str, zone: Zone) -> f64 {
    let mut reader = Reader { tokens: tokens(text), next: 0, ..Reader::default() };
    match reader.standard() {
        Reading::Done => {}
        Reading::Refused => return f64::NAN,
        Reading::From(first) => {
            if reader.legacy(first).is_none() {
                return f64::NAN;
            }
        }
    }
    reader.written(zone).unwrap_or(f64::NAN)
}

/// What ECMAScript's own form comes to.
enum Reading {
    Done,
    Refused,
    /// It is another form, from this token on.
    From(Token),
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
    next: usize,
    /// Year, month and day in ECMAScript's form; as they come in others.
    day: Vec<f64>,
    month: Option<f64>,
    standard: bool,
    /// Hours, minutes, seconds, milliseconds.
    time: Vec<f64>,
    half_day: Option<f64>,
    sign: Option<f64>,
    hours: Option<f64>,
    minutes: Option<f64>,
}

impl Reader {
    fn peek(&self) -> Token {
        self.tokens.get(self.next).copied().unwrap_or(Token::End)
    }

    fn take(&mut self) -> Token {
        let token = self.peek();
        self.next += 1;
        token
    }

    fn skip(&mut self, symbol: char) -> bool {
        let found = self.peek() == Token::Symbol(symbol);
        self.next += usize::from(found);
        found
    }

    /// A number of exactly `length` digits from `low` to `high`.
    fn fixed(&mut self, length: usize, low: f64, high: f64) -> Option<f64> {
        match self.peek() {
            Token::Number(number, digits) if digits == length && (low..=high).contains(&number) => {
                self.next += 1;
                Some(number)
            }
            _ => None,
        }
    }

    fn standard(&mut self) -> Reading {
        if let sign @ Token::Symbol('+' | '-') = self.peek() {
            self.next += 1;
            let negative = sign == Token::Symbol('-');
            let lowest = if negative { 1.0 } else { 0.0 };
            let Some(year) = self.fixed(6, lowest, f64::MAX) else { return Reading::From(sign) };
            self.day.push(if negative { -year } else { year });
        } else {
            let Some(year) = self.fixed(4, 0.0, f64::MAX) else {
                return Reading::From(self.take());
            };
            self.day.push(year);
        }
        for last in [12.0, 31.0] {
            if !self.skip('-') {
                break;
            }
            let Some(part) = self.fixed(2, 1.0, last) else { return Reading::From(self.take()) };
            self.day.push(part);
        }
        match self.peek() {
            Token::End => self.set_zone(0.0),
            Token::Separator => {
                self.next += 1;
                if self.standard_time().is_none() || self.peek() != Token::End {
                    return Reading::Refused;
                }
            }
            _ => return Reading::From(self.take()),
        }
        self.standard = true;
        Reading::Done
    }

    fn standard_time(&mut self) -> Option<()> {
        let hour = self.fixed(2, 0.0, 24.0)?;
        // Midnight may be the end of a day: 24:00.
        let full = if hour < 24.0 { 59.0 } else { 0.0 };
        self.time.push(hour);
        if !self.skip(':') {
            return None;
        }
        let minute = self.fixed(2, 0.0, full)?;
        self.time.push(minute);
        if self.skip(':') {
            let second = self.fixed(2, 0.0, full)?;
            self.time.push(second);
            if self.skip('.') {
                let thousandths = thousandths(self.take())?;
                if full == 0.0 && thousandths > 0.0 {
                    return None;
                }
                self.time.push(thousandths);
            }
        }
        match self.peek() {
            Token::Zone(_, true) => {
                self.next += 1;
                self.set_zone(0.0);
            }
            Token::Symbol(sign @ ('+' | '-')) => {
                self.next += 1;
                self.sign = Some(if sign == '-' { -1.0 } else { 1.0 });
                if let Some(both) = self.fixed(4, 0.0, 2359.0) {
                    self.hours = Some((both / 100.0).trunc());
                    self.minutes = Some(both % 100.0).filter(|minutes| *minutes < 60.0);
                    self.minutes?;
                } else {
                    self.hours = Some(self.fixed(2, 0.0, 23.0)?);
                    if !self.skip(':') {
                        return None;
                    }
                    self.minutes = Some(self.fixed(2, 0.0, 59.0)?);
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Any other form, from `token` on; none where it is no date.
    fn legacy(&mut self, first: Token) -> Option<()> {
        let mut has_number = !self.day.is_empty();
        let mut token = first;
        while token != Token::End {
            match token {
                Token::Number(number, _) => {
                    has_number = true;
                    self.legacy_number(number)?;
                }
                Token::HalfDay(hours) if !self.time.is_empty() => self.half_day = Some(hours),
                Token::Month(month) => {
                    self.month = Some(month);
                    self.skip('-');
                }
                Token::Zone(hours, _) if has_number => self.set_zone(hours),
                Token::HalfDay(_) | Token::Zone(..) | Token::Separator | Token::Word => {
                    if has_number || matches!(self.peek(), Token::Number(..)) {
                        return None;
                    }
                }
                Token::Symbol(sign @ ('+' | '-')) if self.is_utc() || !self.time.is_empty() => {
                    self.legacy_offset(sign)?;
                    has_number = true;
                }
                Token::Symbol('+' | '-' | ')') if has_number => return None,
                Token::Symbol(_) | Token::Space | Token::Other | Token::End => {}
            }
            token = self.take();
        }
        Some(())
    }

    fn legacy_number(&mut self, number: f64) -> Option<()> {
        let next = self.peek();
        if next == Token::Symbol(':') {
            self.next += 1;
            if self.skip(':') {
                if !self.time.is_empty() {
                    return None;
                }
                self.time.extend([number, 0.0]);
            } else if self.time.len() < 4 {
                self.time.push(number);
                self.skip('.');
            } else {
                return None;
            }
        } else if next == Token::Symbol('.') && self.expects_time(number) {
            self.next += 1;
            self.time.push(number);
            let thousandths = thousandths(self.take())?;
            self.time.push(thousandths);
            self.time.resize(4, 0.0);
        } else if self.hours.is_some() && self.minutes.is_none() && number < 60.0 {
            self.minutes = Some(number);
        } else if self.expects_time(number) {
            self.time.push(number);
            self.time.resize(4, 0.0);
            let follows = matches!(
                self.peek(),
                Token::End | Token::Space | Token::Zone(_, true) | Token::Symbol('+' | '-')
            );
            return follows.then_some(());
        } else {
            if self.day.len() >= 3 {
                return None;
            }
            self.day.push(number);
            self.skip('-');
        }
        Some(())
    }

    fn legacy_offset(&mut self, sign: char) -> Option<()> {
        self.sign = Some(if sign == '-' { -1.0 } else { 1.0 });
        let (number, length) = match self.peek() {
            Token::Number(number, length) => {
                self.next += 1;
                (number, length)
            }
            _ => (0.0, 0),
        };
        (self.hours, self.minutes) = match length {
            _ if self.peek() == Token::Symbol(':') => (Some(number), None),
            1 | 2 => (Some(number), Some(0.0)),
            3 | 4 => (Some((number / 100.0).trunc()), Some(number % 100.0)),
            _ => return None,
        };
        Some(())
    }

    /// Minutes, seconds or milliseconds are what comes next.
    fn expects_time(&self, number: f64) -> bool {
        match self.time.len() {
            1 | 2 => number < 60.0,
            3 => number < 1000.0,
            _ => false,
        }
    }

    fn set_zone(&mut self, hours: f64) {
        self.sign = Some(if hours < 0.0 { -1.0 } else { 1.0 });
        (self.hours, self.minutes) = (Some(hours.abs()), Some(0.0));
    }

    fn is_utc(&self) -> bool {
        self.hours == Some(0.0) && self.minutes == Some(0.0)
    }

    fn written(&self, zone: Zone) -> Option<f64> {
        let (year, month, day) = self.civil()?;
        if !(1.0..=12.0).contains(&month) || !(1.0..=31.0).contains(&day) {
            return None;
        }
        let part = |index: usize| self.time.get(index).copied().unwrap_or_default();
        let (mut hour, minute, second, thousandth) = (part(0), part(1), part(2), part(3));
        if let Some(half) = self.half_day {
            if hour > 12.0 {
                return None;
            }
            hour = hour % 12.0 + half;
        }
        let rest = minute.max(second).max(thousandth);
        let midnight = (24.0..25.0).contains(&hour) && rest <= 0.0;
        if !midnight && (hour > 23.0 || minute > 59.0 || second > 59.0 || thousandth > 999.0) {
            return None;
        }
        let time = hour * HOUR + minute * MINUTE + second * SECOND + thousandth;
        let own = self.sign.map(|sign| {
            let hours = self.hours.unwrap_or_default();
            sign * (hours * HOUR + self.minutes.unwrap_or_default() * MINUTE)
        });
        let parts = Parts { year, month: month - 1.0, day, weekday: 0.0, time };
        Some(date(parts, own.unwrap_or(zone)))
    }

    /// Which of the numbers is the year, which the month, which the day.
    fn civil(&self) -> Option<(f64, f64, f64)> {
        let is_day = |number: f64| (1.0..=31.0).contains(&number);
        let first = *self.day.first()?;
        let part = |index: usize| self.day.get(index).copied().unwrap_or(1.0);
        let (year, month, day) = match self.month {
            None if self.standard || !is_day(first) => (first, part(1), part(2)),
            None => (part(2), first, part(1)),
            Some(month) if self.day.len() == 1 => {
                // The second number would have been 1, after a day or a year.
                if is_day(first) { (1.0, month, first) } else { (first, month, 1.0) }
            }
            Some(month) if is_day(first) => (part(1), month, first),
            Some(month) => (first, month, part(1)),
        };
        let year = match year {
            _ if self.standard => year,
            0.0..50.0 => year + 2000.0,
            50.0..100.0 => year + 1900.0,
            _ => year,
        };
        Some((year, month, day))
    }
}

/// A fraction of a second, by its first three digits.
fn thousandths(token: Token) -> Option<f64> {
    let Token::Number(number, length) = token else { return None };
    Some(match length {
        0..=2 => number * if length == 1 { 100.0 } else { 10.0 },
        // No more than nine digits of a number are read.
        _ => (3..length.min(9)).fold(number, |number, _| (number / 10.0).trunc()),
    })
}
