//! The figures are those an independent computation gives.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Value, json};

use crate::{
    heard::{Run, demo, fixture, run, run_with, text},
    independent::{Estimate, Table, net_promoters, satisfied},
};

/// As many responses as the budget speaks of, where the build is fast enough.
const ROWS: usize = if cfg!(debug_assertions) { 10_000 } else { 100_000 };

fn close(found: &Value, expected: f64) -> bool {
    found.as_f64().is_some_and(|found| (found - expected).abs() < 1e-9)
}

/// The same but for the last digits of numbers.
fn same(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            found.len() == expected.len()
                && found.iter().all(|(key, it)| expected.get(key).is_some_and(|due| same(it, due)))
        }
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len()
                && found.iter().zip(expected).all(|(found, due)| same(found, due))
        }
        (found, expected) => {
            expected.as_f64().map_or(found == expected, |expected| close(found, expected))
        }
    }
}

#[track_caller]
fn assert_measure(
    summary: &Value,
    index: usize,
    name: &str,
    question: &str,
    n: usize,
    of: Estimate,
) {
    let measure = &summary["measures"][index];
    assert_eq!(measure["measure"], name);
    assert_eq!(measure["question"], question);
    assert_eq!(measure["n"], n);
    for (end, expected) in ["value", "low", "high"].into_iter().zip(of) {
        assert!(close(&measure[end], expected), "{end} of {measure} is not {expected}");
    }
}

fn question<'a>(summary: &'a Value, name: &str) -> &'a Value {
    let questions = summary["questions"].as_array().unwrap();
    questions.iter().find(|question| question["name"] == name).unwrap()
}

fn a_summary_of_demonstration_responses_is_right(seed: u64) {
    let csv = demo(ROWS, seed);
    let all = Table::read(&csv);
    assert_eq!(all.rows.len(), ROWS);
    let summary = run_with(&["summarize", "-"], std::io::Cursor::new(csv)).succeeded();
    let summary: Value = serde_json::from_str(&summary).unwrap();

    let training = all.column("training").into_iter().filter(|cell| *cell == "true").count();
    let real = all.only("training", "false");
    let outcome = |code| real.column("outcome").into_iter().filter(|cell| *cell == code).count();
    assert_eq!(
        summary["responses"],
        json!({
            "total": real.rows.len(),
            "complete": outcome("complete"),
            "partial": outcome("partial"),
            "training": training,
        })
    );
    assert!(training > 0 && outcome("partial") > 0);

    let satisfaction = real.numbers("satisfaction");
    let recommend = real.numbers("recommend");
    let (csat, nps) = (satisfied(&satisfaction, 4.0), net_promoters(&recommend));
    assert_eq!(summary["measures"].as_array().unwrap().len(), 2);
    assert_measure(&summary, 0, "csat", "satisfaction", satisfaction.len(), csat);
    assert_measure(&summary, 1, "nps", "recommend", recommend.len(), nps);

    let names: Vec<&str> = real.headings.iter().skip(21).map(String::as_str).collect();
    let listed = summary["questions"].as_array().unwrap();
    assert_eq!(listed.iter().map(|q| q["name"].as_str().unwrap()).collect::<Vec<_>>(), names);
    for name in names {
        let found = question(&summary, name);
        let answered = real.column(name).into_iter().filter(|cell| !cell.is_empty()).count();
        assert_eq!(found["n"], answered, "{name}");
        let words = matches!(name, "comment" | "contact_phone");
        let expected = if words { BTreeMap::new() } else { real.counts(name) };
        assert_eq!(found["counts"], json!(expected), "{name}");
    }
}

#[test]
fn demonstration_responses_are_summarized_rightly() {
    a_summary_of_demonstration_responses_is_right(1);
}

#[test]
fn so_are_those_of_a_seed_nobody_looked_at() {
    a_summary_of_demonstration_responses_is_right(8_105_773);
}

/// The figures of `responses.csv`, the index among them that `index` asks for.
#[test]
fn a_summary_of_some_days_and_branches_is_of_these_and_no_others() {
    let csv = demo(4_000, 8);
    let all = Table::read(&csv).only("training", "false");
    let mut days: Vec<String> =
        all.column("started_at").iter().map(|time| time[..10].to_owned()).collect();
    days.sort();
    // Demonstration branches of one time zone: the text begins with the branch's day.
    let (from, to) = (days[1_000].clone(), days[2_500].clone());
    let options = ["--from", &from, "--to", &to, "--branch", "B001", "--branch", "B003"];
    let arguments = [&["summarize"][..], &options].concat();
    let summary = run_with(&arguments, std::io::Cursor::new(csv.clone())).succeeded();
    let summary: Value = serde_json::from_str(&summary).unwrap();
    let met = |row: usize| {
        let day = &all.column("started_at")[row][..10];
        let is_of = ["B001", "B003"].contains(&all.column("branch")[row]);
        is_of && *from <= *day && *day <= *to
    };
    let met: Vec<usize> = (0..all.rows.len()).filter(|row| met(*row)).collect();
    assert!((100..2_000).contains(&met.len()), "{}", met.len());
    assert_eq!(summary["responses"]["total"], met.len());
    let five = met.iter().filter(|row| all.column("satisfaction")[**row] == "5").count();
    assert_eq!(question(&summary, "satisfaction")["counts"]["5"], five);

    let turned = ["summarize", "--from", &to, "--to", &from];
    let told = run_with(&turned, std::io::Cursor::new(csv)).failed(2);
    assert!(told.contains("is before --from"), "{told}");
}

fn summarized(index: &Path, format: &str) -> Run {
    let (visit, responses) = (fixture("visit.json"), fixture("responses.csv"));
    let asked = ["--questionnaire", text(&visit), "--questionnaire", text(index)];
    run(&[&["summarize", text(&responses), "--format", format], &asked[..]].concat())
}

#[test]
fn figures_are_those_recorded_from_another_program() {
    let recorded = fs::read_to_string(fixture("responses.figures.json")).unwrap();
    let recorded: Value = serde_json::from_str(&recorded).unwrap();
    let summary = summarized(&fixture("index.json"), "json").succeeded();
    let summary: Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["responses"], recorded["responses"]);
    let [found, due] = [&summary, &recorded].map(|it| &it["questions"]);
    assert!(same(found, due), "{found:#} and recorded is {due:#}");
    let [found, due] = [&summary, &recorded].map(|it| &it["indices"]);
    assert!(same(found, due), "{found:#} and recorded is {due:#}");
    let measures = recorded["measures"].as_array().unwrap();
    assert_eq!(summary["measures"].as_array().unwrap().len(), measures.len());
    for (index, measure) in measures.iter().enumerate() {
        let [value, low, high] = ["value", "low", "high"].map(|key| measure[key].as_f64().unwrap());
        let [name, question] = ["measure", "question"].map(|key| measure[key].as_str().unwrap());
        let n = usize::try_from(measure["n"].as_u64().unwrap()).unwrap();
        assert_measure(&summary, index, name, question, n, [value, low, high]);
    }
}

#[test]
fn a_report_for_people_names_scales_weights_and_consistency() {
    let told = summarized(&fixture("index.json"), "markdown").succeeded();
    for part in ["| CSAT, top two of 1 to 7 |", "| CES, mean of 1 to 7 |", "## Composite index"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert!(told.contains("| overall | 0.64"), "{told}");
    assert!(told.contains("Consistency ratio of the judgements: 0.05"), "{told}");
}

#[test]
fn weights_that_are_refused_are_told_and_every_other_figure_is_there() {
    let index = fs::read_to_string(fixture("index.json")).unwrap();
    let index =
        index.replace("0.333, 5], [3, 1, 7], [0.2, 0.143", "9, 0.2], [0.111, 1, 9], [5, 0.111");
    let folder = tempfile::tempdir().unwrap();
    let contradicting = folder.path().join("index.json");
    fs::write(&contradicting, index).unwrap();
    let told = summarized(&contradicting, "json").succeeded();
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["indices"][0]["value"], Value::Null);
    let reason = told["indices"][0]["refused"].as_str().unwrap();
    assert!(reason.starts_with("the judgements contradict each other"), "{reason}");
    assert_eq!(told["measures"].as_array().unwrap().len(), 3);
}

/// The first `count` rows of `csv` that are not for training, with the headings.
fn first_real_rows(csv: &str, count: usize) -> String {
    let mut lines = csv.split_inclusive("\r\n");
    let headings = lines.next().unwrap().to_owned();
    // No cell of the rows taken holds a line break.
    let real = lines.filter(|line| line.contains(",complete,false,") && !line.contains('"'));
    real.take(count).fold(headings, |text, line| text + line)
}

#[test]
fn nine_answers_are_counted_and_give_no_figure() {
    let csv = first_real_rows(&demo(200, 3), 9);
    let summary = run_with(&["summarize"], std::io::Cursor::new(csv.clone())).succeeded();
    let summary: Value = serde_json::from_str(&summary).unwrap();
    let none = json!({
        "measure": "csat", "question": "satisfaction", "scale": [1, 5], "n": 9,
        "value": null, "low": null, "high": null,
    });
    assert_eq!(summary["measures"][0], none);
    let satisfaction = question(&summary, "satisfaction");
    assert_eq!(satisfaction["n"], 9);
    for figure in ["mean", "score", "median"] {
        assert_eq!(satisfaction.get(figure), Some(&Value::Null), "{figure}");
    }

    let markdown = ["summarize", "--format", "markdown"];
    let markdown = run_with(&markdown, std::io::Cursor::new(csv)).succeeded();
    assert!(!markdown.replace("95 % interval", "").contains('%'), "{markdown}");
    assert!(markdown.contains("Under 10 answers: counts only."));
}

#[test]
fn ten_answers_give_a_figure_marked_low_base() {
    let csv = first_real_rows(&demo(200, 3), 10);
    let markdown = ["summarize", "--format", "markdown"];
    let markdown = run_with(&markdown, std::io::Cursor::new(csv)).succeeded();
    let row = markdown.lines().find(|line| line.contains("CSAT")).unwrap();
    assert!(row.contains(" % to ") && row.ends_with("| Low base. |"), "{row}");
}

#[test]
fn a_response_that_is_in_two_files_counts_once() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("one.csv");
    fs::write(&file, demo(300, 4)).unwrap();
    let once = run(&["summarize", text(&file)]).succeeded();
    let twice = run(&["summarize", text(&file), text(&file)]);
    assert!(twice.err.contains("300 rows repeat a response"), "{}", twice.err);
    assert_eq!(twice.succeeded(), once);
}

#[test]
fn an_unknown_questionnaire_is_counted_and_the_missing_measures_are_said() {
    let run = run(&["summarize", text(&fixture("responses.csv"))]);
    assert!(run.err.contains(r#"questionnaire "visit" is not known"#), "{}", run.err);
    let summary: Value = serde_json::from_str(&run.succeeded()).unwrap();
    assert_eq!(summary["measures"], json!([]));
    assert!(question(&summary, "overall")["n"].as_u64().unwrap() > 200);
}
