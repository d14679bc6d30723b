//! The figures for programs.

use heard_insight::{
    Composite, CompositeFigure, Composites, Estimate, Figure, Mean, Median, Summary, Tally,
    trust::Found,
};
use serde::Serialize;
use serde_json::Map;

use crate::failure::Failure;

#[derive(Serialize)]
struct Report<'a> {
    responses: Responses,
    measures: Vec<Score<'a>>,
    indices: Vec<Index<'a>>,
    questions: Vec<Question<'a>>,
    signals: Vec<serde_json::Value>,
}

#[derive(Serialize)]
struct Responses {
    total: u64,
    complete: u64,
    partial: u64,
    training: u64,
}

/// A score; without value and interval where too few answered.
#[derive(Serialize)]
struct Score<'a> {
    measure: &'static str,
    question: &'a str,
    /// Its lowest and highest step.
    scale: Option<[i32; 2]>,
    n: u64,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

/// A composite index; without value and interval where too few answered, or where the
/// judgements give no weights: then with the reason.
#[derive(Serialize)]
struct Index<'a> {
    dimensions: Vec<Dimension<'a>>,
    consistency_ratio: Option<f64>,
    refused: Option<String>,
    n: u64,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
struct Dimension<'a> {
    question: &'a str,
    weight: Option<f64>,
}

/// A question; a code nobody gave is not among the counts, nor are words.
#[derive(Serialize)]
struct Question<'a> {
    name: &'a str,
    n: u64,
    counts: Map<String, serde_json::Value>,
    #[serde(flatten)]
    scale: Option<Scale>,
}

/// Of answers on a scale; null where too few answered.
#[derive(Serialize)]
struct Scale {
    mean: Option<Range>,
    score: Option<Range>,
    median: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    value: f64,
    low: f64,
    high: f64,
}

impl From<Estimate> for Range {
    fn from(Estimate { value, interval, .. }: Estimate) -> Self {
        Self { value, low: interval.low, high: interval.high }
    }
}

/// The figures as one JSON object, ending in a line break.
pub(super) fn report(
    responses: heard_insight::Responses,
    summary: &Summary,
    composites: &Composites,
    signals: &[Found<'_>],
) -> Result<String, Failure> {
    let heard_insight::Responses { total, complete, partial, training } = responses;
    let report = Report {
        responses: Responses { total, complete, partial, training },
        measures: summary.figures().map(score).collect(),
        indices: composites.figures().map(index).collect(),
        questions: summary.questions().map(|(name, tally)| question(name, tally)).collect(),
        signals: signals.iter().map(super::signals::json).collect(),
    };
    let text = serde_json::to_string_pretty(&report).map_err(std::io::Error::from)?;
    Ok(text + "\n")
}

fn score(figure: Figure<'_>) -> Score<'_> {
    let Figure { measure, question, scale, n, estimate } = figure;
    Score {
        measure: measure.code(),
        question,
        scale,
        n,
        value: estimate.map(|estimate| estimate.value),
        low: estimate.map(|estimate| estimate.interval.low),
        high: estimate.map(|estimate| estimate.interval.high),
    }
}

fn index(figure: CompositeFigure<'_>) -> Index<'_> {
    let CompositeFigure { dimensions, composite, n, estimate } = figure;
    let weights = composite.ok().map(Composite::weights);
    let weight = |at: usize| weights.and_then(|it| it.values.get(at).copied());
    let named = dimensions.iter().enumerate();
    Index {
        dimensions: named
            .map(|(at, question)| Dimension { question, weight: weight(at) })
            .collect(),
        consistency_ratio: weights.map(|weights| weights.consistency_ratio),
        refused: composite.err().map(ToString::to_string),
        n,
        value: estimate.map(|estimate| estimate.value),
        low: estimate.map(|estimate| estimate.interval.low),
        high: estimate.map(|estimate| estimate.interval.high),
    }
}

fn question<'a>(name: &'a str, tally: &Tally) -> Question<'a> {
    let given = tally.counts().filter(|(_, count)| *count > 0);
    let counts = given.map(|(code, count)| (code.to_owned(), count.into())).collect();
    let scale = tally.is_scale().then(|| {
        let mean = Mean::of(tally);
        Scale {
            mean: mean.map(|mean| mean.estimate().into()),
            score: mean.map(|mean| mean.of_hundred().into()),
            median: Median::of(tally).map(|median| median.estimate().into()),
        }
    });
    Question { name, n: tally.n(), counts, scale }
}
