//! Charts as SVG. Each is 360 units wide, so that its text is legible on a telephone,
//! and as high as it needs; pages put several beside each other. Fills come from
//! classes, whose colours are the page's; every mark says in words what it shows, to
//! the pointer, to the keyboard and to who has the page read out, and names in
//! `data-filter` which responses it is about, as [`Filter`] is written in JSON. What a
//! click does is left to the page.

pub mod bars;
pub mod dots;
pub mod heat;
pub mod likert;
pub mod quadrant;
pub mod trend;

use std::fmt::{self, Write as _};

use heard_insight::table::Filter;

use crate::{document::Range, markup::Element};

/// Width of every chart, in its own units.
pub(crate) const WIDTH: f64 = 360.0;
/// Height of its letters: 13 pixels where the chart is 336 wide, on the narrowest
/// telephone.
pub(crate) const LETTER: f64 = 14.0;
/// From one line of text to the next.
pub(crate) const LINE: f64 = 20.0;

/// A length in a chart's units, written to a tenth.
struct Units(f64);

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A length of −0.0 is none.
        write!(f, "{:.1}", self.0 + 0.0)
    }
}

/// An empty drawing of this height.
pub(crate) fn canvas(title: &str, description: &str, height: f64) -> Element {
    Element::new("svg")
        .set("viewBox", format_args!("0 0 {} {}", Units(WIDTH), Units(height)))
        .set("role", "group")
        .set("aria-label", title)
        .with(Element::new("desc").text(description))
}

/// A mark that says `words`, about the responses of `filter`. Its shapes follow.
pub(crate) fn mark(words: &str, filter: Option<&Filter>) -> Element {
    let mark =
        Element::of("g", "mark").set("tabindex", 0).set("role", "img").set("aria-label", words);
    // A filter is texts and days, which are always JSON.
    let filter = filter.and_then(|it| serde_json::to_string(it).ok());
    let mark = match filter {
        Some(filter) => mark.set("data-filter", filter),
        None => mark,
    };
    mark.with(Element::new("title").text(words))
}

/// What is drawn for the eye alone: marks and tables say the same.
pub(crate) fn unspoken() -> Element {
    Element::new("g").set("aria-hidden", "true")
}

pub(crate) fn rect(class: &'static str, [x, y]: [f64; 2], [width, height]: [f64; 2]) -> Element {
    Element::of("rect", class)
        .set("x", Units(x))
        .set("y", Units(y))
        .set("width", Units(width.max(0.0)))
        .set("height", Units(height.max(0.0)))
}

pub(crate) fn line(class: &'static str, [x, y]: [f64; 2], [to_x, to_y]: [f64; 2]) -> Element {
    Element::of("line", class)
        .set("x1", Units(x))
        .set("y1", Units(y))
        .set("x2", Units(to_x))
        .set("y2", Units(to_y))
}

pub(crate) fn circle(class: &'static str, [x, y]: [f64; 2], radius: f64) -> Element {
    Element::of("circle", class).set("cx", Units(x)).set("cy", Units(y)).set("r", Units(radius))
}

/// A line through these points, or the area within them.
pub(crate) fn path(class: &'static str, points: &[[f64; 2]], is_area: bool) -> Element {
    let mut way = String::new();
    for (at, [x, y]) in points.iter().enumerate() {
        way.push(if at == 0 { 'M' } else { 'L' });
        // A String takes all that is written to it.
        let _ = write!(way, "{} {}", Units(*x), Units(*y));
    }
    if is_area {
        way.push('Z');
    }
    Element::of("path", class).set("d", way)
}

/// Where a text begins, or ends, or has its middle.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text with its foot at `y`.
pub(crate) fn text(class: &'static str, anchor: Anchor, [x, y]: [f64; 2], text: &str) -> Element {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    Element::of("text", class)
        .set("x", Units(x))
        .set("y", Units(y))
        .set("text-anchor", anchor)
        .text(text)
}

/// About how wide a text is: Chinese characters are as wide as they are high, most
/// others a little over half of that.
pub(crate) fn width(text: &str) -> f64 {
    let letter = |letter: char| match letter {
        '\u{1100}'.. => 1.0,
        'M' | 'W' | 'm' | 'w' | '%' => 0.85,
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ' ' | '\'' => 0.32,
        _ => 0.58,
    };
    LETTER * text.chars().map(letter).sum::<f64>()
}

/// As much of `text` as has room in `room` units, with an ellipsis where it is cut.
pub(crate) fn fit(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut fit = String::new();
    for letter in text.chars() {
        fit.push(letter);
        if width(&fit) + LETTER > room {
            break;
        }
    }
    fit + "…"
}

/// A value and its interval under a figure, which says both: for the eye alone.
pub(crate) fn bar_of(range: Range) -> Element {
    let place = |share: f64| 4.0 + share.clamp(0.0, 1.0) * (WIDTH - 8.0);
    let [low, value, high] = [range.low, range.value, range.high].map(place);
    Element::of("svg", "interval")
        .set("viewBox", "0 0 360 16")
        .set("aria-hidden", "true")
        .with(line("rule", [4.0, 8.0], [WIDTH - 4.0, 8.0]))
        .with(rect("span", [low, 4.0], [(high - low).max(2.0), 8.0]))
        .with(line("value", [value, 0.0], [value, 16.0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_cut_and_says_so() {
        assert_eq!(fit("transfer", 80.0), "transfer");
        let cut = fit("等候太久，手续繁琐", 60.0);
        assert!(cut.ends_with('…') && width(&cut) <= 60.0 + LETTER, "{cut}");
    }

    #[test]
    fn a_length_is_never_minus_nothing() {
        assert_eq!(Units(-0.0).to_string(), "0.0");
    }
}
