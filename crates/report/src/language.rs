//! How a language writes: its texts, and numbers, shares, days and months as its
//! readers expect them. The console leaves these to the browser's `Intl`; what is
//! written here is the same (Unicode CLDR, numbers and Gregorian calendar), but for the
//! minus, which is the sign and no hyphen.

use std::fmt::Display;

use chrono::{Datelike as _, NaiveDate};
use heard_insight::{Interval, table::Label};

use crate::words::Words;

/// A language that pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// Traditional Chinese, as written in Taiwan.
    ZhTw,
    /// English.
    En,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ZhCn, Self::ZhTw, Self::En];

    /// Its BCP 47 tag.
    pub fn code(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
            Self::En => "en",
        }
    }

    /// That of a BCP 47 tag; English where there are no texts in it.
    pub fn of_tag(tag: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.code() == tag).unwrap_or(Self::En)
    }

    fn is_chinese(self) -> bool {
        self != Self::En
    }
}

/// A language with its texts.
#[derive(Clone, Debug)]
pub struct Language {
    /// Which it is.
    pub locale: Locale,
    /// What is said in it.
    pub words: Words,
}

impl Language {
    /// The language of `locale`.
    ///
    /// # Errors
    /// Never: a test reads them all.
    pub fn of(locale: Locale) -> Result<Self, serde_json::Error> {
        Ok(Self { locale, words: Words::of(locale)? })
    }

    /// A count: `12,345`.
    pub fn count(&self, count: u64) -> String {
        grouped(&count.to_string())
    }

    /// A number with so many digits after the point: `−1.50`.
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        let written = format!("{:.digits$}", value.abs());
        let is_zero = written.bytes().all(|it| matches!(it, b'0' | b'.'));
        let sign = if value < 0.0 && !is_zero { "−" } else { "" };
        format!("{sign}{}", grouped(&written))
    }

    /// The same with a sign in any case: `+1.5`.
    pub fn signed(&self, value: f64, digits: usize) -> String {
        let written = self.decimal(value, digits);
        if value > 0.0 { format!("+{written}") } else { written }
    }

    /// A share from 0 to 1: `84.0%`.
    pub fn percent(&self, share: f64) -> String {
        format!("{}%", self.decimal(share * 100.0, 1))
    }

    /// The same without digits after the point, where there is little room.
    pub fn short_percent(&self, share: f64) -> String {
        format!("{}%", self.decimal(share * 100.0, 0))
    }

    /// From where to where, each end as `write` writes it.
    pub fn interval(&self, interval: Interval, write: impl Fn(f64) -> String) -> String {
        let Interval { low, high } = interval;
        self.fill(&self.words.figures.interval, &[("low", &write(low)), ("high", &write(high))])
    }

    /// A day: `2026年10月5日`, `5 October 2026`.
    pub fn day(&self, day: NaiveDate) -> String {
        let (year, month, date) = (day.year(), day.month(), day.day());
        if self.locale.is_chinese() {
            format!("{year}年{month}月{date}日")
        } else {
            format!("{date} {} {year}", self.name_of_month(month))
        }
    }

    /// A day of a year that is known: `10月5日`, `5 Oct`.
    pub fn short_day(&self, day: NaiveDate) -> String {
        let (month, date) = (day.month(), day.day());
        if self.locale.is_chinese() {
            format!("{month}月{date}日")
        } else {
            let name = self.name_of_month(month);
            format!("{date} {}", name.get(..3).unwrap_or(name))
        }
    }

    /// A month: `2026年10月`, `October 2026`.
    pub fn month(&self, day: NaiveDate) -> String {
        let (year, month) = (day.year(), day.month());
        if self.locale.is_chinese() {
            format!("{year}年{month}月")
        } else {
            format!("{} {year}", self.name_of_month(month))
        }
    }

    /// A time of day, in seconds after midnight: `09:05`.
    pub fn time(&self, second: u32) -> String {
        format!("{:02}:{:02}", second / 3600, second / 60 % 60)
    }

    /// How long something lasted: seconds, or from two minutes on minutes, rounded up.
    pub fn span(&self, seconds: u64) -> String {
        let Words { figures, .. } = &self.words;
        if seconds < 120 {
            self.fill(&figures.seconds, &[("n", &self.count(seconds))])
        } else {
            self.fill(&figures.minutes, &[("n", &self.count(seconds.div_ceil(60)))])
        }
    }

    /// A list in a sentence.
    pub fn list(&self, items: &[String]) -> String {
        items.join(if self.locale.is_chinese() { "、" } else { ", " })
    }

    /// The same of titles, which may have commas and question marks of their own.
    pub fn titles(&self, titles: &[String]) -> String {
        let [open, close, between] = match self.locale {
            Locale::ZhCn => ["“", "”", ""],
            Locale::ZhTw => ["「", "」", ""],
            Locale::En => ["“", "”", ", "],
        };
        let quoted = titles.iter().map(|title| format!("{open}{title}{close}"));
        quoted.collect::<Vec<_>>().join(between)
    }

    /// Sentences one after another.
    pub fn sentences(&self, sentences: &[String]) -> String {
        sentences.join(if self.locale.is_chinese() { "" } else { " " })
    }

    /// A counter with its branch, or whatever a label is of; the code where nobody
    /// gave it a name.
    pub fn label(&self, label: &Label) -> String {
        let code = if label.code.is_empty() { &self.words.page.unknown } else { &label.code };
        if label.of.is_empty() { code.clone() } else { format!("{} · {code}", label.of) }
    }

    /// `text` with what stands for `{name}` in it.
    pub fn fill(&self, text: &str, values: &[(&str, &dyn Display)]) -> String {
        let mut filled = String::new();
        let mut rest = text;
        // What is filled in is not looked at again: it may have braces of its own.
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, it)| Some((before, it.split_once('}')?)))
        {
            filled.push_str(before);
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                filled.push_str(&value.to_string());
            }
            rest = after;
        }
        filled + rest
    }

    fn name_of_month(&self, month: u32) -> &str {
        let names = &self.words.page.months;
        // From 1 to 12.
        names.get(month as usize - 1).map_or("", String::as_str)
    }
}

/// With a comma before every three digits of the whole part.
fn grouped(number: &str) -> String {
    let (whole, part) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(locale: Locale) -> Language {
        Language::of(locale).unwrap()
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        let it = language(Locale::En);
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(|n| it.count(n)),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!([-1.5, -0.04, 1234.56].map(|n| it.decimal(n, 1)), ["−1.5", "0.0", "1,234.6"]);
        assert_eq!([-1.5, 0.0, 2.0].map(|n| it.signed(n, 1)), ["−1.5", "0.0", "+2.0"]);
        assert_eq!(it.percent(0.84), "84.0%");
    }

    #[test]
    fn days_and_months_are_written_as_each_language_does() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 5).unwrap();
        let [cn, tw, en] = Locale::ALL.map(language);
        assert_eq!(cn.day(day), "2026年10月5日");
        assert_eq!((tw.month(day), en.month(day)), ("2026年10月".into(), "October 2026".into()));
        assert_eq!((cn.short_day(day), en.short_day(day)), ("10月5日".into(), "5 Oct".into()));
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let it = language(Locale::En);
        let filled = it.fill("{a} and {b}, {c}.", &[("a", &"{b}"), ("b", &2)]);
        assert_eq!(filled, "{b} and 2, .");
    }
}
