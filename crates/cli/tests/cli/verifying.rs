//! `heard verify`: what can be told of a bundle without a key.

use std::fs;

use heard_exchange::{DeviceSequence, Response, ResponseId};
use serde_json::{Value, json};

use crate::{
    heard::{run, text},
    sealed::{Branch, responses},
};

/// A response of `tablet-1` with this number, taken on this day of November.
fn response(model: &Response, sequence: u32, day: u32) -> Response {
    let at = format!("2026-11-{day:02}T10:00:00+08:00");
    let mut id = [9; 16];
    id[..4].copy_from_slice(&sequence.to_be_bytes());
    Response {
        id: ResponseId::from_random(id),
        device: "tablet-1".to_owned().try_into().unwrap(),
        sequence: DeviceSequence(sequence),
        started_at: chrono::DateTime::parse_from_rfc3339(&at).unwrap(),
        ..model.clone()
    }
}

pub(crate) fn some(taken: &[(u32, u32)]) -> Vec<Response> {
    let model = responses(1, 1).0.remove(0);
    taken.iter().map(|(sequence, day)| response(&model, *sequence, *day)).collect()
}

#[test]
fn missing_numbers_and_quiet_days_are_told_over_all_bundles() {
    let branch = Branch::new();
    let early = branch.seal(&some(&[(3, 1), (4, 1), (5, 2)]));
    let late = branch.seal(&some(&[(5, 2), (8, 5), (9, 6)]));
    let first = branch.bundle("1.zip", "tablet-1", 5, &early);
    let second = branch.bundle("2.zip", "tablet-1", 12, &late);
    let told = run(&["verify", text(&first), text(&second)]).succeeded();
    let expected = format!(
        "{}: whole; device tablet-1, branch B001, made 2026-11-22T17:30:00+08:00, 3 responses\n\
         {}: whole; device tablet-1, branch B001, made 2026-11-22T17:30:00+08:00, 3 responses\n\
         device tablet-1: 5 responses on 4 days, 2026-11-01 to 2026-11-06\n\
         device tablet-1: missing in its sequence: 1–2, 6–7, 10–12\n\
         device tablet-1: days without a response: 2026-11-03–2026-11-04\n",
        first.display(),
        second.display()
    );
    assert_eq!(told, expected);

    let told = run(&["verify", text(&second), "--format", "json"]).succeeded();
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        told,
        json!({
            "bundles": [{
                "file": text(&second), "device": "tablet-1", "branch": "B001",
                "made_at": "2026-11-22T17:30:00+08:00", "last_sequence": 12,
                "responses": 3, "unknown": [],
                "log": {
                    "entries": 0,
                    "head": "01d60ef1b633d3cdae41221352a1f51338bd1339c05068c1e7abcb0e44f52abb",
                },
            }],
            "digests": [],
            "devices": [{
                "device": "tablet-1", "responses": 3, "last_sequence": 12,
                "missing": [[1, 4], [6, 7], [10, 12]],
                "days": [
                    { "day": "2026-11-02", "responses": 1 },
                    { "day": "2026-11-05", "responses": 1 },
                    { "day": "2026-11-06", "responses": 1 },
                ],
                "quiet": [["2026-11-03", "2026-11-04"]],
            }],
            "problems": [],
        })
    );
}

#[test]
fn of_a_tablet_without_a_bundle_of_its_own_only_gaps_are_told() {
    let branch = Branch::new();
    let moved = branch.seal(&some(&[(30, 1), (32, 1), (u32::MAX, 1)]));
    let bundle = branch.bundle("new.zip", "tablet-2", 0, &moved);
    let told = run(&["verify", text(&bundle)]).succeeded();
    let missing = "device tablet-1: missing in its sequence: 31, 33–4294967294\n";
    assert!(told.contains(missing), "{told}");
    assert!(told.ends_with("device tablet-2: no responses\n"), "{told}");
    // More than the manifest knows of is not missing.
    let own = branch.bundle("own.zip", "tablet-1", 31, &moved);
    let told = run(&["verify", text(&own)]).succeeded();
    let missing = "device tablet-1: missing in its sequence: 1–29, 31, 33–4294967294\n";
    assert!(told.contains(missing), "{told}");
}

#[test]
fn what_is_damaged_is_told_and_the_rest_is_reported() {
    let branch = Branch::new();
    let mut lines = branch.seal(&some(&[(1, 1), (2, 1), (3, 1)]));
    lines[1] = lines[1].replace("A256GCM", "A128GCM").replace("\"aad\"", "\"add\"");
    let good = branch.bundle("good.zip", "tablet-1", 3, &lines);
    let mut bytes = fs::read(&good).unwrap();
    // Within the first line of the journal.
    let middle = 1_000 + bytes.windows(13).position(|name| name == b"journal.jsonl").unwrap();
    bytes[middle] ^= 1;
    let bad = branch.file("bad.zip", &bytes);
    let told = run(&["verify", text(&bad), text(&good)]);
    let expected = format!(
        "{}: journal.jsonl is not as it was when the bundle was made\n\
         {}: journal.jsonl line 2: aad: this is missing\n",
        bad.display(),
        good.display()
    );
    assert_eq!((told.code, told.err.as_str()), (Some(1), expected.as_str()));
    assert!(told.out.starts_with(&format!("{}: whole;", good.display())), "{}", told.out);
    assert!(told.out.contains("missing in its sequence: 2\n"), "{}", told.out);

    let told = run(&["verify", text(&bad), text(&good), "--format", "json"]);
    assert_eq!((told.code, told.err.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_str(&told.out).unwrap();
    let problems: Vec<&str> = expected.lines().collect();
    assert_eq!(report["problems"], json!(problems));
}

#[test]
fn two_responses_with_one_number_and_one_with_two_are_problems() {
    let branch = Branch::new();
    let mut taken = some(&[(1, 1), (2, 1), (3, 1)]);
    taken[1].sequence = DeviceSequence(1);
    let mut moved = taken[2].clone();
    moved.sequence = DeviceSequence(4);
    taken.push(moved);
    let bundle = branch.bundle("B001.zip", "tablet-1", 4, &branch.seal(&taken));
    let told = run(&["verify", text(&bundle)]);
    let expected = format!(
        "device tablet-1, sequence 1 is taken by two responses: {} and {}\n\
         response {} stands as device tablet-1, sequence 3 and as device tablet-1, sequence 4\n",
        taken[0].id, taken[1].id, taken[2].id
    );
    assert_eq!((told.code, told.err), (Some(1), expected));
}

#[test]
fn a_bundle_that_is_not_there_cannot_be_verified() {
    let told = run(&["verify", "no-such.zip"]).failed(2);
    assert!(told.starts_with("heard: no-such.zip: "), "{told}");
    run(&["verify"]).failed(2);
}

#[test]
fn what_is_archived_counts_as_what_is_not_and_once() {
    let branch = Branch::new();
    let all = some(&[(1, 1), (2, 1), (3, 2), (5, 3)]);
    // Exported before the first two were archived, and after.
    let before = branch.bundle("1.zip", "tablet-1", 3, &branch.seal(&all[..3]));
    let lines = [&branch.seal(&all[3..])[..], &branch.archive(&all[..3])];
    let after = branch.archived("2.zip", "tablet-1", 5, lines, &[]);
    let told = run(&["verify", text(&before), text(&after)]).succeeded();
    let told: Vec<_> = told.lines().skip(1).collect();
    assert_eq!(
        told,
        [
            format!(
                "{}: whole; device tablet-1, branch B001, made 2026-11-22T17:30:00+08:00, \
                 4 responses",
                after.display()
            )
            .as_str(),
            "device tablet-1: 4 responses on 3 days, 2026-11-01 to 2026-11-03",
            "device tablet-1: missing in its sequence: 4",
        ]
    );
}

#[test]
fn a_damaged_segment_is_named() {
    let branch = Branch::new();
    let mut segments = branch.archive(&some(&[(1, 1), (2, 2)]));
    segments[1].truncate(40);
    let bundle = branch.archived("1.zip", "tablet-1", 2, [&[], &segments], &[]);
    let told = run(&["verify", text(&bundle)]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("1.zip: segments.jsonl line 2: "), "{}", told.err);
    assert!(told.out.contains("device tablet-1: missing in its sequence: 2"), "{}", told.out);
}
