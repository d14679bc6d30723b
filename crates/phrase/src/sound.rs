//! Words that only sound like what was heard (docs/phrase.md, rule 9).

use crate::{
    choices::Prepared,
    letters::is_ideograph,
    vocabulary::Word,
    words::{Entry, Words},
};

/// A shorter word sounds like too many others.
const SHORTEST: usize = 2;

/// The letters with every word that sounds like one of judgement or of a choice written
/// as that; `None` where nothing changes.
pub(crate) fn respelt(letters: &[char], prepared: &Prepared<'_>) -> Option<Vec<char>> {
    let words = prepared.words;
    let judging = words.entries().iter().filter(|entry| judges(entry)).map(|entry| &entry.letters);
    let of_choices = prepared.phrases.iter().map(|phrase| &phrase.letters);
    let is_chinese = |word: &&Vec<char>| {
        word.len() >= SHORTEST && word.iter().all(|letter| is_ideograph(*letter))
    };
    let targets: Vec<&Vec<char>> = judging.chain(of_choices).filter(is_chinese).collect();
    let mut out = Vec::with_capacity(letters.len());
    let mut at = 0;
    let mut has_changed = false;
    while let Some(&letter) = letters.get(at) {
        let rest = letters.get(at..).unwrap_or_default();
        let exact =
            words.beginning_with(letter).iter().filter(|entry| rest.starts_with(&entry.letters));
        let exact = exact.map(|entry| entry.letters.len()).max().unwrap_or(0);
        let alike = targets.iter().filter(|target| sounds_alike(rest, target, words));
        match alike.max_by_key(|target| target.len()) {
            Some(target) if target.len() > exact => {
                has_changed |= !rest.starts_with(target);
                out.extend(target.iter().copied());
                at += target.len();
            }
            _ => {
                let length = exact.max(1);
                out.extend(rest.iter().take(length).copied());
                at += length;
            }
        }
    }
    has_changed.then_some(out)
}

fn judges(entry: &Entry) -> bool {
    entry.words.iter().any(|word| matches!(word, Word::Worth(..)))
}

/// Whether the letters begin with something that sounds like the word. Numerals and
/// negations sound like nothing but themselves.
fn sounds_alike(letters: &[char], word: &[char], words: &Words) -> bool {
    let alike = |(own, other): (&char, &char)| {
        own == other
            || (!is_itself(*own, words)
                && !is_itself(*other, words)
                && words.characters.sound(*own).is_some()
                && words.characters.sound(*own) == words.characters.sound(*other))
    };
    letters.len() >= word.len() && letters.iter().zip(word).all(alike)
}

/// A numeral or a negation.
fn is_itself(letter: char, words: &Words) -> bool {
    words.beginning_with(letter).iter().any(|entry| {
        let counts = |word: &Word| matches!(word, Word::Number(_) | Word::Score(_));
        entry.letters.as_slice() == [letter]
            && (entry.words.iter().any(counts) || entry.is_plain_negation())
    })
}
