//! Months of visitors in one page, as fast as it can be: what it needs more of
//! with time, and whether everything they said is there afterwards.
//!
//! The page is driven from within (`page.js`), by real events on its real
//! controls; only its clock is the campaign's.

mod visitor;

use std::{collections::BTreeSet, fmt};

use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;
use serde_json::{Value, json};

use self::visitor::Visitor;
use crate::{Kind, Provision, Site, Table, Tablet, interview::Cells};

/// Runs in a page before the app: hands that do things there, and a clock that
/// stands still from their first act on, `hands.do([[['pass', ms]]])`.
pub const HANDS: &str = include_str!("page.js");
const QUESTIONNAIRE: &str = "questionnaires/counter.json";
/// Visitors between two commands to the browser.
const AT_ONCE: usize = 50;

/// A tablet whose page is never reloaded.
pub struct Soak {
    tablet: Tablet,
    draw: Rng,
    /// What those said who said anything, one after the other.
    given: Vec<Cells>,
}

/// What a page needs, once everything was let go that can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Bytes of JavaScript objects.
    pub heap: u64,
    /// Pages of WebAssembly memory, 64 KiB each.
    pub pages: u64,
    /// DOM nodes.
    pub nodes: u64,
    /// Event listeners.
    pub listeners: u64,
}

impl Needs {
    /// After many visitors a page needs what it needed `before`: the same nodes
    /// and listeners, at most four pages more, and 1.05 times the objects.
    ///
    /// # Errors
    /// Where it needs more.
    pub fn are_those(&self, before: &Self) -> Result<()> {
        let flat = self.nodes <= before.nodes && self.listeners <= before.listeners;
        let held = self.pages <= before.pages + 4 && 100 * self.heap <= 105 * before.heap;
        ensure!(flat && held, "it needed {before}, and now {self}");
        Ok(())
    }
}

impl fmt::Display for Needs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { heap, pages, nodes, listeners } = self;
        write!(
            f,
            "{heap} bytes of objects, {pages} pages of WebAssembly memory, {nodes} nodes, \
             {listeners} listeners"
        )
    }
}

impl Soak {
    /// After so many visitors a page has seen everything once.
    pub const SETTLED: usize = 100;

    /// Prepares a tablet; everything that follows is drawn from `seed`.
    ///
    /// # Errors
    /// When the tablet does not start.
    pub async fn prepare(seed: u64) -> Result<Self> {
        let site = Site::new(&Provision::default())?;
        site.ships(QUESTIONNAIRE, with_required_reasons(&site)?)?;
        let tablet = Tablet::unopened(site, Kind::Metered).await?;
        tablet.browser.reaches_into_pages().await?;
        tablet.browser.run_in_new_pages(HANDS).await?;
        tablet.start().await?;
        tablet.is_ready_for_offline().await?;
        Ok(Self { tablet, draw: Rng::with_seed(seed), given: Vec::new() })
    }

    /// Lets so many more visitors come.
    ///
    /// # Errors
    /// When one of them does not get on, or the answers of one are not kept.
    pub async fn receive(&mut self, count: usize) -> Result<()> {
        let mut left = count;
        while left > 0 {
            let now = left.min(AT_ONCE);
            let visitors = (0..now).map(|_| Visitor::drawn(&mut self.draw)).collect();
            let there = count - left;
            let which = || format!("among the visitors {} to {} of these", there + 1, there + now);
            self.receive_these(visitors).await.with_context(which)?;
            left -= now;
        }
        Ok(())
    }

    async fn receive_these(&mut self, visitors: Vec<Visitor>) -> Result<()> {
        let acts: Vec<_> = visitors.iter().map(|visitor| &visitor.acts).collect();
        // No more than a number: the browser holds on to what it has answered.
        let kept = self.tablet.browser.run("return hands.do(arguments[0])", &[json!(acts)]).await?;
        let given = visitors.into_iter().map(|visitor| visitor.given);
        let given: Vec<Cells> = given.filter(|cells| !cells.is_empty()).collect();
        ensure!(kept == given.len(), "{kept} of {} are kept", given.len());
        self.given.extend(given);
        Ok(())
    }

    /// What the page needs now.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn needs(&mut self) -> Result<Needs> {
        // The browser still holds some of what it showed last: the same, then.
        self.receive_these(vec![Visitor::content(); 3]).await?;
        let browser = &self.tablet.browser;
        // What only waited for another to go, goes with the second.
        for _ in 0..2 {
            browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        }
        browser.devtools("Performance.enable", json!({})).await?;
        let metrics = browser.devtools("Performance.getMetrics", json!({})).await?;
        let heap = browser.devtools("Runtime.getHeapUsage", json!({})).await?;
        let pages = browser.run("return hands.pages()", &[]).await?;
        Ok(Needs {
            heap: whole(&heap["usedSize"])?,
            pages: whole(&pages)?,
            nodes: metric(&metrics, "Nodes")?,
            listeners: metric(&metrics, "JSEventListeners")?,
        })
    }

    /// Exports everything and compares it with what visitors said; how many
    /// responses there were.
    ///
    /// # Errors
    /// When a response is missing, there twice or another than was given.
    pub async fn examine(mut self) -> Result<usize> {
        // Another page, with a clock of its own.
        self.tablet.restart().await?;
        let staff = self.tablet.staff();
        staff.opens_the_console().await?;
        let table = staff.exports_raw().await?;
        self.check(&table)?;
        self.tablet.put_away().await?;
        Ok(table.rows.len())
    }

    fn check(&self, table: &Table) -> Result<()> {
        let ids: BTreeSet<&str> = table.column("id").into_iter().collect();
        let (there, said) = (table.rows.len(), self.given.len());
        ensure!([there, ids.len()] == [said; 2], "{said} responses were given, {there} are there");
        let asked_from = table.columns.iter().position(|column| column == "training");
        let questions = &table.columns[asked_from.context("no column `training`")? + 1..];
        let about = ["outcome", "mode", "assisted", "locale"].map(str::to_owned);
        for row in &table.rows {
            // The first who said something has 1.
            let sequence = row.get("sequence").and_then(|cell| cell.parse::<usize>().ok());
            let given = sequence.and_then(|sequence| self.given.get(sequence.checked_sub(1)?));
            let given = given.with_context(|| format!("nobody said {row:?}"))?;
            for column in questions.iter().chain(&about) {
                ensure!(
                    row.get(column) == given.get(column),
                    "{column}: {given:?} was said, {row:?} is there"
                );
            }
        }
        Ok(())
    }
}

/// The counter questionnaire, in which the reasons for a bad rating must be
/// given: otherwise one tap would complete every interview.
fn with_required_reasons(site: &Site) -> Result<String> {
    let shipped = std::fs::read_to_string(site.folder().join(QUESTIONNAIRE))?;
    let mut questionnaire: Value = serde_json::from_str(&shipped)?;
    let reasons = &mut questionnaire["pages"][1]["elements"][0];
    ensure!(reasons["name"] == "reasons", "the reasons stand elsewhere");
    reasons["isRequired"] = true.into();
    Ok(questionnaire.to_string())
}

fn metric(metrics: &Value, name: &str) -> Result<u64> {
    let all = metrics["metrics"].as_array().context("no metrics")?;
    let metric = all.iter().find(|metric| metric["name"] == name).context(name.to_owned())?;
    whole(&metric["value"])
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and small")]
fn whole(number: &Value) -> Result<u64> {
    Ok(number.as_f64().context("not a number")? as u64)
}
