//! One row of a raw file.

use chrono::{DateTime, FixedOffset};

use super::reader::Place;
use crate::{
    Channel, DeviceSequence, Mode, Outcome, Response, ResponseId,
    csv::{
        Columns, CsvError, Meta, Problem,
        cells::{Cells, Refused},
    },
};

/// A row of a raw file: cells as they stand, typed only when asked for.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    /// Its cells, a comma between each two.
    pub(super) text: &'r str,
    /// Where each of them ends.
    pub(super) ends: &'r [usize],
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
        let cells = self.cells().skip(Meta::ALL.len());
        self.place.header.names().zip(cells).filter(|(_, cell)| !cell.is_empty())
    }

    /// All cells.
    pub(super) fn cells(self) -> impl Iterator<Item = &'r str> {
        (0..self.ends.len()).map(move |index| self.at(index))
    }

    fn at(self, index: usize) -> &'r str {
        let before = index.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |end| end + 1);
        self.ends.get(index).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// The response's id.
    ///
    /// # Errors
    /// When it is none.
    pub fn id(&self) -> Result<ResponseId, CsvError> {
        Cells::id(*self).map_err(|refused| self.refuse(refused))
    }

    /// Place in the device's sequence.
    ///
    /// # Errors
    /// When it is not a whole number from 1.
    pub fn sequence(&self) -> Result<DeviceSequence, CsvError> {
        Cells::sequence(*self).map_err(|refused| self.refuse(refused))
    }

    /// When the first answer was given.
    ///
    /// # Errors
    /// When it is not RFC 3339 with an offset.
    pub fn started_at(&self) -> Result<DateTime<FixedOffset>, CsvError> {
        Cells::started_at(*self).map_err(|refused| self.refuse(refused))
    }

    /// Whether every required question was answered.
    ///
    /// # Errors
    /// When it is not one of the codes.
    pub fn outcome(&self) -> Result<Outcome, CsvError> {
        Cells::outcome(*self).map_err(|refused| self.refuse(refused))
    }

    /// Taken while staff were practising.
    ///
    /// # Errors
    /// When it is neither `true` nor `false`.
    pub fn training(&self) -> Result<bool, CsvError> {
        self.boolean(Meta::Training).map_err(|refused| self.refuse(refused))
    }

    /// Which of the two ways of asking.
    ///
    /// # Errors
    /// When it is not one of the codes.
    pub fn mode(&self) -> Result<Mode, CsvError> {
        Cells::mode(*self).map_err(|refused| self.refuse(refused))
    }

    /// Staff helped.
    ///
    /// # Errors
    /// When it is neither `true` nor `false`.
    pub fn assisted(&self) -> Result<bool, CsvError> {
        self.boolean(Meta::Assisted).map_err(|refused| self.refuse(refused))
    }

    /// Something was spoken.
    ///
    /// # Errors
    /// When it is neither `true` nor `false`.
    pub fn voice(&self) -> Result<bool, CsvError> {
        self.boolean(Meta::Voice).map_err(|refused| self.refuse(refused))
    }

    /// How the person was reached.
    ///
    /// # Errors
    /// When it is not one of the codes.
    pub fn channel(&self) -> Result<Channel, CsvError> {
        Cells::channel(*self).map_err(|refused| self.refuse(refused))
    }

    /// How long it took, in milliseconds.
    ///
    /// # Errors
    /// When it is not a whole number.
    pub fn duration_ms(&self) -> Result<u64, CsvError> {
        Cells::duration_ms(*self).map_err(|refused| self.refuse(refused))
    }

    /// The whole response. `columns` say what the cells mean, by the
    /// questionnaire version the row names; what they do not know stays text.
    ///
    /// # Errors
    /// When a cell does not hold what its column promises.
    pub fn response(&self, columns: &Columns) -> Result<Response, CsvError> {
        let (questionnaire, version) = (self.meta(Meta::Questionnaire), self.meta(Meta::Version));
        let answer = |(name, cell): (&str, &str)| {
            let value = columns.value(name, questionnaire, version, cell).map_err(|expected| {
                self.problem(name, Problem::Value { value: cell.to_owned(), expected })
            })?;
            Ok((name.to_owned(), value))
        };
        let answers = self.answers().map(answer).collect::<Result<_, CsvError>>()?;
        Cells::response(*self, answers).map_err(|refused| self.refuse(refused))
    }

    /// An error at `column` of this row, for whoever finds one.
    pub fn problem(&self, column: &str, problem: Problem) -> CsvError {
        self.place.column(column, problem)
    }

    fn refuse(&self, Refused { meta, expected }: Refused) -> CsvError {
        self.problem(meta.name(), Problem::Value { value: self.meta(meta).to_owned(), expected })
    }
}

impl<'r> Cells<'r> for Row<'r> {
    fn cell(self, meta: Meta) -> &'r str {
        self.meta(meta)
    }
}
