//! A keyboard: real keys, pressed and let go one after another.

use anyhow::{Result, bail};
use serde_json::{Value, json};
use thirtyfour::common::command::Command;

use crate::Browser;

/// A key of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To the next control.
    Tab,
    /// To the one before: Shift and Tab.
    BackTab,
    /// Return.
    Enter,
    /// Out of what is open.
    Escape,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// Whatever key writes this: `' '`, a digit, a letter.
    Writes(char),
}

impl Key {
    /// As WebDriver names it (W3C WebDriver, keyboard actions); shift apart.
    fn code(self) -> char {
        match self {
            Self::Tab | Self::BackTab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Escape => '\u{e00c}',
            Self::End => '\u{e010}',
            Self::Home => '\u{e011}',
            Self::Left => '\u{e012}',
            Self::Up => '\u{e013}',
            Self::Right => '\u{e014}',
            Self::Down => '\u{e015}',
            Self::Writes(character) => character,
        }
    }

    fn strokes(self) -> Vec<Value> {
        const SHIFT: char = '\u{e008}';
        let stroke = |kind: &str, code: char| json!({"type": kind, "value": code});
        let key = [stroke("keyDown", self.code()), stroke("keyUp", self.code())];
        if self == Self::BackTab {
            let [down, up] = key;
            return vec![stroke("keyDown", SHIFT), down, up, stroke("keyUp", SHIFT)];
        }
        key.into()
    }
}

impl Browser {
    /// Goes with Tab to the first element that matches, as somebody without a
    /// pointer does; every stop on the way is told to `on_the_way`.
    ///
    /// # Errors
    /// When a whole round does not come by it.
    pub async fn tabs_to(
        &self,
        selector: &str,
        mut on_the_way: impl AsyncFnMut() -> Result<()>,
    ) -> Result<()> {
        const A_ROUND: usize = 60;
        let is_there = "return !!document.activeElement?.matches(arguments[0])";
        for _ in 0..A_ROUND {
            self.keys(&[Key::Tab]).await?;
            on_the_way().await?;
            if self.run(is_there, &[selector.into()]).await? == true {
                return Ok(());
            }
        }
        bail!("Tab never comes by {selector}")
    }

    /// Presses keys one after another; whatever has the focus gets them.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn keys(&self, keys: &[Key]) -> Result<()> {
        let strokes: Vec<Value> = keys.iter().flat_map(|key| key.strokes()).collect();
        let keyboard = json!([{"type": "key", "id": "keyboard", "actions": strokes}]);
        self.driver()?.cmd(Command::PerformActions(keyboard.into())).await?;
        Ok(())
    }
}
