//! Looking for words everywhere a browser could have kept them.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::{Browser, engine::Raw};

/// Runs before the app: see [`Browser::reaches_into_pages`].
const REACH: &str = include_str!("reach.js");
const SEARCH: &str = include_str!("search.js");

impl Browser {
    /// Will reach the memory of each program, and what pages write to the
    /// console, in every page from now on: `heardReach`.
    ///
    /// # Errors
    /// See [`Browser::run_in_new_pages`].
    pub async fn reaches_into_pages(&self) -> Result<()> {
        self.run_in_new_pages(REACH).await
    }

    /// Where any of these words can be found, the journal apart: in the
    /// document, its fields, the history, storage, caches, what the browser
    /// measured, everything reachable from the window, the programs' memory.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn looks_for(&self, words: &[String]) -> Result<Vec<String>> {
        // Backwards, so that the question is not found instead.
        let words: Vec<String> = words.iter().map(|word| word.chars().rev().collect()).collect();
        let search = format!("return (async () => {{ {SEARCH} }})()");
        Ok(serde_json::from_value(self.run(&search, &[json!(words)]).await?)?)
    }

    /// Which of these words are among the strings of the page's JavaScript, as
    /// a snapshot of its heap has them after everything was let go that can be.
    ///
    /// # Errors
    /// When the browser gives none, as all but Chromium do.
    pub async fn remembers(&self, words: &[String]) -> Result<Vec<String>> {
        self.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        let snapshot = Raw::get("chromium/heap_snapshot");
        let snapshot: Value = self.driver()?.cmd(snapshot).await?.value()?;
        let snapshot: Value = match snapshot.as_str() {
            Some(text) => serde_json::from_str(text)?,
            None => snapshot,
        };
        let strings = snapshot["strings"].as_array().context("a snapshot without strings")?;
        let strings = strings.iter().filter_map(Value::as_str);
        let told = |text: &&str| words.iter().any(|word| text.contains(word.as_str()));
        Ok(strings.filter(told).map(str::to_owned).collect())
    }
}
