//! Words of judgement with their degrees and negations: how good something is said to
//! be, from −4 to 4 (docs/phrase.md, rule 3).

use crate::{
    letters::is_ideograph,
    tokens::Token,
    vocabulary::{Negation, Subject, Word},
};

/// How good something is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sense {
    pub(crate) subject: Subject,
    /// From −4 to 4; the same as `high` where nothing is left open.
    pub(crate) low: i8,
    pub(crate) high: i8,
    /// The judging word, in the utterance's letters.
    pub(crate) begin: usize,
    pub(crate) end: usize,
    /// Nothing raises, lowers or turns it.
    pub(crate) is_plain: bool,
}

impl Sense {
    /// −1, 0 or 1; `None` where even that is open.
    pub(crate) fn side(self) -> Option<i8> {
        let (low, high) = (self.low.signum(), self.high.signum());
        // From 0 to 2 is on the good side all the same.
        (low == high || low == 0 || high == 0).then_some(if low == 0 { high } else { low })
    }
}

/// What a clause judges.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what is in the way may be several things")]
pub(crate) struct Judgement {
    pub(crate) senses: Vec<Sense>,
    /// It is no answer.
    pub(crate) has_doubt: bool,
    /// Somebody else is spoken of.
    pub(crate) has_others: bool,
    /// Something is negated that is not there, or cannot be.
    pub(crate) is_unclear: bool,
    /// A judging word stands beside something that may turn it.
    pub(crate) is_torn: bool,
    /// Words that are not known.
    pub(crate) unknown: usize,
}

/// What stands before a judging word.
#[derive(Clone, Copy)]
enum Modifier {
    Degree(i8),
    Negation(Negation),
}

/// Reads the tokens of a clause of `letters`.
pub(crate) fn judge(tokens: &[Token], letters: &[char]) -> Judgement {
    Judge { letters, modifiers: Vec::new(), found: Judgement::default(), was_near: false }
        .read(tokens)
}

struct Judge<'a> {
    letters: &'a [char],
    modifiers: Vec<Modifier>,
    found: Judgement,
    /// Something was taken for a negation by its sound.
    was_near: bool,
}

impl Judge<'_> {
    fn read(mut self, tokens: &[Token]) -> Judgement {
        for (at, token) in tokens.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let rest = tokens.get(at + 1..).unwrap_or_default();
            self.token(before, token, rest);
        }
        self.found.is_unclear |= self.is_negated() || (self.was_near && self.found.unknown > 0);
        self.found
    }

    fn token(&mut self, before: Option<&Token>, token: &Token, rest: &[Token]) {
        let next = rest.iter().find(|token| !token.is_silent());
        if token.is(Word::Doubt) || asks_whether(token, rest, self.letters) {
            self.found.has_doubt = true;
        } else if token.is(Word::Others) {
            self.found.has_others = true;
            self.known();
        } else if let Some(degree) = token.degree().filter(|_| next.is_some_and(can_be_raised)) {
            self.modifiers.push(Modifier::Degree(degree));
        } else if let Some((subject, low, high)) = token.worth() {
            if self.is_torn(before, token, rest) {
                self.found.is_torn = true;
                self.unknown();
            } else {
                self.worth(token, subject, low, high);
            }
        } else if let Some(negation) = token.negation() {
            // 不不满意
            let is_single = matches!(self.text(token), [one] if is_ideograph(*one));
            let stutters = before.is_some_and(|before| self.text(before) == self.text(token));
            if !(stutters && is_single) {
                self.modifiers.push(Modifier::Negation(negation));
            }
        } else if let Some(degree) = token.words.iter().copied().find_map(after) {
            self.after(degree);
        } else if token.is(Word::None) {
            // 都不是: whatever follows is not so.
            self.modifiers.push(Modifier::Negation(Negation::Plain));
        } else if token.is_filler() {
            // Says nothing, and may stand between.
        } else if token.is(Word::NearNegation) && next.is_some_and(can_be_raised) {
            self.was_near = true;
            self.modifiers.push(Modifier::Negation(Negation::Plain));
        } else if token.is_unknown() || token.is(Word::NearNegation) {
            // 满满意: the beginning of a word, said twice.
            let stutters = rest.first().is_some_and(|next| {
                self.text(next).starts_with(self.text(token)) && !next.is_unknown()
            });
            if !stutters {
                self.unknown();
            }
        } else {
            self.known();
        }
    }

    fn text(&self, token: &Token) -> &[char] {
        self.letters.get(token.at..token.end).unwrap_or_default()
    }

    fn is_negated(&self) -> bool {
        self.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Negation(_)))
    }

    /// A word that is not known parts a negation from what follows.
    fn unknown(&mut self) {
        self.found.unknown += 1;
        self.known();
    }

    fn known(&mut self) {
        self.found.is_unclear |= self.is_negated();
        self.modifiers.clear();
    }

    /// What is not known may be a part of the word, or turn it: a single character beside
    /// it is no judgement (好处), nor is a word right after it (缺乏满意) or right before a
    /// single character (满意就假).
    fn is_torn(&self, before: Option<&Token>, token: &Token, rest: &[Token]) -> bool {
        let is_single = |token: &Token| matches!(self.text(token), [one] if is_ideograph(*one));
        let is_strange = |other: &Token| other.is_unknown() && self.text(other) != self.text(token);
        let next = rest.iter().find(|token| !token.is_filler());
        let follows = self.modifiers.is_empty()
            && before.is_some_and(|before| {
                is_strange(before) && !self.text(token).starts_with(self.text(before))
            });
        let touches = rest.first().is_some_and(|next| is_strange(next) && next.at == token.end);
        let ends = next.is_some_and(|next| is_strange(next) && is_single(next))
            && rest.iter().filter(|token| !token.is_filler()).count() == 1;
        follows || ends || (is_single(token) && touches)
    }

    fn worth(&mut self, token: &Token, subject: Subject, low: i8, high: i8) {
        let is_plain = self.modifiers.is_empty();
        let mut range = Some((low, high));
        // The nearest first.
        while let Some(modifier) = self.modifiers.pop() {
            range = range.and_then(|(low, high)| match modifier {
                Modifier::Degree(degree) => Some(raised(degree, low, high)),
                Modifier::Negation(negation) => negated(negation, low, high),
            });
        }
        match range {
            Some((low, high)) => {
                let (begin, end) = (token.at, token.end);
                self.found.senses.push(Sense { subject, low, high, begin, end, is_plain });
            }
            None => self.found.is_unclear = true,
        }
    }

    fn after(&mut self, degree: i8) {
        if let Some(last) = self.found.senses.last_mut() {
            (last.low, last.high) = raised(degree, last.low, last.high);
            last.is_plain = false;
        }
    }
}

fn after(word: Word) -> Option<i8> {
    match word {
        Word::After(degree) => Some(degree),
        _ => None,
    }
}

fn can_be_raised(token: &Token) -> bool {
    token.is(Word::NearNegation)
        || token.worth().is_some()
        || token.negation().is_some()
        || token.degree().is_some()
}

/// 好不好, 满不满意: the same word on both sides of a negation; or of 是, which grants
/// it only to go on (好是好).
fn asks_whether(token: &Token, rest: &[Token], letters: &[char]) -> bool {
    let [negation, after, ..] = rest else { return false };
    let text = |token: &Token| letters.get(token.at..token.end).unwrap_or_default();
    let touches = token.end == negation.at && negation.end == after.at;
    // 不不满意 is a stutter.
    let grants = matches!(text(negation), ['是' | '系']) && !token.is_unknown();
    let turns = negation.negation() == Some(Negation::Plain) || grants;
    touches && turns && text(token) != text(negation) && text(after).starts_with(text(token))
}

/// A judgement with a degree before or after it.
fn raised(degree: i8, low: i8, high: i8) -> (i8, i8) {
    if low != high {
        return (low, high.max(degree));
    }
    match low {
        // 很一般 is no longer in the middle.
        0 if degree > 1 => (-2, 0),
        2 => (degree, degree),
        -2 => (-degree, -degree),
        3.. => (low.max(degree), low.max(degree)),
        -4..=-3 => (low.min(-degree), low.min(-degree)),
        // Already mild, or in the middle.
        _ => (low, low),
    }
}

/// A judgement that is negated; `None` where that says nothing.
fn negated(negation: Negation, low: i8, high: i8) -> Option<(i8, i8)> {
    if low != high || (low == 0 && negation != Negation::Soft) {
        return None;
    }
    Some(match (negation, low) {
        (Negation::Plain, 2) => (-2, -2),
        (Negation::Plain, 1) => (-2, 0),
        (Negation::Plain, 4..) | (Negation::Soft, 1) => (-1, 0),
        (Negation::Plain, 3) | (Negation::Soft, 0..) => (-1, -1),
        (Negation::Full, 1..) => (-4, -4),
        // Not bad is not yet good.
        (Negation::Full, _) => (0, 4),
        (_, -2..) => (0, 2),
        (_, _) => (-2, 2),
    })
}
