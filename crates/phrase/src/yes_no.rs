//! Yes and no (docs/phrase.md, rule 7).

use crate::{
    choices::Prepared,
    clause::Clause,
    combine::{Meant, Reading},
    content::content,
    judgement::judge,
    tokens::Token,
    understanding::{Because, Confidence, WhyNothing},
    vocabulary::Word,
};

/// What a clause says to a question of yes and no, whose places these are.
pub(crate) fn yes_no(
    clause: &Clause,
    letters: &[char],
    prepared: &Prepared<'_>,
    (yes, no): (usize, usize),
) -> Reading {
    if judge(&clause.tokens, letters).has_doubt {
        return Reading::Stop(WhyNothing::NoAnswer);
    }
    let of_choices = match content(clause, letters, prepared) {
        Some(Reading::Meant(meant)) => Some((meant.places, false)),
        Some(Reading::Negated(places)) => Some((places, true)),
        _ => None,
    };
    let said = match words(clause, letters, of_choices.is_some()) {
        Ok(said) => said,
        Err(reading) => return reading,
    };
    // What is said of the choice itself: 联系我, 别联系我.
    let meant = match of_choices.as_ref().map(|(places, negated)| (places.as_slice(), *negated)) {
        Some(([place], false)) if *place == yes => Some(true),
        Some(([place], true)) if *place == yes => Some(false),
        Some(([place], false)) if *place == no => Some(false),
        Some(_) => return Reading::Stop(WhyNothing::Unclear),
        None => None,
    };
    match (said, meant) {
        (Some(false), _) if is_of_another(clause, letters, prepared, no) => {
            Reading::Between(Vec::new())
        }
        (Some(one), Some(other)) if one != other => {
            Reading::Stop(WhyNothing::Contradiction(vec![yes, no]))
        }
        (Some(answer), _) | (None, Some(answer)) => Reading::Meant(Meant {
            places: vec![if answer { yes } else { no }],
            because: Because::YesNo,
            confidence: Confidence::High,
            worth: None,
        }),
        (None, None) if clause.is_empty() => Reading::Empty,
        (None, None) => Reading::Unknown,
    }
}

/// The answer in words for yes and no.
fn words(clause: &Clause, letters: &[char], has_content: bool) -> Result<Option<bool>, Reading> {
    let mut answer = None;
    let mut tokens = clause.tokens.iter().peekable();
    let mut negates: Option<&Token> = None;
    let mut unknown = 0;
    let text = |token: &Token| letters.get(token.at..token.end).unwrap_or_default();
    let mut is_undecided = false;
    while let Some(token) = tokens.next() {
        let says = if token.is(Word::No) {
            // 不是不用, 没说不可以: two make neither, unless it is said twice.
            if negates.is_some_and(|before| text(before) != text(token)) {
                return Err(Reading::Stop(WhyNothing::Unclear));
            }
            if token.negation().is_some() {
                negates = Some(token);
            }
            // 不可以: the negation of a yes.
            tokens.next_if(|next| next.is(Word::Yes) && touches(token, next));
            Some(false)
        } else if token.is_filler() {
            // 是 is an answer alone, and says nothing beside others.
            (token.is(Word::Yes) && clause.is_empty()).then_some(true)
        } else if token.is(Word::Yes) {
            Some(true)
        } else if token.is(Word::Undecided) {
            is_undecided = true;
            None
        } else if token.negation().is_some() {
            return Err(Reading::Stop(WhyNothing::Unclear));
        } else {
            unknown += usize::from(token.degree().is_none());
            None
        };
        match (answer, says) {
            (Some(one), Some(other)) if one != other => {
                return Err(Reading::Stop(WhyNothing::Contradiction(vec![0, 1])));
            }
            (None, Some(_)) => answer = says,
            _ => {}
        }
    }
    if is_undecided && answer != Some(false) {
        return Err(Reading::Undecided);
    }
    // 我要办卡 is no answer to a question of yes and no.
    if unknown > 0 && !has_content && answer == Some(true) {
        return Err(Reading::Unknown);
    }
    Ok(answer)
}

/// Nothing but a space stands between.
fn touches(token: &Token, next: &Token) -> bool {
    next.at <= token.end + 1
}

/// 没有 may be a no, and may be how another choice begins.
fn is_of_another(clause: &Clause, letters: &[char], prepared: &Prepared<'_>, no: usize) -> bool {
    let said = letters.get(clause.begin..clause.end).unwrap_or_default();
    let others = prepared.phrases.iter().filter(|phrase| phrase.is_whole && phrase.place != no);
    others.into_iter().any(|phrase| phrase.letters.starts_with(said))
}
