//! Many responses in columns, for figures of any part of them at once.
//!
//! The data structure is one idea: whatever a response has — a label, an answer,
//! a binary digit of its duration — is the set of the rows that have it, a bit
//! each. A filter is such a set, too, made by intersecting; a figure is how many
//! bits two sets have in common. So every figure is exact for every filter, and
//! nothing is kept from one question to the next.
//!
//! Rows are sorted by branch, then day, then time: a branch is one run of rows, a
//! day of a branch another within it, and the set of a branch, a counter or a
//! teller is no longer than its run. They come in blocks of up to 2^20, so that
//! what arrives later does not sort everything anew, and a block's masks fit the
//! processor's cache; figures of blocks add up.
//!
//! What the counts mean (shares, scores, intervals) is left to the other modules.

mod among;
mod block;
mod device_days;
mod filter;
mod kernel;
mod labels;
mod mask;
mod numbers;
mod question;
mod rows;
mod selection;

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use heard_exchange::{Channel, Mode, Outcome, Response, csv::list};
use heard_survey::{Questionnaire, Value};

pub use self::{
    among::{Among, Days, Part},
    filter::Filter,
    labels::{Dimension, Label},
    selection::Selection,
};
use self::{
    block::{Arrived, Block, Key, MOST_ROWS},
    labels::Labels,
    question::{Answers, Question},
};
use crate::{Composite, OffScale, QuestionIndex, Tally};

/// What is known of a response besides its answers. Codes that are not known are
/// empty.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// Branch code.
    pub branch: &'a str,
    /// Counter code, of the branch.
    pub counter: &'a str,
    /// Teller code, of the branch.
    pub teller: &'a str,
    /// Device id.
    pub device: &'a str,
    /// Business type.
    pub business: &'a str,
    /// Customer tier.
    pub tier: &'a str,
    /// Questionnaire's name.
    pub questionnaire: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Language answered in.
    pub locale: &'a str,
    /// Standard or elder.
    pub mode: Mode,
    /// Staff helped.
    pub assisted: bool,
    /// Something was spoken.
    pub voice: bool,
    /// How the person was reached.
    pub channel: Channel,
    /// When it began, by the branch's clock: a day is the branch's day, also where
    /// it has 23 or 25 hours.
    pub started: NaiveDateTime,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// How far the person went.
    pub outcome: Outcome,
}

impl<'a> Circumstances<'a> {
    /// Those of `response`.
    pub fn of(response: &'a Response) -> Self {
        let visit = &response.visit;
        Self {
            branch: &visit.branch,
            counter: &visit.counter,
            teller: visit.teller.as_deref().unwrap_or_default(),
            device: response.device.as_str(),
            business: visit.business.as_deref().unwrap_or_default(),
            tier: visit.tier.as_deref().unwrap_or_default(),
            questionnaire: &response.questionnaire.name,
            version: &response.questionnaire.version,
            locale: &response.locale,
            mode: response.mode,
            assisted: response.assisted,
            voice: response.voice,
            channel: response.channel,
            started: response.started_at.naive_local(),
            duration_ms: response.duration_ms,
            outcome: response.outcome,
        }
    }
}

/// Many responses in columns; see the module. Those for training have no place
/// in it.
#[derive(Clone, Debug, Default)]
pub struct Table {
    labels: [Labels; Dimension::ALL.len()],
    questions: Vec<Question>,
    blocks: Vec<Block>,
    arrived: Arrived,
    /// Where [`Table::rewind`] goes back to.
    mark: Mark,
    /// The composite index of each questionnaire that weighs one, by its name.
    composites: BTreeMap<String, Composite>,
}

/// How much a table had.
#[derive(Clone, Debug, Default)]
struct Mark {
    blocks: usize,
    arrived: usize,
    /// None where no mark was set since rows were last put in place.
    words: Option<Words>,
}

/// What a table knew besides responses.
#[derive(Clone, Debug)]
struct Words {
    /// How many labels, for each dimension.
    labels: [usize; Dimension::ALL.len()],
    /// An answer may show that a question holds words: then it is another.
    questions: Vec<Question>,
}

impl Table {
    /// Makes the questions of a questionnaire known: what their answers look like,
    /// and which codes they may have. Those known already keep what they are.
    pub fn know(&mut self, questionnaire: &Questionnaire) {
        for question in questionnaire.questions() {
            let place = self.question(&question.name);
            self.questions[place.0].know(Tally::of(&question.kind));
        }
        if let Some(dimensions) = &questionnaire.settings.dimensions {
            let ends = |name: &String| self.questions.get(self.place(name)?)?.form.ends();
            let ends: Option<Vec<_>> = dimensions.questions.iter().map(ends).collect();
            // Judgements that contradict each other give no weights, and no index.
            let composite = ends.and_then(|ends| Composite::of(dimensions, &ends).ok());
            let name = questionnaire.settings.name.clone();
            composite.map(|composite| self.composites.insert(name, composite));
        }
    }

    /// The composite index of the questionnaire of this name, where it weighs one and
    /// its judgements do not contradict each other.
    pub fn composite(&self, questionnaire: &str) -> Option<&Composite> {
        self.composites.get(questionnaire)
    }

    /// Where answers to the question `name` go; a name not met before is added as
    /// a question of unknown kind.
    pub fn question(&mut self, name: &str) -> QuestionIndex {
        QuestionIndex(self.place(name).unwrap_or_else(|| {
            self.questions.push(Question::new(name, Tally::of_unknown()));
            self.questions.len() - 1
        }))
    }

    /// Adds a response; its answers follow, each question at most once.
    pub fn open(&mut self, response: &Circumstances<'_>) -> Entry<'_> {
        if self.arrived.keys.len() >= MOST_ROWS {
            self.settle_full();
        }
        self.describe(response);
        self.opened()
    }

    /// The response that was added last.
    pub(crate) fn opened(&mut self) -> Entry<'_> {
        Entry { table: self }
    }

    /// Adds a response with its answers, unless it was for training.
    ///
    /// # Errors
    /// When an answer is not on its question's scale; the response and its other
    /// answers are added all the same.
    pub fn add(&mut self, response: &Response) -> Result<(), OffScale> {
        let mut result = Ok(());
        if !response.training {
            let mut entry = self.open(&Circumstances::of(response));
            for (name, value) in &response.answers {
                let question = entry.question(name);
                result = result.and(entry.answer(question, value));
            }
        }
        result
    }

    /// Remembers what there is now, for [`Table::rewind`].
    pub fn mark(&mut self) {
        let labels = self.labels.each_ref().map(Labels::len);
        let words = Some(Words { labels, questions: self.questions.clone() });
        self.mark = Mark { words, ..self.place_reached() };
    }

    /// Forgets what came since [`Table::mark`]: responses, labels, questions, codes
    /// and what a questionnaire said. To be called before they are settled.
    pub fn rewind(&mut self) {
        self.blocks.truncate(self.mark.blocks);
        self.arrived.truncate(self.mark.arrived);
        if let Some(Words { labels, questions }) = self.mark.words.clone() {
            for (labels, count) in self.labels.iter_mut().zip(labels) {
                labels.truncate(count);
            }
            self.arrived.answers.truncate(questions.len());
            self.questions = questions;
        }
    }

    /// The blocks that are in figures. Those after the mark are of a file in hand,
    /// which had more rows than one holds.
    fn settled(&self) -> &[Block] {
        self.blocks.get(..self.mark.blocks).unwrap_or_default()
    }

    fn place_reached(&self) -> Mark {
        Mark { blocks: self.blocks.len(), arrived: self.arrived.keys.len(), words: None }
    }

    /// Sorts what has arrived into place. What has arrived since the last time is
    /// in no figure.
    pub fn settle(&mut self) {
        let arrived = std::mem::take(&mut self.arrived);
        self.add_block(&arrived);
        self.mark = self.place_reached();
    }

    /// Makes room for more: what came before the mark, or else all, is settled.
    fn settle_full(&mut self) {
        let before = self.mark.arrived;
        let later = if before > 0 { self.arrived.split_off(before) } else { Arrived::default() };
        let arrived = std::mem::replace(&mut self.arrived, later);
        self.add_block(&arrived);
        if before > 0 {
            self.mark.blocks = self.blocks.len();
            self.mark.arrived = 0;
        }
    }

    fn add_block(&mut self, arrived: &Arrived) {
        if arrived.keys.is_empty() {
            return;
        }
        self.blocks.push(Block::of(arrived));
    }

    /// The responses `filter` keeps, of those settled. What it names and the table
    /// has not is met by none.
    pub fn select(&self, filter: &Filter) -> Selection<'_> {
        let condition = filter.look_up(self);
        let kept = self.settled().iter().map(|block| (block, condition.rows(block)));
        Selection::new(self, kept.collect())
    }

    /// The labels of a dimension in the order they were met.
    pub fn labels(&self, dimension: Dimension) -> &[Label] {
        self.labels_of(dimension).all()
    }

    /// The codes of a question: first those its questionnaire names. None for
    /// words.
    pub fn codes(&self, question: &str) -> impl Iterator<Item = &str> {
        let question = self.place(question).and_then(|place| self.questions.get(place));
        question.map_or(&[][..], Question::codes).iter().map(|code| &**code)
    }

    /// The names of the questions in the order they were met.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().map(|question| question.name.as_str())
    }

    /// How many responses are settled.
    pub fn len(&self) -> u64 {
        self.settled().iter().map(|block| u64::from(block.rows)).sum()
    }

    /// None is.
    pub fn is_empty(&self) -> bool {
        self.settled().is_empty()
    }

    /// What the settled responses take in memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.settled().iter().map(Block::bytes).sum()
    }

    fn describe(&mut self, response: &Circumstances<'_>) {
        let Circumstances { branch, questionnaire, started, .. } = *response;
        let date = started.date();
        for dimension in Dimension::ALL {
            let labels = &mut self.labels[dimension.place()];
            let number = match dimension {
                Dimension::Branch => labels.number("", branch),
                Dimension::Counter => labels.number(branch, response.counter),
                Dimension::Teller => labels.number(branch, response.teller),
                Dimension::Device => labels.number("", response.device),
                Dimension::Business => labels.number("", response.business),
                Dimension::Tier => labels.number("", response.tier),
                Dimension::Channel => {
                    labels.number_at(response.channel as usize, || response.channel.code())
                }
                Dimension::Mode => {
                    labels.number_at(response.mode as usize, || response.mode.code())
                }
                Dimension::Assisted => yes_or_no(labels, response.assisted),
                Dimension::Voice => yes_or_no(labels, response.voice),
                Dimension::Locale => labels.number("", response.locale),
                Dimension::Version => labels.number(questionnaire, response.version),
                Dimension::Outcome => {
                    labels.number_at(response.outcome as usize, || response.outcome.code())
                }
                Dimension::Hour => {
                    let hour = started.hour() as usize;
                    labels.number_at(hour, || HOURS[hour])
                }
                Dimension::Weekday => {
                    let day = date.weekday().num_days_from_monday() as usize;
                    labels.number_at(day, || WEEKDAYS[day])
                }
            };
            self.arrived.labels[dimension.place()].push(number);
        }
        let branch = self.arrived.labels[Dimension::Branch.place()].last().copied();
        let second = started.num_seconds_from_midnight();
        self.arrived.keys.push(Key { branch: branch.unwrap_or_default(), day: date, second });
        self.arrived.durations.push(response.duration_ms);
    }

    fn labels_of(&self, dimension: Dimension) -> &Labels {
        &self.labels[dimension.place()]
    }

    fn place(&self, question: &str) -> Option<usize> {
        self.questions.iter().position(|known| known.name == question)
    }

    /// The first and the last day that has a response.
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (first, last) = self.numbers_of_span()?;
        let date = NaiveDate::from_num_days_from_ce_opt;
        date(first).zip(date(last))
    }

    /// The same days by number.
    fn numbers_of_span(&self) -> Option<(i32, i32)> {
        let spans = || self.settled().iter().filter_map(Block::span);
        let first = spans().map(|(first, _)| first).min();
        first.zip(spans().map(|(_, last)| last).max())
    }
}

/// A response that was added last, whose answers are being taken.
pub struct Entry<'t> {
    table: &'t mut Table,
}

impl Entry<'_> {
    /// Where answers to the question `name` go; see [`Table::question`].
    pub fn question(&mut self, name: &str) -> QuestionIndex {
        self.table.question(name)
    }

    /// Adds an answer as it stands in a raw CSV cell; an empty one is none.
    ///
    /// # Errors
    /// When the question has a scale and this is not on it.
    pub fn cell(&mut self, question: QuestionIndex, cell: &str) -> Result<(), OffScale> {
        let Arrived { keys, answers, .. } = &mut self.table.arrived;
        let Some(known) = self.table.questions.get_mut(question.0) else { return Ok(()) };
        if cell.is_empty() {
            return Ok(());
        }
        if answers.len() <= question.0 {
            answers.resize_with(question.0 + 1, Answers::default);
        }
        // A block has at most 2^20 rows, and one was opened for this.
        let row = u32::try_from(keys.len() - 1).unwrap_or(u32::MAX);
        known.note(&mut answers[question.0], row, cell)
    }
}

impl Entry<'_> {
    fn answer(&mut self, question: QuestionIndex, value: &Value) -> Result<(), OffScale> {
        match value {
            Value::Text(text) => self.cell(question, text),
            Value::List(items) => self.cell(question, &list::join(items)),
            Value::Boolean(_) | Value::Number(_) => self.cell(question, &value.to_string()),
        }
    }
}

fn yes_or_no(labels: &mut Labels, is: bool) -> u32 {
    labels.number_at(is.into(), || if is { "true" } else { "false" })
}

const HOURS: [&str; 24] = [
    "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15",
    "16", "17", "18", "19", "20", "21", "22", "23",
];
const WEEKDAYS: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];
