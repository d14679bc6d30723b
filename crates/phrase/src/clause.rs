//! Parting an utterance into clauses, and taking back what was corrected.

use crate::{
    letters::BREAK,
    tokens::{Looked, Token, tokens},
    vocabulary::Word,
    words::Words,
};

/// What stands between a clause and the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Joint {
    /// A pause or a word like 但是.
    #[default]
    Pause,
    /// Both are meant.
    And,
    /// One of the two is meant.
    Either,
}

/// A part of what was said that is read for itself.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) joint: Joint,
    /// In the utterance's letters.
    pub(crate) begin: usize,
    pub(crate) end: usize,
    pub(crate) tokens: Vec<Token>,
}

/// What remains of an utterance after its corrections.
pub(crate) struct Clauses {
    pub(crate) clauses: Vec<Clause>,
    /// Something was taken back, and nothing put in its place.
    pub(crate) is_withdrawn: bool,
}

impl Clause {
    /// Nothing but fillers, which may be the words of a choice all the same.
    pub(crate) fn is_empty(&self) -> bool {
        self.tokens.iter().all(Token::is_filler)
    }

    /// Its tokens that say something.
    pub(crate) fn meaningful(&self) -> Vec<&Token> {
        self.tokens.iter().filter(|token| !token.is_filler()).collect()
    }
}

/// What a token does to the clauses.
enum Cut {
    /// Belongs to the clause.
    Keeps,
    /// Ends the clause with itself.
    Ends,
    /// Stands between two clauses.
    Parts(Joint),
    /// Takes back everything before it.
    TakesBack,
    /// Takes back everything before it, and belongs to what follows.
    Overrides,
}

/// What of 不 and its like matters to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum No {
    /// It is an answer.
    Answers,
    /// It may stand for itself, before a judgement.
    Stands,
    /// It negates what follows.
    Negates,
}

/// The clauses of letters.
pub(crate) fn clauses(letters: &[char], words: &Words, no: No) -> Clauses {
    let mut parting = Parting::default();
    let mut begin = 0;
    for part in letters.split(|letter| *letter == BREAK) {
        let end = begin + part.len();
        for token in tokens(letters, begin, end, Looked::Answers, words) {
            let is_last = letters.iter().skip(token.end).all(|letter| *letter == BREAK);
            parting.take(token, is_last, no);
        }
        parting.close(Joint::Pause);
        begin = end + 1;
    }
    let Parting { mut clauses, said_before, .. } = parting;
    if no != No::Answers
        && let Some(last) = lone_no_between(&clauses)
    {
        clauses.drain(..=last);
    }
    let is_withdrawn = said_before && clauses.iter().all(Clause::is_empty);
    Clauses { clauses, is_withdrawn }
}

/// The clauses so far, and the one that is being gathered.
#[derive(Default)]
struct Parting {
    clauses: Vec<Clause>,
    tokens: Vec<Token>,
    joint: Joint,
    /// Something was taken back.
    said_before: bool,
}

impl Parting {
    fn take(&mut self, token: Token, is_last: bool, no: No) {
        match self.cut(&token, is_last, no) {
            Cut::Keeps => self.tokens.push(token),
            Cut::Ends => {
                self.tokens.push(token);
                self.close(Joint::Pause);
            }
            Cut::Parts(joint) => self.close(joint),
            Cut::TakesBack => self.take_back(),
            Cut::Overrides => {
                self.take_back();
                self.tokens.push(token);
            }
        }
    }

    /// What a token does.
    fn cut(&self, token: &Token, is_last: bool, no: No) -> Cut {
        let is_first = self.tokens.iter().all(Token::is_filler);
        if no == No::Answers && token.is(Word::Rather) {
            return Cut::Overrides;
        }
        // 不对 may be an answer of its own.
        let is_answer = no == No::Answers
            && token.is(Word::No)
            && is_last
            && is_first
            && self.clauses.iter().all(Clause::is_empty);
        if token.is(Word::Correction) && !is_answer {
            return Cut::TakesBack;
        }
        if token.is(Word::Either) {
            return Cut::Parts(Joint::Either);
        }
        if token.is(Word::And) && !self.tokens.is_empty() {
            return Cut::Parts(Joint::And);
        }
        if token.is(Word::Turning) {
            return Cut::Parts(Joint::Pause);
        }
        let stands =
            no == No::Stands && is_first && !is_last && token.words.as_slice() == [Word::No];
        if stands { Cut::Ends } else { Cut::Keeps }
    }

    /// Moves the tokens gathered so far into a clause; `next` stands after it.
    fn close(&mut self, next: Joint) {
        if let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) {
            let (begin, end, joint) = (first.at, last.end, self.joint);
            let tokens = std::mem::take(&mut self.tokens);
            self.clauses.push(Clause { joint, begin, end, tokens });
        }
        self.joint = next;
    }

    fn take_back(&mut self) {
        self.close(Joint::Pause);
        self.said_before |= !self.clauses.iter().all(Clause::is_empty);
        self.clauses.clear();
    }
}

/// A clause that is nothing but 不是 or "no", with something on both sides, takes back
/// what stands before it.
fn lone_no_between(clauses: &[Clause]) -> Option<usize> {
    let is_lone_no = |clause: &Clause| {
        let said = clause.meaningful();
        !said.is_empty() && said.iter().all(|token| token.is(Word::No) && token.worth().is_none())
    };
    let last = clauses.iter().rposition(is_lone_no)?;
    let has_before = clauses.iter().take(last).any(|clause| !clause.is_empty());
    (has_before && last + 1 < clauses.len()).then_some(last)
}
