//! How texts are compared: in lower case, of usual width, in simplified characters,
//! with punctuation reduced to what matters and contractions written out.

use crate::Characters;

/// Parts clauses: a comma, a full stop, a pause.
pub(crate) const BREAK: char = '|';
/// Ends a question.
pub(crate) const QUESTION: char = '?';

/// Chinese and its like are written without spaces between words.
pub(crate) fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{2fff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Part of a word that is set off by spaces.
pub(crate) fn is_spaced(letter: char) -> bool {
    letter == '\'' || (letter.is_alphanumeric() && !is_ideograph(letter))
}

/// The letters of a text, as they are compared. A space stands only between two words
/// that are set off by spaces.
pub(crate) fn letters(text: &str, characters: &Characters) -> Vec<char> {
    let raw: Vec<char> = text.chars().flat_map(|it| folded(it).to_lowercase()).collect();
    let mut letters: Vec<char> = Vec::with_capacity(raw.len());
    for (at, &letter) in raw.iter().enumerate() {
        let near = |step: usize| raw.get(step).is_some_and(char::is_ascii_digit);
        let after_digit = at.checked_sub(1).is_some_and(near);
        let joins_digits = match letter {
            '.' | '/' | ':' => after_digit && near(at + 1),
            '-' | '~' => near(at + 1),
            '%' => after_digit,
            _ => false,
        };
        let kept = match letter {
            _ if joins_digits => letter,
            _ if is_spaced(letter) => letter,
            _ if is_ideograph(letter) => characters.simplify(letter),
            QUESTION | '*' => letter,
            '-' | '_' | '"' => ' ',
            _ if letter.is_whitespace() => ' ',
            _ => BREAK,
        };
        push(&mut letters, kept);
    }
    while letters.last() == Some(&' ') {
        letters.pop();
    }
    written_out(&letters)
}

/// A character of usual width, with a straight apostrophe.
fn folded(letter: char) -> char {
    match letter {
        '\u{2019}' | '\u{2018}' => '\'',
        '\u{3000}' => ' ',
        '℅' | '％' => '%',
        wide @ '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(wide) - 0xfee0).unwrap_or(wide),
        other => other,
    }
}

/// Keeps one space between two spaced words, none elsewhere, and one break in a row.
fn push(letters: &mut Vec<char>, letter: char) {
    let last = letters.last().copied();
    if letter == ' ' {
        if last.is_some_and(is_spaced) {
            letters.push(' ');
        }
        return;
    }
    if last == Some(' ') && !is_spaced(letter) {
        letters.pop();
    }
    if letter != BREAK || letters.last() != Some(&BREAK) {
        letters.push(letter);
    }
}

/// `isn't` is `is not`, as lists have it.
fn written_out(letters: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(letters.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let rest = letters.get(at..).unwrap_or_default();
        let ends = rest.get(3).is_none_or(|next| !is_spaced(*next));
        if rest.starts_with(&['n', '\'', 't']) && ends && out.last().is_some_and(|it| *it != ' ') {
            out.extend(" not".chars());
            at += 3;
        } else {
            out.push(letter);
            at += 1;
        }
    }
    out
}
