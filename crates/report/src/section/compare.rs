//! Branches, counters or tellers beside each other: never ranked by their value. Who
//! cannot be told from all the others is said to be so.

use heard_insight::{
    Difference, Share, Standing, Together, Verdict, holm,
    table::{Dimension, Label, Part},
};

use super::{WRONG, share_cells, too_few, verdict};
use crate::{
    chart::dots::{self, Dot, Reference},
    document::{Block, Chart, Range, Section, Table},
    language::Language,
    view::{View, satisfied, top_two},
};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Branches.
    Branch,
    /// Counters of branches.
    Counter,
    /// Tellers: nothing at all is said of one with fewer than ten answers, nor of
    /// another from whom that could be derived.
    Teller,
}

impl By {
    fn dimension(self) -> Dimension {
        match self {
            Self::Branch => Dimension::Branch,
            Self::Counter => Dimension::Counter,
            Self::Teller => Dimension::Teller,
        }
    }
}

/// One of those that are compared.
struct Group<'a> {
    label: &'a Label,
    part: Part,
    /// None where there are too few answers.
    share: Option<Share>,
    /// Against all the others; none where either has too few answers.
    verdict: Option<Verdict>,
}

/// The share of satisfied answers of each, held against that of all the others.
pub fn compare(view: &View<'_>, by: By) -> Section {
    let (language, words) = (view.language, &view.language.words.compare);
    let title = match by {
        By::Branch => &words.branches,
        By::Counter => &words.counters,
        By::Teller => &words.tellers,
    };
    let section = |blocks| Section { id: "compare", title: title.clone(), blocks };
    let parts = parts(view, by);
    let (parts, withheld) = if by == By::Teller { shown(parts) } else { (parts, 0) };
    let mut blocks = Vec::new();
    if withheld > 0 {
        let least = heard_insight::Base::MINIMUM;
        blocks.push(Block::Note(
            language.fill(&words.withheld, &[("n", &withheld), ("least", &least)]),
        ));
    }
    let (groups, comparisons) = groups(view, &parts);
    if comparisons < 2 {
        blocks.insert(0, Block::Lead(words.one.clone()));
        return section(blocks);
    }
    blocks.insert(0, Block::Lead(lead(language, &groups)));
    blocks.insert(1, Block::Chart(chart(view, by, title, &groups)));
    let made = language.count(comparisons as u64);
    blocks.push(Block::Note(language.fill(&words.made, &[("n", &made)])));
    section(blocks)
}

/// Those that anybody rated, by their codes.
fn parts<'a>(view: &View<'a>, by: By) -> Vec<(&'a Label, Part)> {
    let Some(overall) = view.overall() else { return Vec::new() };
    let codes = top_two(overall);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut parts = view.now().among(&overall.name, &codes).parts(by.dimension());
    parts.retain(|(_, part)| part.n > 0);
    parts.sort_by_key(|(label, _)| *label);
    parts
}

/// The tellers of whom something may be said, and how many others there are. Totals
/// stand elsewhere on the page; a total is withheld only where every teller is, because
/// it is never less than one of them.
fn shown(parts: Vec<(&Label, Part)>) -> (Vec<(&Label, Part)>, usize) {
    let rows: Vec<Vec<u64>> =
        parts.iter().map(|(_, part)| vec![part.count, part.n - part.count]).collect();
    let standings = Together::table_of_rows(&rows).withhold();
    // Two cells and a total for each row; after them the totals of all rows.
    let is_whole = |row: &[Standing]| row.iter().all(|it| *it == Standing::Shown);
    let all = parts.len();
    let kept = parts.into_iter().zip(standings.chunks(3)).filter(|(_, row)| is_whole(row));
    let kept: Vec<_> = kept.map(|(part, _)| part).collect();
    let withheld = all - kept.len();
    (kept, withheld)
}

/// Each against all the others, the chances of all comparisons raised by Holm; and how
/// many they are.
fn groups<'a>(view: &View<'_>, parts: &[(&'a Label, Part)]) -> (Vec<Group<'a>>, usize) {
    let whole = view.overall().map(|it| view.now().tally(&it.name));
    let whole = whole.as_ref().and_then(satisfied);
    let group = |(label, part): &(&'a Label, Part)| {
        let share = Share::of(part.count, part.n);
        let others = whole.and_then(|whole| {
            let n = whole.base().n().checked_sub(part.n)?;
            Share::of(whole.count().checked_sub(part.count)?, n)
        });
        let difference = others.zip(share).map(|(rest, own)| Difference::of_shares(rest, own));
        (Group { label, part: *part, share, verdict: None }, difference)
    };
    let found: Vec<_> = parts.iter().map(group).collect();
    let chances: Vec<f64> =
        found.iter().filter_map(|(_, difference)| Some(difference.as_ref()?.chance)).collect();
    let mut raised = holm(&chances).into_iter();
    let groups = found.into_iter().map(|(group, difference)| {
        let of = |difference: Difference| match raised.next() {
            Some(chance) if chance < WRONG && difference.value > 0.0 => Verdict::Higher,
            Some(chance) if chance < WRONG => Verdict::Lower,
            _ => Verdict::Undetected,
        };
        Group { verdict: difference.map(of), ..group }
    });
    (groups.collect(), chances.len())
}

fn lead(language: &Language, groups: &[Group<'_>]) -> String {
    let words = &language.words.compare;
    let of = |verdict: Verdict| {
        let found = groups.iter().filter(|it| it.verdict == Some(verdict));
        language.list(&found.map(|it| language.label(it.label)).collect::<Vec<_>>())
    };
    let [above, below, alike] = [Verdict::Higher, Verdict::Lower, Verdict::Undetected].map(of);
    if above.is_empty() && below.is_empty() {
        return words.all_alike.clone();
    }
    let told = [(&words.below, below), (&words.above, above), (&words.alike, alike)];
    let told = told.into_iter().filter(|(_, names)| !names.is_empty());
    let told: Vec<String> =
        told.map(|(text, names)| language.fill(text, &[("names", &names)])).collect();
    language.sentences(&told)
}

fn chart(view: &View<'_>, by: By, title: &str, groups: &[Group<'_>]) -> Chart {
    let (language, words) = (view.language, &view.language.words.compare);
    let figures = &language.words.figures;
    let headings =
        [&words.name, &figures.satisfaction, &figures.interval_heading, &figures.n_heading];
    let mut table = Table {
        caption: title.to_owned(),
        headings: headings.map(Clone::clone).to_vec(),
        rows: Vec::new(),
    };
    table.headings.push(words.verdict.clone());
    let mut rows = Vec::new();
    for group in groups {
        let label = language.label(group.label);
        let told = group.verdict.map_or("", |it| verdict(language, it));
        let [value, interval, n] = share_cells(language, group.share, group.part.n);
        rows.push(dot(view, by, group, told));
        table.rows.push(vec![label, value, interval, n, told.to_owned()]);
    }
    let whole = view.overall().map(|it| view.now().tally(&it.name));
    let drawing = whole.as_ref().and_then(satisfied).map(|whole| {
        let value = language.percent(whole.value());
        let label = language.fill(&words.all, &[("value", &value)]);
        let reference = Reference { value: whole.value(), label };
        dots::chart(title, &words.description, &rows, &reference)
    });
    Chart { title: words.chart.clone(), description: words.description.clone(), drawing, table }
}

fn dot(view: &View<'_>, by: By, group: &Group<'_>, told: &str) -> Dot {
    let language = view.language;
    let label = language.label(group.label);
    let figure = group.share.map_or_else(
        || too_few(language, group.part.n),
        |it| format!("{} · {}", language.percent(it.value()), super::n(language, it.base())),
    );
    let share = super::share(language, group.share, group.part.n);
    let range = group.share.map(|share| {
        let interval = share.interval();
        Range { low: interval.low, value: share.value(), high: interval.high }
    });
    Dot {
        words: format!("{label}: {share} {told}"),
        label,
        figure,
        range,
        stands_out: matches!(group.verdict, Some(Verdict::Higher | Verdict::Lower)),
        filter: Some(view.labelled(by.dimension(), group.label)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Nine at most are known of each by the rule: the sum of those withheld, which
        /// the totals give away, must leave each of them open.
        #[test]
        fn no_teller_is_the_whole_less_the_others(
            counts in proptest::collection::vec((0..60_u64, 0..20_u64), 1..8),
        ) {
            let counts: Vec<Part> = counts
                .into_iter()
                .map(|(top, rest)| Part { n: top + rest, count: top })
                .filter(|part| part.n > 0)
                .collect();
            let labels: Vec<Label> =
                (0..counts.len()).map(|at| Label::new(format!("T{at}"))).collect();
            let (kept, withheld) = shown(labels.iter().zip(counts.iter().copied()).collect());
            let small = counts.iter().filter(|part| part.n < 10).count();
            prop_assert!(kept.iter().all(|(_, part)| part.n >= 10));
            prop_assert!(withheld >= small);
            let is_alone = counts.len() == 1;
            prop_assert!(small == 0 || withheld >= 2 || is_alone, "{counts:?}");
            prop_assert!(small > 0 || withheld == 0, "{counts:?}");
        }
    }
}
