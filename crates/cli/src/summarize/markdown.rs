//! The figures for people.

use std::fmt::Write as _;

use heard_insight::{
    Base, CompositeFigure, Composites, Estimate, Figure, Mean, Measure, Median, Responses, Share,
    Summary, Tally, trust::Found,
};

/// The figures as a Markdown document.
pub(super) fn report(
    responses: Responses,
    summary: &Summary,
    composites: &Composites,
    signals: &[Found<'_>],
) -> String {
    let mut text = String::from("# Summary\n\n");
    table(
        &mut text,
        &["responses", "n"],
        [
            ["complete".to_owned(), responses.complete.to_string()],
            ["partial".to_owned(), responses.partial.to_string()],
            ["**total**".to_owned(), format!("**{}**", responses.total)],
            ["training, in no figure".to_owned(), responses.training.to_string()],
        ],
    );
    let measures: Vec<_> = summary.figures().map(measure).collect();
    if !measures.is_empty() {
        text.push_str("\n## Measures\n\n");
        table(&mut text, &["measure", "question", "n", "value", "95 % interval", ""], measures);
    }
    for figure in composites.figures() {
        composite(&mut text, figure);
    }
    for (name, tally) in summary.questions() {
        distribution(&mut text, name, tally);
    }
    trust(&mut text, signals);
    text.push_str(
        "\nIntervals tell what chance can do. They do not cure that people chose themselves \
         whether to answer.\n",
    );
    text
}

/// So many signals are told; programs get all of them.
const TOLD: usize = 100;

fn trust(text: &mut String, signals: &[Found<'_>]) {
    if signals.is_empty() {
        return;
    }
    text.push_str(
        "\n## Can these ratings be trusted\n\nPatterns that ratings of many people seldom make. \
         All ratings are in every figure above.\n\n",
    );
    let rows =
        signals.iter().take(TOLD).map(|found| super::signals::cells(found).map(|it| cell(&it)));
    table(text, &["day", "branch", "counter", "device", "what was seen"], rows);
    if let Some(more @ 1..) = signals.len().checked_sub(TOLD) {
        let _ = writeln!(text, "\nAnd {more} more.");
    }
}

fn measure(figure: Figure<'_>) -> [String; 6] {
    let shown = |estimate: Estimate| {
        let (low, high) = (estimate.interval.low, estimate.interval.high);
        match figure.measure {
            Measure::Csat => {
                (percent(estimate.value), format!("{} to {}", percent(low), percent(high)))
            }
            Measure::Nps => (format!("{:.1}", estimate.value), format!("{low:.1} to {high:.1}")),
            Measure::Ces => (format!("{:.2}", estimate.value), format!("{low:.2} to {high:.2}")),
        }
    };
    let (value, interval) = figure.estimate.map_or_else(none, shown);
    let scale = figure.scale.map(|[low, high]| format!(" of {low} to {high}")).unwrap_or_default();
    let name = match figure.measure {
        Measure::Csat => format!("CSAT, top two{scale}"),
        Measure::Nps => "NPS, points".to_owned(),
        Measure::Ces => format!("CES, mean{scale}"),
    };
    let base = figure.estimate.map(|estimate| estimate.base);
    [name, cell(figure.question), figure.n.to_string(), value, interval, remark(base)]
}

/// The index, what it is made of, and how far the judgements agree.
fn composite(text: &mut String, figure: CompositeFigure<'_>) {
    text.push_str("\n## Composite index\n\n");
    let composite = match figure.composite {
        Ok(composite) => composite,
        Err(reason) => {
            let _ = writeln!(text, "No weights, and no index: {reason}.");
            return;
        }
    };
    let index = figure.estimate.map_or_else(none, |Estimate { value, interval, .. }| {
        (format!("{value:.1}"), format!("{:.1} to {:.1}", interval.low, interval.high))
    });
    let base = figure.estimate.map(|estimate| estimate.base);
    let row = [figure.n.to_string(), index.0, index.1, remark(base)];
    table(text, &["answered all of it", "of 100", "95 % interval", ""], [row]);
    text.push('\n');
    let weights = composite.weights();
    let weighed = figure.dimensions.iter().zip(&weights.values);
    let rows = weighed.map(|(name, weight)| [cell(name), format!("{weight:.3}")]);
    table(text, &["dimension", "weight"], rows);
    let ratio = weights.consistency_ratio;
    let _ = writeln!(text, "\nConsistency ratio of the judgements: {ratio:.3}, at most 0.100.");
}

fn distribution(text: &mut String, name: &str, tally: &Tally) {
    let n = tally.n();
    // A String takes all that is written to it.
    let _ = write!(text, "\n## {}\n\n{n} answered.", cell(name));
    if tally.is_words() {
        text.push_str(" In words of their own, which are not repeated here.\n");
        return;
    }
    let several =
        if tally.is_multiple() { " Several codes in one answer are possible." } else { "" };
    let remark = remark(Base::new(n));
    let space = if remark.is_empty() { "" } else { " " };
    let _ = write!(text, "{several}{space}{remark}\n\n");
    if tally.counts().next().is_some() {
        let row = |(code, count): (&str, u64)| {
            let (share, interval) = Share::of(count, n).map_or_else(none, |share| {
                let interval = share.interval();
                let interval = format!("{} to {}", percent(interval.low), percent(interval.high));
                (percent(share.value()), interval)
            });
            [cell(code), count.to_string(), share, interval]
        };
        table(text, &["answer", "count", "share", "95 % interval"], tally.counts().map(row));
    }
    if let Some((mean, median)) = Mean::of(tally).zip(Median::of(tally)) {
        let rows = [
            scaled("mean", mean.estimate(), 2),
            scaled("mean, of 100", mean.of_hundred(), 1),
            scaled("median", median.estimate(), 1),
        ];
        text.push('\n');
        table(text, &["on the scale", "value", "95 % interval"], rows);
    }
}

fn scaled(name: &str, Estimate { value, interval, .. }: Estimate, digits: usize) -> [String; 3] {
    let number = |value: f64| format!("{value:.digits$}");
    let interval = format!("{} to {}", number(interval.low), number(interval.high));
    [name.to_owned(), number(value), interval]
}

/// What stands for a figure that cannot be given.
fn none() -> (String, String) {
    ("–".to_owned(), "–".to_owned())
}

fn remark(base: Option<Base>) -> String {
    match base {
        None => format!("Under {} answers: counts only.", Base::MINIMUM),
        Some(base) if base.is_low() => "Low base.".to_owned(),
        Some(_) => String::new(),
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// `text` so that it stays within one cell of a table and means nothing else.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '|' | '\\' | '`' | '*' | '_' | '<' | '[' | '#' => cell.extend(['\\', character]),
            control if control.is_control() => cell.push(' '),
            other => cell.push(other),
        }
    }
    cell
}

fn table<const N: usize>(
    text: &mut String,
    headings: &[&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) {
    let _ = writeln!(text, "| {} |", headings.join(" | "));
    let _ = writeln!(text, "|{}", " --- |".repeat(N));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
}
