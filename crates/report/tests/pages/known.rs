//! Responses made for a purpose, and the report of them.

use chrono::{NaiveDate, NaiveDateTime};
use heard_exchange::{Channel, Mode, Outcome};
use heard_insight::{
    QuestionIndex, Themes, WordList,
    table::{Circumstances, Filter, Table},
};
use heard_report::{
    Language, Locale, Period, Quotations, View,
    monthly::{self, Besides, Report},
    section::{Covered, Seen},
};
use heard_survey::Questionnaire;

/// The month all reports here are of.
pub(crate) fn month() -> NaiveDate {
    day(2026, 10, 1)
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// One response; what is not said is as usual.
#[derive(Clone)]
pub(crate) struct Said<'a> {
    pub(crate) branch: &'a str,
    pub(crate) counter: &'a str,
    pub(crate) teller: &'a str,
    pub(crate) business: &'a str,
    pub(crate) started: NaiveDateTime,
    pub(crate) answers: Vec<(&'a str, &'a str)>,
}

impl<'a> Said<'a> {
    /// At noon of `date`, with these answers.
    pub(crate) fn on(date: NaiveDate, answers: &[(&'a str, &'a str)]) -> Self {
        Self {
            branch: "B001",
            counter: "1",
            teller: "",
            business: "deposit",
            started: date.and_hms_opt(12, 0, 0).unwrap(),
            answers: answers.to_vec(),
        }
    }

    pub(crate) fn at(self, branch: &'a str) -> Self {
        Self { branch, ..self }
    }

    fn circumstances(&self) -> Circumstances<'a> {
        Circumstances {
            branch: self.branch,
            counter: self.counter,
            teller: self.teller,
            device: "tablet",
            business: self.business,
            tier: "",
            questionnaire: "counter",
            version: "1",
            locale: "en",
            mode: Mode::Standard,
            assisted: false,
            voice: false,
            channel: Channel::Counter,
            started: self.started,
            duration_ms: 9_000,
            outcome: Outcome::Complete,
        }
    }
}

/// Responses that were read.
pub(crate) struct Known {
    pub(crate) table: Table,
    pub(crate) quotations: Quotations,
    pub(crate) questionnaires: Vec<Questionnaire>,
}

impl Known {
    /// To the counter's questionnaire.
    pub(crate) fn of(all: &[Said<'_>]) -> Self {
        let json = include_str!("../../../../public/questionnaires/counter.json");
        let questionnaire = Questionnaire::parse(json).unwrap();
        let mut table = Table::default();
        table.know(&questionnaire);
        let themes = Themes::new(&WordList::shipped().unwrap());
        let period = Period::month(month()).unwrap();
        let mut quotations = Quotations::new(themes, period, Vec::new());
        quotations.know(&questionnaire, |name| table.question(name));
        for said in all {
            let circumstances = said.circumstances();
            quotations.open(&circumstances);
            let places: Vec<(QuestionIndex, &str)> =
                said.answers.iter().map(|(name, cell)| (table.question(name), *cell)).collect();
            let mut entry = table.open(&circumstances);
            for (question, cell) in places {
                entry.cell(question, cell).unwrap();
                quotations.cell(question, cell);
            }
        }
        quotations.finish();
        table.settle();
        Self { table, quotations, questionnaires: vec![questionnaire] }
    }

    /// Does something with the view of the month.
    pub(crate) fn view<T>(&self, locale: Locale, look: impl FnOnce(&View<'_>) -> T) -> T {
        let language = Language::of(locale).unwrap();
        let (table, asked) = (&self.table, &self.questionnaires);
        look(&View::of_month(&language, table, asked, month(), Filter::default()).unwrap())
    }

    /// The report with what was seen and served besides.
    pub(crate) fn report(&self, view: &View<'_>, seen: &[Seen], served: &[Covered]) -> Report {
        let quotations = &self.quotations;
        monthly::report(view, &Besides { training: 3, quotations, seen, served })
    }

    /// The report as Markdown in English.
    pub(crate) fn told(&self) -> String {
        self.view(Locale::En, |view| self.report(view, &[], &[]).markdown())
    }
}
