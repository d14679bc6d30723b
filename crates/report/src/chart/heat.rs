//! Figures in rows and columns, each cell with its figure on a colour. The figure is
//! always written: the colour only helps to find it.

use heard_insight::table::Filter;

use super::{Anchor, LINE, WIDTH, canvas, fit, mark, rect, text, unspoken, width};
use crate::markup::Element;

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is of.
    pub label: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The figure; empty where there are too few answers.
    pub figure: String,
    /// How dark it is, from 0 to 1; none where there are too few answers.
    pub level: Option<f64>,
    /// What the mark says.
    pub words: String,
    /// Which responses it is of.
    pub filter: Filter,
}

/// From the palest to the darkest.
const FILLS: [&str; 6] = ["heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5"];
const LABELS: [&str; 6] =
    ["on-heat-0", "on-heat-1", "on-heat-2", "on-heat-3", "on-heat-4", "on-heat-5"];
const HIGH: f64 = 28.0;
/// Labels up to this stand beside their rows, longer ones above.
const BESIDE: f64 = 60.0;
/// No heading is longer.
const LONGEST: f64 = 90.0;

/// The cells under their headings.
pub fn chart(title: &str, description: &str, headings: &[String], rows: &[Row]) -> Element {
    let widest = rows.iter().map(|row| width(&row.label)).fold(0.0, f64::max);
    let is_beside = widest <= BESIDE;
    let left = if is_beside { widest + 8.0 } else { 0.0 };
    let each = HIGH + if is_beside { 0.0 } else { LINE + 4.0 };
    #[expect(clippy::cast_precision_loss, reason = "a chart has few rows and columns")]
    let (columns, deep) = (headings.len().max(1) as f64, each * rows.len() as f64);
    let wide = wide(headings, columns, WIDTH - left);
    let (heads, mut top) = heads(headings, left, wide);
    let mut drawing = canvas(title, description, top + deep).with(heads);
    for row in rows {
        let foot = [0.0, if is_beside { top + 19.0 } else { top + 17.0 }];
        let label = text("label", Anchor::Start, foot, &fit(&row.label, WIDTH));
        drawing = drawing.with(unspoken().with(label));
        let mut x = left;
        for it in &row.cells {
            drawing = drawing.with(cell(it, [x, top + each - HIGH], wide));
            x += wide;
        }
        top += each;
    }
    drawing
}

/// How wide a column is: what rises over the last one must have room, too.
fn wide(headings: &[String], columns: f64, room: f64) -> f64 {
    let last = headings.last().map_or(0.0, |it| width(it).min(LONGEST));
    let level = room / columns;
    if widest(headings) <= level - 2.0 {
        return level;
    }
    // It begins in the middle of its column and rises at half a right angle.
    let rising = (room - last * 0.75) / (columns - 0.5);
    rising.min(level)
}

fn widest(headings: &[String]) -> f64 {
    headings.iter().map(|it| width(it)).fold(0.0, f64::max)
}

fn cell(cell: &Cell, [x, y]: [f64; 2], wide: f64) -> Element {
    let size = [wide - 2.0, HIGH - 2.0];
    let mark = mark(&cell.words, Some(&cell.filter));
    let Some(level) = cell.level else {
        return mark.with(rect("few", [x + 0.5, y + 0.5], [size[0] - 1.0, size[1] - 1.0]));
    };
    let at = place(level);
    let foot = [x + wide / 2.0 - 1.0, y + 18.0];
    mark.with(rect(FILLS[at], [x, y], size)).with(text(
        LABELS[at],
        Anchor::Middle,
        foot,
        &cell.figure,
    ))
}

/// Which of the colours: from 0 to 5.
fn place(level: f64) -> usize {
    let steps = [0.1, 0.25, 0.45, 0.65, 0.85];
    steps.iter().filter(|least| level >= **least).count()
}

/// The headings over columns as wide as `wide`, and where they end: level where they
/// have room, and else rising.
fn heads(headings: &[String], left: f64, wide: f64) -> (Element, f64) {
    let widest = widest(headings);
    let rises = widest > wide - 2.0;
    let bottom = if rises { widest.min(LONGEST) * 0.75 + 12.0 } else { LINE };
    let mut heads = unspoken();
    let mut middle = left + wide / 2.0;
    for heading in headings {
        let foot = [middle, bottom - 5.0];
        let head = if rises {
            let turn = format!("rotate(-45 {:.1} {:.1})", foot[0], foot[1]);
            text("quiet", Anchor::Start, foot, &fit(heading, LONGEST)).set("transform", turn)
        } else {
            text("quiet", Anchor::Middle, foot, heading)
        };
        heads = heads.with(head);
        middle += wide;
    }
    (heads, bottom)
}
