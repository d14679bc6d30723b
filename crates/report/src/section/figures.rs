//! How many responses, and how satisfied people are, against the period before.

use heard_insight::{
    Ces, Difference, Estimate, Index, Interval, Mean, Nps, Responses, Share, Verdict,
};

use super::{n, too_few};
use crate::{
    document::{Block, KeyFigure, Range, Section},
    language::Language,
    view::{View, satisfied},
};

/// The key figures. `training` were taken for practice, and are in no figure.
pub fn figures(view: &View<'_>, training: u64) -> Section {
    let words = &view.language.words.figures;
    let responses = view.now().responses();
    let mut blocks = Vec::new();
    if responses.total == 0 {
        let empty = view.language.fill(&words.empty, &[("period", &view.name)]);
        blocks.push(Block::Lead(empty));
    } else {
        blocks.extend(lead(view).map(Block::Lead));
        blocks.push(Block::Figures(all(view, responses)));
    }
    if training > 0 {
        let count = view.language.count(training);
        blocks.push(Block::Note(view.language.fill(&words.training, &[("n", &count)])));
    }
    Section { id: "figures", title: words.title.clone(), blocks }
}

/// Whether people are more satisfied than before.
fn lead(view: &View<'_>) -> Option<String> {
    let (language, words) = (view.language, &view.language.words.figures);
    let question = view.overall()?;
    let tally = view.now().tally(&question.name);
    let Some(now) = satisfied(&tally) else {
        let few = too_few(language, tally.n());
        return Some(language.fill(&words.lead_few, &[("few", &few)]));
    };
    let value = language.percent(now.value());
    let told = language.fill(&words.lead, &[("value", &value), ("period", &view.name)]);
    let then = satisfied(&view.then().tally(&question.name));
    let against = then.map_or_else(
        || language.fill(&words.none_before, &[("period", &view.name_before)]),
        |then| {
            against(view, Difference::of_shares(then, now), 100.0, language.percent(then.value()))
        },
    );
    Some(language.sentences(&[told, against]))
}

/// A difference in points in a sentence; its figures times `points` are points.
fn against(view: &View<'_>, difference: Difference, points: f64, was: String) -> String {
    let (language, words) = (view.language, &view.language.words.figures);
    let text = match difference.verdict() {
        Verdict::Higher => &words.higher,
        Verdict::Lower => &words.lower,
        Verdict::Undetected => &words.undetected,
    };
    let signed = |value: f64| language.signed(value * points, 1);
    let interval = language.interval(difference.interval, signed);
    let by = language.decimal((difference.value * points).abs(), 1);
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("period", &view.name_before), ("was", &was), ("by", &by), ("interval", &interval)];
    language.fill(text, &values)
}

fn all(view: &View<'_>, responses: Responses) -> Vec<KeyFigure> {
    let mut all = vec![count(view, responses)];
    all.extend(satisfaction(view));
    all.extend(score(view));
    all.extend(recommendation(view));
    all.extend(effort(view));
    all.extend(indices(view));
    all.extend(duration(view));
    all
}

fn count(view: &View<'_>, responses: Responses) -> KeyFigure {
    let (language, words) = (view.language, &view.language.words.figures);
    let complete = Share::of(responses.complete, responses.total).map_or_else(
        || language.count(responses.complete),
        |share| {
            format!("{} ({})", language.count(responses.complete), language.percent(share.value()))
        },
    );
    let before = language.count(view.then().responses().total);
    KeyFigure {
        name: words.responses.clone(),
        value: language.count(responses.total),
        basis: language.fill(&words.complete, &[("n", &complete)]),
        change: language.fill(&words.before, &[("period", &view.name_before), ("was", &before)]),
        range: None,
    }
}

fn satisfaction(view: &View<'_>) -> Option<KeyFigure> {
    let question = view.overall()?;
    let [now, then] = [view.now(), view.then()].map(|it| it.tally(&question.name));
    let name = view.language.words.figures.satisfaction.clone();
    let Some(share) = satisfied(&now) else { return Some(few(view.language, name, now.n())) };
    let estimate =
        Estimate { value: share.value(), interval: share.interval(), base: share.base() };
    let change = satisfied(&then).map(|then| {
        let was = view.language.percent(then.value());
        against(view, Difference::of_shares(then, share), 100.0, was)
    });
    let figure = shown(view.language, name, estimate, [0.0, 1.0], |it| view.language.percent(it));
    Some(KeyFigure { change: change.unwrap_or_default(), ..figure })
}

/// The mean of the overall rating in points of a hundred.
fn score(view: &View<'_>) -> Option<KeyFigure> {
    let tally = view.now().tally(&view.overall()?.name);
    let name = view.language.words.figures.score.clone();
    let points = |it: f64| view.language.decimal(it, 1);
    // Under ten answers the share before this says that there are too few.
    Mean::of(&tally).map(|it| shown(view.language, name, it.of_hundred(), [0.0, 100.0], points))
}

fn recommendation(view: &View<'_>) -> Option<KeyFigure> {
    let question = view.recommend()?;
    let [now, then] = [view.now(), view.then()].map(|it| it.tally(&question.name));
    let name = view.language.words.figures.nps.clone();
    let Some(nps) = Nps::of(&now) else { return Some(few(view.language, name, now.n())) };
    let points = |it: f64| view.language.signed(it, 1);
    let change = Nps::of(&then).map(|then| {
        against(view, Difference::of_scores(then, nps), 1.0, points(then.estimate().value))
    });
    let figure = shown(view.language, name, nps.estimate(), [-100.0, 100.0], points);
    Some(KeyFigure { change: change.unwrap_or_default(), ..figure })
}

fn effort(view: &View<'_>) -> Option<KeyFigure> {
    let tally = view.now().tally(&view.effort()?.name);
    let name = view.language.words.figures.ces.clone();
    let ends = tally.ends()?.map(f64::from);
    let mean = |it: f64| view.language.decimal(it, 2);
    Some(Ces::of(&tally).map_or_else(
        || few(view.language, name.clone(), tally.n()),
        |ces| shown(view.language, name.clone(), ces.estimate(), ends, mean),
    ))
}

/// The composite index of every questionnaire that weighs one.
fn indices(view: &View<'_>) -> Vec<KeyFigure> {
    let points = |it: f64| view.language.decimal(it, 1);
    let figure = |name: &str| {
        let sums = view.now().scores(view.table.composite(name)?)?;
        let title = view.language.words.figures.index.clone();
        Some(Index::of(sums).map_or_else(
            || few(view.language, title.clone(), sums.n()),
            |it| shown(view.language, title.clone(), it.estimate(), [0.0, 100.0], points),
        ))
    };
    view.questionnaires.iter().filter_map(|it| figure(&it.settings.name)).collect()
}

fn duration(view: &View<'_>) -> Option<KeyFigure> {
    let (language, words) = (view.language, &view.language.words.figures);
    let total = view.now().responses().total;
    let median = view.now().median_duration().filter(|_| total >= heard_insight::Base::MINIMUM)?;
    Some(KeyFigure {
        name: words.duration.clone(),
        value: language.span(median.div_ceil(1000)),
        basis: words.median.clone(),
        change: String::new(),
        range: None,
    })
}

fn shown(
    language: &Language,
    name: String,
    estimate: Estimate,
    [least, most]: [f64; 2],
    write: impl Fn(f64) -> String,
) -> KeyFigure {
    let Estimate { value, interval, base } = estimate;
    let place = |it: f64| (it - least) / (most - least);
    let Interval { low, high } = interval;
    let range = Range { low: place(low), value: place(value), high: place(high) };
    let sure = language.interval(interval, &write);
    let words = &language.words.figures.basis;
    let basis = language.fill(words, &[("interval", &sure), ("n", &n(language, base))]);
    KeyFigure { name, value: write(value), basis, change: String::new(), range: Some(range) }
}

fn few(language: &Language, name: String, n: u64) -> KeyFigure {
    let value = too_few(language, n);
    KeyFigure { name, value, basis: String::new(), change: String::new(), range: None }
}
