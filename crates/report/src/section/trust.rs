//! Whether the ratings can be trusted: what was seen, in sentences that describe a
//! pattern and nobody's intent. Looking for it is left to `heard_insight::trust`.

use chrono::NaiveDate;
use heard_insight::trust::{
    Burst, Found, OutsideHours, Pattern, Repeated, Run, StraightLined, TooFast,
};

use crate::{
    document::{Block, Section, Table},
    language::Language,
    view::View,
};

/// A pattern and where it was seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The branch's code.
    pub branch: String,
    /// The counter's.
    pub counter: String,
    /// On which day.
    pub day: NaiveDate,
    /// What.
    pub pattern: Pattern,
}

impl From<&Found<'_>> for Seen {
    fn from(found: &Found<'_>) -> Self {
        Self {
            branch: found.branch.to_owned(),
            counter: found.counter.to_owned(),
            day: found.date,
            pattern: found.pattern,
        }
    }
}

/// So many are told; there is a list of all elsewhere.
const TOLD: usize = 12;

/// What was seen in the period, the latest first.
pub fn trust(view: &View<'_>, seen: &[Seen]) -> Section {
    let (language, words) = (view.language, &view.language.words.trust);
    let days = view.period.from..=view.period.to;
    let mut seen: Vec<&Seen> = seen.iter().filter(|it| days.contains(&it.day)).collect();
    seen.sort_by_key(|it| std::cmp::Reverse(it.day));
    let mut blocks = Vec::new();
    if seen.is_empty() {
        blocks.push(Block::Lead(words.none.clone()));
    } else {
        let n = language.count(seen.len() as u64);
        blocks.push(Block::Lead(language.fill(&words.lead, &[("n", &n)])));
        blocks.push(Block::Table(table(language, &seen)));
        if let Some(more @ 1..) = seen.len().checked_sub(TOLD) {
            let more = language.count(more as u64);
            blocks.push(Block::Note(language.fill(&words.more, &[("n", &more)])));
        }
        blocks.push(Block::Note(words.kept.clone()));
    }
    Section { id: "trust", title: words.title.clone(), blocks }
}

fn table(language: &Language, seen: &[&Seen]) -> Table {
    let words = &language.words.trust;
    let row = |seen: &&Seen| {
        let day = language.short_day(seen.day);
        vec![day, seen.branch.clone(), seen.counter.clone(), sentence(language, seen.pattern)]
    };
    Table {
        caption: words.table.clone(),
        headings: [&words.day, &words.branch, &words.counter, &words.pattern]
            .map(Clone::clone)
            .to_vec(),
        rows: seen.iter().take(TOLD).map(row).collect(),
    }
}

fn sentence(language: &Language, pattern: Pattern) -> String {
    let words = &language.words.trust;
    let time = |second: u32| language.time(second);
    match pattern {
        Pattern::TooFast(TooFast { ratings, of }) => {
            language.fill(&words.too_fast, &[("n", &ratings), ("of", &of)])
        }
        Pattern::StraightLined(StraightLined { ratings, of }) => {
            language.fill(&words.straight_lined, &[("n", &ratings), ("of", &of)])
        }
        Pattern::Burst(Burst { ratings, top, from, seconds }) => {
            let span = language.span(seconds.into());
            let from = time(from);
            language.fill(
                &words.burst,
                &[("n", &ratings), ("top", &top), ("from", &from), ("span", &span)],
            )
        }
        Pattern::BeforeClosing(Run { ratings, from, to, usual }) => {
            let (from, to, usual) = (time(from), time(to), language.short_percent(usual));
            language.fill(
                &words.before_closing,
                &[("n", &ratings), ("from", &from), ("to", &to), ("usual", &usual)],
            )
        }
        Pattern::OutsideHours(OutsideHours { ratings, from, to }) => {
            let (from, to) = (time(from), time(to));
            language.fill(&words.outside_hours, &[("n", &ratings), ("from", &from), ("to", &to)])
        }
        Pattern::Repeated(Repeated { ratings, cooldown }) => {
            language.fill(&words.repeated, &[("n", &ratings), ("seconds", &cooldown)])
        }
    }
}
