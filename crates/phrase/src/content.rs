//! Choices found by what they are about (docs/phrase.md, rule 8).

use crate::{
    choices::{Phrase, Prepared},
    clause::Clause,
    combine::{Meant, Reading},
    judgement::judge,
    letters::{is_ideograph, is_spaced},
    tokens::{Token, is_whole},
    understanding::{Because, Confidence, WhyNothing},
    vocabulary::Word,
};

/// How many letters `*` stands for at most.
const GAP: usize = 12;
/// A word of fewer letters tells no choice from another.
const SHORTEST_WORD: usize = 4;

/// A place in a clause that speaks of a choice.
#[derive(Clone, Debug)]
struct Hit {
    begin: usize,
    end: usize,
    place: usize,
    because: Because,
    side: i8,
}

/// What a clause says by its content; `None` where it speaks of no choice.
pub(crate) fn content(
    clause: &Clause,
    letters: &[char],
    prepared: &Prepared<'_>,
) -> Option<Reading> {
    let mut hits = longest(phrases(clause, letters, &prepared.phrases));
    let is_fragment = hits.is_empty();
    if is_fragment {
        hits = fragments(clause, letters, prepared);
    }
    if hits.is_empty() {
        return None;
    }
    let outside: Vec<Token> =
        clause.tokens.iter().filter(|token| !is_inside(token, &hits)).cloned().collect();
    let judgement = judge(&outside, letters);
    if judgement.has_doubt {
        return Some(Reading::Stop(WhyNothing::NoAnswer));
    }
    // What is negated as a whole is negated in its parts.
    let overlaps = |one: &Hit, other: &Hit| one.begin < other.end && other.begin < one.end;
    let denied: Vec<&Hit> = hits.iter().filter(|hit| is_negated(hit, clause)).collect();
    let negated =
        |hit: &Hit| denied.iter().any(|other| other.place == hit.place && overlaps(other, hit));
    let all_sides = judge(&clause.tokens, letters);
    let around = if is_fragment { &all_sides } else { &judgement };
    let opposes = |hit: &Hit| {
        hit.side != 0 && { around.senses.iter().any(|sense| sense.side() != Some(hit.side)) }
    };
    let unclear = |hit: &Hit| hit.side != 0 && (around.is_unclear || around.is_torn);
    let (mut places, mut because) = (Vec::new(), Because::Fragment);
    for hit in hits.iter().filter(|hit| !negated(hit) && !opposes(hit) && !unclear(hit)) {
        places.push(hit.place);
        because = hit.because;
    }
    places.sort_unstable();
    places.dedup();
    if places.is_empty() {
        let mut negated: Vec<usize> = hits.iter().map(|hit| hit.place).collect();
        negated.sort_unstable();
        negated.dedup();
        return Some(Reading::Negated(negated));
    }
    let spare = outside.iter().filter(|token| token.is_unknown()).count();
    let confidence = if is_fragment || spare > 0 { Confidence::Medium } else { Confidence::High };
    Some(Reading::Meant(Meant { places, because, confidence, worth: None }))
}

/// Where the phrases stand in the clause.
fn phrases(clause: &Clause, letters: &[char], phrases: &[Phrase]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for phrase in phrases {
        let first = phrase.letters.first();
        for begin in (clause.begin..clause.end).filter(|at| letters.get(*at) == first) {
            if let Some(end) = end_of(&phrase.letters, letters, begin, clause) {
                hits.push(Hit {
                    begin,
                    end,
                    place: phrase.place,
                    because: phrase.because,
                    side: phrase.side,
                });
            }
        }
    }
    hits
}

/// Where a phrase that begins here ends.
fn end_of(phrase: &[char], letters: &[char], begin: usize, clause: &Clause) -> Option<usize> {
    let end = clause.end;
    let mut at = begin;
    for (number, piece) in phrase.split(|letter| *letter == '*').enumerate() {
        let blank = |letter: &char| *letter == ' ';
        let piece = match piece {
            [' ', rest @ ..] => rest,
            all => all,
        };
        let piece = if piece.last().is_some_and(blank) { piece.split_last()?.1 } else { piece };
        let gap = if number == 0 { 0 } else { GAP };
        let found = (at..=at + gap).find(|at| {
            let fits = letters.get(*at..end).is_some_and(|rest| rest.starts_with(piece));
            fits && is_whole(letters, *at, piece)
        })?;
        // 手续不麻烦 is no 手续麻烦.
        let turns = |token: &&Token| {
            let parts = token.at < found && found < token.end && token.worth().is_some();
            let is_between = token.end > at && token.at < found;
            parts || (is_between && (token.negation().is_some() || token.is(Word::No)))
        };
        if number > 0 && clause.tokens.iter().any(|token| turns(&token)) {
            return None;
        }
        at = found + piece.len();
    }
    Some(at)
}

/// Without those that lie within a longer one of another choice.
fn longest(hits: Vec<Hit>) -> Vec<Hit> {
    let covers = |long: &Hit, short: &Hit| {
        long.begin <= short.begin
            && short.end <= long.end
            && long.end - long.begin > short.end - short.begin
    };
    let is_covered =
        |hit: &Hit| hits.iter().any(|other| other.place != hit.place && covers(other, hit));
    hits.iter().filter(|hit| !is_covered(hit)).cloned().collect()
}

/// Characters in a row, or a word, that only one choice has.
fn fragments(clause: &Clause, letters: &[char], prepared: &Prepared<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = clause.begin;
    while at < clause.end {
        let end = piece_end(letters, at, clause.end);
        let piece = letters.get(at..end).unwrap_or_default();
        if end > at && !is_common(piece, prepared) {
            let having = |phrase: &&Phrase| phrase.is_whole && holds_piece(&phrase.letters, piece);
            let mut places: Vec<usize> =
                prepared.phrases.iter().filter(having).map(|phrase| phrase.place).collect();
            places.dedup();
            if let [place] = places.as_slice() {
                let side = prepared.sides.get(*place).copied().unwrap_or(0);
                hits.push(Hit { begin: at, end, place: *place, because: Because::Fragment, side });
            }
        }
        let is_word = piece.first().is_some_and(|letter| is_spaced(*letter));
        at = if is_word && end > at { end } else { at + 1 };
    }
    hits
}

/// The end of two characters, or of a word between spaces; `at` where there is neither.
fn piece_end(letters: &[char], at: usize, end: usize) -> usize {
    let rest = letters.get(at..end).unwrap_or_default();
    match rest {
        [one, two, ..] if is_ideograph(*one) && is_ideograph(*two) => at + 2,
        [one, ..] if is_spaced(*one) => {
            at + rest.iter().take_while(|letter| is_spaced(**letter)).count()
        }
        _ => at,
    }
}

fn is_common(piece: &[char], prepared: &Prepared<'_>) -> bool {
    let is_short = !piece.iter().all(|letter| is_ideograph(*letter)) && piece.len() < SHORTEST_WORD;
    let known = piece.first().into_iter().flat_map(|first| prepared.words.beginning_with(*first));
    is_short
        || known.into_iter().any(|entry| {
            let says_nothing =
                [Word::Common, Word::Filler, Word::No, Word::Yes, Word::Undecided, Word::Doubt]
                    .iter()
                    .any(|word| entry.words.contains(word));
            let judges = entry.words.iter().any(|word| {
                matches!(
                    word,
                    Word::Worth(..) | Word::Degree(_) | Word::Negation(_) | Word::After(_)
                )
            });
            (says_nothing || judges) && entry.letters == piece
        })
}

/// Whether a text has a piece in it; one between spaces as a word, or with an `s`.
fn holds_piece(text: &[char], piece: &[char]) -> bool {
    (0..text.len()).any(|at| {
        let fits = text.get(at..).is_some_and(|rest| rest.starts_with(piece));
        let plural = text.get(at + piece.len()) == Some(&'s');
        fits && (is_whole(text, at, piece)
            || (plural && is_whole(text, at, &[piece, &['s']].concat())))
    })
}

fn is_inside(token: &Token, hits: &[Hit]) -> bool {
    hits.iter().any(|hit| hit.begin <= token.at && token.end <= hit.end)
}

/// A negation stands before it, with nothing between but what says nothing.
fn is_negated(hit: &Hit, clause: &Clause) -> bool {
    let before = clause.tokens.iter().filter(|token| token.end <= hit.begin);
    let near = before.rev().find(|token| !token.is_filler() && token.degree().is_none());
    near.is_some_and(|token| token.negation().is_some() || token.is(Word::No))
}
