//! Expressions are evaluated, one by one and in lines.

use std::io::Cursor;

use crate::heard::{run, run_with};

#[test]
fn an_expression_gives_its_value_as_json() {
    let given = |expression: &str, data: &str| {
        run(&["evaluate", "--expression", expression, "--data", data]).succeeded()
    };
    assert_eq!(given("{a} + 0.1", r#"{"a": 0.2}"#), "0.3\n");
    assert_eq!(given("{a} * 2", r#"{"a": 2.5}"#), "5\n");
    assert_eq!(given("{a[0].b}", r#"{"a": [{"b": "柜员"}]}"#), "\"柜员\"\n");
    assert_eq!(given("1 / 0", "{}"), "null\n");
    assert_eq!(given("10 ^ 22", "{}"), "1e+22\n");
}

#[test]
fn time_and_zone_are_told() {
    let at = ["--now", "2026-11-22T20:00:00Z", "--zone", "+08:00"];
    let day = [&["evaluate", "--expression", "day(today())"], &at[..]].concat();
    assert_eq!(run(&day).succeeded(), "23\n");
    let nonsense = ["evaluate", "--expression", "1", "--zone", "Moon"];
    assert!(run(&nonsense).failed(2).contains("+08:00"));
}

#[test]
fn what_is_no_expression_is_told_with_its_place() {
    let refused = run(&["evaluate", "--expression", "{a} = 1 andd {b}"]).failed(1);
    assert!(refused.contains("at character 9"), "{refused}");
    assert!(run(&["evaluate", "--expression", "1", "--data", "[1]"]).failed(1).contains("data"));
    run(&["evaluate"]).failed(2);
}

#[test]
fn every_line_has_its_answer() {
    let lines = concat!(
        r#"{"expression": "{a} > 1", "data": {"a": 2}}"#,
        "\n\n",
        r#"{"expression": "{a} >", "data": {}}"#,
        "\n",
        r#"{"expression": "iif({a} empty, 'none', {a})"}"#,
        "\n",
    );
    let run = run_with(&["evaluate", "--lines"], Cursor::new(lines)).succeeded();
    let answers: Vec<&str> = run.lines().collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(answers[0], r#"{"value":true}"#);
    assert!(answers[1].contains("error"));
    assert_eq!(answers[2], r#"{"error":"the expression ends too soon","at":6}"#);
    assert_eq!(answers[3], r#"{"value":"none"}"#);
}
