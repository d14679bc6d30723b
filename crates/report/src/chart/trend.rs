//! A share over time between its control limits.

use heard_insight::table::Filter;

use super::{Anchor, WIDTH, canvas, circle, line, mark, path, text, unspoken};
use crate::markup::Element;

/// One period with enough answers.
#[derive(Clone, Debug)]
pub struct Point {
    /// Which period, counted from 0; others have too few answers.
    pub at: usize,
    /// From 0 to 1.
    pub share: f64,
    /// Within these it is ordinary.
    pub limits: [f64; 2],
    /// How it is drawn.
    pub sign: Sign,
    /// What the mark says.
    pub words: String,
    /// Which responses it is of.
    pub filter: Filter,
}

/// What the rules say of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing: a hollow dot.
    Ordinary,
    /// It is part of a run: a filled one.
    Run,
    /// It is beyond its limits: a filled one with a ring.
    Beyond,
}

/// What stands around the line.
#[derive(Clone, Debug)]
pub struct Axes {
    /// How many periods there are.
    pub periods: usize,
    /// The share of all of them.
    pub centre: f64,
    /// What it is, as a label of its line.
    pub centre_label: String,
    /// The first, a middle and the last period: place and name.
    pub ticks: Vec<(usize, String)>,
    /// The least and the greatest value on the scale, and how they are written.
    pub ends: [(f64, String); 2],
}

const TOP: f64 = 12.0;
const BOTTOM: f64 = 172.0;
const HEIGHT: f64 = 196.0;
const LEFT: f64 = 42.0;
const RIGHT: f64 = WIDTH - 8.0;

/// The line with its limits. There is at least one point.
pub fn chart(title: &str, description: &str, points: &[Point], axes: &Axes) -> Element {
    let [(low, _), (high, _)] = axes.ends;
    let y = |share: f64| BOTTOM - (share - low) / (high - low) * (BOTTOM - TOP);
    #[expect(clippy::cast_precision_loss, reason = "a chart has a few hundred periods at most")]
    let x = |at: usize| {
        LEFT + at as f64 / axes.periods.saturating_sub(1).max(1) as f64 * (RIGHT - LEFT)
    };
    let limit = |which: usize| points.iter().map(move |it| [x(it.at), y(it.limits[which])]);
    let area: Vec<[f64; 2]> = limit(1).chain(limit(0).rev()).collect();
    let way: Vec<[f64; 2]> = points.iter().map(|it| [x(it.at), y(it.share)]).collect();
    let ground = unspoken()
        .with(path("limits", &area, true))
        .with(line("reference", [LEFT, y(axes.centre)], [RIGHT, y(axes.centre)]))
        .with(path("way", &way, false))
        .with_all(labels(axes, y, x));
    let marks = points.iter().map(|point| {
        let place = [x(point.at), y(point.share)];
        let mark = mark(&point.words, Some(&point.filter)).with(circle("touch", place, 9.0));
        match point.sign {
            Sign::Ordinary => mark.with(circle("dot", place, 3.0)),
            Sign::Run => mark.with(circle("dot out", place, 3.0)),
            Sign::Beyond => {
                mark.with(circle("ring", place, 8.0)).with(circle("dot out", place, 3.5))
            }
        }
    });
    canvas(title, description, HEIGHT).with(ground).with_all(marks)
}

fn labels(axes: &Axes, y: impl Fn(f64) -> f64, x: impl Fn(usize) -> f64) -> Vec<Element> {
    let mut labels: Vec<Element> = Vec::new();
    let centre = y(axes.centre);
    for (value, written) in &axes.ends {
        let place = y(*value) + 5.0;
        // Two labels on one another say nothing.
        if (place - 5.0 - centre).abs() > 16.0 {
            labels.push(text("quiet", Anchor::End, [LEFT - 6.0, place], written));
        }
    }
    labels.push(text("label", Anchor::End, [LEFT - 6.0, centre + 5.0], &axes.centre_label));
    for (at, name) in &axes.ticks {
        let anchor = match *at {
            0 => Anchor::Start,
            last if last + 1 == axes.periods => Anchor::End,
            _ => Anchor::Middle,
        };
        labels.push(text("quiet", anchor, [x(*at), HEIGHT - 6.0], name));
    }
    labels
}
