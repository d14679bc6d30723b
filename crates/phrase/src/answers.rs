//! What one clause says: a number, a position, a choice by its content, yes or no, or a
//! judgement.

use crate::{
    choices::Prepared,
    clause::Clause,
    combine::{Meant, Reading, Said, combine},
    content::content,
    judgement::{Judgement, judge},
    numbers::{Range, number, scores},
    positions::position,
    question::Kind,
    reading::command,
    tokens::Token,
    understanding::{Because, Confidence, WhyNothing},
    vocabulary::Word,
    yes_no::yes_no,
};

/// Reads a clause of `letters`.
pub(crate) fn clause_reading(
    clause: &Clause,
    letters: &[char],
    prepared: &Prepared<'_>,
) -> Reading {
    let question = prepared.question;
    let said = clause.meaningful();
    let exact = |result: Result<usize, WhyNothing>, because: Because| match result {
        Ok(place) => Reading::Meant(Meant {
            places: vec![place],
            because,
            confidence: Confidence::High,
            worth: None,
        }),
        Err(why) => Reading::Stop(why),
    };
    if let Some(first) = said.first().filter(|it| it.is(Word::No) || it.negation().is_some()) {
        let rest = letters.get(first.end..clause.end).unwrap_or_default();
        // 不要跳过
        if command(rest, prepared.words).is_some() {
            return Reading::Stop(WhyNothing::Negated);
        }
    }
    if let Kind::Rating { lowest } = question.kind {
        let steps = i32::try_from(question.choices.len()).unwrap_or(i32::MAX);
        let range = Range { lowest, highest: lowest.saturating_add(steps.saturating_sub(1)) };
        // 十分可能 is no ten.
        let is_degree = clause.tokens.windows(2).any(|pair| {
            matches!(pair, [score, next] if score.score().is_some() && next.worth().is_some())
        });
        if let Some(result) = number(&said, range).filter(|_| !is_degree) {
            return exact(result, Because::Number);
        }
        if let Some(result) = position(&said, letters, question) {
            return exact(result, Because::Position);
        }
        return rating(clause, letters, prepared, range);
    }
    let all: Vec<&Token> = clause.tokens.iter().collect();
    let result = position(&said, letters, question).or_else(|| position(&all, letters, question));
    if let Some(result) = result {
        return exact(result, Because::Position);
    }
    if let (Kind::YesNo, Some(places)) = (question.kind, prepared.yes_no) {
        return yes_no(clause, letters, prepared, places);
    }
    if let Some(reading) = content(clause, letters, prepared) {
        return reading;
    }
    if let Some(places) = prepared.yes_no {
        return yes_no(clause, letters, prepared, places);
    }
    if clause.is_empty() {
        return Reading::Empty;
    }
    judged(clause, letters, prepared)
}

/// A judgement, with or without a number that says the same.
fn rating(clause: &Clause, letters: &[char], prepared: &Prepared<'_>, range: Range) -> Reading {
    let reading = judged(clause, letters, prepared);
    let numbers = scores(&clause.meaningful(), range);
    match (reading, numbers.as_slice()) {
        (Reading::Meant(meant), []) => Reading::Meant(meant),
        (Reading::Meant(meant), [Ok(place)]) if meant.places == [*place] => Reading::Meant(meant),
        (Reading::Meant(mut meant), [Ok(place)]) => {
            meant.places.push(*place);
            Reading::Stop(WhyNothing::Contradiction(meant.places))
        }
        (Reading::Meant(_), [Err(why), ..]) => Reading::Stop(why.clone()),
        (Reading::Meant(_), _) => Reading::Stop(WhyNothing::Estimate),
        (other, _) => other,
    }
}

/// What a clause says by its words of judgement.
fn judged(clause: &Clause, letters: &[char], prepared: &Prepared<'_>) -> Reading {
    if clause.is_empty() {
        return Reading::Empty;
    }
    let Judgement { senses, has_doubt, has_others, is_unclear, unknown, .. } =
        judge(&clause.tokens, letters);
    if has_doubt || has_others {
        return Reading::Stop(WhyNothing::NoAnswer);
    }
    let is_lone_no = |token: &&Token| token.is(Word::No) || token.negation().is_some();
    if senses.is_empty() {
        let said = clause.meaningful();
        return match said.as_slice() {
            said if said.iter().all(is_lone_no) => Reading::LoneNo,
            [token] if token.is(Word::Undecided) => Reading::Undecided,
            _ => Reading::Unknown,
        };
    }
    if is_unclear {
        return Reading::Stop(WhyNothing::Unclear);
    }
    let Some(scale) = &prepared.scale else { return Reading::Unknown };
    let readings: Vec<Reading> = senses
        .iter()
        .map(|sense| {
            if !scale.is_about(*sense) {
                return Reading::Aside(sense.side().unwrap_or(0));
            }
            let places = scale.places(*sense, letters);
            match places.as_slice() {
                [] => Reading::Unknown,
                [place] => Reading::Meant(Meant {
                    places: vec![*place],
                    because: scale.because(*sense, *place, letters),
                    confidence: if unknown > 0 { Confidence::Medium } else { Confidence::High },
                    worth: Some(sense.low),
                }),
                _ => Reading::Between(places),
            }
        })
        .collect();
    together(readings)
}

/// The judgements of one clause, as if each were a clause.
fn together(readings: Vec<Reading>) -> Reading {
    if let [reading] = readings.as_slice() {
        return reading.clone();
    }
    let said = readings.into_iter().map(|reading| Said {
        joint: crate::clause::Joint::Pause,
        reading,
        denies: false,
        contrasts: false,
    });
    match combine(said.collect(), Kind::One) {
        Ok(meant) => Reading::Meant(meant),
        Err(WhyNothing::Between(places)) => Reading::Between(places),
        Err(WhyNothing::Unknown) => Reading::Unknown,
        Err(why) => Reading::Stop(why),
    }
}
