//! Questionnaires are checked, and every mistake is told with its place.

use std::{fs, io::Cursor, path::PathBuf};

use serde_json::{Value, json};

use crate::heard::{fixture, run, run_with, text};

/// A questionnaire with one page of these elements.
fn questionnaire(elements: &Value) -> String {
    json!({
        "title": "Test",
        "heard": {"name": "test", "version": "1"},
        "pages": [{"name": "only", "elements": elements}],
    })
    .to_string()
}

/// The mistakes a questionnaire can have, each with the place that must be told.
fn mistakes() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let rating = json!({"type": "rating", "name": "one", "title": "One"});
    let empty = json!({"type": "checkbox", "name": "one", "title": "One", "choices": []});
    let signature = json!({"type": "signaturepad", "name": "one", "title": "One"});
    let mut broken = questionnaire(&json!([rating])).into_bytes();
    broken[20] = 0xff;
    vec![
        ("malformed", br#"{"pages": [}"#.to_vec(), "line 1"),
        ("unknown", questionnaire(&json!([signature])).into(), "pages[0].elements[0]"),
        ("twice", questionnaire(&json!([rating, rating])).into(), "pages[0].elements[1]"),
        ("empty", questionnaire(&json!([empty])).into(), "pages[0].elements[0].choices"),
        ("encoding", broken, "line 1"),
        ("endless", vec![b' '; 3 << 20], "1 MB"),
        ("list", b"[1]".to_vec(), ""),
    ]
}

fn shipped(name: &str) -> PathBuf {
    fixture("../../../../public/questionnaires").join(name)
}

#[test]
fn the_questionnaires_that_come_with_heard_have_no_problems() {
    let files = [shipped("counter.json"), shipped("lobby.json"), fixture("visit.json")];
    let mut arguments = vec!["check"];
    arguments.extend(files.iter().map(|file| text(file)));
    let run_text = run(&arguments);
    assert_eq!(run_text.err, "");
    assert_eq!(run_text.succeeded(), "");
    arguments.extend(["--format", "json"]);
    assert_eq!(run(&arguments).succeeded(), "[]\n");
}

#[test]
fn every_mistake_is_told_with_file_and_place() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, place) in mistakes() {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let told = run(&["check", text(&file)]).failed(1);
        assert!(told.starts_with(&format!("{}: ", file.display())), "{told}");
        assert!(told.contains(place), "{name}: {told}");
    }
}

#[test]
fn mistakes_of_all_files_are_told_for_programs_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["check".to_owned(), "--format".to_owned(), "json".to_owned()];
    for (name, bytes, _) in mistakes() {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        arguments.push(text(&file).to_owned());
    }
    let run = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    let findings: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    for (name, _, place) in mistakes() {
        let file = folder.path().join(name);
        let of_file: Vec<_> = findings.iter().filter(|it| it["file"] == text(&file)).collect();
        assert!(!of_file.is_empty(), "{name}");
        for finding in of_file {
            let keys: Vec<_> = finding.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["file", "path", "problem", "suggestion"]);
            let told = format!("{} {}", finding["path"], finding["problem"]);
            assert!(told.contains(place), "{name}: {told}");
        }
    }
}

#[test]
fn standard_input_is_checked_where_no_file_is_named() {
    let told = run_with(&["check"], Cursor::new("{")).failed(1);
    assert!(told.starts_with("standard input: "), "{told}");
}

#[test]
fn a_broken_questionnaire_stops_every_verb_that_needs_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.json");
    fs::write(&file, "{").unwrap();
    for verb in [&["summarize"][..], &["demo", "--rows", "5", "--seed", "1"]] {
        let arguments = [verb, &["--questionnaire", text(&file)]].concat();
        let told = run(&arguments).failed(1);
        assert!(told.starts_with(&format!("{}: ", file.display())), "{told}");
    }
}

/// Three dimensions of which each counts nine times the one after it, and the last
/// `last` times the first.
fn judged(last: f64) -> String {
    let rating = |name| json!({"type": "rating", "name": name, "title": name});
    json!({
        "title": "Test",
        "heard": {
            "name": "test",
            "version": "1",
            "dimensions": {
                "questions": ["a", "b", "c"],
                "judgements": [[1, 9, 1.0 / last], [1.0 / 9.0, 1, 9], [last, 1.0 / 9.0, 1]],
            },
        },
        "pages": [{"name": "only", "elements": [rating("a"), rating("b"), rating("c")]}],
    })
    .to_string()
}

#[test]
fn judgements_that_contradict_each_other_are_told_with_their_ratio() {
    let check = ["check", "-", "--format", "json"];
    let told = run_with(&check, Cursor::new(judged(9.0)));
    assert_eq!(told.code, Some(1));
    let told: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told[0]["path"], "heard.dimensions.judgements");
    let problem = told[0]["problem"].as_str().unwrap();
    assert!(problem.contains("consistency ratio 6.1") && problem.contains("0.100"), "{problem}");
    assert_eq!(run_with(&check, Cursor::new(judged(1.0 / 81.0))).succeeded(), "[]\n");
}
