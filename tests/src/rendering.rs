//! How a screen is drawn: sizes, contrasts, nothing cut off.

use anyhow::Result;
use serde::Deserialize;

use crate::{Ability, Browser, is_missing, wait_for};

/// What the device asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Nothing in particular.
    Light,
    /// A dark screen.
    Dark,
    /// More contrast.
    Contrast,
    /// The person's own few colours for everything.
    Forced,
}

impl Theme {
    /// Those that leave the page its own colours.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// Those of `wanted` that the engine of the tests can show.
    ///
    /// # Errors
    /// When the tests run in no known engine.
    pub fn shown(wanted: &[Self]) -> Result<Vec<Self>> {
        let light_alone = is_missing(Ability::Themes)?;
        let can = |theme: &Self| !light_alone || *theme == Self::Light;
        Ok(wanted.iter().copied().filter(can).collect())
    }
}

/// The least a mode promises. Where sources differ, the stricter holds.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The letters of a question, in CSS pixels.
    question: f64,
    /// Other letters.
    text: f64,
    /// From line to line, in letters.
    line_height: f64,
    /// Each side of an answer, and that on screens under 600 px of width.
    choice: [f64; 2],
    /// Each side of anything else that is touched, likewise.
    target: [f64; 2],
}

impl Rules {
    /// The standard mode. Text and line height: MIIT 2021 (18 dp, 1.3).
    /// Targets: as MIIT 2021 asks of elder modes, and on telephones WCAG 2.5.5
    /// (AAA) and MIIT 2021 (44).
    pub const STANDARD: Self = Self {
        question: 24.0,
        text: 18.0,
        line_height: 1.3,
        choice: [60.0, 44.0],
        target: [60.0, 44.0],
    };
    /// Elder mode. Questions: EN 301 549, 5.1.4 (0.7° at 40 cm) and US 508
    /// (capitals of 4.8 mm). Text and targets: MIIT 2021 (30 dp, 60 × 60 dp);
    /// line height: WCAG 1.4.12. Answers: 14 mm, under which people of 65 to 95
    /// hit less surely (Leitão & Silva 2012).
    pub const ELDER: Self = Self {
        question: 44.0,
        text: 30.0,
        line_height: 1.5,
        choice: [88.0, 88.0],
        target: [60.0, 60.0],
    };
}

/// What was measured on one screen.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    texts: Vec<Text>,
    targets: Vec<Target>,
    overlaps: Vec<String>,
    gaps: Vec<Gap>,
    focus: Option<Focus>,
    width: f64,
    height: f64,
    scroll_width: f64,
    scroll_height: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Text {
    words: String,
    /// In CSS pixels.
    size: f64,
    /// In letters.
    line_height: f64,
    /// Against what lies behind it (WCAG 2.2); none for what is switched off.
    contrast: Option<f64>,
    question: bool,
    /// What it sticks out of, unseen.
    cut: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Target {
    name: String,
    width: f64,
    height: f64,
    nameless: bool,
    /// An answer.
    choice: bool,
    /// The contrast of its edge; none where words are all there is, and for
    /// what is switched off.
    edge: Option<f64>,
    /// To the nearest other, in CSS pixels.
    apart: Option<f64>,
}

/// The control that has the focus.
#[derive(Clone, Debug, Deserialize)]
struct Focus {
    name: String,
    /// In CSS pixels.
    outline: f64,
    contrast: f64,
    /// Within the screen, and under nothing.
    seen: bool,
}

/// Between two paragraphs.
#[derive(Clone, Debug, Deserialize)]
struct Gap {
    after: String,
    /// From line to line, in lines.
    lines: f64,
}

impl Measured {
    /// What breaks `rules`, one line each; also what is unreadable or hidden,
    /// which no mode may have.
    pub fn faults(&self, rules: &Rules) -> Vec<String> {
        let mut faults = self.hidden();
        faults.extend(self.faint());
        faults.extend(self.texts.iter().flat_map(|text| text.small(rules)));
        faults.extend(self.targets.iter().flat_map(|target| target.small(rules, self.width)));
        // MIIT 2021: 1.3 times what is between lines.
        let close = self.gaps.iter().filter(|gap| gap.lines < 1.3);
        faults.extend(close.map(|Gap { after, lines }| {
            format!("after “{after}” the next paragraph follows in {lines:.2} lines, not 1.3")
        }));
        faults
    }

    /// What cannot be seen, in whatever size: cut off, under something else,
    /// beyond the side of the screen (WCAG 1.4.4, 1.4.10).
    pub fn hidden(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.texts.is_empty() {
            faults.push("there is nothing to read".to_owned());
        }
        let cut = self.texts.iter().filter_map(|text| Some((&text.words, text.cut.as_ref()?)));
        faults.extend(cut.map(|(words, by)| format!("“{words}” is cut off by {by}")));
        faults.extend(self.overlaps.iter().map(|pair| format!("{pair} overlap")));
        if self.scroll_width > self.width {
            faults.push(format!("{} px wide on {} px", self.scroll_width, self.width));
        }
        faults
    }

    /// What stands out too little: text under 7:1, or 4.5:1 where it is large
    /// (WCAG 1.4.6); edges of controls under 3:1 (WCAG 1.4.11).
    pub fn faint(&self) -> Vec<String> {
        let texts = self.texts.iter().filter_map(|Text { words, size, contrast, .. }| {
            let (contrast, least) = ((*contrast)?, if *size >= 24.0 { 4.5 } else { 7.0 });
            let is_faint = contrast < least;
            is_faint.then(|| format!("“{words}” has a contrast of {contrast:.2}:1, not {least}:1"))
        });
        let edges = self.targets.iter().filter_map(|Target { name, edge, .. }| {
            let edge = edge.filter(|edge| *edge < 3.0)?;
            Some(format!("the edge of {name} has a contrast of {edge:.2}:1, not 3:1"))
        });
        texts.chain(edges).collect()
    }

    /// What keeps the focus from being seen (WCAG 2.4.11, 2.4.13): an outline
    /// under 2 px or 3:1, or something over it.
    pub fn unfocused(&self) -> Vec<String> {
        let Some(Focus { name, outline, contrast, seen }) = &self.focus else {
            return vec!["nothing has the focus".to_owned()];
        };
        let mut faults = Vec::new();
        if *outline < 2.0 || *contrast < 3.0 {
            faults.push(format!("the focus on {name} shows by {outline} px at {contrast:.2}:1"));
        }
        if !seen {
            faults.push(format!("{name} has the focus and is not to be seen"));
        }
        faults
    }

    /// How large letters are, in the order of the page.
    pub fn sizes(&self) -> Vec<f64> {
        self.texts.iter().map(|text| text.size).collect()
    }

    /// Whether all of it is seen without scrolling.
    pub fn fits(&self) -> bool {
        self.beyond() <= 0.0
    }

    /// How much has to be scrolled, in CSS pixels.
    pub fn beyond(&self) -> f64 {
        self.scroll_height - self.height
    }
}

/// Layout is in fractions of pixels.
const ROUNDING: f64 = 0.5;

impl Text {
    fn small(&self, rules: &Rules) -> Vec<String> {
        let Self { words, size, line_height, question, .. } = self;
        let least = if *question { rules.question } else { rules.text };
        let mut faults = Vec::new();
        if *size < least {
            faults.push(format!("“{words}” has {size} px, not {least}"));
        }
        if *line_height + 0.005 < rules.line_height {
            let least = rules.line_height;
            faults.push(format!("“{words}” has lines of {line_height:.2} letters, not {least}"));
        }
        faults
    }
}

impl Target {
    fn small(&self, rules: &Rules, screen: f64) -> Vec<String> {
        let Self { name, width, height, nameless, choice, apart, .. } = self;
        let side = if *choice { rules.choice } else { rules.target }[usize::from(screen < 600.0)];
        let mut faults = Vec::new();
        if *width + ROUNDING < side || *height + ROUNDING < side {
            faults.push(format!("{name} is {width:.0} × {height:.0}, not {side} × {side}"));
        }
        if *nameless {
            faults.push(format!("{name} has no name"));
        }
        // Of targets this large WCAG 2.5.8 asks for no distance; a finger that
        // is not sure does. On telephones each pixel goes to the target itself.
        let least = if screen < 600.0 { 0.0 } else { 8.0 };
        if let Some(apart) = apart.filter(|apart| apart + ROUNDING < least) {
            faults.push(format!("{name} is {apart:.1} px from the next, not {least}"));
        }
        faults
    }
}

impl Browser {
    /// Waits until nothing moves on the screen.
    ///
    /// # Errors
    /// When it does not come to rest.
    pub async fn comes_to_rest(&self) -> Result<()> {
        let moving = "return document.getAnimations().some(a => a.playState === 'running')";
        wait_for("the screen to come to rest", async || {
            Ok((self.run(moving, &[]).await? == false).then_some(()))
        })
        .await
    }

    /// Measures what is on the screen once it has come to rest.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn measures(&self) -> Result<Measured> {
        self.measures_within("body").await
    }

    /// The same for what stands within the first element that matches.
    ///
    /// # Errors
    /// When the browser is gone, or there is no such element.
    pub async fn measures_within(&self, selector: &str) -> Result<Measured> {
        self.comes_to_rest().await?;
        let measure = include_str!("measure.js");
        Ok(serde_json::from_value(self.run(measure, &[selector.into()]).await?)?)
    }
}
