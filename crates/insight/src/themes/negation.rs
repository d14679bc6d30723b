//! When a word is said not to be so.
//!
//! In Chinese: a negation stands right before it, or only words of degree between
//! (不太慢, 没有特别久). Where words have spaces: one of the three words before it is a
//! negation, in the same clause and with no "but" after it. What only looks like a
//! negation (不但, "not only") is none. A word that holds a negation itself (不耐烦,
//! "not friendly") is simply a word of its list.

use super::{Letter, WordList, is_ideograph, is_spaced};

/// So many words before it may hold the negation.
const REACH: usize = 3;

/// The negations of some languages.
#[derive(Clone, Debug)]
pub(super) struct Negations {
    denying: Vec<Vec<char>>,
    affirming: Vec<Vec<char>>,
    between: Vec<Vec<char>>,
    turning: Vec<Vec<char>>,
}

impl Negations {
    pub(super) fn new(lists: &[WordList]) -> Self {
        let all = |of: fn(&WordList) -> &Vec<Vec<char>>| {
            lists.iter().flat_map(|list| of(list).iter().cloned()).collect()
        };
        Self {
            denying: all(|list| &list.negations),
            affirming: all(|list| &list.affirming),
            between: all(|list| &list.between),
            turning: all(|list| &list.turning),
        }
    }

    /// Whether the word that begins at `begin` is negated by what stands before it.
    pub(super) fn negate(&self, text: &[Letter], begin: usize) -> bool {
        let is_spaced_word = text.get(begin).is_some_and(|letter| !is_ideograph(letter.1));
        if is_spaced_word { self.in_words(text, begin) } else { self.right_before(text, begin) }
    }

    fn right_before(&self, text: &[Letter], begin: usize) -> bool {
        let mut end = begin;
        loop {
            let longest = |words: &[Vec<char>]| {
                words.iter().filter(|it| ends_with(&text[..end], it)).map(Vec::len).max()
            };
            let between = longest(&self.between).unwrap_or(0);
            let negation = longest(&self.denying).unwrap_or(0);
            // The longest tells: 特别 is no 别, and 差不多 no 不.
            if longest(&self.affirming).is_some_and(|it| it >= negation) {
                return false;
            }
            if negation > 0 && negation >= between {
                return true;
            }
            if between == 0 {
                return false;
            }
            end -= between;
        }
    }

    fn in_words(&self, text: &[Letter], begin: usize) -> bool {
        let is_part = |letter: &&Letter| is_spaced(letter.1) || letter.1 == '\'';
        let is_gap = |letter: &&Letter| letter.1.is_whitespace() || letter.1 == '-';
        let mut end = begin;
        for _ in 0..REACH {
            end -= text[..end].iter().rev().take_while(is_gap).count();
            let start = end - text[..end].iter().rev().take_while(is_part).count();
            let word = &text[start..end];
            let is_one_of =
                |words: &[Vec<char>]| words.iter().any(|it| starts_with(word, it, true));
            if word.is_empty() || is_one_of(&self.turning) {
                return false;
            }
            if is_one_of(&self.denying) {
                return !self.affirming.iter().any(|it| starts_with(&text[start..], it, false));
            }
            end = start;
        }
        false
    }
}

fn ends_with(text: &[Letter], word: &[char]) -> bool {
    let begin = text.len().checked_sub(word.len()).filter(|_| !word.is_empty());
    begin.is_some_and(|begin| text[begin..].iter().map(|letter| &letter.1).eq(word))
}

/// Whether a text begins with a word, or is that word.
fn starts_with(text: &[Letter], word: &[char], whole: bool) -> bool {
    let fits = if whole { text.len() == word.len() } else { text.len() >= word.len() };
    fits && text.iter().zip(word).all(|(letter, due)| letter.1 == *due)
}
