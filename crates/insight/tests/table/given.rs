//! Responses as the tests of the table know them, filters, and the same told apart
//! and counted without a table.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, Timelike as _};
use heard_exchange::{Channel, Mode, Outcome};
use heard_insight::table::{Circumstances, Dimension, Filter, Label, Table};
use heard_survey::Questionnaire;
use proptest::prelude::*;

/// A response, as the test knows it.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) branch: String,
    pub(crate) counter: String,
    pub(crate) business: String,
    pub(crate) elder: bool,
    pub(crate) started: NaiveDateTime,
    pub(crate) duration_ms: u64,
    pub(crate) complete: bool,
    /// Question, and the cell.
    pub(crate) answers: Vec<(&'static str, String)>,
}

const REASONS: [&str; 5] = ["wait", "attitude", r"a\|b", "other", "rare"];

pub(crate) fn given() -> impl Strategy<Value = Given> {
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
    /// A satisfied one at nine of a morning, for tests that change little of it.
    pub(crate) fn plain() -> Self {
        Self {
            branch: "B1".to_owned(),
            counter: "1".to_owned(),
            business: String::new(),
            elder: false,
            started: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().and_hms_opt(9, 0, 0).unwrap(),
            duration_ms: 1,
            complete: true,
            answers: vec![("satisfaction", "5".to_owned())],
        }
    }

    pub(crate) fn circumstances(&self) -> Circumstances<'_> {
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

    pub(crate) fn label(&self, dimension: Dimension) -> Label {
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
    pub(crate) fn codes(&self, question: &str) -> Option<Vec<String>> {
        let (_, cell) = self.answers.iter().find(|(name, _)| *name == question)?;
        let unescaped = cell.replace(r"\|", "\0");
        Some(unescaped.split('|').map(|code| code.replace('\0', "|")).collect())
    }

    pub(crate) fn gave(&self, question: &str, codes: &[&str]) -> bool {
        self.codes(question).is_some_and(|said| said.iter().any(|it| codes.contains(&it.as_str())))
    }

    pub(crate) fn meets(&self, filter: &Filter) -> bool {
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

pub(crate) const TOLD_APART: [Dimension; 7] = [
    Dimension::Branch,
    Dimension::Counter,
    Dimension::Business,
    Dimension::Mode,
    Dimension::Outcome,
    Dimension::Hour,
    Dimension::Weekday,
];

pub(crate) fn filter() -> impl Strategy<Value = Filter> {
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
pub(crate) fn questionnaire() -> Questionnaire {
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
pub(crate) fn table(given: &[Given], cuts: &BTreeSet<usize>) -> Table {
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
