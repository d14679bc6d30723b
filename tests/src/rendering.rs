//! How a screen is drawn: sizes, contrasts, nothing cut off.

use anyhow::Result;
use serde::Deserialize;

use crate::{Browser, wait_for};

/// What the device asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Nothing in particular.
    Light,
    /// A dark screen.
    Dark,
    /// More contrast.
    Contrast,
}

impl Theme {
    /// Every one of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];
}

/// What was measured on one screen.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    texts: Vec<Text>,
    targets: Vec<Target>,
    width: f64,
    height: f64,
    scroll_width: f64,
    scroll_height: f64,
}

#[derive(Clone, Debug, Deserialize)]
struct Text {
    words: String,
    /// In CSS pixels.
    size: f64,
    /// Against what lies behind it (WCAG 2.2).
    contrast: f64,
    question: bool,
}

#[derive(Clone, Debug, Deserialize)]
struct Target {
    name: String,
    width: f64,
    height: f64,
    nameless: bool,
}

impl Measured {
    /// What breaks the rules for the standard mode, one line each: text of at
    /// least 18 px, questions of 24; contrast of at least 7:1; targets of at
    /// least 60 × 60, or 44 × 44 on screens under 600 px of width; everything
    /// touchable has a name; nothing runs off the side.
    pub fn faults(&self) -> Vec<String> {
        // Layout is in fractions of pixels.
        const ROUNDING: f64 = 0.5;
        let side = if self.width < 600.0 { 44.0 } else { 60.0 };
        let mut faults = Vec::new();
        if self.texts.is_empty() {
            faults.push("there is nothing to read".to_owned());
        }
        for Text { words, size, contrast, question } in &self.texts {
            let least = if *question { 24.0 } else { 18.0 };
            if *size < least {
                faults.push(format!("“{words}” has {size} px, not {least}"));
            }
            if *contrast < 7.0 {
                faults.push(format!("“{words}” has a contrast of {contrast:.2}:1, not 7:1"));
            }
        }
        for Target { name, width, height, nameless } in &self.targets {
            if *width + ROUNDING < side || *height + ROUNDING < side {
                faults.push(format!("{name} is {width:.0} × {height:.0}, not {side} × {side}"));
            }
            if *nameless {
                faults.push(format!("{name} has no name"));
            }
        }
        if self.scroll_width > self.width {
            faults.push(format!("{} px wide on {} px", self.scroll_width, self.width));
        }
        faults
    }

    /// Whether all of it is seen without scrolling.
    pub fn fits(&self) -> bool {
        self.scroll_height <= self.height
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
        self.comes_to_rest().await?;
        Ok(serde_json::from_value(self.run(include_str!("measure.js"), &[]).await?)?)
    }
}
