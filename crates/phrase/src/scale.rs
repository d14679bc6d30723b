//! Choices that judge: which of them a judgement is, by worth and not by words.

use crate::{
    judgement::{Sense, judge},
    question::{Choice, Kind, Question},
    tokens::{Looked, tokens},
    understanding::Because,
    vocabulary::Subject,
    words::Words,
};

/// From this degree on a judgement is strong.
const STRONG: i8 = 3;

/// What the choices are worth.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    /// By place; `None` where a choice does not judge.
    worths: Vec<Option<i8>>,
    subject: Subject,
    /// The texts of each choice, as they are compared.
    texts: Vec<Vec<Vec<char>>>,
    /// Every choice has its worth, not only the ends.
    is_whole: bool,
}

impl Scale {
    /// The scale that the choices make: two of them at least, on different sides.
    pub(crate) fn of(question: &Question, words: &Words) -> Option<Self> {
        if !matches!(question.kind, Kind::Rating { .. } | Kind::One) {
            return None;
        }
        let senses: Vec<Option<Sense>> =
            question.choices.iter().map(|choice| sense(choice, words)).collect();
        let subject = senses.iter().flatten().find(|sense| sense.low != 0)?.subject;
        let worths: Vec<Option<i8>> = senses.iter().map(|it| it.map(|sense| sense.low)).collect();
        let has = |side: i8| worths.iter().flatten().any(|worth| worth.signum() == side);
        let is_whole = worths.iter().all(Option::is_some);
        let letters = |choice: &Choice| choice.texts.iter().map(|it| words.letters(it)).collect();
        let texts = question.choices.iter().map(letters).collect();
        (has(-1) && has(1)).then_some(Self { worths, subject, texts, is_whole })
    }

    /// Whether a judgement is about what the scale is about. Whatever has a quality can
    /// be good, and anything can be in the middle.
    pub(crate) fn is_about(&self, sense: Sense) -> bool {
        let is_middle = sense.low == 0 && sense.high == 0;
        let is_quality =
            matches!(self.subject, Subject::Quality | Subject::Speed | Subject::Clarity);
        is_middle
            || sense.subject == self.subject
            || (sense.subject == Subject::Quality && is_quality)
    }

    /// The places that a judgement may mean; one where it is clear.
    pub(crate) fn places(&self, sense: Sense, letters: &[char]) -> Vec<usize> {
        let mut places: Vec<usize> =
            (sense.low..=sense.high).flat_map(|worth| self.of_worth(worth)).collect();
        if let [place] = places.as_slice() {
            places.extend(self.own_word_elsewhere(sense, *place, letters));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether the judging word is the choice's own text.
    pub(crate) fn because(&self, sense: Sense, place: usize, letters: &[char]) -> Because {
        let word = letters.get(sense.begin..sense.end).unwrap_or_default();
        let mut texts = self.texts.get(place).into_iter().flatten();
        let is_own = texts.any(|text| text == word);
        if is_own { Because::Text } else { Because::Judgement }
    }

    /// Another place on the same side in whose words the judging word stands, while it
    /// does not stand in those of `place` (差 is in 很差, but not in 不太好).
    fn own_word_elsewhere(&self, sense: Sense, place: usize, letters: &[char]) -> Option<usize> {
        let word = letters.get(sense.begin..sense.end).filter(|_| sense.is_plain)?;
        let has = |place: usize| {
            let texts = self.texts.get(place).into_iter().flatten();
            texts.into_iter().any(|text| text.windows(word.len()).any(|part| part == word))
        };
        let same_side = |place: &usize| {
            let worth = self.worths.get(*place).copied().flatten();
            worth.is_some_and(|worth| worth.signum() == sense.low.signum())
        };
        if has(place) {
            return None;
        }
        (0..self.worths.len()).filter(same_side).find(|other| has(*other))
    }

    /// The places for one worth.
    fn of_worth(&self, worth: i8) -> Vec<usize> {
        let side: Vec<(usize, i8)> = (0..)
            .zip(&self.worths)
            .filter_map(|(place, own)| own.map(|own| (place, own)))
            .filter(|(_, own)| own.signum() == worth.signum())
            .collect();
        let reached =
            |own: i8| self.is_whole || (worth.abs() >= STRONG && worth.abs() >= own.abs());
        let is_strong = |worth: i8| worth.abs() >= STRONG;
        let alike: Vec<(usize, i8)> =
            side.iter().copied().filter(|(_, own)| is_strong(*own) == is_strong(worth)).collect();
        let pool = if alike.is_empty() { side } else { alike };
        let distance = |own: i8| (own - worth).abs();
        let nearest = pool.iter().map(|(_, own)| distance(*own)).min();
        let chosen =
            pool.iter().filter(|(_, own)| Some(distance(*own)) == nearest && reached(*own));
        chosen.map(|(place, _)| *place).collect()
    }
}

/// What a choice is worth, by the first of its texts that judges and says nothing else.
fn sense(choice: &Choice, words: &Words) -> Option<Sense> {
    choice.texts.iter().find_map(|text| {
        let letters = words.letters(text);
        let tokens = tokens(&letters, 0, letters.len(), Looked::Answers, words);
        let judgement = judge(&tokens, &letters);
        let is_clear = !judgement.has_doubt && !judgement.is_unclear && judgement.unknown == 0;
        match judgement.senses.as_slice() {
            [sense] if is_clear && sense.low == sense.high => Some(*sense),
            _ => None,
        }
    })
}
