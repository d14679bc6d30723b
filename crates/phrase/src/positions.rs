//! Places on the screen: 第二个, 最后一个, 左边那个, B (docs/phrase.md, rule 6).

use std::ops::Range;

use crate::{
    numbers::whole,
    question::{Kind, Layout, Question},
    tokens::Token,
    understanding::WhyNothing,
    vocabulary::{Side, Word},
};

/// The place that a clause is; `None` where it is none.
pub(crate) fn position(
    tokens: &[&Token],
    letters: &[char],
    question: &Question,
) -> Option<Result<usize, WhyNothing>> {
    let shown = question.on_screen();
    let tokens: Vec<&Token> = tokens.iter().filter(|it| !it.is(Word::Label)).copied().collect();
    let tokens = match tokens.as_slice() {
        [before @ .., counter] if counter.is(Word::Counter) && !before.is_empty() => before,
        all => all,
    };
    let (first, rest) = tokens.split_first()?;
    let numerals = |tokens: &[&Token]| {
        whole(&tokens.iter().map(|token| token.number()).collect::<Option<Vec<i32>>>()?)
    };
    let side = first.words.iter().find_map(|word| match word {
        Word::Side(side) => Some(*side),
        _ => None,
    });
    let nth = first.words.iter().find_map(|word| match word {
        Word::Nth(nth) => Some(*nth),
        _ => None,
    });
    if let Some(side) = side.filter(|_| rest.is_empty()) {
        return Some(beside(side, question.layout, shown));
    }
    if let Some(nth) = nth.filter(|_| rest.is_empty()) {
        return Some(counted(nth, shown));
    }
    if first.is(Word::Last) && rest.iter().all(|token| token.number() == Some(1)) {
        return Some(from_end(1, shown));
    }
    if first.is(Word::FromTheEnd) {
        let rest = match rest {
            [ordinal, rest @ ..] if ordinal.is(Word::Ordinal) => rest,
            all => all,
        };
        return Some(from_end(numerals(rest)?, shown));
    }
    if first.is(Word::Ordinal) {
        return Some(counted(numerals(rest)?, shown));
    }
    if !matches!(question.kind, Kind::One | Kind::Several { .. }) {
        return None;
    }
    if let Some(number) = numerals(tokens) {
        // 选三 is no position where the choices themselves are numbered.
        let is_number = |text: &String| text.chars().any(|letter| letter.is_ascii_digit());
        let numbered = question.choices.iter().any(|choice| choice.texts.iter().any(is_number));
        return Some(if numbered { Err(WhyNothing::OutOfRange) } else { counted(number, shown) });
    }
    letter(tokens, letters).map(|nth| counted(nth, shown))
}

/// A single Latin letter, as the number it has in the alphabet.
pub(crate) fn letter(tokens: &[&Token], letters: &[char]) -> Option<i32> {
    let mut found = tokens.iter().filter_map(|token| match letters.get(token.at..token.end)? {
        [letter @ 'a'..='z'] => i32::try_from(u32::from(*letter) - u32::from('a') + 1).ok(),
        _ => None,
    });
    // "A" says nothing beside other words, so that it may be all there is.
    let is_all = tokens.len() == 1 || tokens.iter().all(|token| token.is_filler());
    found.next().filter(|_| is_all && found.next().is_none())
}

fn counted(nth: i32, shown: Range<usize>) -> Result<usize, WhyNothing> {
    let nth = usize::try_from(nth).ok().and_then(|nth| nth.checked_sub(1));
    let place = nth.and_then(|nth| shown.start.checked_add(nth));
    place.filter(|place| shown.contains(place)).ok_or(WhyNothing::OutOfRange)
}

fn from_end(nth: i32, shown: Range<usize>) -> Result<usize, WhyNothing> {
    let nth = usize::try_from(nth).ok().filter(|nth| *nth > 0);
    let place = nth.and_then(|nth| shown.end.checked_sub(nth));
    place.filter(|place| shown.contains(place)).ok_or(WhyNothing::OutOfRange)
}

fn beside(side: Side, layout: Layout, shown: Range<usize>) -> Result<usize, WhyNothing> {
    let (first, last) = (shown.start, shown.end.saturating_sub(1));
    let is_pair = shown.len() == 2;
    let place = match (side, layout) {
        (Side::Leftmost, Layout::Row) | (Side::Topmost, Layout::Column) => Some(first),
        (Side::Rightmost, Layout::Row) | (Side::Bottommost, Layout::Column) => Some(last),
        (Side::Left, Layout::Row) | (Side::Top, Layout::Column) if is_pair => Some(first),
        (Side::Right, Layout::Row) | (Side::Bottom, Layout::Column) if is_pair => Some(last),
        (Side::Middle, _) if shown.len() % 2 == 1 => Some(first + shown.len() / 2),
        _ => None,
    };
    place.filter(|place| shown.contains(place)).ok_or(WhyNothing::OutOfRange)
}
