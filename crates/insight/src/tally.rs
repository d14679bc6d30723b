//! Counts of one question's answers, taken as they come.

use std::cmp::Ordering;

use heard_exchange::csv::list;
use heard_survey::{Kind, Value};

/// Above so many different codes a column of unknown kind holds words.
const MOST_CODES: usize = 256;
/// A longer cell, in bytes, is words and no code.
const LONGEST_CODE: usize = 80;

/// An answer that is not on its question's scale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{answer}` is not on the scale from {min} to {max}")]
pub struct OffScale {
    /// The answer, shortened to what fits a message.
    pub answer: String,
    /// The scale's lowest step.
    pub min: String,
    /// Its highest.
    pub max: String,
}

/// How often each answer to one question was given.
///
/// Needs no memory for a code it has met before, and none at all for words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    form: Form,
    n: u64,
    /// First the codes known beforehand in their own order, then others, sorted.
    counts: Vec<(Box<str>, u64)>,
    /// How many of them were known beforehand.
    known: usize,
}

/// What the answers look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A step of a scale; nothing else is taken.
    Scale,
    /// One code.
    Code,
    /// Several codes, joined as in [`list`] where they stand in a cell.
    Codes,
    /// Free text: how many there are is counted, not what they say.
    Words,
    /// Not known: `Codes` until the answers show that they are words.
    Unknown,
}

/// What an answer is taken for.
pub(crate) enum Said<'c> {
    /// Words, of which only the number is kept.
    Words,
    /// One code.
    Code(&'c str),
    /// Several, joined as in [`list`].
    Codes(&'c str),
}

impl Tally {
    /// For answers to a question of this kind.
    pub fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Rating(rating) => Self::of_scale(rating.min, rating.max),
            Kind::Radiogroup(choices) => {
                Self::with(Form::Code, choices.iter().map(|choice| choice.value.to_string()))
            }
            Kind::Checkbox { choices, .. } => {
                Self::with(Form::Codes, choices.iter().map(|choice| choice.value.to_string()))
            }
            Kind::Boolean { .. } => {
                Self::with(Form::Code, ["true", "false"].map(str::to_owned).into_iter())
            }
            Kind::Comment { .. } | Kind::Text { .. } => Self::of_words(),
        }
    }

    /// For answers on the whole numbers from `min` to `max`.
    pub fn of_scale(min: i32, max: i32) -> Self {
        Self::with(Form::Scale, (min..=max).map(|step| step.to_string()))
    }

    /// For free text: only the number of answers is kept.
    pub fn of_words() -> Self {
        Self::with(Form::Words, std::iter::empty())
    }

    /// For answers of which nothing is known beforehand. Every code is counted
    /// until there are more than 256 different ones or one is longer than 80
    /// bytes; then they are words, and only their number is kept.
    pub fn of_unknown() -> Self {
        Self::with(Form::Unknown, std::iter::empty())
    }

    fn with(form: Form, codes: impl Iterator<Item = String>) -> Self {
        let counts: Vec<_> = codes.map(|code| (code.into_boxed_str(), 0)).collect();
        Self { form, n: 0, known: counts.len(), counts }
    }

    /// How many people answered.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// How many gave `code`, alone or with others.
    pub fn count(&self, code: &str) -> u64 {
        self.counts().find(|(other, _)| *other == code).map_or(0, |(_, count)| count)
    }

    /// Every code with its count: those of the questionnaire in its order, also
    /// where nobody gave them, then others, numbers first. Empty for words.
    pub fn counts(&self) -> impl Iterator<Item = (&str, u64)> {
        self.counts.iter().map(|(code, count)| (&**code, *count))
    }

    /// One person may give several codes, so the counts may add up to more
    /// than [`Tally::n`].
    pub fn is_multiple(&self) -> bool {
        matches!(self.form, Form::Codes | Form::Unknown)
    }

    /// Holds words: their number is known, not what they say.
    pub fn is_words(&self) -> bool {
        self.form == Form::Words
    }

    /// Answers are steps of a scale.
    pub fn is_scale(&self) -> bool {
        self.form == Form::Scale
    }

    /// The lowest and the highest step of the scale, where the question has one.
    pub fn ends(&self) -> Option<[i32; 2]> {
        let scale = self.scale()?;
        Some([scale.first()?.0.parse().ok()?, scale.last()?.0.parse().ok()?])
    }

    /// The steps of the scale from the lowest, where the question has one.
    pub(crate) fn scale(&self) -> Option<&[(Box<str>, u64)]> {
        (self.form == Form::Scale).then_some(&*self.counts)
    }

    /// The same as numbers.
    pub(crate) fn steps(&self) -> Option<Vec<(f64, u64)>> {
        // Whole numbers: reading any would take the console 8 KB.
        let number =
            |(code, count): &(Box<str>, u64)| Some((f64::from(code.parse::<i32>().ok()?), *count));
        self.scale()?.iter().map(number).collect()
    }

    /// No questionnaire says what the answers are.
    pub(crate) fn is_unknown(&self) -> bool {
        self.form == Form::Unknown
    }

    /// The codes the questionnaire names, with their counts.
    pub(crate) fn known_counts(&self) -> &[(Box<str>, u64)] {
        &self.counts[..self.known]
    }

    /// Adds what was counted before: `n` answers with these codes. A step that is
    /// on no scale any more is in no figure.
    pub(crate) fn take(&mut self, n: u64, counts: &[(Box<str>, u64)]) {
        self.n += n;
        for (code, count) in counts {
            match self.counts[..self.known].iter_mut().find(|(other, _)| other == code) {
                Some((_, known)) => *known += count,
                None if self.form == Form::Scale => self.n -= (*count).min(self.n),
                None => {}
            }
        }
    }

    /// Counts one person's answer as it stands in a raw CSV cell, several codes
    /// joined as in [`list`]. An empty cell is no answer.
    ///
    /// # Errors
    /// When the question has a scale and this is not on it; nothing is counted.
    pub fn add(&mut self, cell: &str) -> Result<(), OffScale> {
        if cell.is_empty() {
            return Ok(());
        }
        match self.said(cell)? {
            Said::Words => {}
            Said::Code(code) => self.add_code(code),
            Said::Codes(cell) => list::split(cell).for_each(|code| self.add_code(&code)),
        }
        self.n += 1;
        Ok(())
    }

    /// What an answer, not empty, as it stands in a raw CSV cell is taken for.
    ///
    /// # Errors
    /// When the question has a scale and this is not on it.
    pub(crate) fn said<'c>(&self, cell: &'c str) -> Result<Said<'c>, OffScale> {
        match self.form {
            Form::Words => Ok(Said::Words),
            Form::Scale if self.counts.iter().any(|(step, _)| **step == *cell) => {
                Ok(Said::Code(cell))
            }
            Form::Scale => Err(self.off_scale(cell)),
            Form::Code => Ok(Said::Code(cell)),
            Form::Codes | Form::Unknown => Ok(Said::Codes(cell)),
        }
    }

    /// The same question with these answers: how many, and how often each code.
    /// Codes nobody gave are listed only where the questionnaire names them; what
    /// is on no scale any more is in no figure.
    pub(crate) fn filled<'c>(&self, n: u64, counts: impl Iterator<Item = (&'c str, u64)>) -> Self {
        let mut filled = self.clone();
        filled.n = n;
        for (code, count) in counts {
            if self.is_scale() && !self.counts.iter().any(|(step, _)| **step == *code) {
                filled.n -= count.min(filled.n);
            } else {
                filled.add_codes(code, count);
            }
        }
        filled
    }

    /// Counts one person's answer. An empty text or list is no answer.
    ///
    /// # Errors
    /// When the question has a scale and this is not on it; nothing is counted.
    pub fn add_value(&mut self, value: &Value) -> Result<(), OffScale> {
        match value {
            Value::Text(text) if self.form != Form::Codes => self.add(text),
            Value::Boolean(true) => self.add("true"),
            Value::Boolean(false) => self.add("false"),
            Value::List(items) if matches!(self.form, Form::Codes | Form::Unknown) => {
                if !items.is_empty() {
                    for item in items {
                        self.add_code(&item.to_string());
                    }
                    self.n += 1;
                }
                Ok(())
            }
            Value::Text(_) | Value::Number(_) | Value::List(_) => self.add(&value.to_string()),
        }
    }

    fn add_code(&mut self, code: &str) {
        self.add_codes(code, 1);
    }

    /// Counts a code that was given `times`.
    fn add_codes(&mut self, code: &str, times: u64) {
        let (known, others) = self.counts.split_at_mut(self.known);
        if let Some((_, count)) = known.iter_mut().find(|(other, _)| **other == *code) {
            *count += times;
            return;
        }
        match others.binary_search_by(|(other, _)| in_order(other, code)) {
            Ok(index) => others[index].1 += times,
            Err(_) if self.form == Form::Words || times == 0 => {}
            Err(_) if is_words(code, others.len()) => {
                *self = Self { n: self.n, ..Self::of_words() }
            }
            Err(index) => self.counts.insert(self.known + index, (code.into(), times)),
        }
    }

    fn off_scale(&self, cell: &str) -> OffScale {
        let end = |step: Option<&(Box<str>, u64)>| {
            step.map(|(code, _)| code.to_string()).unwrap_or_default()
        };
        OffScale {
            answer: cell.chars().take(40).collect(),
            min: end(self.counts.first()),
            max: end(self.counts.last()),
        }
    }
}

/// Whether `code`, which no questionnaire names, says that a column holds words,
/// so many other codes having been met.
pub(crate) fn is_words(code: &str, others: usize) -> bool {
    others == MOST_CODES || code.len() > LONGEST_CODE
}

/// Numbers by size, before everything else by code.
fn in_order(one: &str, other: &str) -> Ordering {
    match (one.parse::<i64>(), other.parse::<i64>()) {
        (Ok(left), Ok(right)) => left.cmp(&right).then_with(|| one.cmp(other)),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => one.cmp(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tally: &Tally) -> Vec<(&str, u64)> {
        tally.counts().collect()
    }

    #[test]
    fn several_codes_count_once_each_and_one_person() {
        let mut tally = Tally::of_unknown();
        for cell in ["wait|attitude", "wait", "", r"a\|b|c\\"] {
            tally.add(cell).unwrap();
        }
        assert_eq!(tally.n(), 3);
        assert_eq!(told(&tally), [("attitude", 1), ("a|b", 1), (r"c\", 1), ("wait", 2)]);
    }

    #[test]
    fn cells_and_values_count_alike() {
        let (mut cells, mut values) = (Tally::of_unknown(), Tally::of_unknown());
        for (cell, value) in [
            (r"a\|b|c\\", Value::List(vec!["a|b".into(), r"c\".into()])),
            ("", Value::List(Vec::new())),
            ("true", true.into()),
            ("7", 7.into()),
        ] {
            cells.add(cell).unwrap();
            values.add_value(&value).unwrap();
        }
        assert_eq!(cells, values);
    }

    #[test]
    fn what_is_not_on_the_scale_is_refused_and_not_counted() {
        let mut tally = Tally::of_scale(1, 5);
        for refused in ["0", "6", "5.0", "five", "1|2"] {
            let message = tally.add(refused).unwrap_err().to_string();
            assert_eq!(message, format!("`{refused}` is not on the scale from 1 to 5"));
        }
        assert_eq!(tally.n(), 0);
        assert_eq!(told(&tally), [("1", 0), ("2", 0), ("3", 0), ("4", 0), ("5", 0)]);
    }

    #[test]
    fn numbers_stand_in_order_before_words() {
        let mut tally = Tally::of_unknown();
        for cell in ["10", "b", "9", "a", "-1"] {
            tally.add(cell).unwrap();
        }
        assert_eq!(
            told(&tally).iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            ["-1", "9", "10", "a", "b"]
        );
    }

    #[test]
    fn many_different_answers_are_words_whatever_their_order() {
        let mut tally = Tally::of_unknown();
        for number in 0..=MOST_CODES {
            assert!(!tally.is_words());
            tally.add(&number.to_string()).unwrap();
        }
        assert!(tally.is_words());
        tally.add("1").unwrap();
        assert_eq!((tally.n(), told(&tally)), (258, vec![]));
    }

    #[test]
    fn a_long_answer_is_words() {
        let mut tally = Tally::of_unknown();
        tally.add("short").unwrap();
        tally.add(&"很".repeat(40)).unwrap();
        assert_eq!((tally.n(), tally.is_words(), told(&tally)), (2, true, vec![]));
    }
}
