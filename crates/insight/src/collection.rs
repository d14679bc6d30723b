//! The responses of many files, each once, ready for figures: the table or whatever
//! else takes them in, the register of what was met, and the questionnaires that say
//! what answers mean. Where files come from, and how what was met is told, is left to
//! others.

use std::collections::BTreeSet;

use heard_exchange::{
    Numbering, Register, Response,
    csv::{CsvError, Meta, Problem, raw},
};
use heard_survey::Questionnaire;

use crate::{
    Intake, OffScale, QuestionIndex,
    table::{Circumstances, Table},
};

/// The responses of many files: in a [`Table`], where they can be taken back and asked
/// about in parts, or counted as they come by another [`Intake`].
#[derive(Clone, Debug, Default)]
pub struct Collection<I = Table> {
    intake: I,
    register: Register,
    /// How many were taken for practice: they are in no figure, and not taken in.
    training: u64,
    /// Questionnaires that are known once a response names them.
    offered: Vec<Questionnaire>,
    /// The names of those that were met, known or not.
    met: Numbering,
    unknown: BTreeSet<String>,
    /// While a file is in hand.
    before: Option<Before>,
}

/// What there was when a file was begun, besides what intake and register remember.
#[derive(Clone, Debug)]
struct Before {
    training: u64,
    met: usize,
    unknown: BTreeSet<String>,
    /// Made known since, by others than the file.
    told: Vec<Questionnaire>,
}

/// Reads one file into a [`Collection`].
#[derive(Clone, Debug)]
pub struct Source {
    names: Vec<String>,
    /// Found when first answered: by then the questionnaire is known.
    places: Vec<Option<QuestionIndex>>,
}

impl Source {
    /// For a file with these question columns.
    pub fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let names: Vec<String> = names.map(str::to_owned).collect();
        Self { places: vec![None; names.len()], names }
    }
}

impl<I: Intake> Collection<I> {
    /// One that knows questionnaires by their name once a response answers them.
    pub fn new(offered: Vec<Questionnaire>) -> Self
    where
        I: Default,
    {
        Self::with(I::default(), offered)
    }

    /// The same, its responses taken in by `intake`.
    pub fn with(intake: I, offered: Vec<Questionnaire>) -> Self {
        Self {
            intake,
            register: Register::default(),
            training: 0,
            offered,
            met: Numbering::default(),
            unknown: BTreeSet::new(),
            before: None,
        }
    }

    /// Makes a questionnaire known at once.
    pub fn know(&mut self, questionnaire: &Questionnaire) {
        self.intake.know(questionnaire);
        self.met.number(0, &questionnaire.settings.name);
        self.unknown.remove(&questionnaire.settings.name);
        if let Some(before) = &mut self.before {
            before.told.push(questionnaire.clone());
        }
    }

    /// Takes the response in a row; says whether it was not there yet.
    ///
    /// # Errors
    /// When a cell that is needed does not hold what its column promises.
    pub fn take(&mut self, source: &mut Source, row: &raw::Row<'_>) -> Result<bool, CsvError> {
        let (id, started) = (row.id()?, row.started_at()?.naive_local());
        let (device, sequence) = (row.meta(Meta::Device), row.sequence()?);
        if self.register.enter(id, device, sequence, started.date(), ()).is_some() {
            return Ok(false);
        }
        self.meet(row.meta(Meta::Questionnaire));
        if row.training()? {
            self.training += 1;
            return Ok(true);
        }
        let circumstances = Circumstances {
            branch: row.meta(Meta::Branch),
            counter: row.meta(Meta::Counter),
            teller: row.meta(Meta::Teller),
            device,
            business: row.meta(Meta::Business),
            tier: row.meta(Meta::Tier),
            questionnaire: row.meta(Meta::Questionnaire),
            version: row.meta(Meta::Version),
            locale: row.meta(Meta::Locale),
            mode: row.mode()?,
            assisted: row.assisted()?,
            voice: row.voice()?,
            channel: row.channel()?,
            started,
            duration_ms: row.duration_ms()?,
            outcome: row.outcome()?,
        };
        self.intake.open(&circumstances);
        for (at, (name, place)) in source.names.iter().zip(&mut source.places).enumerate() {
            let cell = row.cell(at);
            if !cell.is_empty() {
                let question = *place.get_or_insert_with(|| self.intake.question(name));
                self.intake.cell(question, cell).map_err(|off| off_scale(row, name, off))?;
            }
        }
        Ok(true)
    }

    /// Makes the questions of a file known that nobody answered, too.
    pub fn list(&mut self, source: &Source) {
        for name in &source.names {
            self.intake.question(name);
        }
    }

    /// Makes the questions of the questionnaire `name` known, where they can be.
    fn meet(&mut self, name: &str) {
        let before = self.met.len();
        if (self.met.number(0, name) as usize) < before {
            return;
        }
        match self.offered.iter().find(|offered| offered.settings.name == name) {
            Some(offered) => self.intake.know(offered),
            None => {
                self.unknown.insert(name.to_owned());
            }
        }
    }

    /// Where they were taken in.
    pub fn intake(&mut self) -> &mut I {
        &mut self.intake
    }

    /// What was met.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// How many were taken for practice.
    pub fn training(&self) -> u64 {
        self.training
    }

    /// Names of questionnaires that were met and are not known: their answers are
    /// counted as they stand, and they add no measures.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.unknown.iter().map(String::as_str)
    }
}

impl Collection {
    /// Begins a file: until [`Collection::keep`] it can be taken back.
    pub fn begin(&mut self) {
        self.mark();
        self.before = Some(Before {
            training: self.training,
            met: self.met.len(),
            unknown: self.unknown.clone(),
            told: Vec::new(),
        });
    }

    fn mark(&mut self) {
        self.intake.mark();
        self.register.mark();
    }

    /// Keeps what came since the file was begun, also the questions nobody
    /// answered.
    pub fn keep(&mut self, source: &Source) {
        self.list(source);
        self.mark();
        self.before = None;
    }

    /// Takes back what came since the file was begun, as if it had never been.
    pub fn take_back(&mut self) {
        self.intake.rewind();
        self.register.rewind();
        if let Some(Before { training, met, unknown, told }) = self.before.take() {
            (self.training, self.unknown) = (training, unknown);
            self.met.truncate(met);
            for questionnaire in &told {
                self.know(questionnaire);
            }
        }
        self.mark();
    }

    /// Takes a response; says whether it was not there yet.
    ///
    /// # Errors
    /// When an answer is not on its question's scale; the response and its other
    /// answers are taken all the same.
    pub fn add(&mut self, response: &Response) -> Result<bool, OffScale> {
        let day = response.started_at.date_naive();
        let device = response.device.as_str();
        if self.register.enter(response.id, device, response.sequence, day, ()).is_some() {
            return Ok(false);
        }
        self.meet(&response.questionnaire.name);
        self.training += u64::from(response.training);
        self.intake.add(response).map(|()| true)
    }

    /// The table, with all that came in place; while a file is in hand, with all
    /// that was in place when it was begun.
    pub fn table(&mut self) -> &Table {
        if self.before.is_none() {
            self.intake.settle();
        }
        &self.intake
    }
}

fn off_scale(row: &raw::Row<'_>, question: &str, off: OffScale) -> CsvError {
    row.problem(question, Problem::Value { value: off.answer, expected: "a step of its scale" })
}
