//! The sections of a page, each a function of a [`View`]: what is asked, the answer in
//! an honest sentence, and the figures behind it. A figure with too few answers says so
//! with its n, and nothing else is said of it.

mod change;
mod compare;
mod coverage;
mod drivers;
mod figures;
mod hours;
mod method;
mod problems;
mod quotes;
mod ratings;
mod themes;
mod trend;
mod trust;

pub use self::{
    change::change,
    compare::{By, compare},
    coverage::{Covered, coverage},
    drivers::drivers,
    figures::figures,
    hours::hours,
    method::method,
    problems::problems,
    quotes::quotes,
    ratings::ratings,
    themes::themes,
    trend::{Grain, trend},
    trust::{Seen, trust},
};

use heard_insight::{Base, Share, Verdict};

use crate::language::Language;

/// That there are too few answers: the only thing that is said of them besides how many.
fn too_few(language: &Language, n: u64) -> String {
    let least = Base::MINIMUM;
    language.fill(&language.words.figures.too_few, &[("n", &language.count(n)), ("least", &least)])
}

/// How many answered, marked where they are few.
fn n(language: &Language, base: Base) -> String {
    let words = &language.words.figures;
    let text = if base.is_low() { &words.low_n } else { &words.n };
    language.fill(text, &[("n", &language.count(base.n()))])
}

/// A share with its interval and its n; that there are too few.
fn share(language: &Language, share: Option<Share>, n_of: u64) -> String {
    let Some(share) = share else { return too_few(language, n_of) };
    let percent = |value: f64| language.percent(value);
    let interval = language.interval(share.interval(), percent);
    let words = &language.words.figures.share;
    let [value, n] = [percent(share.value()), n(language, share.base())];
    language.fill(words, &[("value", &value), ("interval", &interval), ("n", &n)])
}

/// The same in cells: value, interval, n.
fn share_cells(language: &Language, share: Option<Share>, n: u64) -> [String; 3] {
    let [value, interval] = match share {
        Some(share) => {
            let percent = |value: f64| language.percent(value);
            [percent(share.value()), language.interval(share.interval(), percent)]
        }
        None => [too_few(language, n), String::new()],
    };
    [value, interval, language.count(n)]
}

/// What is said where the verdicts of many comparisons, all taken together, allow it.
fn verdict(language: &Language, verdict: Verdict) -> &str {
    let words = &language.words.compare;
    match verdict {
        Verdict::Higher => &words.higher,
        Verdict::Lower => &words.lower,
        Verdict::Undetected => &words.undetected,
    }
}

/// All of many comparisons together are wrong this seldom where nothing differs.
const WRONG: f64 = 0.05;
