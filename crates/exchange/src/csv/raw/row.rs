//! One row of a raw file.

use std::str::FromStr;

use chrono::{DateTime, FixedOffset};
use csv::StringRecord;

use super::reader::Place;
use crate::{
    DeviceId, DeviceSequence, Outcome, QuestionnaireId, Response, ResponseId, Visit,
    csv::{Columns, CsvError, Meta, Problem, columns::boolean},
};

/// A row of a raw file: cells as they stand, typed only when asked for.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    pub(super) record: &'r StringRecord,
    pub(super) place: &'r Place,
}

impl<'r> Row<'r> {
    /// The row as a spreadsheet counts: the first response is in row 2.
    pub fn number(&self) -> u64 {
        self.place.row
    }

    /// A metadata cell as it stands.
    pub fn meta(&self, meta: Meta) -> &'r str {
        self.at(meta.place())
    }

    /// The cell of the question column at `position`, from 0, as in
    /// [`Reader::columns`](super::Reader::columns); empty where not answered.
    pub fn cell(&self, position: usize) -> &'r str {
        self.at(Meta::ALL.len() + position)
    }

    /// What was answered: the question's name and the cell as it stands.
    pub fn answers(&self) -> impl Iterator<Item = (&'r str, &'r str)> {
        let cells = self.record.iter().skip(Meta::ALL.len());
        self.place.header.names().zip(cells).filter(|(_, cell)| !cell.is_empty())
    }

    fn at(&self, index: usize) -> &'r str {
        self.record.get(index).unwrap_or_default()
    }

    /// The response's id.
    ///
    /// # Errors
    /// When it is none.
    pub fn id(&self) -> Result<ResponseId, CsvError> {
        self.parsed(Meta::Id, "a response id (UUID)")
    }

    /// Place in the device's sequence.
    ///
    /// # Errors
    /// When it is not a whole number from 1.
    pub fn sequence(&self) -> Result<DeviceSequence, CsvError> {
        const WHOLE: &str = "a whole number from 1";
        match self.parsed(Meta::Sequence, WHOLE)? {
            0 => Err(self.refuse(Meta::Sequence, WHOLE)),
            sequence => Ok(DeviceSequence(sequence)),
        }
    }

    /// When the first answer was given.
    ///
    /// # Errors
    /// When it is not RFC 3339 with an offset.
    pub fn started_at(&self) -> Result<DateTime<FixedOffset>, CsvError> {
        DateTime::parse_from_rfc3339(self.meta(Meta::StartedAt)).map_err(|_| {
            self.refuse(Meta::StartedAt, "a date and time like 2026-11-21T14:05:09+08:00")
        })
    }

    /// Whether every required question was answered.
    ///
    /// # Errors
    /// When it is not one of the codes.
    pub fn outcome(&self) -> Result<Outcome, CsvError> {
        self.parsed(Meta::Outcome, "complete or partial")
    }

    /// Taken while staff were practising.
    ///
    /// # Errors
    /// When it is neither `true` nor `false`.
    pub fn training(&self) -> Result<bool, CsvError> {
        self.boolean(Meta::Training)
    }

    /// The whole response. `columns` say what the cells mean, by the
    /// questionnaire version the row names; what they do not know stays text.
    ///
    /// # Errors
    /// When a cell does not hold what its column promises.
    pub fn response(&self, columns: &Columns) -> Result<Response, CsvError> {
        let text = |meta| self.meta(meta).to_owned();
        let optional =
            |meta| Some(self.meta(meta)).filter(|code| !code.is_empty()).map(str::to_owned);
        let (questionnaire, version) = (self.meta(Meta::Questionnaire), self.meta(Meta::Version));
        let answer = |(name, cell): (&str, &str)| {
            let value = columns.value(name, questionnaire, version, cell).map_err(|expected| {
                self.problem(name, Problem::Value { value: cell.to_owned(), expected })
            })?;
            Ok((name.to_owned(), value))
        };
        Ok(Response {
            id: self.id()?,
            device: DeviceId::new(self.meta(Meta::Device)).map_err(|_| {
                self.refuse(Meta::Device, "a device id (1 to 40 letters, digits, - and _)")
            })?,
            sequence: self.sequence()?,
            visit: Visit {
                branch: text(Meta::Branch),
                counter: text(Meta::Counter),
                teller: optional(Meta::Teller),
                business: optional(Meta::Business),
                ticket: optional(Meta::Ticket),
                tier: optional(Meta::Tier),
            },
            questionnaire: QuestionnaireId {
                name: questionnaire.to_owned(),
                version: version.to_owned(),
                hash: text(Meta::Hash),
            },
            locale: text(Meta::Locale),
            mode: self.parsed(Meta::Mode, "standard or elder")?,
            assisted: self.boolean(Meta::Assisted)?,
            voice: self.boolean(Meta::Voice)?,
            channel: self.parsed(Meta::Channel, "a known channel")?,
            started_at: self.started_at()?,
            duration_ms: self.parsed(Meta::DurationMs, "a whole number of milliseconds")?,
            outcome: self.outcome()?,
            training: self.training()?,
            answers: self.answers().map(answer).collect::<Result<_, CsvError>>()?,
        })
    }

    /// An error at `column` of this row, for whoever finds one.
    pub fn problem(&self, column: &str, problem: Problem) -> CsvError {
        self.place.column(column, problem)
    }

    fn parsed<T: FromStr>(&self, meta: Meta, expected: &'static str) -> Result<T, CsvError> {
        self.meta(meta).parse().map_err(|_| self.refuse(meta, expected))
    }

    fn boolean(&self, meta: Meta) -> Result<bool, CsvError> {
        boolean(self.meta(meta)).ok_or_else(|| self.refuse(meta, "true or false"))
    }

    fn refuse(&self, meta: Meta, expected: &'static str) -> CsvError {
        self.problem(meta.name(), Problem::Value { value: self.meta(meta).to_owned(), expected })
    }
}
