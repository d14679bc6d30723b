//! Questions to a [`Table`] and their answers as they travel: from the page to
//! the worker that holds the table and back, as JSON. What an answer says is
//! figured by the modules that know how.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Association, Ces, Csat, Estimate, Index, Mean, Median, Nps, Responses, Tally,
    table::{Among, Dimension, Filter, Label, Part, Selection, Table},
};

/// Some questions about the same responses.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inquiry {
    /// Which responses they are about.
    #[serde(default)]
    pub filter: Filter,
    /// What is asked, in this order.
    pub asks: Vec<Ask>,
}

/// One question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// How many responses there are.
    Responses,
    /// How often each answer to a question was given, and what follows from it.
    Distribution {
        /// The question.
        question: String,
        /// The figures that are wanted besides.
        #[serde(default)]
        figures: Vec<Kind>,
    },
    /// How many responses there are of each label.
    Counts {
        /// Told apart by this.
        dimension: Dimension,
    },
    /// Of those that answered how many gave one of the codes, for each label.
    Parts {
        /// Told apart by this.
        dimension: Dimension,
        /// The question.
        question: String,
        /// The codes.
        codes: Vec<String>,
    },
    /// The same for each day.
    Days {
        /// The question.
        question: String,
        /// The codes.
        codes: Vec<String>,
    },
    /// How often each answer was given, for each label.
    Cross {
        /// The question.
        question: String,
        /// Told apart by this.
        dimension: Dimension,
    },
    /// How many responses there are of each pair of labels.
    Pairs {
        /// Told apart by this, one line each,
        one: Dimension,
        /// and by this, one column each.
        other: Dimension,
    },
    /// How closely ratings go together with the overall one.
    Drivers {
        /// The overall rating.
        overall: String,
        /// The others.
        questions: Vec<String>,
    },
    /// The composite index that a questionnaire weighs.
    Index {
        /// Its name.
        questionnaire: String,
    },
    /// How long the responses took, all of them together.
    Duration,
    /// How long one took that is in the middle of them.
    MedianDuration,
}

/// A figure of the answers to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The share of the top two steps.
    Csat,
    /// The net promoter score, of scales from 0 to 10.
    Nps,
    /// The effort score, of scales from 1 to 7 or 5.
    Ces,
    /// The mean.
    Mean,
    /// The mean in points of a hundred.
    Score,
    /// The median.
    Median,
}

/// The answer to an [`Ask`], in its order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// To [`Ask::Responses`].
    Responses(Responses),
    /// To [`Ask::Distribution`].
    Distribution(Distribution),
    /// To [`Ask::Counts`].
    Counts(Vec<(Label, u64)>),
    /// To [`Ask::Parts`]: label, how many answered, how many of these gave one of
    /// the codes.
    Parts(Vec<(Label, u64, u64)>),
    /// To [`Ask::Days`].
    Days(ByDay),
    /// To [`Ask::Cross`] and [`Ask::Pairs`].
    Cells(Cells),
    /// To [`Ask::Drivers`], in the order of the questions.
    Drivers(Vec<Driver>),
    /// To [`Ask::Index`]: in points of a hundred; none under ten people who answered
    /// every dimension, and where nothing is weighed.
    Index(Option<Estimate>),
    /// To [`Ask::Duration`]: all of them together, in milliseconds.
    Duration(u64),
    /// To [`Ask::MedianDuration`]: in milliseconds; none of no responses.
    MedianDuration(Option<u64>),
}

/// How many answered, and how many of these gave one of the codes, day by day
/// from the first to the last that any response in the table is of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByDay {
    /// The first day; none where there are no responses.
    pub first: Option<NaiveDate>,
    /// How many answered.
    pub n: Vec<u64>,
    /// How many of these gave one of the codes.
    pub count: Vec<u64>,
}

/// How often each answer to a question was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Distribution {
    /// How many answered.
    pub n: u64,
    /// Each code with its count.
    pub counts: Vec<(String, u64)>,
    /// The figures asked for; none under ten answers, and where the question has no
    /// scale that carries it.
    pub figures: BTreeMap<Kind, Option<Estimate>>,
}

/// How closely a rating goes together with the overall one, and how it does itself.
/// Never that the one causes the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Driver {
    /// The question.
    pub question: String,
    /// How many gave both.
    pub n: u64,
    /// Spearman's correlation; none under a hundred pairs, and where either never
    /// varies.
    pub rho: Option<f64>,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The share of the top two steps.
    pub csat: Option<Estimate>,
}

/// Counts in lines and columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cells {
    /// What each line is of.
    pub lines: Vec<String>,
    /// What each column is of.
    pub columns: Vec<Label>,
    /// The counts, line by line.
    pub counts: Vec<Vec<u64>>,
}

impl Inquiry {
    /// The answers of `table`, in the order of the questions.
    pub fn answer(&self, table: &Table) -> Vec<Answer> {
        let selection = table.select(&self.filter);
        let mut shared = Shared::new(&selection);
        self.asks.iter().map(|ask| ask.answer(table, &selection, &mut shared)).collect()
    }
}

impl Ask {
    fn answer<'a>(
        &'a self,
        table: &Table,
        selection: &Selection<'_>,
        shared: &mut Shared<'a, '_>,
    ) -> Answer {
        match self {
            Self::Responses => Answer::Responses(selection.responses()),
            Self::Distribution { question, figures } => {
                Answer::Distribution(Distribution::of(&selection.tally(question), figures))
            }
            Self::Counts { dimension } => {
                let counts = selection.counts(*dimension).into_iter();
                Answer::Counts(counts.map(|(label, count)| (label.clone(), count)).collect())
            }
            Self::Parts { dimension, question, codes } => {
                let parts = shared.among(question, codes).parts(*dimension).into_iter();
                Answer::Parts(parts.map(|(it, Part { n, count })| (it.clone(), n, count)).collect())
            }
            Self::Days { question, codes } => {
                let days = shared.among(question, codes).days();
                let parts = days.as_ref().map_or(&[][..], |days| &days.parts);
                Answer::Days(ByDay {
                    first: days.as_ref().map(|days| days.first),
                    n: parts.iter().map(|part| part.n).collect(),
                    count: parts.iter().map(|part| part.count).collect(),
                })
            }
            Self::Cross { question, dimension } => Answer::Cells(Cells {
                lines: table.codes(question).map(str::to_owned).collect(),
                columns: table.labels(*dimension).to_vec(),
                counts: selection.cross(question, *dimension),
            }),
            Self::Pairs { one, other } => Answer::Cells(Cells {
                lines: table.labels(*one).iter().map(|label| label.code.clone()).collect(),
                columns: table.labels(*other).to_vec(),
                counts: selection.pairs(*one, *other),
            }),
            Self::Drivers { overall, questions } => {
                let driver = |name: &String| Driver::of(selection, overall, name);
                Answer::Drivers(questions.iter().map(driver).collect())
            }
            Self::Index { questionnaire } => {
                let scores = table.composite(questionnaire).and_then(|it| selection.scores(it));
                Answer::Index(scores.and_then(Index::of).map(Index::estimate))
            }
            // Half a billion years fit.
            Self::Duration => {
                Answer::Duration(u64::try_from(selection.total_duration()).unwrap_or(u64::MAX))
            }
            Self::MedianDuration => Answer::MedianDuration(selection.median_duration()),
        }
    }
}

/// What several of the questions are about: found once for all of them, and gone
/// when they are answered.
struct Shared<'a, 't> {
    selection: &'a Selection<'t>,
    among: BTreeMap<(&'a str, &'a [String]), Among<'t>>,
}

impl<'a, 't> Shared<'a, 't> {
    fn new(selection: &'a Selection<'t>) -> Self {
        Self { selection, among: BTreeMap::new() }
    }

    fn among(&mut self, question: &'a str, codes: &'a [String]) -> &Among<'t> {
        let find = || {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            self.selection.among(question, &codes)
        };
        self.among.entry((question, codes)).or_insert_with(find)
    }
}

impl Driver {
    fn of(selection: &Selection<'_>, overall: &str, question: &str) -> Self {
        let counts = selection.together(question, overall).unwrap_or_default();
        let association = Association::of(&counts);
        Self {
            question: question.to_owned(),
            n: counts.iter().flatten().sum(),
            rho: association.map(|it| it.value),
            low: association.map(|it| it.interval.low),
            high: association.map(|it| it.interval.high),
            csat: Csat::of(&selection.tally(question)).map(Csat::estimate),
        }
    }
}

impl Distribution {
    fn of(tally: &Tally, figures: &[Kind]) -> Self {
        Self {
            n: tally.n(),
            counts: tally.counts().map(|(code, count)| (code.to_owned(), count)).collect(),
            figures: figures.iter().map(|kind| (*kind, kind.of(tally))).collect(),
        }
    }
}

impl Kind {
    fn of(self, tally: &Tally) -> Option<Estimate> {
        match self {
            Self::Csat => Csat::of(tally).map(Csat::estimate),
            Self::Nps => Nps::of(tally).map(Nps::estimate),
            Self::Ces => Ces::of(tally).map(Ces::estimate),
            Self::Mean => Mean::of(tally).map(Mean::estimate),
            Self::Score => Mean::of(tally).map(Mean::of_hundred),
            Self::Median => Median::of(tally).map(Median::estimate),
        }
    }
}
