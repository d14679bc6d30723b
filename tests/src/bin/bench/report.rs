//! The tables, in Markdown.

use std::{collections::BTreeMap, fmt::Write as _, fs, thread::available_parallelism};

use anyhow::Result;
use heard_tests::{Browser, Kind};
use serde_json::json;

use crate::{
    archive::Opening,
    figures::Figures,
    product::{HEARD, Product},
    tablet::Load,
    walk::Walk,
};

/// Everything measured so far.
pub struct Report {
    machine: String,
    load: String,
    /// By product, slowdown and state.
    ready: BTreeMap<(&'static str, u32, &'static str), Figures>,
    /// Of a first visit.
    bytes: BTreeMap<&'static str, u32>,
    walks: Vec<(&'static str, u32, Walk)>,
    /// By number of responses: until the first figures, until everything is open.
    archives: Vec<(usize, [Figures; 2])>,
}

impl Report {
    /// Looks at the machine.
    pub async fn begin() -> Result<Self> {
        let browser = Browser::start(Kind::Usual).await?;
        let version = browser.devtools("Browser.getVersion", json!({})).await?;
        let version = version["product"].as_str().unwrap_or_default().replace('/', " ");
        let cores = available_parallelism()?;
        Ok(Self {
            machine: format!("{cores} cores, {version}"),
            load: load_average(),
            ready: BTreeMap::new(),
            bytes: BTreeMap::new(),
            walks: Vec::new(),
            archives: Vec::new(),
        })
    }

    /// Notes a load.
    pub fn loaded(&mut self, product: &Product, slowdown: u32, state: &'static str, load: Load) {
        self.ready.entry((product.name, slowdown, state)).or_default().add(load.ready);
        if state == "cold" {
            self.bytes.insert(product.name, load.bytes);
        }
    }

    /// Notes a walk.
    pub fn tapped(&mut self, product: &Product, slowdown: u32, walk: Walk) {
        self.walks.push((product.name, slowdown, walk));
    }

    /// Notes openings of an archive of `rows` responses.
    pub fn opened(&mut self, rows: usize, openings: Vec<Opening>) {
        let mut figures = <[Figures; 2]>::default();
        figures[0].extend(openings.iter().map(|it| it.figures));
        figures[1].extend(openings.iter().map(|it| it.everything));
        self.archives.push((rows, figures));
    }

    /// The tables.
    pub fn finish(&self, products: &[&Product]) -> Result<String> {
        let mut out = String::new();
        let (before, after) = (&self.load, load_average());
        writeln!(out, "{}; load average {before} before, {after} after.\n", self.machine)?;
        if !self.ready.is_empty() {
            self.ready_table(products, &mut out)?;
        }
        if !self.walks.is_empty() {
            self.tap_table(&mut out)?;
            self.saved_table(&mut out)?;
        }
        if !self.archives.is_empty() {
            self.archive_table(&mut out)?;
        }
        Ok(out)
    }

    fn ready_table(&self, products: &[&Product], out: &mut String) -> Result<()> {
        writeln!(
            out,
            "| ready, ms | first visit, KB | cold, 6× | warm, 6× | cold, 1× | warm, 1× |"
        )?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|")?;
        for product in products {
            let bytes = self.bytes.get(product.name).copied().unwrap_or_default() / 1000;
            write!(out, "| {} | {bytes} |", product.title()?)?;
            for (slowdown, state) in [(6, "cold"), (6, "warm"), (1, "cold"), (1, "warm")] {
                let cell = self.ready_cell(product.name, slowdown, state);
                write!(out, " {} |", cell.unwrap_or_default())?;
            }
            writeln!(out)?;
        }
        writeln!(out)?;
        Ok(())
    }

    /// `241 (230–255) 1.4`: the median, the middle half, how many times Heard's.
    fn ready_cell(&self, name: &'static str, slowdown: u32, state: &'static str) -> Option<String> {
        let figures = self.ready.get(&(name, slowdown, state))?;
        let heard = self.ready.get(&(HEARD, slowdown, state))?.median()?;
        let (median, (low, high)) = (figures.median()?, figures.middle_half()?);
        let times = if name == HEARD { String::new() } else { format!(" ×{:.2}", median / heard) };
        Some(format!("**{median:.0}** ({low:.0}–{high:.0}){times}"))
    }

    fn tap_table(&self, out: &mut String) -> Result<()> {
        writeln!(
            out,
            "| tap → next frame, ms | taps | median | p99 | longest | of it work: median | p99 |"
        )?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|--:|")?;
        for (name, slowdown, Walk { frames, work, .. }) in &self.walks {
            let is_judged = *name == HEARD && *slowdown == 6;
            writeln!(
                out,
                "| {name}, {slowdown}× | {} | {} | {} | {} | {} | {} |",
                frames.count(),
                within(frames.median(), is_judged.then_some(8.0)),
                within(frames.percentile(0.99), is_judged.then_some(50.0)),
                within(frames.percentile(1.0), None),
                within(work.median(), None),
                within(work.percentile(0.99), None),
            )?;
        }
        writeln!(out)?;
        Ok(())
    }

    fn archive_table(&self, out: &mut String) -> Result<()> {
        writeln!(out, "| archive, 1× | openings | first figures, ms | everything open, ms |")?;
        writeln!(out, "|---|--:|--:|--:|")?;
        for (rows, [figures, everything]) in &self.archives {
            let budget = match rows {
                200_000 => Some(1_000.0),
                1_000_000 => Some(4_000.0),
                _ => None,
            };
            let count = figures.count();
            let (first, all) =
                (within(figures.median(), budget), within(everything.median(), None));
            writeln!(out, "| {rows} responses | {count} | {first} | {all} |")?;
        }
        Ok(())
    }

    fn saved_table(&self, out: &mut String) -> Result<()> {
        writeln!(out, "| tap → answer on disk, ms | answers | median | p99 | longest |")?;
        writeln!(out, "|---|--:|--:|--:|--:|")?;
        for (name, slowdown, walk) in &self.walks {
            let saved = &walk.saved;
            if saved.count() == 0 {
                continue;
            }
            writeln!(
                out,
                "| {name}, {slowdown}× | {} | {} | {} | {} |",
                saved.count(),
                within(saved.median(), None),
                within(saved.percentile(0.99), (*slowdown == 1).then_some(50.0)),
                within(saved.percentile(1.0), None),
            )?;
        }
        Ok(())
    }
}

/// A figure, with its budget where it has one.
fn within(figure: Option<f64>, budget: Option<f64>) -> String {
    let Some(figure) = figure else { return String::new() };
    match budget {
        None => format!("{figure:.1}"),
        Some(budget) if figure <= budget => format!("**{figure:.1}** (budget {budget:.0}: kept)"),
        Some(budget) => format!("**{figure:.1}** (budget {budget:.0}: MISSED)"),
    }
}

/// Of the last minute, where the system tells it.
fn load_average() -> String {
    let told = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split(' ').next().unwrap_or_default().to_owned()
}
