//! The monthly report: the figures that `heard summarize` gives, and what is true of
//! the demonstration.

use std::{fs, io::Cursor, path::Path, sync::LazyLock};

use serde_json::Value;

use crate::heard::{demo, run, run_with, text};

/// Seventy-five days of the demonstration.
struct Made {
    rows: String,
    served: String,
    truth: Value,
}

/// Up to the end of June; a branch tries something new from June on.
static JUNE: LazyLock<Made> = LazyLock::new(|| Made::new("2026-06-30"));

impl Made {
    fn new(end: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let [truth, served] = ["truth.json", "served.csv"].map(|it| directory.path().join(it));
        let mut arguments = vec!["demo", "--rows", "60000", "--seed", "6", "--exact-times"];
        arguments.extend(["--end", end, "--truth", text(&truth), "--transactions", text(&served)]);
        let rows = run(&arguments).succeeded();
        let [truth, served] = [truth, served].map(|file| fs::read_to_string(file).unwrap());
        Self { rows, served, truth: serde_json::from_str(&truth).unwrap() }
    }

    fn told(&self, arguments: &[&str]) -> String {
        run_with(arguments, Cursor::new(self.rows.clone())).succeeded()
    }

    /// The report in English as Markdown.
    fn report(&self, month: &str, more: &[&str]) -> String {
        let written = ["--locale", "en", "--format", "markdown"];
        self.told(&[&["report", "--month", month], &written[..], more].concat())
    }

    fn summary(&self, more: &[&str]) -> Value {
        serde_json::from_str(&self.told(&[&["summarize"], more].concat())).unwrap()
    }
}

fn section<'t>(told: &'t str, title: &str) -> &'t str {
    let (_, rest) = told.split_once(&format!("\n## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

fn percent(share: &Value) -> String {
    format!("{:.1}%", share.as_f64().unwrap() * 100.0)
}

/// With commas, as the report writes it.
fn grouped(count: &Value) -> String {
    let digits = count.as_u64().unwrap().to_string();
    let head = (digits.len() + 2) % 3 + 1;
    let (first, rest) = digits.split_at(head);
    let rest = rest.as_bytes().chunks(3).map(|it| std::str::from_utf8(it).unwrap());
    [first].into_iter().chain(rest).collect::<Vec<_>>().join(",")
}

#[test]
fn every_figure_is_the_one_that_summarize_gives() {
    let made = &*JUNE;
    let told = made.report("2026-06", &[]);
    let days = ["--from", "2026-06-01", "--to", "2026-06-30"];
    let summary = made.summary(&days);
    let glance = section(&told, "At a glance");
    let total = grouped(&summary["responses"]["total"]);
    assert!(glance.contains(&format!("**Responses: {total}**")), "{glance}");
    assert!(glance.contains(&grouped(&summary["responses"]["complete"])));
    assert!(glance.contains(&format!("{} responses were taken", summary["responses"]["training"])));
    for measure in summary["measures"].as_array().unwrap() {
        let part = |name: &str| measure[name].as_f64().unwrap();
        let [value, low, high] = ["value", "low", "high"].map(part);
        let written = match measure["measure"].as_str().unwrap() {
            "csat" => [value, low, high].map(|it| format!("{:.1}%", it * 100.0)),
            "nps" => [value, low, high].map(|it| format!("{it:+.1}").replace('-', "−")),
            other => panic!("{other}"),
        };
        let [value, low, high] = written;
        let n = grouped(&measure["n"]);
        let basis = format!("95% interval {low} to {high}; n\u{a0}=\u{a0}{n}");
        assert!(glance.contains(&format!(": {value}** {basis}")), "{basis}\n{glance}");
    }
    let ratings = section(&told, "The ratings");
    let wrong = section(&told, "What went wrong");
    let mut figures = 0;
    for question in summary["questions"].as_array().unwrap() {
        let counts = question["counts"].as_object().unwrap();
        let named = match question["name"].as_str().unwrap() {
            "satisfaction" | "attitude" | "efficiency" | "knowledge" | "environment" => ratings,
            "reasons" => wrong,
            _ => continue,
        };
        for count in counts.values() {
            assert!(named.contains(&format!("| {} |", grouped(count))), "{count}: {named}");
            figures += 1;
        }
    }
    assert!(figures > 30, "{figures}");
    let branches = section(&told, "Branches");
    for branch in ["B003", "B005"] {
        let of = made.summary(&[&days[..], &["--branch", branch]].concat());
        let csat = &of["measures"][0];
        let [value, low, high] = ["value", "low", "high"].map(|name| percent(&csat[name]));
        let row = format!("| {branch} | {value} | {low} to {high} | {} |", grouped(&csat["n"]));
        assert!(branches.contains(&row), "{row}\n{branches}");
    }
}

#[test]
fn the_report_says_what_is_true_of_the_demonstration() {
    let made = &*JUNE;
    let branches = made.truth["world"]["branches"].as_array().unwrap();
    let worst = branches.iter().min_by_key(|it| it["mood"].as_i64()).unwrap();
    let told = made.report("2026-06", &[]);
    let below = format!("Lower than the others: {}.", worst["code"].as_str().unwrap());
    assert!(section(&told, "Branches").contains(&below), "{told}");

    // What began with June made one branch better, and the whole bank hardly.
    assert_eq!(made.truth["pilot"]["from"], "2026-06-01");
    let pilot = made.truth["pilot"]["branch"].as_str().unwrap();
    let told = made.report("2026-06", &["--branch", pilot]);
    assert!(told.contains(&format!("Only Branch: {pilot}.")), "{told}");
    assert!(section(&told, "At a glance").contains("higher than in May 2026"), "{told}");
}

#[test]
fn the_days_before_the_festival_are_seen_to_be_worse() {
    let made = Made::new("2026-02-28");
    let season = &made.truth["seasons"][0];
    assert_eq!((&season["from"], &season["to"]), (&"2026-02-03".into(), &"2026-02-15".into()));
    let told = made.report("2026-02", &[]);
    assert!(section(&told, "At a glance").contains("lower than in January 2026"), "{told}");
    let trend = section(&told, "Over time");
    assert!(trend.contains("Below average without a break: 3 Feb to "), "{trend}");
}

#[test]
fn what_gamed_ratings_look_like_is_told_and_what_was_served() {
    let made = &*JUNE;
    let directory = tempfile::tempdir().unwrap();
    let served = directory.path().join("served.csv");
    fs::write(&served, &made.served).unwrap();
    let told = made.report("2026-06", &["--transactions", text(&served), "--branch", "B001"]);
    let coverage = section(&told, "Coverage");
    assert!(coverage.contains("| B001 · 1 |") && !coverage.contains("B002"), "{coverage}");
    assert!(section(&told, "Can these ratings be trusted").contains("pattern"));
    let without = made.report("2026-06", &[]);
    assert!(section(&without, "Coverage").contains("Transactions are not known"));
}

#[test]
fn comments_are_shown_with_their_numbers_hidden() {
    let made = &*JUNE;
    let quotes = made.report("2026-06", &[]);
    let quotes = section(&quotes, "In their own words");
    assert!(quotes.matches("\n- ").count() >= 6, "{quotes}");
    assert!(quotes.contains("Chosen by rule, not by hand"));
    let digits = |run: &str| run.chars().filter(char::is_ascii_digit).count();
    let longest = quotes.split(|it: char| !it.is_ascii_digit()).map(digits).max().unwrap();
    assert!(longest < 11, "{quotes}");
}

#[test]
fn a_page_needs_nothing_else_in_any_language() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("demo.csv");
    fs::write(&file, demo(3_000, 9)).unwrap();
    for locale in ["zh-CN", "zh-TW", "en"] {
        let arguments = ["report", text(&file), "--month", "2026-06", "--locale", locale];
        let page = run(&arguments).succeeded();
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\""), "{locale}");
        assert!(page.contains(&format!("lang=\"{locale}\"")));
        for reference in ["src=", "href=", "url(", "@import", "<script"] {
            assert!(!page.contains(reference), "{reference}");
        }
    }
}

#[test]
fn a_month_without_responses_is_said_to_be_one() {
    let made = run(&["demo", "--rows", "500", "--seed", "4"]).succeeded();
    let arguments = ["report", "--month", "2020-02", "--locale", "en", "--format", "markdown"];
    let told = run_with(&arguments, Cursor::new(made)).succeeded();
    assert!(told.contains("There are no responses in February 2020."), "{told}");
}

#[test]
fn what_cannot_be_done_is_told_and_nothing_is_written() {
    for month in ["2026-13", "2026-1", "October", "2026-10-01"] {
        let told = run(&["report", "--month", month]).failed(2);
        assert!(told.contains("a month is written as 2026-10"), "{told}");
    }
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("served.csv");
    let path: &Path = &file;
    let lines =
        ["branch,counter\r\n", "branch,counter,date,transactions\r\nB001,1,2026-06-31,4\r\n"];
    for (lines, row) in lines.into_iter().zip(["row 1", "row 2"]) {
        fs::write(path, lines).unwrap();
        let made = run(&["demo", "--rows", "20", "--seed", "4"]).succeeded();
        let arguments = ["report", "--month", "2026-06", "--transactions", text(path)];
        let told = run_with(&arguments, Cursor::new(made)).failed(1);
        assert!(told.contains(row) && told.contains("served.csv"), "{told}");
    }
}
