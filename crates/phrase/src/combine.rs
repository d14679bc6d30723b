//! What the clauses of an utterance mean together (docs/phrase.md, rule 4).

use crate::{
    clause::Joint,
    question::Kind,
    understanding::{Because, Confidence, WhyNothing},
};

/// What one clause says.
#[derive(Clone, Debug)]
pub(crate) enum Reading {
    /// Some of the choices.
    Meant(Meant),
    /// It lies between these choices.
    Between(Vec<usize>),
    /// It is not these choices.
    Negated(Vec<usize>),
    /// Nothing but fillers.
    Empty,
    /// Nothing but no.
    LoneNo,
    /// It judges something else; on which side.
    Aside(i8),
    /// Words, but none that mean anything here.
    Unknown,
    /// Somebody does not know or does not mind.
    Undecided,
    /// The whole utterance is no answer.
    Stop(WhyNothing),
}

/// Choices that are meant.
#[derive(Clone, Debug)]
pub(crate) struct Meant {
    /// Ascending, never empty.
    pub(crate) places: Vec<usize>,
    pub(crate) because: Because,
    pub(crate) confidence: Confidence,
    /// From −4 to 4, where it judges.
    pub(crate) worth: Option<i8>,
}

/// A clause, read.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) joint: Joint,
    pub(crate) reading: Reading,
    /// It begins with 不是 or the like.
    pub(crate) denies: bool,
    /// It begins with 而是, 是 or the like.
    pub(crate) contrasts: bool,
}

/// What the clauses mean together.
pub(crate) fn combine(mut said: Vec<Said>, kind: Kind) -> Result<Meant, WhyNothing> {
    if let Some(why) = said.iter().find_map(|it| match &it.reading {
        Reading::Stop(why) => Some(why.clone()),
        _ => None,
    }) {
        return Err(why);
    }
    said.retain(|it| !matches!(it.reading, Reading::Empty));
    drop_denied(&mut said);
    // 不是转账或汇款: neither is meant.
    let goes_on = |pair: &[Said]| matches!(pair, [Said { reading: Reading::Negated(_), .. }, next] if next.joint != Joint::Pause);
    if said.windows(2).any(goes_on) {
        return Err(WhyNothing::Negated);
    }
    if matches!(kind, Kind::Several { .. }) {
        return several(&said);
    }
    lone_no(&mut said)?;
    deliberated(&mut said)?;
    let has_unknown =
        said.iter().any(|it| matches!(it.reading, Reading::Unknown | Reading::Aside(_)));
    let between: Vec<Vec<usize>> = said
        .iter()
        .filter_map(|it| match &it.reading {
            Reading::Between(places) => Some(places.clone()),
            _ => None,
        })
        .collect();
    let meant: Vec<Meant> = said
        .iter()
        .filter_map(|it| match &it.reading {
            Reading::Meant(meant) => Some(meant.clone()),
            _ => None,
        })
        .collect();
    if let Some(places) = between.last() {
        // 不是特别满意，一般吧: the second says which.
        let decided = meant.last().filter(|last| last.places.iter().all(|it| places.contains(it)));
        if between.len() > 1 || decided.is_none() || meant.len() > 1 {
            return Err(WhyNothing::Between(places.clone()));
        }
    }
    let one = one(meant).map_err(|places| why(&said, places))?;
    // 态度好，但是太慢
    let opposes = |it: &Said| match (&it.reading, one.worth) {
        (Reading::Aside(side), Some(worth)) => side * worth < 0,
        _ => false,
    };
    if said.iter().any(opposes) {
        return Err(WhyNothing::Contradiction(one.places));
    }
    let confidence =
        if has_unknown { one.confidence.min(Confidence::Medium) } else { one.confidence };
    Ok(Meant { confidence, ..one })
}

/// 不是满意，是非常满意: what is denied goes.
fn drop_denied(said: &mut Vec<Said>) {
    let is_denied = |pair: &[Said]| {
        let [first, second] = pair else { return false };
        let is_meant = matches!(second.reading, Reading::Meant(_) | Reading::Between(_));
        first.denies && second.contrasts && is_meant
    };
    let denied: Vec<usize> =
        said.windows(2).enumerate().filter(|(_, pair)| is_denied(pair)).map(|(at, _)| at).collect();
    for at in denied.into_iter().rev() {
        said.remove(at);
    }
}

/// 不，一般 corrects the kiosk; 不，满意 may be 不满意.
fn lone_no(said: &mut Vec<Said>) -> Result<(), WhyNothing> {
    let is_lone_no = |it: &Said| matches!(it.reading, Reading::LoneNo);
    if !said.iter().any(is_lone_no) {
        return Ok(());
    }
    let is_good = said.iter().any(|it| match &it.reading {
        Reading::Meant(meant) => meant.worth.is_some_and(|worth| worth > 0),
        _ => false,
    });
    let is_last = said.last().is_some_and(is_lone_no);
    if is_good || is_last {
        return Err(WhyNothing::Unclear);
    }
    said.retain(|it| !is_lone_no(it));
    Ok(())
}

/// 满意还是不满意: one of both, unless what follows says which.
fn deliberated(said: &mut Vec<Said>) -> Result<(), WhyNothing> {
    let Some(last) = said.iter().rposition(|it| it.joint == Joint::Either) else { return Ok(()) };
    let places = |said: &[Said]| -> Vec<usize> {
        let mut all: Vec<usize> = said
            .iter()
            .filter_map(|it| match &it.reading {
                Reading::Meant(meant) => Some(meant.places.clone()),
                Reading::Between(places) => Some(places.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (before, after) = said.split_at((last + 1).min(said.len()));
    let (between, decided) = (places(before), places(after));
    // 我觉得还是满意的: nothing stands before it.
    let is_alone = said.iter().take(last).all(|it| matches!(it.reading, Reading::Undecided));
    if is_alone
        || between.len() == 1
            && decided.is_empty()
            && before.iter().all(|it| !matches!(it.reading, Reading::Unknown))
    {
        return Ok(());
    }
    match decided.as_slice() {
        [one] if between.contains(one) => {
            said.drain(..=last);
            Ok(())
        }
        _ => Err(WhyNothing::Between(between)),
    }
}

/// Any of several choices: everything that was named and not negated.
fn several(said: &[Said]) -> Result<Meant, WhyNothing> {
    let mut all: Option<Meant> = None;
    let mut was_passed_over = false;
    for (at, it) in said.iter().enumerate() {
        let is_first = at == 0;
        match &it.reading {
            Reading::Meant(meant) if it.joint != Joint::Either || is_first => match &mut all {
                None => all = Some(meant.clone()),
                Some(all) => {
                    all.places.extend(&meant.places);
                    all.confidence = all.confidence.min(meant.confidence);
                }
            },
            Reading::Meant(meant) => return Err(WhyNothing::Between(meant.places.clone())),
            Reading::Between(places) => return Err(WhyNothing::Between(places.clone())),
            _ => was_passed_over = true,
        }
    }
    let mut all = all.ok_or_else(|| why(said, Vec::new()))?;
    all.places.sort_unstable();
    all.places.dedup();
    if was_passed_over {
        all.confidence = all.confidence.min(Confidence::Medium);
    }
    Ok(all)
}

/// One choice of all that were named; or those it could be.
fn one(meant: Vec<Meant>) -> Result<Meant, Vec<usize>> {
    let mut places: Vec<usize> = meant.iter().flat_map(|it| it.places.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    if places.len() < 2 {
        let least = meant.iter().map(|it| it.confidence).min();
        let first = meant.into_iter().next().ok_or_else(Vec::new)?;
        return Ok(Meant { confidence: least.unwrap_or(first.confidence), ..first });
    }
    // 还行吧，挺满意的: what is in the middle only leads to it.
    let is_lukewarm = |it: &Meant| it.worth == Some(0) && it.because == Because::Judgement;
    let firm: Vec<&Meant> = meant.iter().filter(|it| !is_lukewarm(it)).collect();
    let worths: Option<Vec<i8>> = firm.iter().map(|it| it.worth).collect();
    let (Some(worths), Some(last)) = (worths, firm.last()) else { return Err(places) };
    let strongest = worths.last().copied().unwrap_or(0);
    let rises =
        worths.iter().all(|it| it.signum() == strongest.signum() && it.abs() <= strongest.abs());
    if rises && last.places.len() == 1 { Ok((*last).clone()) } else { Err(places) }
}

/// Why clauses give nothing.
fn why(said: &[Said], places: Vec<usize>) -> WhyNothing {
    let has = |fits: fn(&Reading) -> bool| said.iter().any(|it| fits(&it.reading));
    if places.len() > 1 {
        WhyNothing::Contradiction(places)
    } else if has(|it| matches!(it, Reading::Negated(_))) {
        WhyNothing::Negated
    } else if has(|it| matches!(it, Reading::Undecided)) {
        WhyNothing::Undecided
    } else if said.is_empty() {
        WhyNothing::Silence
    } else {
        WhyNothing::Unknown
    }
}
