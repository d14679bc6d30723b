//! The metadata of a response as cells, written and read: the same words in raw
//! CSV and in the columns of a segment.

use std::{fmt::Write as _, str::FromStr};

use chrono::{DateTime, FixedOffset};
use heard_survey::Answers;

use super::{Meta, Times, columns::boolean};
use crate::{
    Channel, DeviceId, DeviceSequence, Mode, Outcome, QuestionnaireId, Response, ResponseId, Visit,
    time,
};

/// A cell that does not hold what its column promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Which column.
    pub(crate) meta: Meta,
    /// What it should have been, with its article.
    pub(crate) expected: &'static str,
}

/// The cells of one response.
pub(crate) trait Cells<'c>: Copy {
    /// The cell of a column; empty where nothing is known.
    fn cell(self, meta: Meta) -> &'c str;

    /// The cell, read.
    fn parsed<T: FromStr>(self, meta: Meta, expected: &'static str) -> Result<T, Refused> {
        self.cell(meta).parse().map_err(|_| Refused { meta, expected })
    }

    /// `true` or `false`.
    fn boolean(self, meta: Meta) -> Result<bool, Refused> {
        boolean(self.cell(meta)).ok_or(Refused { meta, expected: "true or false" })
    }

    /// The response's id.
    fn id(self) -> Result<ResponseId, Refused> {
        self.parsed(Meta::Id, "a response id (UUID)")
    }

    /// Which tablet took it.
    fn device(self) -> Result<DeviceId, Refused> {
        let expected = "a device id (1 to 40 letters, digits, - and _)";
        DeviceId::new(self.cell(Meta::Device)).map_err(|_| Refused { meta: Meta::Device, expected })
    }

    /// Place in the device's sequence.
    fn sequence(self) -> Result<DeviceSequence, Refused> {
        let (meta, expected) = (Meta::Sequence, "a whole number from 1");
        match self.parsed(meta, expected)? {
            0 => Err(Refused { meta, expected }),
            sequence => Ok(DeviceSequence(sequence)),
        }
    }

    /// When the first answer was given.
    fn started_at(self) -> Result<DateTime<FixedOffset>, Refused> {
        let expected = "a date and time like 2026-11-21T14:05:09+08:00";
        let parsed = DateTime::parse_from_rfc3339(self.cell(Meta::StartedAt));
        parsed.map_err(|_| Refused { meta: Meta::StartedAt, expected })
    }

    /// Which of the two ways of asking.
    fn mode(self) -> Result<Mode, Refused> {
        self.parsed(Meta::Mode, "standard or elder")
    }

    /// How the person was reached.
    fn channel(self) -> Result<Channel, Refused> {
        self.parsed(Meta::Channel, "a known channel")
    }

    /// How long it took, in milliseconds.
    fn duration_ms(self) -> Result<u64, Refused> {
        self.parsed(Meta::DurationMs, "a whole number of milliseconds")
    }

    /// How far the person went.
    fn outcome(self) -> Result<Outcome, Refused> {
        self.parsed(Meta::Outcome, "complete or partial")
    }

    /// The response that gave `answers`.
    fn response(self, answers: Answers) -> Result<Response, Refused> {
        let text = |meta| self.cell(meta).to_owned();
        let optional =
            |meta| Some(self.cell(meta)).filter(|code| !code.is_empty()).map(str::to_owned);
        Ok(Response {
            id: self.id()?,
            device: self.device()?,
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
                name: text(Meta::Questionnaire),
                version: text(Meta::Version),
                hash: text(Meta::Hash),
            },
            locale: text(Meta::Locale),
            mode: self.mode()?,
            assisted: self.boolean(Meta::Assisted)?,
            voice: self.boolean(Meta::Voice)?,
            channel: self.channel()?,
            started_at: self.started_at()?,
            duration_ms: self.duration_ms()?,
            outcome: self.outcome()?,
            training: self.boolean(Meta::Training)?,
            answers,
        })
    }
}

/// Appends the cell of `meta` to `cell`.
pub(crate) fn write(cell: &mut String, meta: Meta, response: &Response, times: Times) {
    let visit = &response.visit;
    let optional = |code: &Option<String>, cell: &mut String| {
        cell.push_str(code.as_deref().unwrap_or_default());
    };
    match meta {
        Meta::Id => push(cell, response.id),
        Meta::Device => cell.push_str(response.device.as_str()),
        Meta::Sequence => push(cell, response.sequence.0),
        Meta::Branch => cell.push_str(&visit.branch),
        Meta::Counter => cell.push_str(&visit.counter),
        Meta::Teller => optional(&visit.teller, cell),
        Meta::Business => optional(&visit.business, cell),
        Meta::Ticket => optional(&visit.ticket, cell),
        Meta::Tier => optional(&visit.tier, cell),
        Meta::Questionnaire => cell.push_str(&response.questionnaire.name),
        Meta::Version => cell.push_str(&response.questionnaire.version),
        Meta::Hash => cell.push_str(&response.questionnaire.hash),
        Meta::Locale => cell.push_str(&response.locale),
        Meta::Mode => cell.push_str(response.mode.code()),
        Meta::Assisted => push(cell, response.assisted),
        Meta::Voice => push(cell, response.voice),
        Meta::Channel => cell.push_str(response.channel.code()),
        Meta::StartedAt => time::write(cell, &times.of(response)),
        Meta::DurationMs => push(cell, response.duration_ms),
        Meta::Outcome => cell.push_str(response.outcome.code()),
        Meta::Training => push(cell, response.training),
    }
}

/// Appends what `value` displays as; a `String` takes everything.
pub(super) fn push(cell: &mut String, value: impl std::fmt::Display) {
    let _ = write!(cell, "{value}");
}
