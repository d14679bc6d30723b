//! Ratings by device and day: a table tells the same as who reads them one by one.

use chrono::NaiveDate;
use heard_insight::{
    table::{Circumstances, Table},
    trust::{DeviceDays, Overall, Rating, Ratings},
};
use heard_survey::Questionnaire;
use proptest::prelude::*;

use crate::given::{Given, given};

/// Every device-day with its ratings, in order.
fn told(days: &DeviceDays) -> Vec<(String, NaiveDate, Vec<Rating>)> {
    let in_order = |ratings: &[Rating]| {
        let mut ratings = ratings.to_vec();
        ratings.sort_by_key(|it| (it.second, it.duration_ms, it.answers, it.straight));
        ratings
    };
    let all = days.each().map(|(device, day, its)| (device.to_owned(), day, in_order(its)));
    let mut all: Vec<_> = all.collect();
    all.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    all
}

/// A response with answers on the scale of satisfaction besides.
fn rated() -> impl Strategy<Value = Given> {
    let steps = proptest::collection::vec(prop_oneof![Just(5_u8), 1..=5_u8], 0..4);
    (given(), steps).prop_map(|(mut given, steps)| {
        let names = ["attitude", "efficiency", "competence", "environment"];
        let answers = names.into_iter().zip(steps).map(|(name, step)| (name, step.to_string()));
        given.answers.extend(answers);
        given
    })
}

fn questionnaires() -> Vec<Questionnaire> {
    let counter = include_str!("../../../../public/questionnaires/counter.json");
    let lobby = include_str!("../../../../public/questionnaires/lobby.json");
    [counter, lobby].map(|json| Questionnaire::parse(json).unwrap()).into()
}

proptest! {
    #[test]
    fn a_table_tells_what_one_by_one_is_read(
        all in proptest::collection::vec((rated(), 0..3_usize), 0..120),
    ) {
        let (mut table, mut ratings) = (Table::default(), Ratings::default());
        let known = questionnaires();
        for questionnaire in &known {
            table.know(questionnaire);
            ratings.know(questionnaire, |name| table.question(name));
        }
        for (given, questionnaire) in &all {
            let device = format!("d-{}-{}", given.branch, given.counter);
            let questionnaire = ["counter", "lobby", "unheard-of"][*questionnaire];
            let circumstances =
                Circumstances { device: &device, questionnaire, ..given.circumstances() };
            ratings.open(&circumstances);
            let places: Vec<_> =
                given.answers.iter().map(|(name, cell)| (table.question(name), cell)).collect();
            let mut entry = table.open(&circumstances);
            for (question, cell) in places {
                entry.cell(question, cell).unwrap();
                ratings.cell(question, cell);
            }
        }
        table.settle();
        let days = table.device_days(&known);
        prop_assert_eq!(told(&days), told(ratings.device_days()));
        let top = days.each().flat_map(|(.., its)| its).filter(|it| it.overall == Overall::Top);
        let due = all.iter().filter(|(given, questionnaire)| {
            *questionnaire < 2 && given.gave("satisfaction", &["5"])
        });
        prop_assert_eq!(top.count(), due.count());
    }
}
