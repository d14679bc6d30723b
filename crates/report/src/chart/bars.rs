//! Counts of several things, each a bar with its label above and its figure beside.

use heard_insight::table::Filter;

use super::{Anchor, LINE, WIDTH, canvas, fit, mark, rect, text, width};
use crate::markup::Element;

/// One thing.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// How long the bar is, from 0 to 1 of the room there is.
    pub length: f64,
    /// The figure behind it.
    pub figure: String,
    /// What the mark says.
    pub words: String,
    /// Whose answers these are; none where the table cannot tell.
    pub filter: Option<Filter>,
}

const HIGH: f64 = 16.0;
const EACH: f64 = LINE + HIGH + 10.0;

/// The bars one under the other, in the order given.
pub fn chart(title: &str, description: &str, bars: &[Bar]) -> Element {
    let widest = bars.iter().map(|bar| width(&bar.figure)).fold(0.0, f64::max);
    let room = WIDTH - widest - 10.0;
    #[expect(clippy::cast_precision_loss, reason = "a chart has few bars")]
    let mut drawing = canvas(title, description, EACH * bars.len() as f64);
    let mut top = 0.0;
    for bar in bars {
        let long = (room * bar.length.clamp(0.0, 1.0)).max(2.0);
        let shapes = mark(&bar.words, bar.filter.as_ref())
            .with(text("label", Anchor::Start, [0.0, top + 15.0], &fit(&bar.label, WIDTH)))
            .with(rect("bar", [0.0, top + LINE], [long, HIGH]))
            .with(text("figure", Anchor::Start, [long + 8.0, top + LINE + 13.0], &bar.figure));
        drawing = drawing.with(shapes);
        top += EACH;
    }
    drawing
}
