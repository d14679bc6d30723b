//! Cutting an utterance into known words: from left to right, the longest first.

use crate::{
    letters::{BREAK, QUESTION, is_ideograph, is_spaced},
    vocabulary::{Negation, Subject, Word},
    words::{Entry, Words},
};

/// The highest number that is read from digits.
const HIGHEST: i32 = 9999;

/// A word of an utterance.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Its first letter and the one after its last, in the utterance's letters.
    pub(crate) at: usize,
    pub(crate) end: usize,
    /// What it can be; empty where it is not known.
    pub(crate) words: Vec<Word>,
}

/// Which words are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looked {
    /// Those of answers.
    Answers,
    /// Those of commands, and what may stand beside them.
    Commands,
}

impl Looked {
    fn takes(self, entry: &Entry) -> bool {
        match self {
            Self::Answers => !entry.is_apart(),
            Self::Commands => entry.words.iter().any(|word| {
                matches!(word, Word::Filler | Word::Other | Word::Command(_) | Word::PartOfCommand)
            }),
        }
    }
}

impl Token {
    pub(crate) fn is(&self, word: Word) -> bool {
        self.words.contains(&word)
    }

    pub(crate) fn is_filler(&self) -> bool {
        self.is(Word::Filler)
    }

    /// Nothing to a judgement: a filler that does not judge itself.
    pub(crate) fn is_silent(&self) -> bool {
        self.is_filler() && self.worth().is_none()
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.words.is_empty()
    }

    pub(crate) fn degree(&self) -> Option<i8> {
        self.words.iter().find_map(|word| match word {
            Word::Degree(degree) => Some(*degree),
            _ => None,
        })
    }

    pub(crate) fn negation(&self) -> Option<Negation> {
        self.words.iter().find_map(|word| match word {
            Word::Negation(negation) => Some(*negation),
            _ => None,
        })
    }

    pub(crate) fn worth(&self) -> Option<(Subject, i8, i8)> {
        self.words.iter().find_map(|word| match word {
            Word::Worth(subject, low, high) => Some((*subject, *low, *high)),
            _ => None,
        })
    }

    pub(crate) fn number(&self) -> Option<i32> {
        self.words.iter().find_map(|word| match word {
            Word::Number(number) => Some(*number),
            _ => None,
        })
    }

    pub(crate) fn score(&self) -> Option<i32> {
        self.words.iter().find_map(|word| match word {
            Word::Score(number) => Some(*number),
            _ => None,
        })
    }
}

/// The words of letters from `begin` to `end`, breaks left out.
pub(crate) fn tokens(
    letters: &[char],
    begin: usize,
    end: usize,
    looked: Looked,
    words: &Words,
) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = begin;
    while let Some(&letter) = letters.get(at).filter(|_| at < end) {
        if letter == ' ' || letter == BREAK {
            at += 1;
            continue;
        }
        let token =
            known(letters, at, end, looked, words).unwrap_or_else(|| unknown(letters, at, end));
        at = token.end;
        tokens.push(token);
    }
    tokens
}

/// The longest word that begins here.
fn known(letters: &[char], at: usize, end: usize, looked: Looked, words: &Words) -> Option<Token> {
    let rest = letters.get(at..end)?;
    let entries = words.beginning_with(*rest.first()?);
    let found = entries.iter().find(|entry| {
        looked.takes(entry)
            && rest.starts_with(&entry.letters)
            && is_whole(letters, at, &entry.letters)
    })?;
    Some(Token { at, end: at + found.letters.len(), words: found.words.clone() })
}

/// A word that is set off by spaces is found only whole.
pub(crate) fn is_whole(letters: &[char], at: usize, word: &[char]) -> bool {
    let spaced = |letter: Option<&char>| letter.is_some_and(|letter| is_spaced(*letter));
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    let begins = !(spaced(word.first()) && spaced(before));
    let ends = !(spaced(word.last()) && spaced(letters.get(at + word.len())));
    begins && ends
}

/// A number in digits, a question mark, or a word that is not known: one character, or
/// what stands between spaces.
fn unknown(letters: &[char], at: usize, end: usize) -> Token {
    let run = |fits: fn(char) -> bool| {
        let rest = letters.get(at..end).unwrap_or_default();
        rest.iter().take_while(|letter| fits(**letter)).count()
    };
    let digits = run(|letter| letter.is_ascii_digit());
    if digits > 0 {
        let value =
            letters.get(at..at + digits).unwrap_or_default().iter().fold(0, |value, digit| {
                let digit =
                    digit.to_digit(10).and_then(|digit| i32::try_from(digit).ok()).unwrap_or(0);
                (value * 10 + digit).min(HIGHEST)
            });
        return Token { at, end: at + digits, words: vec![Word::Number(value)] };
    }
    match letters.get(at) {
        Some(&QUESTION) => Token { at, end: at + 1, words: vec![Word::Doubt] },
        Some('.') => Token { at, end: at + 1, words: vec![Word::Broken] },
        Some('/') => Token { at, end: at + 1, words: vec![Word::OutOf] },
        Some(&letter) if is_ideograph(letter) => Token { at, end: at + 1, words: Vec::new() },
        _ => Token { at, end: at + run(is_spaced).max(1), words: Vec::new() },
    }
}
