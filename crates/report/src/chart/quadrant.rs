//! How aspects of the service are rated, against how closely they go together with
//! satisfaction: four quadrants that meet at the means.

use heard_insight::table::Filter;

use super::{Anchor, LINE, WIDTH, canvas, circle, fit, line, mark, text, unspoken};
use crate::markup::Element;

/// One aspect.
#[derive(Clone, Debug)]
pub struct Aspect {
    /// What it is.
    pub label: String,
    /// How it is rated.
    pub performance: f64,
    /// How closely it goes together with satisfaction.
    pub importance: f64,
    /// What the mark says.
    pub words: String,
    /// Who rated it.
    pub filter: Option<Filter>,
}

/// The words around the picture.
#[derive(Clone, Debug)]
pub struct Around<'w> {
    /// At the foot: what is further right.
    pub performance: &'w str,
    /// At the head: what is further up.
    pub importance: &'w str,
    /// In the corners: high and low, then high and low again, from the upper left.
    pub corners: [&'w str; 4],
}

const SIDE: f64 = 250.0;
const TOP: f64 = LINE;

/// The aspects by number, and under the picture their names.
pub fn chart(title: &str, description: &str, aspects: &[Aspect], around: &Around<'_>) -> Element {
    let x = scale(aspects.iter().map(|it| it.performance), [24.0, WIDTH - 24.0]);
    let y = scale(aspects.iter().map(|it| it.importance), [TOP + SIDE - 40.0, TOP + 40.0]);
    #[expect(clippy::cast_precision_loss, reason = "a chart has few aspects")]
    let names = LINE * aspects.len() as f64;
    let mut drawing =
        canvas(title, description, TOP + SIDE + LINE + 4.0 + names).with(frame([x.1, y.1], around));
    let mut foot = TOP + SIDE + LINE + 18.0;
    for (number, aspect) in (1..).zip(aspects) {
        let place = [(x.0)(aspect.performance), (y.0)(aspect.importance)];
        let number = i32::to_string(&number);
        let name = format!("{number}  {}", aspect.label);
        drawing = drawing.with(
            mark(&aspect.words, aspect.filter.as_ref())
                .with(circle("dot out", place, 11.0))
                .with(text("on-dot", Anchor::Middle, [place[0], place[1] + 5.0], &number))
                .with(text("label", Anchor::Start, [0.0, foot], &fit(&name, WIDTH))),
        );
        foot += LINE;
    }
    drawing
}

/// The means as lines, and the words.
fn frame([x, y]: [f64; 2], around: &Around<'_>) -> Element {
    let [left, right] = [4.0, WIDTH - 4.0];
    let [upper, lower] = [TOP + 16.0, TOP + SIDE - 8.0];
    let [one, two, three, four] = around.corners;
    unspoken()
        .with(text("quiet", Anchor::Start, [0.0, 14.0], &format!("↑ {}", around.importance)))
        .with(line("rule", [0.0, y], [WIDTH, y]))
        .with(line("rule", [x, TOP], [x, TOP + SIDE]))
        .with(text("corner", Anchor::Start, [left, upper], one))
        .with(text("corner", Anchor::End, [right, upper], two))
        .with(text("corner", Anchor::Start, [left, lower], three))
        .with(text("corner", Anchor::End, [right, lower], four))
        .with(text(
            "quiet",
            Anchor::End,
            [WIDTH, TOP + SIDE + 14.0],
            &format!("{} →", around.performance),
        ))
}

/// From a value to its place, and the place of the mean.
fn scale(
    values: impl Iterator<Item = f64> + Clone,
    [from, to]: [f64; 2],
) -> (impl Fn(f64) -> f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.clone().fold(f64::NEG_INFINITY, f64::max);
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    let span = if high > low { high - low } else { 1.0 };
    let place = move |value: f64| from + (value - low) / span * (to - from);
    let mean = if n > 0.0 { place(sum / n) } else { f64::midpoint(from, to) };
    (place, mean)
}
