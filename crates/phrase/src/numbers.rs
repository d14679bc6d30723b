//! Numbers of a scale, in every form they are said in (docs/phrase.md, rule 5).

use crate::{tokens::Token, understanding::WhyNothing, vocabulary::Word};

/// The numbers of a scale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    pub(crate) lowest: i32,
    pub(crate) highest: i32,
}

/// The number that a clause is, as a place on the scale. `None` where it is none;
/// an error where it is one that cannot be meant.
pub(crate) fn number(tokens: &[&Token], range: Range) -> Option<Result<usize, WhyNothing>> {
    let numeric = |token: &&&Token| {
        token.number().is_some()
            || token.score().is_some()
            || [Word::Unit, Word::Best, Word::Worst, Word::Broken, Word::Estimate, Word::OutOf]
                .iter()
                .any(|word| token.is(*word))
    };
    let has_value = |token: &&Token| {
        token.number().is_some()
            || token.score().is_some()
            || token.is(Word::Best)
            || token.is(Word::Worst)
    };
    let counted: Vec<&Token> =
        tokens.iter().filter(|token| !token.is(Word::Label)).copied().collect();
    if !counted.iter().any(has_value) && !counted.iter().any(|token| token.is(Word::Broken)) {
        return None;
    }
    if counted.iter().any(|token| token.is(Word::Estimate)) && counted.iter().any(has_value) {
        return Some(Err(WhyNothing::Estimate));
    }
    if counted.iter().all(|token| numeric(&token)) {
        return Some(value(&counted, range).and_then(|value| range.place(value)));
    }
    // Something is said besides: 一分都不给, 八.五.
    None
}

impl Range {
    /// The place of a number.
    ///
    /// # Errors
    /// When it is not on the scale.
    fn place(self, value: i32) -> Result<usize, WhyNothing> {
        if !(self.lowest..=self.highest).contains(&value) {
            return Err(WhyNothing::OutOfRange);
        }
        usize::try_from(value - self.lowest).map_err(|_| WhyNothing::OutOfRange)
    }
}

/// What tokens that only number are worth.
fn value(tokens: &[&Token], range: Range) -> Result<i32, WhyNothing> {
    if tokens.iter().any(|token| token.is(Word::Broken)) {
        return Err(WhyNothing::Fraction);
    }
    match tokens {
        [one] if one.is(Word::Best) => return Ok(range.highest),
        [one] if one.is(Word::Worst) => return Ok(range.lowest),
        _ => {}
    }
    if let Some(at) = tokens.iter().position(|token| token.is(Word::OutOf)) {
        let (said, of) =
            (tokens.get(..at).unwrap_or_default(), tokens.get(at + 1..).unwrap_or_default());
        return match (score(said), score(of)) {
            (Some(said), Some(of)) if of == range.highest => Ok(said),
            _ => Err(WhyNothing::OutOfRange),
        };
    }
    // 满分十分，我给八分, in one breath.
    if let Some(at) = tokens.iter().position(|token| token.is(Word::Best)) {
        let (before, after) =
            (tokens.get(..at).unwrap_or_default(), tokens.get(at + 1..).unwrap_or_default());
        let rest = if before.is_empty() { after } else { before };
        let end = rest.iter().position(|token| token.score().is_some() || token.is(Word::Unit));
        let (of, said) = match end {
            Some(end) if before.is_empty() => rest.split_at((end + 1).min(rest.len())),
            _ => (before, after),
        };
        return match (score(of), score(said)) {
            (Some(of), Some(said)) if of == range.highest => Ok(said),
            _ => Err(WhyNothing::Estimate),
        };
    }
    score(tokens).ok_or(WhyNothing::Estimate)
}

/// A number with or without its unit.
fn score(tokens: &[&Token]) -> Option<i32> {
    let tokens = match tokens {
        [before @ .., unit] if unit.is(Word::Unit) => before,
        all => all,
    };
    match tokens {
        [one] if one.score().is_some() => one.score(),
        _ => whole(&tokens.iter().map(|token| token.number()).collect::<Option<Vec<i32>>>()?),
    }
}

/// Numerals put together: 十二, 二十, 一百. Two that only stand beside each other are a
/// range (七八).
pub(crate) fn whole(numerals: &[i32]) -> Option<i32> {
    match *numerals {
        [one] => Some(one),
        [10, ones @ 1..=9] => Some(10 + ones),
        [tens @ 1..=9, 10] => Some(tens * 10),
        [tens @ 1..=9, 10, ones @ 1..=9] => Some(tens * 10 + ones),
        [hundreds @ 1..=9, 100] => Some(hundreds * 100),
        _ => None,
    }
}

/// The numbers with a unit among other words, each as a place: 五分 in 五分满意.
pub(crate) fn scores(tokens: &[&Token], range: Range) -> Vec<Result<usize, WhyNothing>> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let Some(value) = token.number().filter(|_| next.is_some_and(|next| next.is(Word::Unit)))
        else {
            continue;
        };
        let is_part = before.is_some_and(|before| before.number().is_some() || before.is_unknown());
        let after = tokens.get(at + 2);
        let is_broken =
            after.is_some_and(|after| after.is(Word::Broken) || after.number().is_some());
        found.push(if is_part || is_broken {
            Err(WhyNothing::Estimate)
        } else {
            range.place(value)
        });
    }
    found
}
