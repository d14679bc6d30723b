//! Answers on scales, each question a bar of its steps from the worst to the best.

use heard_insight::table::Filter;

use super::{Anchor, LINE, WIDTH, canvas, fit, mark, rect, text, unspoken, width};
use crate::markup::Element;

/// One question.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What was asked.
    pub label: String,
    /// What stands at the right: the figure and its n, or that there are too few.
    pub figure: String,
    /// The steps from the worst; none where there are too few answers.
    pub steps: Vec<Step>,
}

/// One step of a scale.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which part of the answers, from 0 to 1.
    pub share: f64,
    /// The same as it is written in the bar, where there is room.
    pub label: String,
    /// What the mark says.
    pub words: String,
    /// Who gave it.
    pub filter: Filter,
}

/// The colours from the worst step to the best.
const FILLS: [&str; 5] = ["step-1", "step-2", "step-3", "step-4", "step-5"];
const LABELS: [&str; 5] = ["on-1", "on-2", "on-3", "on-4", "on-5"];
const HIGH: f64 = 26.0;
const EACH: f64 = 2.0 * LINE + HIGH + 10.0;

/// The bars one under the other; under them the words for both ends, for the eye.
pub fn chart(title: &str, description: &str, bars: &[Bar], ends: [&str; 2]) -> Element {
    // Some tens of bars.
    #[expect(clippy::cast_precision_loss, reason = "a chart has few bars")]
    let bottom = EACH * bars.len() as f64;
    let mut drawing = canvas(title, description, bottom + LINE);
    let mut top = 0.0;
    for bar in bars {
        drawing = drawing.with(labels(bar, top)).with_all(steps(bar, top + 2.0 * LINE));
        top += EACH;
    }
    let [worst, best] = ends;
    let ends = unspoken()
        .with(text("quiet", Anchor::Start, [0.0, bottom + 10.0], &format!("← {worst}")))
        .with(text("quiet", Anchor::End, [WIDTH, bottom + 10.0], &format!("{best} →")));
    drawing.with(ends)
}

fn labels(bar: &Bar, top: f64) -> Element {
    unspoken()
        .with(text("label", Anchor::Start, [0.0, top + 14.0], &fit(&bar.label, WIDTH)))
        .with(text("quiet", Anchor::Start, [0.0, top + 14.0 + LINE - 2.0], &bar.figure))
}

fn steps(bar: &Bar, top: f64) -> Vec<Element> {
    if bar.steps.is_empty() {
        let words = format!("{}: {}", bar.label, bar.figure);
        return vec![mark(&words, None).with(rect("few", [0.5, top], [WIDTH - 1.0, HIGH]))];
    }
    let mut left = 0.0;
    let mut steps = Vec::new();
    for (at, step) in bar.steps.iter().enumerate() {
        let wide = WIDTH * step.share;
        let place = place(at, bar.steps.len());
        let shape = rect(FILLS[place], [left, top], [wide, HIGH]);
        let mut mark = mark(&step.words, Some(&step.filter)).with(shape);
        if width(&step.label) + 6.0 < wide {
            let middle = [left + wide / 2.0, top + 18.0];
            mark = mark.with(text(LABELS[place], Anchor::Middle, middle, &step.label));
        }
        // Nobody is no mark.
        steps.extend((step.share > 0.0).then_some(mark));
        left += wide;
    }
    steps
}

/// Which of the five colours the step at `at` of so many has: from 0 to 4.
fn place(at: usize, steps: usize) -> usize {
    let last = steps.saturating_sub(1).max(1);
    // Rounded to the nearest.
    ((8 * at + last) / (2 * last)).min(FILLS.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scale_goes_from_the_first_colour_to_the_last() {
        let places = |steps: usize| (0..steps).map(|at| place(at, steps)).collect::<Vec<_>>();
        assert_eq!(places(5), [0, 1, 2, 3, 4]);
        assert_eq!(places(3), [0, 2, 4]);
        assert_eq!(places(11), [0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4]);
        assert_eq!(places(1), [0]);
    }
}
