//! The choices of a question, prepared for what may be said about them.

use crate::{
    judgement::judge,
    letters::{BREAK, is_ideograph},
    question::{Kind, Question},
    scale::Scale,
    sound::Target,
    tokens::{Looked, Token, tokens},
    understanding::Because,
    vocabulary::Word,
    words::Words,
};

/// A part of a text shorter than this tells no choice from another.
const SHORTEST_PART: usize = 2;
/// The same of a text whose words are set off by spaces.
const SHORTEST_SPACED_PART: usize = 4;

/// A question with everything that is compared with what is said: made once, when it
/// comes on screen, for whatever is said to it.
pub struct Prepared<'a> {
    pub(crate) question: &'a Question,
    pub(crate) words: &'a Words,
    pub(crate) scale: Option<Scale>,
    /// What may be said for a choice.
    pub(crate) phrases: Vec<Phrase>,
    /// The places of the choices that say yes and no, where one does.
    pub(crate) yes_no: Option<(usize, usize)>,
    /// The phrases that may be heard for others.
    pub(crate) targets: Vec<Target>,
    /// Whether each choice complains (−1), praises (1) or neither.
    pub(crate) sides: Vec<i8>,
}

/// Something that may be said for a choice.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// As they are compared, `*` for a few more between; never empty.
    pub(crate) letters: Vec<char>,
    /// The same with the breaks that it is written with; empty for a part or a topic.
    pub(crate) parted: Vec<char>,
    pub(crate) place: usize,
    pub(crate) because: Because,
    /// It is the whole text or synonym.
    pub(crate) is_whole: bool,
    pub(crate) side: i8,
}

impl<'a> Prepared<'a> {
    /// The question, for screens of the language of these words.
    pub fn new(question: &'a Question, words: &'a Words) -> Self {
        let mut prepared = Self {
            question,
            words,
            scale: Scale::of(question, words),
            phrases: Vec::new(),
            yes_no: None,
            targets: Vec::new(),
            sides: vec![0; question.choices.len()],
        };
        prepared.yes_no = prepared.places_of_yes_and_no();
        prepared.sides = prepared.sides();
        prepared.add_texts();
        if !matches!(question.kind, Kind::Rating { .. }) {
            prepared.add_topics();
        }
        let phrases = prepared.phrases.iter();
        let targets = phrases.filter_map(|it| Target::of(&it.letters, |it| words.sound(it)));
        prepared.targets = targets.collect();
        prepared
    }

    /// The side that all choices have, where those that judge agree.
    fn sides(&self) -> Vec<i8> {
        if !matches!(self.question.kind, Kind::One | Kind::Several { .. }) || self.scale.is_some() {
            return vec![0; self.question.choices.len()];
        }
        let own: Vec<i8> = self
            .question
            .choices
            .iter()
            .map(|choice| {
                choice
                    .texts
                    .iter()
                    .map(|text| side(text, self.words))
                    .find(|side| *side != 0)
                    .unwrap_or(0)
            })
            .collect();
        let count = |side: i8| own.iter().filter(|own| **own == side).count();
        let common = match (count(-1), count(1)) {
            (2.., 0) => -1,
            (0, 2..) => 1,
            _ => return own,
        };
        vec![common; own.len()]
    }

    fn add_texts(&mut self) {
        let splits = !matches!(self.question.kind, Kind::Rating { .. });
        for (place, choice) in self.question.choices.iter().enumerate() {
            let side = self.sides.get(place).copied().unwrap_or(0);
            let phrase = |letters: &[char], parted: &[char], is_whole: bool| Phrase {
                letters: letters.to_vec(),
                parted: parted.to_vec(),
                place,
                because: Because::Text,
                is_whole,
                side,
            };
            for text in choice.texts.iter().chain(&choice.words) {
                let letters = self.words.letters(text);
                let whole = without_breaks(&letters);
                if !whole.is_empty() {
                    self.phrases.push(phrase(&whole, within_breaks(&letters), true));
                }
                if splits {
                    let parts = parts(&letters, self.words, self.question.kind);
                    self.phrases.extend(parts.iter().map(|part| phrase(part, &[], false)));
                }
            }
        }
    }

    fn add_topics(&mut self) {
        for (place, choice) in self.question.choices.iter().enumerate() {
            let side = self.sides.get(place).copied().unwrap_or(0);
            let texts: Vec<Vec<char>> =
                choice.texts.iter().chain(&choice.words).map(|it| self.words.letters(it)).collect();
            let is_of = |of: &Vec<char>| texts.iter().any(|text| holds(text, of));
            for topic in self.words.topics.iter().filter(|topic| side * topic.side >= 0) {
                if topic.of.iter().any(is_of) {
                    self.phrases.extend(topic.said.iter().map(|said| Phrase {
                        letters: said.clone(),
                        parted: Vec::new(),
                        place,
                        because: Because::Topic,
                        is_whole: false,
                        side: if topic.side == 0 { side } else { topic.side },
                    }));
                }
            }
        }
    }

    /// Where one choice begins with a yes of its own and another with a no.
    fn places_of_yes_and_no(&self) -> Option<(usize, usize)> {
        match self.question.kind {
            Kind::YesNo => return Some((0, 1)),
            Kind::One => {}
            _ => return None,
        }
        let begins = |place: usize, word: Word| {
            let texts =
                self.question.choices.get(place).map(|it| it.texts.as_slice()).unwrap_or_default();
            texts.iter().any(|text| {
                let letters = self.words.letters(text);
                let end = letters.iter().position(|it| *it == BREAK).unwrap_or(letters.len());
                let first = tokens(&letters, 0, end, Looked::Answers, self.words);
                !first.is_empty() && first.iter().all(|token| token.is(word))
            })
        };
        let only = |word: Word| {
            let mut places = (0..self.question.choices.len()).filter(|place| begins(*place, word));
            places.next().filter(|_| places.next().is_none())
        };
        Some((only(Word::Yes)?, only(Word::No)?)).filter(|(yes, no)| yes != no)
    }
}

/// −1 where a text has only bad in it, 1 for only good.
fn side(text: &str, words: &Words) -> i8 {
    let letters = words.letters(text);
    let tokens = tokens(&letters, 0, letters.len(), Looked::Answers, words);
    let judgement = judge(&tokens, &letters);
    let senses = if judgement.is_unclear { Vec::new() } else { judgement.senses };
    let mut sides = senses.iter().filter_map(|sense| sense.side());
    let first = sides.next().unwrap_or(0);
    if sides.all(|side| side == first) { first } else { 0 }
}

/// Without breaks at its ends.
pub(crate) fn within_breaks(letters: &[char]) -> &[char] {
    let is_break = |letter: &char| matches!(*letter, BREAK | ' ');
    let begin = letters.iter().position(|it| !is_break(it)).unwrap_or(letters.len());
    let end = letters.iter().rposition(|it| !is_break(it)).map_or(begin, |last| last + 1);
    letters.get(begin..end).unwrap_or_default()
}

/// In one piece, as somebody says it who makes no pause.
pub(crate) fn without_breaks(letters: &[char]) -> Vec<char> {
    let mut whole: Vec<char> = Vec::new();
    for &letter in letters {
        let joins = |last: Option<&char>| last.is_some_and(|last| crate::letters::is_spaced(*last));
        match letter {
            BREAK | '?' if joins(whole.last()) => whole.push(' '),
            BREAK | '?' => {}
            _ if letter == ' ' && whole.last() == Some(&' ') => {}
            _ if is_ideograph(letter) && whole.last() == Some(&' ') => {
                whole.pop();
                whole.push(letter);
            }
            _ => whole.push(letter),
        }
    }
    while whole.last() == Some(&' ') {
        whole.pop();
    }
    whole
}

/// The parts of a text between commas, and between words like 或 and "or".
fn parts(letters: &[char], words: &Words, kind: Kind) -> Vec<Vec<char>> {
    let mut found = Vec::new();
    let mut begin = 0;
    for part in letters.split(|letter| *letter == BREAK) {
        let end = begin + part.len();
        let tokens = tokens(letters, begin, end, Looked::Answers, words);
        let parts_here = |token: &Token| token.is(Word::Either) && !token.is_filler();
        for piece in tokens.split(parts_here) {
            // 是 and 不是 are understood by rule 7.
            let thanks = |token: &Token| kind == Kind::YesNo && token.is_filler();
            let answers = |token: &Token| token.is(Word::Yes) || token.is(Word::No);
            if piece.iter().all(|token| answers(token) || thanks(token)) {
                continue;
            }
            if let (Some(first), Some(last)) = (piece.first(), piece.last()) {
                let piece = letters.get(first.at..last.end).unwrap_or_default();
                let is_long = if piece.iter().all(|it| is_ideograph(*it)) {
                    piece.len() >= SHORTEST_PART
                } else {
                    piece.len() >= SHORTEST_SPACED_PART
                };
                if is_long {
                    found.push(piece.to_vec());
                }
            }
        }
        begin = end + 1;
    }
    found
}

/// Whether `text` has `part` in it, as whole words.
pub(crate) fn holds(text: &[char], part: &[char]) -> bool {
    let ends =
        (0..text.len()).filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(part)));
    ends.into_iter().any(|at| crate::tokens::is_whole(text, at, part))
}
