//! What counts as an answer to each kind of question, and the one form in
//! which it is kept.

use crate::{Choice, InputType, Kind, Question, Rating, Value};

/// Why something is no answer to a question. The interface says it in the
/// person's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// The question must be answered.
    #[error("an answer is required")]
    Required,
    /// Too many choices.
    #[error("at most {max} can be chosen")]
    TooMany {
        /// `maxSelectedChoices`.
        max: usize,
    },
    /// Too long a text.
    #[error("at most {max} characters")]
    TooLong {
        /// In characters.
        max: usize,
    },
    /// Not one of the choices, or not on the scale.
    #[error("not one of the choices")]
    NotAChoice,
    /// Say, a text where a number is wanted: a mistake of the program, not of
    /// the person.
    #[error("not the kind of value this question takes")]
    WrongKind,
    /// No telephone number.
    #[error("not a telephone number")]
    NotATelephone,
    /// No e-mail address.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// No question is being asked.
    #[error("no question is being asked")]
    NothingAsked,
}

/// The longest e-mail address there is (RFC 5321).
const MAX_EMAIL: usize = 254;

impl Question {
    /// Checks `value` as an answer and brings it into the form it is kept in:
    /// choices in the questionnaire's order and each once, texts without space
    /// around them. `None` when nothing was said. Whether an answer is
    /// required, and whether the question is asked at all, is not looked at.
    ///
    /// # Errors
    /// When it is no answer to this question.
    pub fn accept(&self, value: Value) -> Result<Option<Value>, Invalid> {
        let accepted = match (&self.kind, value) {
            (Kind::Rating(rating), Value::Number(number)) => on_scale(rating, number)?,
            (Kind::Boolean { .. }, value @ Value::Boolean(_)) => value,
            (Kind::Radiogroup(choices), value @ (Value::Text(_) | Value::Number(_))) => {
                if value.is_empty() {
                    return Ok(None);
                }
                if !choices.iter().any(|choice| choice.value == value) {
                    return Err(Invalid::NotAChoice);
                }
                value
            }
            (Kind::Checkbox { choices, max }, Value::List(chosen)) => {
                in_order(choices, *max, &chosen)?
            }
            (Kind::Comment { max_length }, Value::Text(text)) => short(text.trim(), *max_length)?,
            (Kind::Text { input, max_length }, Value::Text(text)) => {
                one_line(*input, &text, *max_length)?
            }
            _ => return Err(Invalid::WrongKind),
        };
        Ok((!accepted.is_empty()).then_some(accepted))
    }
}

fn on_scale(rating: &Rating, number: f64) -> Result<Value, Invalid> {
    if number % 1.0 == 0.0 && (f64::from(rating.min)..=f64::from(rating.max)).contains(&number) {
        // Adding zero turns -0 into 0.
        Ok(Value::Number(number + 0.0))
    } else {
        Err(Invalid::NotAChoice)
    }
}

fn in_order(choices: &[Choice], max: Option<usize>, chosen: &[Value]) -> Result<Value, Invalid> {
    if !chosen.iter().all(|value| choices.iter().any(|choice| choice.value == *value)) {
        return Err(Invalid::NotAChoice);
    }
    let codes = choices.iter().map(|choice| &choice.value);
    let kept: Vec<Value> = codes.filter(|code| chosen.contains(code)).cloned().collect();
    match max {
        Some(max) if kept.len() > max => Err(Invalid::TooMany { max }),
        _ => Ok(Value::List(kept)),
    }
}

fn short(text: &str, max: usize) -> Result<Value, Invalid> {
    if text.chars().count() > max { Err(Invalid::TooLong { max }) } else { Ok(text.into()) }
}

fn one_line(input: InputType, text: &str, max: usize) -> Result<Value, Invalid> {
    let line: String = match input {
        InputType::Text => text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        // Chinese keyboards write digits, brackets and `@` in full width.
        InputType::Tel | InputType::Email => text.chars().map(half_width).collect(),
    };
    let line = line.trim();
    let Value::Text(line) = short(line, max)? else { return Err(Invalid::WrongKind) };
    match input {
        _ if line.is_empty() => {}
        InputType::Tel if !is_telephone(&line) => return Err(Invalid::NotATelephone),
        InputType::Email if !is_email(&line) => return Err(Invalid::NotAnEmail),
        _ => {}
    }
    Ok(Value::Text(line))
}

fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(letter) - 0xff01 + 0x21).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// 5 to 15 digits (E.164 has at most 15, a service number at least 5), in any
/// of the usual ways of writing them.
fn is_telephone(text: &str) -> bool {
    // Only ASCII is left by the time of the slice, and at least five of it.
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (5..=15).contains(&digits)
        && text.chars().all(|letter| letter.is_ascii_digit() || "+-() ./".contains(letter))
        && !text[1..].contains('+')
}

/// Something before one `@`, a domain with a dot after it, no space: more than
/// that only sending a message can tell.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let labels_full = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    !local.is_empty()
        && labels_full
        && text.len() <= MAX_EMAIL
        && !domain.contains('@')
        && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}
