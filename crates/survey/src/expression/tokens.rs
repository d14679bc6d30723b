//! The words and signs an expression is made of.

use super::{Binary, ExpressionError, Unary, datum::number_in};

/// `!` in words.
pub(super) const NEGATE: &str = "negate";

pub(super) const ENDS_TOO_SOON: &str = "the expression ends too soon";

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Name(&'a str),
    Number(f64),
    Text(String),
    Word(&'a str),
    Sign(&'static str),
}

/// The longer come first, so that `<=` is not read as `<`.
const SIGNS: [&str; 25] = [
    "<=", ">=", "==", "!=", "<>", "=>", "=<", "&&", "||", "*=", "(", ")", "[", "]", ",", "!", "=",
    "<", ">", "+", "-", "*", "/", "%", "^",
];

/// The tokens of `text`, each with the byte it begins at.
pub(super) fn read(text: &str) -> Result<Vec<(usize, Token<'_>)>, ExpressionError> {
    Lexer { text, at: 0, tokens: Vec::new() }.run()
}

/// An error at the byte `at`, told in characters.
pub(super) fn error(text: &str, at: usize, problem: impl Into<String>) -> ExpressionError {
    let before = text.char_indices().take_while(|(index, _)| *index < at).count();
    ExpressionError { at: before + 1, problem: problem.into() }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// With the byte each begins at.
    tokens: Vec<(usize, Token<'a>)>,
}

impl<'a> Lexer<'a> {
    fn run(mut self) -> Result<Vec<(usize, Token<'a>)>, ExpressionError> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            let start = self.at;
            let Some(first) = self.rest().chars().next() else { return Ok(self.tokens) };
            let token = match first {
                '{' => self.name()?,
                '\'' | '"' => self.quoted(first)?,
                '0'..='9' => self.number()?,
                '-' if self.may_be_negative() => self.number()?,
                'a'..='z' | 'A'..='Z' | '_' => Token::Word(
                    self.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '_'),
                ),
                _ => self.sign()?,
            };
            self.tokens.push((start, token));
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn refuse(&self, problem: impl Into<String>) -> ExpressionError {
        error(self.text, self.at, problem)
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.find(|letter| !belongs(letter)).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    fn name(&mut self) -> Result<Token<'a>, ExpressionError> {
        let inside = &self.rest()[1..];
        match inside.find(['{', '}']) {
            Some(0) => Err(self.refuse("the name between `{` and `}` is missing")),
            Some(end) if inside[end..].starts_with('}') => {
                self.at += end + 2;
                Ok(Token::Name(&inside[..end]))
            }
            _ => Err(self.refuse("this `{` is never closed")),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<Token<'a>, ExpressionError> {
        let inside = &self.rest()[1..];
        let mut text = String::new();
        let mut letters = inside.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let escaped = letters.peek().is_some_and(|(_, next)| matches!(next, '\'' | '"'));
            if letter == '\\' && escaped {
                text.extend(letters.next().map(|(_, quote)| quote));
            } else if letter == quote {
                self.at += at + 2;
                return Ok(Token::Text(text));
            } else if matches!(letter, '\'' | '"') {
                self.at += at + 1;
                return Err(
                    self.refuse(format!("a quotation mark inside a text is written `\\{letter}`"))
                );
            } else {
                text.push(letter);
            }
        }
        Err(self.refuse("this quotation mark is never closed"))
    }

    /// A minus sign right before a digit, where no value stands before it.
    fn may_be_negative(&self) -> bool {
        let digit = self.rest()[1..].starts_with(|next: char| next.is_ascii_digit());
        let after_value = match self.tokens.last() {
            Some((_, Token::Sign(sign))) => matches!(*sign, ")" | "]"),
            Some((_, token @ Token::Word(word))) => {
                let operator = binary_word(word).is_some() || computing(token).is_some();
                !operator && !word.eq_ignore_ascii_case(NEGATE)
            }
            Some(_) => true,
            None => false,
        };
        digit && !after_value
    }

    fn number(&mut self) -> Result<Token<'a>, ExpressionError> {
        let start = self.at;
        if self.rest().starts_with('-') {
            self.at += 1;
        }
        let whole = self.take_while(|letter| letter.is_ascii_digit());
        if whole.len() > 1 && whole.starts_with('0') {
            self.at = start;
            return Err(self.refuse("a number does not begin with 0"));
        }
        // `0x12`; its digits go no further than 9, as in SurveyJS.
        if &self.text[start..self.at] == "0" && self.rest().starts_with('x') {
            self.at += 1;
            let digits = self.take_while(|letter| letter.is_ascii_digit());
            let read =
                digits.bytes().fold(0.0, |read, digit| read * 16.0 + f64::from(digit - b'0'));
            if digits.is_empty() {
                return Err(self.refuse("digits are missing after `0x`"));
            }
            return Ok(Token::Number(read));
        }
        if self.rest().starts_with('.') {
            self.at += 1;
            if self.take_while(|letter| letter.is_ascii_digit()).is_empty() {
                return Err(self.refuse("digits are missing after the decimal point"));
            }
        }
        number_in(&self.text[start..self.at]).map(Token::Number).ok_or_else(|| {
            self.at = start;
            self.refuse("this number is too large")
        })
    }

    fn sign(&mut self) -> Result<Token<'a>, ExpressionError> {
        let rest = self.rest();
        if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            self.at += sign.len();
            return Ok(Token::Sign(sign));
        }
        let problem = match rest.chars().next() {
            Some('}') => "this `}` has no `{` before it".to_owned(),
            Some(letter) => format!("`{letter}` is not understood; texts stand in quotation marks"),
            None => ENDS_TOO_SOON.to_owned(),
        };
        Err(self.refuse(problem))
    }
}

/// `empty` and its opposite stand after their value.
pub(super) fn unary_word(word: &str) -> Option<Unary> {
    Some(match word.to_ascii_lowercase().as_str() {
        "empty" => Unary::Empty,
        "notempty" => Unary::NotEmpty,
        _ => return None,
    })
}

/// What computes, by its sign, with the level it binds at.
pub(super) fn computing(token: &Token<'_>) -> Option<(u8, &'static str)> {
    Some(match token {
        Token::Sign("+") => (3, "+"),
        Token::Sign("-") => (3, "-"),
        Token::Sign("*") => (4, "*"),
        Token::Sign("/") => (4, "/"),
        Token::Sign("%") => (4, "%"),
        Token::Sign("^") => (5, "^"),
        Token::Word(word) if word.eq_ignore_ascii_case("power") => (5, "^"),
        _ => return None,
    })
}

/// An operator written as a sign, with the level it binds at.
pub(super) fn binary_sign(sign: &str) -> Option<(u8, Binary)> {
    Some(match sign {
        "||" => (0, Binary::Or),
        "&&" => (1, Binary::And),
        "=" | "==" => (2, Binary::Equal),
        "!=" | "<>" => (2, Binary::NotEqual),
        "<" => (2, Binary::Less),
        "<=" | "=<" => (2, Binary::LessOrEqual),
        ">" => (2, Binary::Greater),
        ">=" | "=>" => (2, Binary::GreaterOrEqual),
        "*=" => (6, Binary::Contains),
        _ => return None,
    })
}

/// An operator written as a word, with the level it binds at.
pub(super) fn binary_word(word: &str) -> Option<(u8, Binary)> {
    Some(match word.to_ascii_lowercase().as_str() {
        "or" => (0, Binary::Or),
        "and" => (1, Binary::And),
        "equal" | "equals" => (2, Binary::Equal),
        "notequal" | "notequals" => (2, Binary::NotEqual),
        "less" => (2, Binary::Less),
        "lessorequal" => (2, Binary::LessOrEqual),
        "greater" => (2, Binary::Greater),
        "greaterorequal" => (2, Binary::GreaterOrEqual),
        "contains" | "contain" => (6, Binary::Contains),
        "notcontains" | "notcontain" => (6, Binary::NotContains),
        "anyof" => (6, Binary::AnyOf),
        "allof" => (6, Binary::AllOf),
        "noneof" => (6, Binary::NoneOf),
        _ => return None,
    })
}
