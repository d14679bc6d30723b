//! The same rows give the same figures, whether a collection holds every response in
//! a table or only counts.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use heard_exchange::csv::{Meta, raw};
use heard_insight::{
    Collection, Intake, Responses, Source, Summary,
    table::{Filter, Table},
};
use heard_survey::Questionnaire;
use proptest::prelude::*;

const COUNTER: &str = include_str!("../../../public/questionnaires/counter.json");
/// Questions of it, one that nobody answers, and one of no questionnaire.
const COLUMNS: [&str; 5] = ["satisfaction", "reasons", "comment", "praise", "note"];

/// A row of a raw file.
fn row() -> impl Strategy<Value = String> {
    let known = (0..8_u8, any::<[bool; 3]>(), proptest::option::weighted(0.8, 1..=5_u8));
    let words = (prop_oneof!["", "wait", "wait|other"], prop_oneof!["", "so, so"]);
    (known, words, 0..400_u16).prop_map(|((id, flags, stars), (reasons, comment), note)| {
        let [complete, training, counter] = flags;
        let outcome = if complete { "complete" } else { "partial" };
        let stars = stars.filter(|_| counter).map(|stars| stars.to_string()).unwrap_or_default();
        let questionnaire = if counter { "counter" } else { "other" };
        let (reasons, comment) = if counter { (reasons, comment) } else { Default::default() };
        format!(
            "0000000{id}-0000-4000-8000-{note:012},d-1,{},B1,1,,,,,{questionnaire},1,h,en,\
             standard,false,false,counter,2026-05-04T09:00:00+08:00,9000,{outcome},{training},\
             {stars},{reasons},\"{comment}\",,{note}\r\n",
            note + 1
        )
    })
}

/// The collection of a file with these rows.
fn collected<I: Intake + Default>(rows: &[String]) -> Collection<I> {
    let mut collection = Collection::new(vec![Questionnaire::parse(COUNTER).unwrap()]);
    let headings = Meta::ALL.into_iter().map(Meta::name).chain(COLUMNS);
    let file = headings.collect::<Vec<_>>().join(",") + "\r\n" + &rows.concat();
    let mut reader = raw::Reader::new(file.as_bytes(), "drawn.csv").unwrap();
    let mut source = Source::new(reader.columns().names());
    while let Some(row) = reader.next_row().unwrap() {
        collection.take(&mut source, &row).unwrap();
    }
    collection.list(&source);
    collection
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_held_and_what_is_counted_gives_the_same_figures(
        rows in proptest::collection::vec(row(), 0..600),
    ) {
        let mut held: Collection<Table> = collected(&rows);
        let mut counted: Collection<Summary> = collected(&rows);
        prop_assert_eq!(held.training(), counted.training());
        prop_assert_eq!(held.register().repeated(), counted.register().repeated());
        prop_assert_eq!(held.unknown().collect::<Vec<_>>(), counted.unknown().collect::<Vec<_>>());
        let selection = held.table().select(&Filter::default());
        let summary = counted.intake();
        let Responses { total, complete, partial, .. } = summary.responses();
        prop_assert_eq!(selection.responses(), Responses { total, complete, partial, training: 0 });
        for (name, tally) in summary.questions() {
            prop_assert_eq!(&selection.tally(name), tally, "{}", name);
        }
    }
}

#[test]
fn a_response_for_training_makes_its_questionnaire_known_and_is_in_no_figure() {
    let rows = ["true", "true"].map(|training| {
        format!(
            "00000000-0000-4000-8000-000000000000,d-1,1,B1,1,,,,,counter,1,h,en,standard,false,\
             false,counter,2026-05-04T09:00:00+08:00,9000,complete,{training},5,,,,\r\n"
        )
    });
    let mut counted: Collection<Summary> = collected(&rows);
    assert_eq!((counted.training(), counted.register().repeated()), (1, 1));
    let summary = counted.intake();
    assert_eq!(summary.responses(), Responses::default());
    assert_eq!(summary.figures().count(), 2);
}
