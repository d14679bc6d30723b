//! Which words come up again and again, whatever the lists know of.

use std::collections::{BTreeMap, BTreeSet};

use super::{WordList, folded, is_ideograph, is_spaced, spread::FEWEST};

/// Where the words of a text are. A browser's `Intl.Segmenter` knows the languages;
/// [`Plain`] does without.
pub trait Segmenter {
    /// The words of `text`, in their order.
    fn words<'a>(&self, text: &'a str) -> Vec<&'a str>;
}

/// Words by their spaces; where there are none, every two neighbouring characters.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Segmenter for Plain {
    fn words<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let mut words = Vec::new();
        let kind = |letter: char| (is_spaced(letter), is_ideograph(letter));
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|it| kind(it) != kind(first)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            match kind(first) {
                (true, _) => words.push(run),
                (_, true) => words.extend(pairs(run)),
                _ => {}
            }
            rest = after;
        }
        words
    }
}

/// Every two neighbours; the one where there is no other.
fn pairs(run: &str) -> impl Iterator<Item = &str> {
    let begins = run.char_indices().map(|(at, _)| at);
    let ends = run.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let is_alone = run.chars().nth(1).is_none();
    begins.zip(ends.skip(usize::from(!is_alone))).map(|(begin, end)| &run[begin..end])
}

/// How many people used each word.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    stop: BTreeSet<String>,
    people: BTreeMap<String, u64>,
}

impl Terms {
    /// None so far; the words that say nothing in these languages are passed over.
    pub fn new(lists: &[WordList]) -> Self {
        let stop = lists.iter().flat_map(|list| list.stop.iter().cloned()).collect();
        Self { stop, people: BTreeMap::new() }
    }

    /// Counts what one person wrote: each word once, whatever its case.
    pub fn add(&mut self, text: &str, segmenter: &impl Segmenter) {
        let words = segmenter.words(text).into_iter();
        let folded = |word: &str| word.chars().map(folded).collect::<String>();
        let words: BTreeSet<String> = words.map(folded).collect();
        // One character or digits alone say nothing.
        let says =
            |word: &String| word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic);
        for word in words.into_iter().filter(says).filter(|word| !self.stop.contains(word)) {
            *self.people.entry(word).or_default() += 1;
        }
    }

    /// The words that most people used, at most `most` of them, with how many did:
    /// never one that fewer than five did, which might be somebody's own.
    pub fn frequent(&self, most: usize) -> Vec<(&str, u64)> {
        let many = self.people.iter().filter(|(_, people)| **people >= FEWEST);
        let mut terms: Vec<_> = many.map(|(term, people)| (term.as_str(), *people)).collect();
        terms.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
        terms.truncate(most);
        terms
    }
}
