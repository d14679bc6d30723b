//! Trust signals in a summary.

use std::{collections::BTreeSet, io::Cursor};

use serde_json::Value;

use crate::heard::{run, run_with, text};

/// Demonstration responses in which some press in bursts, and the days on which they do.
fn gamed(more: &[&str]) -> (String, BTreeSet<(String, String)>) {
    let directory = tempfile::tempdir().unwrap();
    let truth = directory.path().join("truth.json");
    let mut arguments = vec!["demo", "--rows", "30000", "--seed", "8", "--gaming", "burst"];
    arguments.extend(["--truth", text(&truth)]);
    arguments.extend(more);
    let csv = run(&arguments).succeeded();
    let truth: Value = serde_json::from_str(&std::fs::read_to_string(&truth).unwrap()).unwrap();
    let place = |it: &Value| {
        let [device, date] = ["device", "date"].map(|key| it[key].as_str().unwrap().to_owned());
        (device, date)
    };
    (csv, truth["gaming"].as_array().unwrap().iter().map(place).collect())
}

fn summarized(csv: String) -> Value {
    let summary = run_with(&["summarize"], Cursor::new(csv)).succeeded();
    serde_json::from_str(&summary).unwrap()
}

fn bursts(summary: &Value) -> BTreeSet<(String, String)> {
    let signals = summary["signals"].as_array().unwrap().iter();
    let of_kind = signals.filter(|signal| signal["signal"] == "burst");
    let text = |signal: &Value, key: &str| signal[key].as_str().unwrap().to_owned();
    of_kind.map(|signal| (text(signal, "device"), text(signal, "date"))).collect()
}

#[test]
fn a_summary_names_the_days_with_bursts_and_their_figures() {
    let (csv, gamed) = gamed(&["--exact-times"]);
    let summary = summarized(csv.clone());
    let found = bursts(&summary);
    assert!(gamed.len() > 5);
    assert!(gamed.is_subset(&found), "{gamed:?} and found are {found:?}");
    assert!(found.len() < gamed.len() + 9, "{}", found.len());

    let (device, date) = gamed.first().unwrap();
    let is_it = |it: &&Value| it["device"] == **device && it["date"] == **date;
    let signal = summary["signals"].as_array().unwrap().iter().find(is_it).unwrap();
    let figure = |key: &str| signal["figures"][key].as_u64().unwrap();
    assert!((8..30).contains(&figure("ratings")) && figure("top") >= 8, "{signal}");
    assert!(device.contains(signal["branch"].as_str().unwrap()), "{signal}");
    assert!(device.ends_with(signal["counter"].as_str().unwrap()), "{signal}");

    let markdown = run_with(&["summarize", "--format", "markdown"], Cursor::new(csv)).succeeded();
    let row = format!("| {date} | {} |", &device[5..9]);
    let told = markdown.lines().find(|line| line.starts_with(&row)).unwrap();
    assert!(told.contains(&format!("{} ratings in ", figure("ratings"))), "{told}");
}

#[test]
fn where_times_are_cut_no_burst_is_told() {
    let (csv, _) = gamed(&[]);
    let named = ["demo-B001-", "demo-B003-", "demo-B005-"];
    for (device, date) in bursts(&summarized(csv)) {
        let of_lobby = device.ends_with('L');
        assert!(of_lobby || !named.iter().any(|it| device.starts_with(it)), "{device} {date}");
    }
}

#[test]
fn a_duration_that_is_none_is_named_with_its_place() {
    let csv = run(&["demo", "--rows", "3", "--seed", "1"]).succeeded();
    let mut rows: Vec<&str> = csv.split("\r\n").collect();
    let duration = rows[1].split(',').nth(18).unwrap();
    let broken = rows[1].replacen(&format!(",{duration},"), ",soon,", 1);
    rows[1] = &broken;
    let message = run_with(&["summarize"], Cursor::new(rows.join("\r\n"))).failed(1);
    assert!(message.contains("duration_ms") && message.contains("soon"), "{message}");
}
