//! Every figure of the columnar table, against plain counting over the same
//! responses.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, Timelike as _};
use heard_exchange::{Channel, Mode, Outcome};
use heard_insight::table::{Circumstances, Dimension, Filter, Label, Part, Selection, Table};
use heard_insight::{Index, Sums};
use heard_survey::Questionnaire;
use proptest::prelude::*;

/// A response, as the test knows it.
#[derive(Clone, Debug)]
struct Given {
    branch: String,
    counter: String,
    business: String,
    elder: bool,
    started: NaiveDateTime,
    duration_ms: u64,
    complete: bool,
    /// Question, and the cell.
    answers: Vec<(&'static str, String)>,
}

const REASONS: [&str; 5] = ["wait", "attitude", r"a\|b", "other", "rare"];

fn given() -> impl Strategy<Value = Given> {
    let place = (0..4_u32, 0..3_u32, 0..3_usize);
    let time = (0..20_i64, 0..86_400_i64, prop_oneof![0..9_000_u64, 0..4_000_000_000_u64]);
    let said = (
        proptest::option::weighted(0.9, 1..=5_u8),
        proptest::option::weighted(0.4, 0..=10_u8),
        proptest::collection::btree_set(0..REASONS.len(), 0..3),
        proptest::option::weighted(0.2, 0..300_u32),
    );
    (place, time, any::<(bool, bool)>(), said).prop_map(
        |((branch, counter, business), (day, second, duration_ms), (elder, complete), said)| {
            let mut answers = Vec::new();
            let (stars, points, reasons, words) = said;
            answers.extend(stars.map(|stars| ("satisfaction", stars.to_string())));
            answers.extend(points.map(|points| ("recommend", points.to_string())));
            if !reasons.is_empty() {
                let reasons: Vec<_> = reasons.into_iter().map(|at| REASONS[at]).collect();
                answers.push(("reasons", reasons.join("|")));
            }
            answers.extend(words.map(|words| ("comment", format!("words {words}"))));
            let day = NaiveDate::from_ymd_opt(2026, 2, 20).unwrap() + TimeDelta::days(day);
            Given {
                branch: format!("B{branch}"),
                counter: counter.to_string(),
                business: ["", "card", "loan"][business].to_owned(),
                elder,
                started: day.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::seconds(second),
                duration_ms,
                complete,
                answers,
            }
        },
    )
}

impl Given {
    fn circumstances(&self) -> Circumstances<'_> {
        Circumstances {
            branch: &self.branch,
            counter: &self.counter,
            teller: "",
            device: "d-1",
            business: &self.business,
            tier: "",
            questionnaire: "counter",
            version: "1",
            locale: "zh-CN",
            mode: if self.elder { Mode::Elder } else { Mode::Standard },
            assisted: false,
            voice: false,
            channel: Channel::Counter,
            started: self.started,
            duration_ms: self.duration_ms,
            outcome: if self.complete { Outcome::Complete } else { Outcome::Partial },
        }
    }

    fn label(&self, dimension: Dimension) -> Label {
        let of_branch = |code: &str| Label { of: self.branch.clone(), code: code.to_owned() };
        match dimension {
            Dimension::Branch => Label::new(&self.branch),
            Dimension::Counter => of_branch(&self.counter),
            Dimension::Business => Label::new(&self.business),
            Dimension::Mode => Label::new(self.circumstances().mode.code()),
            Dimension::Outcome => Label::new(self.circumstances().outcome.code()),
            Dimension::Hour => Label::new(format!("{:02}", self.started.hour())),
            Dimension::Weekday => {
                Label::new(self.started.weekday().number_from_monday().to_string())
            }
            _ => unreachable!("not told apart here"),
        }
    }

    /// The codes given in answer to a question, where it is answered.
    fn codes(&self, question: &str) -> Option<Vec<String>> {
        let (_, cell) = self.answers.iter().find(|(name, _)| *name == question)?;
        let unescaped = cell.replace(r"\|", "\0");
        Some(unescaped.split('|').map(|code| code.replace('\0', "|")).collect())
    }

    fn gave(&self, question: &str, codes: &[&str]) -> bool {
        self.codes(question).is_some_and(|said| said.iter().any(|it| codes.contains(&it.as_str())))
    }

    fn meets(&self, filter: &Filter) -> bool {
        let day = self.started.date();
        let has = |(dimension, labels): &(Dimension, Vec<Label>)| {
            let own = self.label(*dimension);
            let same = |label: &Label| {
                label.code == own.code && (label.of.is_empty() || label.of == own.of)
            };
            labels.iter().any(same)
        };
        let said = |(question, codes): &(String, Vec<String>)| {
            if self.codes(question).is_none() && codes.iter().any(String::is_empty) {
                return true;
            }
            self.gave(question, &codes.iter().map(String::as_str).collect::<Vec<_>>())
        };
        filter.from.is_none_or(|from| day >= from)
            && filter.to.is_none_or(|to| day <= to)
            && filter.labels.iter().all(has)
            && filter.answers.iter().all(said)
    }
}

const TOLD_APART: [Dimension; 7] = [
    Dimension::Branch,
    Dimension::Counter,
    Dimension::Business,
    Dimension::Mode,
    Dimension::Outcome,
    Dimension::Hour,
    Dimension::Weekday,
];

fn filter() -> impl Strategy<Value = Filter> {
    let date = |day: i64| NaiveDate::from_ymd_opt(2026, 2, 18).unwrap() + TimeDelta::days(day);
    let days = (proptest::option::of(0..24_i64), proptest::option::of(0..24_i64));
    let label = prop_oneof![
        proptest::collection::vec(0..5_u32, 0..3).prop_map(|branches| {
            let labels = branches.into_iter().map(|it| Label::new(format!("B{it}")));
            (Dimension::Branch, labels.collect())
        }),
        (0..3_u32, any::<bool>()).prop_map(|(counter, of_branch)| {
            let of = if of_branch { "B1".to_owned() } else { String::new() };
            (Dimension::Counter, vec![Label { of, code: counter.to_string() }])
        }),
        Just((Dimension::Mode, vec![Label::new("elder")])),
        Just((Dimension::Business, vec![Label::new(""), Label::new("loan")])),
        Just((Dimension::Weekday, vec![Label::new("1"), Label::new("7")])),
    ];
    let answer = prop_oneof![
        Just(("satisfaction".to_owned(), vec!["4".to_owned(), "5".to_owned()])),
        Just(("reasons".to_owned(), vec!["a|b".to_owned()])),
        Just(("reasons".to_owned(), vec!["rare".to_owned(), "wait".to_owned()])),
        Just(("comment".to_owned(), vec!["words 1".to_owned()])),
        Just(("comment".to_owned(), vec![String::new()])),
        Just(("satisfaction".to_owned(), vec![String::new(), "1".to_owned()])),
        Just(("nothing".to_owned(), vec![String::new()])),
        Just(("nothing".to_owned(), vec!["1".to_owned()])),
    ];
    let labels = proptest::collection::vec(label, 0..3);
    let answers = proptest::collection::vec(answer, 0..2);
    (days, labels, answers).prop_map(move |((from, to), labels, answers)| Filter {
        from: from.map(date),
        to: to.map(date),
        labels,
        answers,
    })
}

/// Two ratings, weighed one to three.
fn questionnaire() -> Questionnaire {
    let json = r#"{
        "pages": [{"name": "all", "elements": [
            {"type": "rating", "name": "satisfaction", "title": "One", "rateMin": 1, "rateMax": 5},
            {"type": "rating", "name": "recommend", "title": "Two", "rateMin": 0, "rateMax": 10}
        ]}],
        "heard": {
            "name": "counter", "version": "1",
            "dimensions": {
                "questions": ["satisfaction", "recommend"],
                "judgements": [[1, 0.3333333333333333], [3, 1]]
            }
        }
    }"#;
    Questionnaire::parse(json).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The table of `given`, settled after each of `cuts` too.
fn table(given: &[Given], cuts: &BTreeSet<usize>) -> Table {
    let mut table = Table::default();
    table.know(&questionnaire());
    for (at, given) in given.iter().enumerate() {
        if cuts.contains(&at) {
            table.settle();
        }
        let mut entry = table.open(&given.circumstances());
        for (name, cell) in &given.answers {
            let question = entry.question(name);
            entry.cell(question, cell).unwrap();
        }
    }
    table.settle();
    table
}

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
    for dimension in TOLD_APART {
        for (label, found) in selection.parts(dimension, question, &codes) {
            assert_eq!(found, part(&|it| it.label(dimension) == *label));
        }
        for (label, count) in selection.counts(dimension) {
            let due = met.iter().filter(|it| it.label(dimension) == *label).count();
            assert_eq!(count, due as u64);
        }
    }
    let days = selection.days(question, &codes);
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

/// A comment is words once there are too many different ones: by then, codes were
/// counted, and they are forgotten.
#[test]
fn what_turns_out_to_be_words_has_no_codes() {
    let given: Vec<Given> = (0..300)
        .map(|words| Given {
            branch: "B1".to_owned(),
            counter: "1".to_owned(),
            business: String::new(),
            elder: false,
            started: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().and_hms_opt(9, 0, 0).unwrap(),
            duration_ms: 1,
            complete: true,
            answers: vec![("comment", format!("words {words}"))],
        })
        .collect();
    let table = table(&given, &BTreeSet::from([20]));
    let tally = table.select(&Filter::default()).tally("comment");
    assert_eq!((tally.n(), tally.is_words(), tally.counts().count()), (300, true, 0));
    assert_eq!(table.codes("comment").count(), 0);
    let filter =
        Filter { answers: vec![("comment".into(), vec!["words 3".into()])], ..Filter::default() };
    assert_eq!(table.select(&filter).responses().total, 0);
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
        let given = Given {
            branch: "B1".to_owned(),
            counter: "1".to_owned(),
            business: String::new(),
            elder: false,
            started: at(started),
            duration_ms: 1,
            complete: true,
            answers: vec![("satisfaction", "5".to_owned())],
        };
        let mut entry = table.open(&given.circumstances());
        let question = entry.question("satisfaction");
        entry.cell(question, "5").unwrap();
    }
    table.settle();
    let days = table.select(&Filter::default()).days("satisfaction", &["5"]);
    let counts: Vec<u64> = days.unwrap().parts.iter().map(|part| part.n).collect();
    assert_eq!(counts, [4, 1]);
}

#[test]
fn what_is_taken_back_is_in_no_figure() {
    let given: Vec<Given> = (0..10)
        .map(|at| Given {
            branch: "B1".to_owned(),
            counter: at.to_string(),
            business: String::new(),
            elder: false,
            started: NaiveDate::from_ymd_opt(2026, 3, 1 + at)
                .unwrap()
                .and_hms_opt(9, 0, 0)
                .unwrap(),
            duration_ms: 1,
            complete: true,
            answers: vec![("satisfaction", "5".to_owned())],
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
    let days = selection.days("satisfaction", &["5"]);
    assert_eq!(days.unwrap().parts.len(), 4);
}

/// A block is full after 2^20 rows; what is of a file in hand stays out of every
/// figure all the same.
#[test]
fn what_may_be_taken_back_is_in_no_figure_however_much_it_is() {
    let given = Given {
        branch: "B1".to_owned(),
        counter: "1".to_owned(),
        business: String::new(),
        elder: false,
        started: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().and_hms_opt(9, 0, 0).unwrap(),
        duration_ms: 1,
        complete: true,
        answers: Vec::new(),
    };
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
