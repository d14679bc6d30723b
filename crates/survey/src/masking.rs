//! Numbers that tell who somebody is, hidden in what people write: cards,
//! accounts, identity documents, telephones.
//!
//! Each digit gives way to a [`HIDDEN`], in every language alike, so that it can
//! still be seen that there was a card or a telephone number, and everything
//! else stays as it was: amounts, dates, times, tickets, short numbers. Digits
//! may be grouped by spaces, hyphens and brackets, and be of full width.
//!
//! Who is unsure is hidden: a number of twelve digits in a row is, whatever it
//! is. A bare local number of eight digits is not, for so is a date.

use crate::{Answers, InputType, Kind, Question, Questionnaire, Value};

/// Stands where a digit or letter of a hidden number was.
pub const HIDDEN: char = '•';

/// No card, account, document or telephone number in groups is longer.
const LONGEST: usize = 19;
/// From so many digits in a row on there is nothing ordinary about a number.
const ACCOUNT: usize = 12;

impl Questionnaire {
    /// `answers` with the numbers hidden that stand in free text. What was asked
    /// for as a telephone number or e-mail address stays.
    pub fn masked(&self, answers: &Answers) -> Answers {
        let mut masked = answers.clone();
        for question in self.questions().filter(|question| is_free_text(question)) {
            if let Some(Value::Text(text)) = masked.get_mut(&question.name) {
                *text = mask(text);
            }
        }
        masked
    }
}

fn is_free_text(question: &Question) -> bool {
    matches!(question.kind, Kind::Comment { .. } | Kind::Text { input: InputType::Text, .. })
}

/// `text` with the numbers hidden that tell who somebody is.
pub fn mask(text: &str) -> String {
    let plain: Vec<u8> = text.chars().map(plain).collect();
    let mut masked = String::new();
    let mut end = 0;
    for (at, letter) in text.chars().enumerate() {
        if at >= end {
            end = end_of_number(&plain, at);
        }
        let is_hidden = at < end && plain[at].is_ascii_alphanumeric();
        masked.push(if is_hidden { HIDDEN } else { letter });
    }
    masked
}

/// What stands between the groups of a number, whatever it looks like.
const GAP: u8 = b' ';

/// A letter, digit or sign as far as it can be part of a number: of usual width,
/// with one kind of gap, and 0 for everything else.
fn plain(letter: char) -> u8 {
    let usual = match u32::from(letter) {
        wide @ 0xff01..=0xff5e => wide - 0xff00 + 0x20,
        // Spaces and dashes of other widths.
        0xa0 | 0x2010..=0x2015 | 0x3000 => 0x20,
        usual => usual,
    };
    match u8::try_from(usual) {
        Ok(b' ' | b'-' | b'(' | b')') => GAP,
        Ok(ascii) if ascii.is_ascii() => ascii,
        _ => 0,
    }
}

/// Where the number ends that begins at `at`; `at` itself where none does.
fn end_of_number(text: &[u8], at: usize) -> usize {
    let before = if at > 0 { text[at - 1] } else { 0 };
    let rest = &text[at..];
    at + match rest[0] {
        b'0'..=b'9' if !before.is_ascii_digit() => Number::begin(rest, before == b'+'),
        b'A'..=b'Z' | b'a'..=b'z' if !before.is_ascii_alphanumeric() => document(rest),
        _ => 0,
    }
}

/// How many digits `text` begins with.
fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|letter| letter.is_ascii_digit()).count()
}

/// What a digit or letter counts in check sums: itself; 10 for A, and so on.
fn code(letter: u8) -> u32 {
    u32::from(if letter.is_ascii_digit() { letter - b'0' } else { letter % 32 + 9 })
}

/// Digits in a row, or in groups; neither list is empty once a group is taken.
#[derive(Default)]
struct Number {
    digits: Vec<u8>,
    /// How many digits each group has.
    groups: Vec<usize>,
}

impl Number {
    /// How much of the beginning of `text` is a number to be hidden. Of several
    /// the longest; one whose form is known goes before one that is only long.
    fn begin(text: &[u8], after_plus: bool) -> usize {
        // In one piece it may be as long as it likes.
        let first = digits(text);
        if first > LONGEST {
            return first;
        }
        let mut number = Self::default();
        let (mut known, mut long, mut at) = (0, 0, 0);
        loop {
            at += number.take(&text[at..]);
            if number.is_card() || number.is_resident() || number.is_telephone(after_plus) {
                known = at;
            } else if number.is_account() {
                long = at;
            }
            let gap = text[at..].iter().take_while(|letter| **letter == GAP).count();
            at += gap;
            let next = digits(&text[at..]);
            if gap == 0 || gap > 2 || next == 0 || number.digits.len() + next > LONGEST {
                return if known > 0 { known } else { long };
            }
        }
    }

    /// Takes the digits `text` begins with as another group, and the X that may
    /// end a resident's number and counts 10. How many that are.
    fn take(&mut self, text: &[u8]) -> usize {
        let mut group = digits(text);
        self.digits.extend(text[..group].iter().map(|digit| digit - b'0'));
        if self.digits.len() == 17 && matches!(text.get(group), Some(b'X' | b'x')) {
            self.digits.push(10);
            group += 1;
        }
        self.groups.push(group);
        group
    }

    /// Whether it comes in groups of these sizes, the last perhaps smaller. Not
    /// so years and days: `2025 2026 2027`.
    fn is_in_groups_of(&self, low: usize, high: usize) -> bool {
        let [others @ .., last] = &self.groups[..] else { return false };
        *last <= high
            && others.iter().all(|group| (low..=high).contains(group))
            && !self.digits.starts_with(&[1, 9])
            && !self.digits.starts_with(&[2, 0])
    }

    /// A payment card, `UnionPay`'s included: 13 to 19 digits in groups of four to
    /// six, with the check digit of ISO/IEC 7812-1 (Luhn).
    fn is_card(&self) -> bool {
        self.digits.len() >= 13 && self.is_in_groups_of(4, 6) && luhn(&self.digits)
    }

    /// An account, or a card with a slip in it: in one piece, or in groups of four.
    fn is_account(&self) -> bool {
        self.digits.len() >= ACCOUNT && (self.groups.len() == 1 || self.is_in_groups_of(4, 4))
    }

    /// A resident identity number in groups: region, day of birth, order and
    /// check character by GB 11643-1999 (ISO/IEC 7064, MOD 11-2), or as before
    /// 1999 with a short year and without check. In one piece it is long enough
    /// to be hidden anyway.
    fn is_resident(&self) -> bool {
        let month = match self.groups[..] {
            [6, 8, 4] if self.digits.iter().fold(0, |sum, it| (sum * 2 + it) % 11) == 1 => 10,
            [6, 6, 3] => 8,
            _ => return false,
        };
        let two = |at: usize| self.digits[at] * 10 + self.digits[at + 1];
        (1..=12).contains(&two(month)) && (1..=31).contains(&two(month + 2))
    }

    /// A telephone number: of a mobile in mainland China (1, then 3 to 9, eleven
    /// digits by MIIT's numbering plan); with an area code, which begins with 0 in
    /// mainland China as in Taiwan; or from abroad, after `+` or 00, with up to
    /// E.164's 15 digits.
    fn is_telephone(&self, after_plus: bool) -> bool {
        let (length, first) = (self.digits.len(), self.groups[0]);
        let may_be = match self.digits[..] {
            [0, 0, ..] if (12..=17).contains(&length) => return true,
            _ if after_plus && (10..=15).contains(&length) => return true,
            [1, 3..=9, ..] => length == 11 && matches!(first, 3 | 7 | 11),
            [0, ..] => (9..=12).contains(&length) && (self.groups.len() == 1 || first <= 4),
            _ => false,
        };
        may_be && self.groups[1..].iter().all(|group| *group >= 3)
    }
}

/// Every second digit from the right but the last counts twice, its own two
/// digits added up; the sum ends with 0.
fn luhn(digits: &[u8]) -> bool {
    let mut sum = 0;
    for (place, digit) in digits.iter().rev().enumerate() {
        let counted = if place % 2 == 0 { *digit } else { digit * 2 };
        sum += counted / 10 + counted % 10;
    }
    sum.is_multiple_of(10)
}

/// How long the identity document of Hong Kong or Taiwan is that `text` begins
/// with; 0 where it begins with none. Those of Macau begin with no letter, and
/// their check digit is not public.
fn document(text: &[u8]) -> usize {
    let letters = text.iter().take_while(|letter| letter.is_ascii_alphabetic()).count();
    let length = letters + digits(&text[letters..]);
    let (last, holds) = match (letters, length - letters) {
        (1, 9) => (9, is_of_taiwan(&text[..10])),
        (1 | 2, 6 | 7) => {
            // The last character may stand in brackets.
            let before = letters + 6;
            let last = before + usize::from(text.get(before) == Some(&GAP));
            let check = text.get(last).filter(|check| check.is_ascii_alphanumeric());
            let check = check.map_or(u32::MAX, |check| code(*check));
            (last, check <= 10 && is_of_hong_kong(&text[..before], check))
        }
        _ => return 0,
    };
    let ends = !text.get(last + 1).is_some_and(u8::is_ascii_alphanumeric);
    if holds && ends { last + 1 } else { 0 }
}

/// A national identification number of Taiwan: the letter of the place stands
/// for two digits; weights 1, 9, 8 … 1 and 1 (Ministry of the Interior).
fn is_of_taiwan(number: &[u8]) -> bool {
    let places = b"ABCDEFGHJKLMNPQRSTUVXYWZIO".iter();
    let place = (10..).zip(places).find(|(_, letter)| number[0].eq_ignore_ascii_case(letter));
    let mut sum = place.map_or(0, |(place, _)| place / 10 + place % 10 * 9) + code(number[9]);
    for (weight, digit) in (1..).zip(number[1..9].iter().rev()) {
        sum += code(*digit) * weight;
    }
    sum.is_multiple_of(10)
}

/// A Hong Kong identity card: one or two letters (A is 10; none before them is
/// 36), six digits and a check character (A is 10); weights 9 … 1, modulo 11
/// (Immigration Department).
fn is_of_hong_kong(number: &[u8], check: u32) -> bool {
    let mut sum = check + if number.len() == 7 { 36 * 9 } else { 0 };
    for (weight, letter) in (2..).zip(number.iter().rev()) {
        sum += code(*letter) * weight;
    }
    sum.is_multiple_of(11)
}
