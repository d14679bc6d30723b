//! The five faces: own drawings that differ in brows, eyes and mouth, so that
//! shape alone tells them apart. One stroke, no colour of their own: no answer
//! looks like the recommended one.

use super::element::{Part, drawn};

/// One face on a 48 × 48 field, within a circle of radius 21.
#[derive(Clone, Copy)]
struct Face {
    /// Brows, eyes and mouth, as paths.
    strokes: [&'static str; 3],
}

/// From the worst to the best.
const FACES: [Face; 5] = [
    Face {
        strokes: [
            "M12.5 18.4l6.2-3.4M35.5 18.4l-6.2-3.4",
            "M17 22.2v.1M31 22.2v.1",
            "M14.5 36.5c2.4-5.2 5.6-7.6 9.5-7.6s7.1 2.4 9.5 7.6",
        ],
    },
    Face { strokes: ["", "M17 19.6v1.2M31 19.6v1.2", "M16 34.4c2.3-2.7 5-4 8-4s5.7 1.3 8 4"] },
    Face { strokes: ["", "M17 19v2M31 19v2", "M15.5 32.3h17"] },
    Face { strokes: ["", "M17 18.6v2.2M31 18.6v2.2", "M14.5 29.5c2.6 4 5.8 6 9.5 6s6.9-2 9.5-6"] },
    Face {
        strokes: [
            "",
            "M13.5 20.8c1-2.6 2.3-3.8 3.9-3.8s2.9 1.2 3.9 3.8M26.7 20.8c1-2.6 2.3-3.8 3.9-3.8s2.9 1.2 3.9 3.8",
            "M12.8 27.3h22.4c-.5 6.7-4.6 10.7-11.2 10.7s-10.7-4-11.2-10.7z",
        ],
    },
];

impl Face {
    /// The face for `step` of `steps`, 0 the worst.
    fn of(step: usize, steps: usize) -> Self {
        let last = FACES.len() - 1;
        // Scales of other lengths are spread over the five.
        let index = (step * last + steps.saturating_sub(1) / 2) / steps.saturating_sub(1).max(1);
        FACES[index.min(last)]
    }
}

/// The face for `step` of `steps`, 0 the worst. Decoration: the label says it.
pub(crate) fn face(step: usize, steps: usize) -> Part {
    let drawing = drawn("svg").with("class", "face").with("viewBox", "0 0 48 48");
    let circle = drawn("circle").with("cx", "24").with("cy", "24").with("r", "21");
    let face = drawing.with("aria-hidden", "true").holding(circle);
    let strokes = Face::of(step, steps).strokes.into_iter();
    strokes.fold(face, |face, stroke| face.holding(drawn("path").with("d", stroke))).into()
}
