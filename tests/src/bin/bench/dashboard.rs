//! The dashboard's figures over many responses: the analyst beside a loop by hand,
//! `DuckDB`, crossfilter2 and arquero, each in a worker of one page, asked in turns
//! and compared answer by answer. What is asked is `bench/dashboard/filters.js`'s.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use heard_tests::{Browser, Kind, Server, Site, built, heard_program};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{figures::Figures, product::peers};

/// What the analyst is made of, in the build.
const OWN: [&str; 5] = [
    "analyst-page.js",
    "analyst-worker.js",
    "analyst.js",
    "analyst_bg.wasm",
    "questionnaires/counter.json",
];

/// All of it is over by then, or something is wrong.
const PATIENCE: Duration = Duration::from_hours(1);

/// How it is measured.
pub struct Request {
    pub rows: usize,
    pub seed: u32,
    /// Of reading the file.
    pub reads: usize,
    /// Of each question.
    pub rounds: usize,
    /// Those besides the loop.
    pub peers: Vec<String>,
}

/// What the page found.
#[derive(Deserialize)]
struct Found {
    rows: usize,
    /// How long reading the file took, by product, in milliseconds.
    read: BTreeMap<String, Vec<f64>>,
    /// The longest task of the page while Heard read it, in milliseconds; 0 where none
    /// took more than 50.
    longest: f64,
    met: Value,
    cases: Vec<Case>,
    differ: Vec<String>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    /// The share of the responses that the filter keeps.
    kept: f64,
    /// By product, in milliseconds.
    times: BTreeMap<String, Vec<f64>>,
}

/// Measures, and gives a table in Markdown.
pub async fn measure(request: &Request) -> Result<String> {
    let site = Site::of(&peers()?.join("dashboard"))?;
    fs::create_dir(site.folder().join("questionnaires"))?;
    for file in OWN {
        site.write(file, fs::read(built()?.join(file))?)?;
    }
    responses(request, &site)?;
    let server = Server::start(site).await?;
    let browser = Browser::start(Kind::Usual).await?;
    browser.open(&server.address()).await?;
    let about = json!({
        "file": "all.csv",
        "rows": request.rows,
        "seed": request.seed,
        "reads": request.reads,
        "rounds": request.rounds,
        "peers": request.peers,
    });
    let begin = "const [about] = arguments;
        const wait = () => globalThis.measure
            ? measure(about).then(it => { found = it; }, error => { failed = error.stack; })
            : setTimeout(wait, 50);
        globalThis.found = globalThis.failed = null;
        wait();";
    browser.run(begin, &[about]).await?;
    let started = Instant::now();
    let found = loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let state = browser.run("return [found, failed]", &[]).await?;
        ensure!(state[1].is_null(), "the page: {}", state[1]);
        if !state[0].is_null() {
            break serde_json::from_value(state[0].clone())?;
        }
        ensure!(started.elapsed() < PATIENCE, "{} responses take too long", request.rows);
    };
    browser.close().await?;
    report(&found)
}

/// Demonstration responses as a file of the site.
fn responses(request: &Request, site: &Site) -> Result<()> {
    let file = fs::File::create(site.folder().join("all.csv"))?;
    let demo = Command::new(heard_program()?)
        .args(["demo", "--rows", &request.rows.to_string(), "--seed", &request.seed.to_string()])
        .stdout(file)
        .status()?;
    ensure!(demo.success(), "`heard demo`: {demo}");
    Ok(())
}

fn report(found: &Found) -> Result<String> {
    let mut text = format!("### Dashboard over {} responses\n\n", found.rows);
    let bytes = found.met["bytes"].as_u64().context("how much memory it takes")?;
    writeln!(text, "{bytes} bytes of columns.\n")?;
    let peak = found.met["peak"].as_u64().context("how much memory the worker took")? >> 20;
    let longest = match found.longest {
        0.0 => "none of the page's tasks took more than 50 ms".to_owned(),
        longest => format!("the page's longest task took {longest:.0} ms: MISSED"),
    };
    writeln!(text, "While Heard read, {longest}; its worker took {peak} MB.\n")?;
    writeln!(text, "| read the file | ms |\n|---|--:|")?;
    for name in found.read.keys() {
        let (time, own) = (median(&found.read, name), median(&found.read, "Heard"));
        writeln!(text, "| {name} | {time:.0} ×{:.1} |", time / own)?;
    }
    writeln!(text)?;
    let Some(first) = found.cases.first() else { return Ok(text) };
    let soonest = first.times.iter().filter_map(|(name, times)| Some((name, times.first()?)));
    let soonest: Vec<String> = soonest.map(|(name, time)| format!("{name} {time:.1} ms")).collect();
    writeln!(text, "The first question of all: {}.\n", soonest.join(", "))?;
    let names: Vec<&String> = first.times.keys().filter(|name| *name != "Heard").collect();
    let heading = names.iter().fold(String::new(), |heading, name| heading + " | " + name.as_str());
    writeln!(text, "| filter keeps | of all | Heard, ms{heading} |")?;
    writeln!(text, "|---|--:|--:{} |", "|--:".repeat(names.len()))?;
    for Case { name, kept, times } in &found.cases {
        let of = |name: &str| median(times, name);
        let own = of("Heard");
        // The quickest was disturbed least by what else the machine does.
        let least = |name: &str| times.get(name).into_iter().flatten().copied().reduce(f64::min);
        let least = |name: &str| least(name).unwrap_or(f64::NAN);
        write!(text, "| {name} | {:.1} % | **{own:.2}** ({:.2})", kept * 100.0, least("Heard"))?;
        for name in &names {
            let other = of(name);
            write!(text, " | {other:.1} ({:.1}) ×{:.1}", least(name), other / own)?;
        }
        let ratio = of("loop") / own;
        let due = if *kept >= 0.4 { 8.0 } else { 1.0 };
        writeln!(text, " |{}", if ratio < due { " MISSED" } else { "" })?;
    }
    for differing in &found.differ {
        writeln!(text, "\nDIFFERENT ANSWERS: {differing}")?;
    }
    Ok(text)
}

/// The median of a product's times; not a number without any.
fn median(times: &BTreeMap<String, Vec<f64>>, name: &str) -> f64 {
    let mut figures = Figures::default();
    figures.extend(times.get(name).into_iter().flatten().copied());
    figures.median().unwrap_or(f64::NAN)
}
