//! What comments are about: words of a list, found in the text and shown with their
//! places, sorted into the catalogue of problems and praise that people choose from.
//!
//! Nothing is learned and nothing guessed: whoever reads a comment sees which words
//! put it where, and can edit the lists (`themes/*.json`). Every list is tried on every
//! comment, whatever the language of the screen was. What is negated ("not rude",
//! 不太慢) is found and marked, and counts for nothing ([`negation`] has the rule).
//!
//! [`Terms`] counts frequent words beside it, and [`Spread`] tells what many say from
//! what one says.

mod list;
mod negation;
mod spread;
mod terms;

use std::{collections::BTreeMap, ops::Range};

use self::{list::Word, negation::Negations};
pub use self::{
    list::{Catalogue, WordList, WordListError},
    spread::Spread,
    terms::{Plain, Segmenter, Terms},
};

/// A character of a text, as it is compared, and where it stands.
type Letter = (usize, char);

/// The words that tell what comments are about.
#[derive(Clone, Debug)]
pub struct Themes {
    words: Vec<Word>,
    /// By first letter: the places of the words.
    by_letter: BTreeMap<char, Vec<usize>>,
    negations: Negations,
}

/// A word of a list, in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'a> {
    /// A problem, or praise.
    pub catalogue: Catalogue,
    /// The code of the theme, one of the questionnaire's choices.
    pub code: &'a str,
    /// The word as it stands in its list.
    pub word: &'a str,
    /// The bytes of the text that it is, on boundaries of characters.
    pub place: Range<usize>,
    /// It is said not to be so.
    pub is_negated: bool,
}

impl Themes {
    /// With the words of all these lists.
    pub fn new(lists: &[WordList]) -> Self {
        let words: Vec<Word> = lists.iter().flat_map(|list| list.words.iter().cloned()).collect();
        let mut by_letter: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (at, word) in words.iter().enumerate() {
            // A list has no empty words.
            let first = word.letters.first().copied().unwrap_or_default();
            by_letter.entry(first).or_default().push(at);
        }
        Self { words, by_letter, negations: Negations::new(lists) }
    }

    /// Every word that is found, by where it begins; words may overlap.
    pub fn matches(&self, text: &str) -> Vec<Match<'_>> {
        let letters: Vec<Letter> = text.char_indices().map(|(at, it)| (at, folded(it))).collect();
        let mut found = Vec::new();
        for begin in 0..letters.len() {
            let candidates = self.by_letter.get(&letters[begin].1).into_iter().flatten();
            // Places in `words`, from `new`.
            for word in candidates.map(|at| &self.words[*at]) {
                if let Some(end) = word.end(&letters, begin) {
                    let byte = |at: usize| letters.get(at).map_or(text.len(), |letter| letter.0);
                    found.push(Match {
                        catalogue: word.catalogue,
                        code: &word.code,
                        word: &word.written,
                        place: byte(begin)..byte(end),
                        is_negated: self.negations.negate(&letters, begin),
                    });
                }
            }
        }
        found
    }

    /// The themes a text is about, each once: those with a word that is not negated.
    pub fn codes(&self, text: &str) -> Vec<(Catalogue, &str)> {
        let said = self.matches(text).into_iter().filter(|found| !found.is_negated);
        let mut codes: Vec<_> = said.map(|found| (found.catalogue, found.code)).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// A character as it is compared: in lower case, of usual width, with a straight
/// apostrophe.
fn folded(letter: char) -> char {
    let usual = match letter {
        '\u{2019}' => '\'',
        wide @ '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(wide) - 0xfee0).unwrap_or(wide),
        other => other,
    };
    usual.to_lowercase().next().unwrap_or(usual)
}

/// Chinese and its like are written without spaces between words.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{2fff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Part of a word that is set off by spaces.
fn is_spaced(letter: char) -> bool {
    letter.is_alphanumeric() && !is_ideograph(letter)
}

#[cfg(test)]
mod tests;
