//! Demonstration responses: recognisable, repeatable, and as people answer.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufRead as _, BufReader, Read as _},
    rc::Rc,
};

use heard_exchange::{
    Outcome, Response,
    csv::{Columns, raw},
    segment,
};
use heard_survey::{Answers, Interview, Questionnaire, Stage};

use crate::{
    heard::{demo, fixture, run, start, text},
    independent::{Table, correlation},
};

#[test]
fn the_same_seed_gives_the_same_file_on_every_machine() {
    let questionnaire = fixture("visit.json");
    let arguments =
        ["demo", "--rows", "300", "--seed", "77", "--questionnaire", text(&questionnaire)];
    let recorded = fs::read_to_string(fixture("responses.csv")).unwrap();
    assert_eq!(run(&arguments).succeeded(), recorded);
}

#[test]
fn another_seed_gives_other_responses() {
    let (one, other) = (Table::read(&demo(500, 1)), Table::read(&demo(500, 2)));
    let ids: BTreeSet<_> = one.column("id").into_iter().collect();
    assert!(other.column("id").iter().all(|id| !ids.contains(id)));
    assert_ne!(one.column("satisfaction"), other.column("satisfaction"));
}

#[test]
fn as_segments_it_is_the_same_responses() {
    let arguments = ["demo", "--rows", "3000", "--seed", "4"];
    let csv = run(&[&arguments[..], &["--exact-times"]].concat()).succeeded();
    let lines = run(&[&arguments[..], &["--segments"]].concat()).succeeded();
    let segments: Vec<_> =
        lines.lines().map(|line| segment::read(line.as_bytes()).unwrap()).collect();
    let is_of_one_day = |of_day: &Vec<Response>| {
        of_day.iter().all(|it| it.started_at.date_naive() == of_day[0].started_at.date_naive())
    };
    assert!(segments.len() > 5 && segments.iter().all(is_of_one_day));
    let questionnaire =
        fs::read_to_string(fixture("../../../../public/questionnaires/counter.json"));
    let columns = Columns::of([&Questionnaire::parse(&questionnaire.unwrap()).unwrap()]);
    let mut reader = raw::Reader::new(csv.as_bytes(), "demonstration").unwrap();
    for response in segments.into_iter().flatten() {
        assert_eq!(reader.next_row().unwrap().unwrap().response(&columns).unwrap(), response);
    }
    assert!(reader.next_row().unwrap().is_none());
}

#[test]
fn every_device_says_demo_and_counts_without_gaps() {
    let table = Table::read(&demo(3_000, 5));
    assert_eq!(table.rows.len(), 3_000);
    let mut last = BTreeMap::new();
    for (device, sequence) in table.column("device").into_iter().zip(table.column("sequence")) {
        assert!(device.starts_with("demo-"), "{device}");
        let last = last.entry(device).or_insert(0_u32);
        *last += 1;
        assert_eq!(sequence, last.to_string(), "{device}");
    }
    let ids: BTreeSet<_> = table.column("id").into_iter().collect();
    assert_eq!(ids.len(), 3_000);
}

#[test]
fn the_last_day_is_the_one_asked_for() {
    let run = run(&["demo", "--rows", "2000", "--seed", "1", "--end", "2025-12-31"]).succeeded();
    let days: BTreeSet<String> =
        Table::read(&run).column("started_at").iter().map(|time| time[..10].to_owned()).collect();
    assert_eq!(days.last().unwrap(), "2025-12-31");
    assert_eq!(days.first().unwrap(), "2025-12-04");
    assert_eq!(days.len(), 28);
}

#[test]
fn all_sorts_of_customers_and_cells_are_there() {
    let table = Table::read(&demo(5_000, 6));
    for (column, codes) in [
        ("locale", &["zh-CN", "zh-TW", "en"][..]),
        ("mode", &["standard", "elder"]),
        ("assisted", &["true", "false"]),
        ("voice", &["true", "false"]),
        ("channel", &["counter", "lobby"]),
        ("outcome", &["complete", "partial"]),
        ("training", &["true", "false"]),
    ] {
        let found: BTreeSet<_> = table.column(column).into_iter().collect();
        assert_eq!(found, codes.iter().copied().collect(), "{column}");
    }
    let comments = table.column("comment");
    for awkward in [",", "\"", "\n", "👍"] {
        assert!(comments.iter().any(|comment| comment.contains(awkward)), "{awkward:?}");
    }
    for formula in ["=", "+", "-", "@", "'"] {
        assert!(comments.iter().any(|comment| comment.starts_with(formula)), "{formula:?}");
    }
}

#[test]
fn answers_go_together_as_those_of_people_do() {
    let table = Table::read(&demo(5_000, 9));
    let number = |cell: &str| cell.parse::<f64>().ok();
    let satisfaction = table.column("satisfaction");
    for question in ["recommend", "attitude", "efficiency"] {
        let others = table.column(question);
        let both = satisfaction.iter().zip(&others);
        let pairs: Vec<_> = both.filter_map(|(a, b)| number(a).zip(number(b))).collect();
        let correlation = correlation(&pairs);
        assert!(pairs.len() > 300 && correlation > 0.6 && correlation < 0.95, "{correlation}");
    }
    for (score, reasons) in satisfaction.iter().zip(table.column("reasons")) {
        assert!(reasons.is_empty() || matches!(*score, "1" | "2" | "3"));
    }
}

/// Gives an interview the answers of `response`, as far as they go.
fn replay(questionnaire: &Rc<Questionnaire>, response: &Response) -> Interview {
    let mut interview = Interview::new(Rc::clone(questionnaire));
    let mut rest: Answers = response.answers.clone();
    loop {
        match interview.stage() {
            Stage::Asking => {
                let name = interview.question().unwrap().name.clone();
                let went_on = match rest.remove(&name) {
                    Some(value) => interview.answer(value).and_then(|()| interview.next()),
                    None => interview.skip(),
                };
                if went_on.is_err() {
                    return interview;
                }
            }
            Stage::Thanks { invitation: true } if !rest.is_empty() => interview.accept_invitation(),
            Stage::Thanks { .. } | Stage::Ended => return interview,
        }
    }
}

#[test]
fn every_response_is_one_an_interview_gives() {
    let root = fixture("../../../../public/questionnaires");
    let files = [root.join("counter.json"), root.join("lobby.json"), fixture("visit.json")];
    for file in files {
        let questionnaire = Questionnaire::parse(&fs::read_to_string(&file).unwrap()).unwrap();
        let questionnaire = Rc::new(questionnaire);
        let mut csv =
            vec!["demo", "--rows", "2000", "--seed", "11", "--questionnaire", text(&file)];
        for kind in ["burst", "praise-only", "after-closing", "passed-around"] {
            csv.extend(["--gaming", kind]);
        }
        let csv = run(&csv).succeeded();
        let columns = Columns::of([&*questionnaire]);
        let mut reader = raw::Reader::new(csv.as_bytes(), "demonstration").unwrap();
        while let Some(row) = reader.next_row().unwrap() {
            let response = row.response(&columns).unwrap();
            let interview = replay(&questionnaire, &response);
            assert_eq!(*interview.answers(), response.answers);
            assert_eq!(interview.is_complete(), response.outcome == Outcome::Complete);
        }
    }
}

#[test]
fn whoever_stops_reading_is_not_an_error() {
    let mut child = start(&["demo", "--rows", "100000", "--seed", "1"]);
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    assert!(first.starts_with("id,device,"));
    drop(out);
    let status = child.wait().unwrap();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((status.code(), err.as_str()), (Some(0), ""));
}
