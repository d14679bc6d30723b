//! Before and after: every rating of the period against the one before, all
//! comparisons taken together.

use heard_insight::{Difference, Share, Verdict, holm};
use heard_survey::Question;

use super::{WRONG, share_cells, verdict};
use crate::{
    chart::dots::{self, Dot, Reference},
    document::{Block, Chart, Range, Section, Table},
    language::Language,
    view::{View, satisfied},
};

/// A rating in both periods.
struct Change<'a> {
    question: &'a Question,
    then: (Option<Share>, u64),
    now: (Option<Share>, u64),
    /// None where either has too few answers.
    difference: Option<Difference>,
    verdict: Verdict,
}

/// What is better, what is worse, and where no difference can be detected.
pub fn change(view: &View<'_>) -> Section {
    let (language, words) = (view.language, &view.language.words.change);
    let (changes, comparisons) = changes(view);
    let title = language.fill(&words.title, &[("before", &view.name_before)]);
    let mut blocks = Vec::new();
    if comparisons == 0 {
        blocks.push(Block::Lead(
            language.fill(&words.none, &[("before", &view.name_before), ("now", &view.name)]),
        ));
    } else {
        blocks.push(Block::Lead(lead(view, &changes)));
        blocks.push(Block::Chart(chart(view, &title, &changes)));
        let made = language.count(comparisons as u64);
        let text = &language.words.compare.made;
        blocks.push(Block::Note(language.fill(text, &[("n", &made)])));
    }
    Section { id: "change", title, blocks }
}

fn changes<'a>(view: &View<'a>) -> (Vec<Change<'a>>, usize) {
    let change = |question: &'a Question| {
        let of = |selection: &heard_insight::table::Selection<'_>| {
            let tally = selection.tally(&question.name);
            (satisfied(&tally), tally.n())
        };
        let [then, now] = [of(view.then()), of(view.now())];
        let difference = then.0.zip(now.0).map(|(one, two)| Difference::of_shares(one, two));
        Change { question, then, now, difference, verdict: Verdict::Undetected }
    };
    let recommend = view.recommend().map(|it| &it.name);
    let asked = view.ratings().into_iter().filter(|it| Some(&it.name) != recommend);
    let answered = asked.map(change).filter(|it| it.then.1 + it.now.1 > 0);
    let mut changes: Vec<Change<'_>> = answered.collect();
    let made: Vec<f64> =
        changes.iter().filter_map(|it| it.difference).map(|it| it.chance).collect();
    let raised = holm(&made);
    let compared = changes.iter_mut().filter_map(|it| Some((it.difference?, &mut it.verdict)));
    for ((difference, verdict), chance) in compared.zip(raised) {
        if chance < WRONG {
            *verdict = if difference.value > 0.0 { Verdict::Higher } else { Verdict::Lower };
        }
    }
    (changes, made.len())
}

fn lead(view: &View<'_>, changes: &[Change<'_>]) -> String {
    let (language, words) = (view.language, &view.language.words.change);
    let of = |verdict: Verdict| {
        let found = changes.iter().filter(|it| it.difference.is_some() && it.verdict == verdict);
        language.titles(&found.map(|it| title(language, it.question)).collect::<Vec<_>>())
    };
    let [better, worse] = [Verdict::Higher, Verdict::Lower].map(of);
    if better.is_empty() && worse.is_empty() {
        return language.fill(&words.undetected, &[("before", &view.name_before)]);
    }
    let told = [(&words.worse, worse), (&words.better, better)];
    let told = told.into_iter().filter(|(_, names)| !names.is_empty());
    let told: Vec<String> =
        told.map(|(text, names)| language.fill(text, &[("names", &names)])).collect();
    language.sentences(&told)
}

fn title(language: &Language, question: &Question) -> String {
    question.title.get(language.locale.code()).to_owned()
}

fn chart(view: &View<'_>, title: &str, changes: &[Change<'_>]) -> Chart {
    let (language, words) = (view.language, &view.language.words.change);
    let mut table = Table { caption: title.to_owned(), ..Table::default() };
    table.headings = vec![
        language.words.ratings.question.clone(),
        format!("{} ({})", view.name_before, language.words.figures.satisfaction),
        format!("n ({})", view.name_before),
        format!("{} ({})", view.name, language.words.figures.satisfaction),
        format!("n ({})", view.name),
        words.difference.clone(),
        language.words.compare.verdict.clone(),
    ];
    let dots: Vec<Dot> = changes.iter().map(|it| dot(language, it)).collect();
    for (change, dot) in changes.iter().zip(&dots) {
        let [was, _, n_was] = share_cells(language, change.then.0, change.then.1);
        let [is, _, n_is] = share_cells(language, change.now.0, change.now.1);
        let difference = points(language, change).unwrap_or_default();
        let told = change.difference.map_or("", |_| verdict(language, change.verdict));
        let label = dot.label.clone();
        table.rows.push(vec![label, was, n_was, is, n_is, difference, told.to_owned()]);
    }
    let reference = Reference { value: 0.0, label: words.zero.clone() };
    let drawing = Some(dots::chart(&words.chart, &words.description, &dots, &reference));
    Chart { title: words.chart.clone(), description: words.description.clone(), drawing, table }
}

/// The difference in points with its interval.
fn points(language: &Language, change: &Change<'_>) -> Option<String> {
    let difference = change.difference?;
    let signed = |value: f64| language.signed(value * 100.0, 1);
    let interval = language.interval(difference.interval, signed);
    let value = signed(difference.value);
    let words = &language.words.change.points;
    Some(language.fill(words, &[("value", &value), ("interval", &interval)]))
}

fn dot(language: &Language, change: &Change<'_>) -> Dot {
    let label = title(language, change.question);
    let figure = change.difference.map_or_else(
        || super::too_few(language, change.then.1.min(change.now.1)),
        |it| language.signed(it.value * 100.0, 1),
    );
    let told = change.difference.map_or("", |_| verdict(language, change.verdict));
    let range = change.difference.map(|it| Range {
        low: it.interval.low,
        value: it.value,
        high: it.interval.high,
    });
    let points = points(language, change).unwrap_or_else(|| figure.clone());
    Dot {
        words: format!("{label}: {points} {told}"),
        label,
        figure,
        range,
        stands_out: change.difference.is_some() && change.verdict != Verdict::Undetected,
        filter: None,
    }
}
