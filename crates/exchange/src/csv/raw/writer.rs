//! Writing the raw flavour.

use std::io::Write;

use heard_survey::Value;

use super::Row;
use crate::{
    Response,
    csv::{Columns, Meta, Times, WriteError, cells, line::Line, list},
};

/// Writes responses as raw CSV, one at a time.
pub struct Writer<W: Write> {
    line: Line<W>,
    columns: Columns,
    times: Times,
}

/// Where the question columns of one file stand in another: see
/// [`Writer::place`].
#[derive(Clone, Debug)]
pub struct Placement(Vec<Option<usize>>);

impl<W: Write> Writer<W> {
    /// Starts a file by writing its headings to `out`.
    ///
    /// # Errors
    /// When `out` refuses.
    pub fn new(out: W, columns: &Columns, times: Times) -> Result<Self, WriteError> {
        let mut line = Line::new(out, "");
        for heading in columns.headings() {
            line.cell(&heading);
        }
        line.end()?;
        Ok(Self { line, columns: columns.clone(), times })
    }

    /// Writes one response.
    ///
    /// # Errors
    /// When the output refuses, or before anything is written when an answer
    /// has no column.
    pub fn write(&mut self, response: &Response) -> Result<(), WriteError> {
        let answers = placed(&self.columns, response)?;
        for meta in Meta::ALL {
            self.line.written(|text| cells::write(text, meta, response, self.times));
        }
        for value in answers {
            self.line.written(|text| {
                if let Some(value) = value {
                    write_value(text, value);
                }
            });
        }
        Ok(self.line.end()?)
    }

    /// What is written to, for whoever takes the file away in pieces. Whole rows arrive
    /// there, many at a time; the last ones with [`Writer::finish`].
    pub fn out(&mut self) -> &mut W {
        self.line.out()
    }

    /// Where the columns of a file with `header` belong in this one, for
    /// [`write_row`](Self::write_row).
    ///
    /// # Errors
    /// The name of a column this file does not have.
    pub fn place(&self, header: &Columns) -> Result<Placement, String> {
        match header.names().find(|name| self.columns.position(name).is_none()) {
            Some(lost) => Err(lost.to_owned()),
            None => Ok(Placement(self.columns.names().map(|name| header.position(name)).collect())),
        }
    }

    /// Writes a row read from another file, cell by cell as it stands there.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn write_row(&mut self, row: &Row<'_>, placement: &Placement) -> Result<(), WriteError> {
        for meta in Meta::ALL {
            self.line.cell(row.meta(meta));
        }
        for position in &placement.0 {
            self.line.cell(position.map_or("", |position| row.cell(position)));
        }
        Ok(self.line.end()?)
    }

    /// Ends the file and gives back what was written to.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn finish(self) -> Result<W, WriteError> {
        Ok(self.line.finish()?)
    }
}

/// The answers of `response` by column.
pub(crate) fn placed<'r>(
    columns: &Columns,
    response: &'r Response,
) -> Result<Vec<Option<&'r Value>>, WriteError> {
    let lost = |name: &str| WriteError::NoColumn { id: response.id, name: name.to_owned() };
    columns.placed(&response.answers).map_err(lost)
}

/// Appends the code of one answer.
pub(crate) fn write_value(cell: &mut String, value: &Value) {
    match value {
        Value::List(items) => list::join_into(cell, items),
        Value::Text(text) => cell.push_str(text),
        Value::Boolean(_) | Value::Number(_) => cells::push(cell, value),
    }
}
