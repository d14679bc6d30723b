//! The raw flavour: whatever was answered comes back, and the headings never
//! move.

use crate::support::{choices, comment, counter, five, question, questionnaire, response, texts};
use heard_exchange::{
    Response,
    csv::{CellKind, Columns, Meta, Times, WriteError, raw},
};
use heard_survey::{LocalText, Value};
use proptest::prelude::*;

fn written(columns: &Columns, times: Times, responses: &[Response]) -> Vec<u8> {
    let mut writer = raw::Writer::new(Vec::new(), columns, times).unwrap();
    for response in responses {
        writer.write(response).unwrap();
    }
    writer.finish().unwrap()
}

fn read(file: &[u8], columns: &Columns) -> Vec<Response> {
    let mut reader = raw::Reader::new(file, "file.csv").unwrap();
    let mut responses = Vec::new();
    while let Some(row) = reader.next_row().unwrap() {
        responses.push(row.response(columns).unwrap());
    }
    responses
}

fn copied(file: &[u8], columns: &Columns) -> Vec<u8> {
    let mut reader = raw::Reader::new(file, "file.csv").unwrap();
    let mut writer = raw::Writer::new(Vec::new(), columns, Times::default()).unwrap();
    let placement = writer.place(reader.columns()).unwrap();
    while let Some(row) = reader.next_row().unwrap() {
        writer.write_row(&row, &placement).unwrap();
    }
    writer.finish().unwrap()
}

proptest! {
    #[test]
    fn every_response_comes_back_as_it_was((questionnaires, responses) in crate::support::survey()) {
        let columns = Columns::of(&questionnaires);
        let file = written(&columns, Times::Exact, &responses);
        prop_assert_eq!(read(&file, &columns), responses);
    }

    #[test]
    fn without_the_questionnaires_the_same_file_can_be_written_again(
        (questionnaires, responses) in crate::support::survey(),
    ) {
        let file = written(&Columns::of(&questionnaires), Times::Exact, &responses);
        let header = raw::Reader::new(file.as_slice(), "file.csv").unwrap().columns().clone();
        prop_assert_eq!(written(&header, Times::Exact, &read(&file, &header)), file);
    }

    #[test]
    fn rows_copied_into_wider_columns_lose_nothing((questionnaires, responses) in crate::support::survey()) {
        let columns = Columns::of(&questionnaires);
        let mut wider = Columns::of([&counter("9")]);
        wider.include(&columns);
        let file = copied(&written(&columns, Times::Exact, &responses), &wider);
        prop_assert_eq!(read(&file, &wider), responses);
    }
}

#[test]
fn the_metadata_columns_and_their_order_are_frozen() {
    let columns = Columns::of([&counter("1")]);
    let headings: Vec<_> = columns.headings().collect();
    assert_eq!(
        headings.join(","),
        "id,device,sequence,branch,counter,teller,business,ticket,tier,questionnaire,version,hash,\
         locale,mode,assisted,voice,channel,started_at,duration_ms,outcome,training,\
         satisfaction,reasons,in_time,contact,comment"
    );
}

#[test]
fn a_row_stands_as_the_contract_says() {
    let counter = counter("1");
    let reasons = Value::List(vec!["wait".into(), "a|b".into()]);
    let said = [("satisfaction", 2.into()), ("reasons", reasons), ("contact", false.into())];
    let file = written(&Columns::of([&counter]), Times::default(), &[response(&counter, &said)]);
    let text = String::from_utf8(file).unwrap();
    assert_eq!(
        text.split_once("\r\n").unwrap().1,
        "07070707-0707-4707-8707-070707070707,tablet-3,1,B001,3,,,,,counter,1,0123456789abcdef,\
         zh-CN,standard,false,false,counter,2026-11-21T14:05:09+08:00,12345,complete,false,\
         2,wait|a\\|b,,false,\r\n"
    );
}

#[test]
fn columns_of_several_versions_are_their_union_first_version_first() {
    let second = questionnaire(
        "counter",
        "2",
        vec![
            question("praise", LocalText::default(), comment()),
            question("comment", LocalText::default(), comment()),
            question("satisfaction", LocalText::default(), five()),
        ],
    );
    let columns = Columns::of([&counter("1"), &second]);
    let names: Vec<_> = columns.names().collect();
    assert_eq!(names, ["satisfaction", "reasons", "in_time", "contact", "comment", "praise"]);
    let kinds: Vec<_> = (0..columns.len()).map(|position| columns.kind(position)).collect();
    assert_eq!(
        kinds,
        [
            Some(CellKind::Number),
            Some(CellKind::List),
            Some(CellKind::Text),
            Some(CellKind::Boolean),
            Some(CellKind::Text),
            Some(CellKind::Text)
        ]
    );
}

#[test]
fn a_column_whose_kind_changed_is_read_by_the_version_the_row_names() {
    let then = questionnaire("counter", "1", vec![question("in_time", texts("", ""), five())]);
    let now = counter("2");
    let columns = Columns::of([&then, &now]);
    assert_eq!(columns.kind(0), None);
    let responses =
        [response(&then, &[("in_time", 5.into())]), response(&now, &[("in_time", "yes".into())])];
    assert_eq!(read(&written(&columns, Times::Exact, &responses), &columns), responses);
}

#[test]
fn answers_of_a_version_not_at_hand_are_read_as_the_known_ones_agree() {
    let unknown = counter("0");
    let said = [("satisfaction", 4.into()), ("reasons", Value::List(vec!["wait".into()]))];
    let responses = [response(&unknown, &said)];
    let columns = Columns::of([&counter("1")]);
    assert_eq!(read(&written(&columns, Times::Exact, &responses), &columns), responses);
}

#[test]
fn a_question_named_like_metadata_gets_a_column_of_its_own() {
    let names = ["id", "_id", "__training", "ID"];
    let questions = names.map(|name| question(name, LocalText::default(), comment())).to_vec();
    let odd = questionnaire("odd", "1", questions);
    let columns = Columns::of([&odd]);
    let headings: Vec<_> = columns.headings().skip(Meta::ALL.len()).collect();
    assert_eq!(headings, ["_id", "__id", "___training", "ID"]);
    let file = written(&columns, Times::Exact, &[]);
    let reader = raw::Reader::new(file.as_slice(), "file.csv").unwrap();
    assert!(reader.columns().names().eq(names));
}

#[test]
fn an_answer_without_a_column_is_refused_not_dropped() {
    let counter = counter("1");
    let lost = response(&counter, &[("satisfaction", 5.into()), ("old", 1.into())]);
    let mut columns = Columns::of([&counter]);
    let mut writer = raw::Writer::new(Vec::new(), &columns, Times::Exact).unwrap();
    let refusal = writer.write(&lost);
    assert!(matches!(refusal, Err(WriteError::NoColumn { name, .. }) if name == "old"));

    columns.include_answers(&lost.answers);
    assert_eq!(columns.names().last(), Some("old"));
    assert!(!written(&columns, Times::Exact, &[lost]).is_empty());
}

#[test]
fn rows_are_not_copied_where_a_column_would_be_lost() {
    let writer = raw::Writer::new(Vec::new(), &Columns::default(), Times::Exact).unwrap();
    assert_eq!(writer.place(&Columns::of([&counter("1")])).unwrap_err(), "satisfaction");
}

#[test]
fn times_are_cut_to_the_hour_only_where_a_teller_is_named_and_nobody_asked_otherwise() {
    let counter = counter("1");
    let columns = Columns::of([&counter]);
    let anonymous = response(&counter, &[]);
    let mut named = anonymous.clone();
    named.visit.teller = Some("T7".to_owned());
    let started = |times, response: &Response| {
        let read = read(&written(&columns, times, std::slice::from_ref(response)), &columns);
        read[0].started_at.to_rfc3339()
    };
    assert_eq!(started(Times::default(), &anonymous), "2026-11-21T14:05:09+08:00");
    assert_eq!(started(Times::default(), &named), "2026-11-21T14:00:00+08:00");
    assert_eq!(started(Times::Exact, &named), "2026-11-21T14:05:09+08:00");
}

#[test]
fn copying_a_row_leaves_its_time_alone() {
    let counter = counter("1");
    let columns = Columns::of([&counter]);
    let mut named = response(&counter, &[]);
    named.visit.teller = Some("T7".to_owned());
    let file = written(&columns, Times::Exact, &[named]);
    assert_eq!(copied(&file, &columns), file);
}

#[test]
fn a_byte_order_mark_and_plain_line_feeds_are_tolerated() {
    let counter = counter("1");
    let columns = Columns::of([&counter]);
    let responses = [response(&counter, &[("comment", "一行".into())])];
    let file = String::from_utf8(written(&columns, Times::Exact, &responses)).unwrap();
    let unix = format!("\u{feff}{}", file.replace("\r\n", "\n"));
    assert_eq!(read(unix.as_bytes(), &columns), responses);
}

#[test]
fn labels_play_no_part_in_the_raw_flavour() {
    let one = choices(&[("x", "某", "Some")]);
    let kind = heard_survey::Kind::Radiogroup(one);
    let small = questionnaire("small", "1", vec![question("pick", texts("选", "Pick"), kind)]);
    let columns = Columns::of([&small]);
    let file = written(&columns, Times::Exact, &[response(&small, &[("pick", "x".into())])]);
    assert!(String::from_utf8(file).unwrap().ends_with(",pick\r\n".replace("pick", "x").as_str()));
}
