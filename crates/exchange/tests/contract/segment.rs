//! Segments: columns and back, sealed and back, and what is no segment.

use heard_exchange::{
    DeviceSequence, Response, ResponseId,
    sealed::{Jwe, native::OpenError},
    segment::{self, Label, OpenSegmentError, SegmentError},
};
use heard_survey::Value;
use proptest::prelude::*;
use serde_json::json;

use crate::{
    sealed::{new_keys, public, random},
    support::{counter, response, survey},
};

proptest! {
    #[test]
    fn every_response_comes_out_as_it_went_in((_, responses) in survey()) {
        let bytes = segment::write(&responses);
        prop_assert_eq!(segment::read(&bytes), Ok(responses));
    }
}

/// `count` responses of one day, all different.
fn of_one_day(count: u32) -> Vec<Response> {
    let one = |number: u32| {
        let mut random = [0; 16];
        random[..4].copy_from_slice(&number.to_le_bytes());
        let answers = [("satisfaction", Value::from(i32::try_from(number % 5).unwrap() + 1))];
        Response {
            id: ResponseId::from_random(random),
            sequence: DeviceSequence(number),
            ..response(&counter("1"), &answers)
        }
    };
    (1..=count).map(one).collect()
}

#[test]
fn a_segment_takes_a_thousand_or_as_many_as_it_has_room_for() {
    assert_eq!(segment::fitting(&[]), 0);
    assert_eq!(segment::fitting(&of_one_day(7)), 7);
    assert_eq!(segment::fitting(&of_one_day(1_001)), 1_000);
    let mut wordy = of_one_day(10);
    for response in &mut wordy {
        let long = Value::Text("x".repeat(200 << 10));
        response.answers = [("comment".to_owned(), long)].into_iter().collect();
    }
    assert_eq!(segment::fitting(&wordy), 3, "more than half a megabyte is enough");
}

#[test]
fn a_thousand_responses_are_smaller_together_than_one_by_one() {
    let responses = of_one_day(1_000);
    let keys = new_keys(1);
    let day = responses[0].started_at.date_naive();
    let together = Jwe::seal_segment(day, &responses, &public(&keys), &mut random()).unwrap();
    let alone = Jwe::seal(&responses[0], &public(&keys), &mut random()).unwrap();
    let ratio = 1_000 * alone.to_string().len() / together.to_string().len();
    assert!(ratio > 20, "only {ratio} times");
}

#[test]
fn a_sealed_segment_opens_for_those_it_is_for_under_its_label() {
    let mut responses = of_one_day(5);
    responses[3].sequence = DeviceSequence(9);
    let keys = new_keys(3);
    let (stranger, keys) = keys.split_last().unwrap();
    let day = responses[0].started_at.date_naive();
    let jwe = Jwe::seal_segment(day, &responses, &public(keys), &mut random()).unwrap();
    let jwe = Jwe::read(&jwe.to_string()).unwrap();
    assert_eq!(
        jwe.segment_label().unwrap().to_string(),
        r#"{"heard":1,"what":"segment","day":"2026-11-21","count":5,"devices":[["tablet-3",[[1,3],[5,5],[9,9]]]]}"#
    );
    for key in keys {
        assert_eq!(jwe.open_segment(std::slice::from_ref(key)), Ok(responses.clone()));
    }
    let closed = OpenSegmentError::Closed(OpenError::OtherKey);
    assert_eq!(jwe.open_segment(std::slice::from_ref(stranger)), Err(closed));
    // What is one thing is not taken for the other.
    assert!(jwe.label().is_err());
    let alone = Jwe::seal(&responses[0], &public(keys), &mut random()).unwrap();
    assert!(alone.segment_label().is_err());
}

#[test]
fn a_label_that_says_something_else_is_refused() {
    let responses = of_one_day(3);
    let keys = new_keys(1);
    let another_day = "2026-11-22".parse().unwrap();
    let jwe = Jwe::seal_segment(another_day, &responses, &public(&keys), &mut random()).unwrap();
    assert_eq!(jwe.open_segment(&keys), Err(OpenSegmentError::Mismatch));
}

#[test]
fn a_label_counts_no_more_than_it_says() {
    let text = r#"{"heard":1,"what":"segment","day":"2026-11-21","count":2,"devices":[["t",[[1,4294967295]]]]}"#;
    assert_eq!(Label::parse(text).unwrap().places().count(), 2);
}

#[test]
fn a_segment_that_is_cut_off_is_none() {
    let bytes = segment::write(&of_one_day(3));
    for length in 0..bytes.len() {
        assert!(segment::read(&bytes[..length]).is_err(), "{length}");
    }
}

#[test]
fn what_is_no_segment_is_refused_with_its_place() {
    let whole: serde_json::Value = serde_json::from_slice(&segment::write(&of_one_day(3))).unwrap();
    let told = |change: fn(&mut serde_json::Value)| {
        let mut changed = whole.clone();
        change(&mut changed);
        segment::read(changed.to_string().as_bytes()).unwrap_err().to_string()
    };
    assert_eq!(
        told(|it| it["version"] = json!(2)),
        "this segment is of version 2, newer than this program"
    );
    assert_eq!(
        told(|it| it["heard"] = json!("bundle")),
        "this is no segment: it says that it is something else"
    );
    assert_eq!(told(|it| it["count"] = json!(1_001)), "1001 responses are more than a segment has");
    assert_eq!(told(|it| it["count"] = json!(2)), "column id is damaged");
    assert_eq!(told(|it| it["metadata"][3]["name"] = json!("x")), "column branch is missing");
    assert_eq!(told(|it| it["answers"][0]["at"][1] = json!(7)), "column satisfaction is damaged");
    assert_eq!(
        told(|it| it["metadata"][2]["of"][1] = json!("0")),
        "row 2, sequence: this is not a whole number from 1"
    );
    assert_eq!(
        told(|it| it["metadata"][17]["of"][0] = json!("today")),
        "row 1, started_at: this is not a date and time like 2026-11-21T14:05:09+08:00"
    );
    assert!(matches!(segment::read(b"{}"), Err(SegmentError::Malformed(_))));
}
