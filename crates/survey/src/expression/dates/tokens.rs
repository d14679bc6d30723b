//! The numbers, words and signs that a date is made of, as V8 tells them apart.

use super::MONTHS;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// With how many digits it has.
    Number(f64, usize),
    /// `:`, `-`, `+`, `.` or `)`.
    Symbol(char),
    Month(f64),
    /// `AM` or `PM`, in hours.
    HalfDay(f64),
    /// A zone by name, in hours; `true` for `Z`.
    Zone(f64, bool),
    /// The `T` between date and time.
    Separator,
    Word,
    Space,
    /// What has no meaning of its own.
    Other,
    End,
}

/// All of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        let run = |belongs: fn(char) -> bool| {
            letters.iter().skip(at).take_while(|letter| belongs(**letter)).count()
        };
        let (token, length) = if letter.is_ascii_digit() {
            let length = run(|letter| letter.is_ascii_digit());
            (number(&letters[at..at + length]), length)
        } else if ":-+.)".contains(letter) {
            (Token::Symbol(letter), 1)
        } else if is_word(letter) {
            let length = run(is_word);
            (word(&letters[at..at + length]), length)
        } else if letter.is_whitespace() {
            (Token::Space, run(char::is_whitespace))
        } else if letter == '(' {
            (Token::Other, bracketed(&letters[at..]))
        } else {
            (Token::Other, 1)
        };
        tokens.push(token);
        at += length;
    }
    tokens
}

fn is_word(letter: char) -> bool {
    letter >= 'A' && !letter.is_whitespace()
}

fn number(digits: &[char]) -> Token {
    let leading = digits.iter().take_while(|digit| **digit == '0').count();
    let value = digits.iter().skip(leading).take(9).filter_map(|digit| digit.to_digit(10));
    Token::Number(value.fold(0.0, |number, digit| number * 10.0 + f64::from(digit)), digits.len())
}

/// How long the brackets are, with what they hold.
fn bracketed(letters: &[char]) -> usize {
    let mut depth = 0;
    for (index, letter) in letters.iter().enumerate() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    letters.len()
}

fn word(letters: &[char]) -> Token {
    let word: String = letters.iter().map(char::to_ascii_lowercase).collect();
    let start: String = word.chars().take(3).collect();
    let months = (1_u8..).zip(MONTHS).find(|(_, name)| name.eq_ignore_ascii_case(&start));
    if let Some((month, _)) = months {
        return Token::Month(f64::from(month));
    }
    match word.as_str() {
        "am" => Token::HalfDay(0.0),
        "pm" => Token::HalfDay(12.0),
        "ut" | "utc" | "gmt" => Token::Zone(0.0, false),
        "z" => Token::Zone(0.0, true),
        "edt" => Token::Zone(-4.0, false),
        "est" | "cdt" => Token::Zone(-5.0, false),
        "cst" | "mdt" => Token::Zone(-6.0, false),
        "mst" | "pdt" => Token::Zone(-7.0, false),
        "pst" => Token::Zone(-8.0, false),
        "t" => Token::Separator,
        _ => Token::Word,
    }
}
