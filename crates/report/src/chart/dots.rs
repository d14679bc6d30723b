//! Values with their intervals on one scale, beside a line that they are held against.

use heard_insight::table::Filter;

use super::{Anchor, LINE, WIDTH, canvas, circle, fit, line, mark, rect, text, unspoken, width};
use crate::{document::Range, markup::Element};

/// One row.
#[derive(Clone, Debug)]
pub struct Dot {
    /// What it is of.
    pub label: String,
    /// The figure as it is written; that there are too few answers, where there are.
    pub figure: String,
    /// Value and interval, in the unit of the scale.
    pub range: Option<Range>,
    /// Whether it stands out from what it is held against: drawn filled.
    pub stands_out: bool,
    /// What the mark says.
    pub words: String,
    /// Which responses it is of.
    pub filter: Option<Filter>,
}

/// What all rows are held against.
#[derive(Clone, Debug)]
pub struct Reference {
    /// In the unit of the scale.
    pub value: f64,
    /// What it is.
    pub label: String,
}

const EACH: f64 = 2.0 * LINE + 4.0;

/// The rows one under the other, on one scale that has room for all.
pub fn chart(title: &str, description: &str, dots: &[Dot], reference: &Reference) -> Element {
    let place = scale(dots, reference.value);
    #[expect(clippy::cast_precision_loss, reason = "a chart has few rows")]
    let bottom = LINE + EACH * dots.len() as f64;
    let at = place(reference.value);
    let half = width(&reference.label) / 2.0;
    let middle = at.clamp(half.min(WIDTH / 2.0), (WIDTH - half).max(WIDTH / 2.0));
    let whole = unspoken()
        .with(text("quiet", Anchor::Middle, [middle, 14.0], &reference.label))
        .with(line("reference", [at, LINE - 2.0], [at, LINE + 2.0]));
    let mut drawing = canvas(title, description, bottom).with(whole);
    let mut top = LINE;
    for dot in dots {
        drawing = drawing.with(row(dot, top, at, &place));
        top += EACH;
    }
    drawing
}

fn row(dot: &Dot, top: f64, at: f64, place: &impl Fn(f64) -> f64) -> Element {
    let room = WIDTH - width(&dot.figure) - 12.0;
    // The line has a piece in every row, beside which the words stand free.
    let row = mark(&dot.words, dot.filter.as_ref())
        .with(rect("ground", [0.0, top + 1.0], [WIDTH, EACH - 2.0]))
        .with(line("reference", [at, top + 22.0], [at, top + EACH - 2.0]))
        .with(text("label", Anchor::Start, [2.0, top + 16.0], &fit(&dot.label, room)))
        .with(text("figure", Anchor::End, [WIDTH - 2.0, top + 16.0], &dot.figure));
    let Some(range) = dot.range else { return row };
    let y = top + 31.0;
    let [low, value, high] = [range.low, range.value, range.high].map(place);
    row.with(line("span", [low, y], [high, y]))
        .with(line("span", [low, y - 4.0], [low, y + 4.0]))
        .with(line("span", [high, y - 4.0], [high, y + 4.0]))
        .with(circle(if dot.stands_out { "dot out" } else { "dot" }, [value, y], 5.0))
}

/// From a value to its place: all intervals and the reference have room.
fn scale(dots: &[Dot], reference: f64) -> impl Fn(f64) -> f64 + use<> {
    let ranges = || dots.iter().filter_map(|dot| dot.range);
    let low = ranges().map(|range| range.low).fold(reference, f64::min);
    let high = ranges().map(|range| range.high).fold(reference, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    move |value| 8.0 + (value - low) / span * (WIDTH - 16.0)
}
