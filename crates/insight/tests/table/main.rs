//! Every figure of the columnar table, against plain counting over the same
//! responses.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod given;
mod ratings;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use heard_insight::{
    Index, Sums,
    table::{Dimension, Filter, Label, Part, Selection, Table},
};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};

use given::{Given, TOLD_APART, filter, given, table};

fn responses_are_those_that_meet(selection: &Selection<'_>, met: &[&Given]) {
    let responses = selection.responses();
    let complete = met.iter().filter(|it| it.complete).count() as u64;
    assert_eq!((responses.total, responses.complete), (met.len() as u64, complete));
    assert_eq!(responses.partial, met.len() as u64 - complete);
    let durations: u128 = met.iter().map(|it| u128::from(it.duration_ms)).sum();
    assert_eq!(selection.total_duration(), durations);
    let mut sorted: Vec<u64> = met.iter().map(|it| it.duration_ms).collect();
    sorted.sort_unstable();
    let median = sorted.len().checked_sub(1).map(|last| sorted[last / 2]);
    assert_eq!(selection.median_duration(), median);
}

fn tallies_are_those_of_counting(table: &Table, selection: &Selection<'_>, met: &[&Given]) {
    for question in ["satisfaction", "reasons"] {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        let answers: Vec<_> = met.iter().filter_map(|it| it.codes(question)).collect();
        for code in answers.iter().flatten() {
            *counts.entry(code.clone()).or_default() += 1;
        }
        let tally = selection.tally(question);
        assert_eq!(tally.n(), answers.len() as u64);
        // A scale lists steps nobody gave, too.
        let told = tally.counts().filter(|(_, count)| *count > 0);
        let told: BTreeMap<_, _> = told.map(|(code, count)| (code.to_owned(), count)).collect();
        assert_eq!(told, counts);
        for dimension in TOLD_APART {
            let cells = selection.cross(question, dimension);
            for (code, row) in table.codes(question).zip(&cells) {
                for (label, count) in table.labels(dimension).iter().zip(row) {
                    let is_there =
                        |it: &&&Given| it.label(dimension) == *label && it.gave(question, &[code]);
                    assert_eq!(met.iter().filter(is_there).count() as u64, *count);
                }
            }
        }
    }
    let commented = met.iter().filter(|it| it.codes("comment").is_some()).count();
    assert_eq!(selection.tally("comment").n(), commented as u64);
}

fn parts_are_those_of_counting(selection: &Selection<'_>, met: &[&Given]) {
    let (question, codes) = ("satisfaction", ["4", "5"]);
    let part = |of: &dyn Fn(&Given) -> bool| {
        let answered = met.iter().filter(|it| of(it) && it.codes(question).is_some());
        let gave = answered.clone().filter(|it| it.gave(question, &codes)).count() as u64;
        Part { n: answered.count() as u64, count: gave }
    };
    let among = selection.among(question, &codes);
    for dimension in TOLD_APART {
        for (label, found) in among.parts(dimension) {
            assert_eq!(found, part(&|it| it.label(dimension) == *label));
        }
        for (label, count) in selection.counts(dimension) {
            let due = met.iter().filter(|it| it.label(dimension) == *label).count();
            assert_eq!(count, due as u64);
        }
    }
    let days = among.days();
    for (date, found) in days.iter().flat_map(|days| days.first.iter_days().zip(&days.parts)) {
        assert_eq!(*found, part(&|it| it.started.date() == date));
    }
    let cells = selection.pairs(Dimension::Weekday, Dimension::Hour);
    let total: u64 = cells.iter().flatten().sum();
    assert_eq!(total, met.len() as u64);
}

fn scores_are_those_of_people(table: &Table, selection: &Selection<'_>, met: &[&Given]) {
    let number = |given: &Given, question: &str| -> Option<f64> {
        given.codes(question)?.first()?.parse().ok()
    };
    let pairs: Vec<(f64, f64)> = met
        .iter()
        .filter_map(|it| Some((number(it, "satisfaction")?, number(it, "recommend")?)))
        .collect();
    let counts = selection.together("satisfaction", "recommend").unwrap();
    for (one, row) in (1_u8..).zip(&counts) {
        for (other, count) in (0_u8..).zip(row) {
            let same = |pair: &&(f64, f64)| **pair == (one.into(), other.into());
            assert_eq!(*count, pairs.iter().filter(same).count() as u64);
        }
    }
    let composite = table.composite("counter").unwrap();
    let mut due = Sums::default();
    for (one, other) in &pairs {
        due.add(25.0 * (one - 1.0) / 4.0 + 75.0 * other / 10.0);
    }
    let found = selection.scores(composite).unwrap();
    assert_eq!(found.n(), due.n());
    let [found, due] = [found, due].map(|sums| Index::of(sums).map(Index::estimate));
    assert_eq!(found.is_some(), due.is_some());
    if let Some((found, due)) = found.zip(due) {
        assert!((found.value - due.value).abs() < 1e-9, "{found:?} {due:?}");
        assert!((found.interval.low - due.interval.low).abs() < 1e-7, "{found:?} {due:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_figure_of_every_filter_is_that_of_plain_counting(
        given in proptest::collection::vec(given(), 0..400),
        cuts in proptest::collection::btree_set(0..400_usize, 0..3),
        filters in proptest::collection::vec(filter(), 1..6),
    ) {
        let table = table(&given, &cuts);
        prop_assert_eq!(table.len(), given.len() as u64);
        for filter in filters {
            let met: Vec<&Given> = given.iter().filter(|it| it.meets(&filter)).collect();
            let selection = table.select(&filter);
            responses_are_those_that_meet(&selection, &met);
            tallies_are_those_of_counting(&table, &selection, &met);
            parts_are_those_of_counting(&selection, &met);
            scores_are_those_of_people(&table, &selection, &met);
        }
    }
}

/// Days and branches are runs of rows, which are counted by sums where they are long;
/// what is counted so in a part of them agrees with plain counting, too.
#[test]
fn figures_of_thousands_in_a_row_are_those_of_plain_counting() {
    let mut runner = TestRunner::deterministic();
    let mut drawn = || given().new_tree(&mut runner).unwrap().current();
    let given: Vec<Given> =
        (0..9_000).map(|_| Given { branch: "B1".to_owned(), ..drawn() }).collect();
    let table = table(&given, &BTreeSet::from([7_000]));
    let date = |day| NaiveDate::from_ymd_opt(2026, 2, day);
    let branch = (Dimension::Branch, vec![Label::new("B1")]);
    for filter in [
        Filter::default(),
        Filter { from: date(21), labels: vec![branch], ..Filter::default() },
        Filter { from: date(22), to: date(27), ..Filter::default() },
    ] {
        let met: Vec<&Given> = given.iter().filter(|it| it.meets(&filter)).collect();
        let selection = table.select(&filter);
        responses_are_those_that_meet(&selection, &met);
        tallies_are_those_of_counting(&table, &selection, &met);
        parts_are_those_of_counting(&selection, &met);
    }
}

/// A comment is words once there are too many different ones: by then, codes were
/// counted, and they are forgotten.
#[test]
fn what_turns_out_to_be_words_has_no_codes() {
    let given: Vec<Given> = (0..300)
        .map(|words| Given {
            answers: vec![("comment", format!("words {words}"))],
            ..Given::plain()
        })
        .collect();
    let table = table(&given, &BTreeSet::from([20]));
    let tally = table.select(&Filter::default()).tally("comment");
    assert_eq!((tally.n(), tally.is_words(), tally.counts().count()), (300, true, 0));
    assert_eq!(table.codes("comment").count(), 0);
    let filter =
        Filter { answers: vec![("comment".into(), vec!["words 3".into()])], ..Filter::default() };
    assert_eq!(table.select(&filter).responses().total, 0);
    let selection = table.select(&Filter::default());
    let parts = selection.among("comment", &["words 3"]).parts(Dimension::Branch);
    assert_eq!(parts.iter().map(|(_, part)| part.count).sum::<u64>(), 0);
}

/// A day of 25 hours has one hour twice; both are of the same day.
#[test]
fn a_day_is_the_branchs_day_whatever_its_length() {
    let at = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().naive_local();
    let mut table = Table::default();
    for started in [
        "2026-10-25T00:10:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T23:50:00+01:00",
        "2026-10-26T00:00:00+01:00",
    ] {
        let given = Given { started: at(started), ..Given::plain() };
        let mut entry = table.open(&given.circumstances());
        let question = entry.question("satisfaction");
        entry.cell(question, "5").unwrap();
    }
    table.settle();
    let days = table.select(&Filter::default()).among("satisfaction", &["5"]).days();
    let counts: Vec<u64> = days.unwrap().parts.iter().map(|part| part.n).collect();
    assert_eq!(counts, [4, 1]);
}

#[test]
fn what_is_taken_back_is_in_no_figure() {
    let given: Vec<Given> = (0..10)
        .map(|at| Given {
            counter: at.to_string(),
            started: Given::plain().started + TimeDelta::days(at),
            ..Given::plain()
        })
        .collect();
    let add = |table: &mut Table, given: &[Given]| {
        for given in given {
            let mut entry = table.open(&given.circumstances());
            let question = entry.question("satisfaction");
            entry.cell(question, "5").unwrap();
        }
    };
    let mut whole = Table::default();
    add(&mut whole, &given[..4]);
    whole.mark();
    add(&mut whole, &given[4..]);
    whole.rewind();
    whole.settle();
    let selection = whole.select(&Filter::default());
    assert_eq!(selection.responses().total, 4);
    assert_eq!(selection.tally("satisfaction").n(), 4);
    let days = selection.among("satisfaction", &["5"]).days();
    assert_eq!(days.unwrap().parts.len(), 4);
}

/// A block is full after 2^20 rows; what is of a file in hand stays out of every
/// figure all the same.
#[test]
fn what_may_be_taken_back_is_in_no_figure_however_much_it_is() {
    let given = Given { answers: Vec::new(), ..Given::plain() };
    let mut table = Table::default();
    table.open(&given.circumstances());
    table.settle();
    table.mark();
    for _ in 0..=1 << 20 {
        table.open(&given.circumstances());
    }
    assert_eq!(table.select(&Filter::default()).responses().total, 1);
    table.rewind();
    table.settle();
    assert_eq!(table.select(&Filter::default()).responses().total, 1);
}
