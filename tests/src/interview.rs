//! Interviews as many different people would give them, from a seed.

use std::collections::BTreeMap;

use anyhow::Result;
use fastrand::Rng;

use crate::Customer;

/// One thing a customer does in the counter questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Chooses a language on the first screen.
    Speak(&'static str),
    /// Gives a question its answer; the kiosk moves on by itself.
    Choose(&'static str, String),
    /// Ticks several and goes on.
    Tick(&'static str, Vec<&'static str>),
    /// Writes and goes on.
    Write(&'static str, &'static str),
    /// Goes on without an answer.
    Skip(&'static str),
    /// Returns to the question before.
    Back,
    /// Waits for the thanks.
    ReadThanks,
    /// Accepts the invitation to say more.
    SayMore,
    /// Is done; the next person may come.
    Leave,
}

/// What one customer does, from the first touch until the kiosk is free again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// The language it is given in.
    pub locale: &'static str,
    /// In this order.
    pub steps: Vec<Step>,
}

/// Question name → cell, as raw CSV has it.
pub type Cells = BTreeMap<String, String>;

/// In the questionnaire's order, which is also that of a cell with several.
const REASONS: [&str; 13] = [
    "wait",
    "procedure",
    "attitude",
    "knowledge",
    "information",
    "limits",
    "channel",
    "environment",
    "elder",
    "security",
    "privacy",
    "promise",
    "other",
];
const PRAISE: [&str; 4] = ["staff", "speed", "care", "environment"];
const PROMISED: [&str; 3] = ["yes", "no", "not_promised"];
const PHONES: [&str; 2] = ["13800138000", "010-6655 4433"];

/// Words with everything that tears CSV apart.
const WORDS: [&str; 7] = [
    "柜员很耐心，谢谢。",
    "等了很久,没有座位;\"叫号\"也听不清",
    "第一行\n第二行，\n\n第四行",
    "=HYPERLINK(\"x\")",
    "很好👍🏽，下次还来",
    "a|b\\c, \"quoted\", and '+1",
    "-5",
];

impl Interview {
    /// The interview of one person, drawn from `draw`. One in four says more
    /// than is asked, one in ten thinks again about the first answer.
    pub fn drawn(draw: &mut Rng) -> Self {
        let locale = pick(draw, &["zh-CN", "zh-TW", "en"]);
        let mut steps = Vec::new();
        // The first language is the one the kiosk starts in.
        if locale != "zh-CN" {
            steps.push(Step::Speak(locale));
        }
        let face = draw.u8(1..=5);
        if draw.u8(..10) == 0 {
            steps.push(Step::Choose("satisfaction", draw.u8(1..=3).to_string()));
            steps.push(Step::Back);
        }
        steps.push(Step::Choose("satisfaction", face.to_string()));
        if face <= 3 {
            steps.push(tick_or_skip(draw, "reasons", &REASONS));
        }
        if face <= 2 {
            steps.extend(contact(draw));
        }
        steps.push(Step::ReadThanks);
        if draw.u8(..4) == 0 {
            steps.push(Step::SayMore);
            steps.extend(more(draw));
            steps.push(Step::ReadThanks);
        }
        steps.push(Step::Leave);
        Self { locale, steps }
    }

    /// The answers after the first `done` steps.
    pub fn answers_after(&self, done: usize) -> Cells {
        let mut cells = Cells::new();
        for step in self.steps.iter().take(done) {
            let (question, cell) = match step {
                Step::Choose(question, choice) => (*question, choice.clone()),
                Step::Write(question, words) => (*question, (*words).to_owned()),
                Step::Tick(question, choices) => {
                    let order = if *question == "praise" { &PRAISE[..] } else { &REASONS[..] };
                    let chosen: Vec<&str> =
                        order.iter().copied().filter(|code| choices.contains(code)).collect();
                    (*question, chosen.join("|"))
                }
                _ => continue,
            };
            cells.insert(question.to_owned(), cell);
        }
        cells
    }

    /// All the answers.
    pub fn answers(&self) -> Cells {
        self.answers_after(self.steps.len())
    }

    /// Goes through all of it; the id of the response that was thanked for.
    ///
    /// # Errors
    /// When a step cannot be taken.
    pub async fn is_given_by(&self, customer: Customer<'_>) -> Result<String> {
        let mut id = String::new();
        for step in &self.steps {
            if let Some(thanked) = step.is_taken_by(customer).await? {
                id = thanked;
            }
        }
        Ok(id)
    }
}

impl Step {
    /// Takes it; the id of the response where thanks are read.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub async fn is_taken_by(&self, customer: Customer<'_>) -> Result<Option<String>> {
        match self {
            Self::Speak(locale) => customer.switches_language(locale).await?,
            Self::Choose(question, choice) => customer.answers(question, choice).await?,
            Self::Tick(question, choices) => customer.ticks(question, choices).await?,
            Self::Write(question, words) => customer.writes(question, words).await?,
            Self::Skip(question) => customer.skips(question).await?,
            Self::Back => customer.presses("back").await?,
            Self::ReadThanks => return customer.reads_thanks().await.map(Some),
            Self::SayMore => customer.presses("more").await?,
            Self::Leave => customer.leaves().await?,
        }
        Ok(None)
    }
}

fn contact(draw: &mut Rng) -> Vec<Step> {
    match draw.u8(..3) {
        0 => vec![Step::Skip("contact")],
        1 => vec![Step::Choose("contact", "false".to_owned())],
        _ => vec![
            Step::Choose("contact", "true".to_owned()),
            Step::Write("contact_phone", pick(draw, &PHONES)),
        ],
    }
}

fn more(draw: &mut Rng) -> Vec<Step> {
    let mut steps = Vec::new();
    for question in ["attitude", "efficiency", "knowledge", "environment"] {
        let face = draw.u8(1..=5).to_string();
        steps.push(choose_or_skip(draw, question, face));
    }
    let promised = pick(draw, &PROMISED).to_owned();
    steps.push(choose_or_skip(draw, "promised_time", promised));
    let likelihood = draw.u8(0..=10).to_string();
    steps.push(choose_or_skip(draw, "recommend", likelihood));
    steps.push(tick_or_skip(draw, "praise", &PRAISE));
    steps.push(match draw.u8(..4) {
        0 => Step::Skip("comment"),
        _ => Step::Write("comment", pick(draw, &WORDS)),
    });
    steps
}

fn choose_or_skip(draw: &mut Rng, question: &'static str, choice: String) -> Step {
    if draw.u8(..4) == 0 { Step::Skip(question) } else { Step::Choose(question, choice) }
}

fn tick_or_skip(draw: &mut Rng, question: &'static str, choices: &[&'static str]) -> Step {
    let mut ticked = choices.to_vec();
    draw.shuffle(&mut ticked);
    ticked.truncate(draw.usize(..4));
    if ticked.is_empty() { Step::Skip(question) } else { Step::Tick(question, ticked) }
}

/// One of them.
pub(crate) fn pick<T: Copy>(draw: &mut Rng, among: &[T]) -> T {
    among[draw.usize(..among.len())]
}
