//! Which rows a summary is of. The others are passed over, as if the files did not
//! hold them: they are in no figure, no note and no trust signal.

use chrono::NaiveDate;
use clap::Args;
use heard_exchange::csv::{CsvError, Meta, raw};

use crate::failure::Failure;

/// Which rows a summary is of: all of them, unless something is said.
#[derive(Args)]
pub(super) struct Only {
    /// Only responses from this day on, by the branch's calendar.
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Only responses up to and including this day.
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// Only responses of this branch; may be given again.
    #[arg(long, value_name = "CODE")]
    branch: Vec<String>,
}

impl Only {
    /// # Errors
    /// When the last day is before the first.
    pub(super) fn check(&self) -> Result<(), Failure> {
        match self.from.zip(self.to) {
            Some((from, to)) if to < from => {
                Err(Failure::CannotRun(format!("--to {to} is before --from {from}")))
            }
            _ => Ok(()),
        }
    }

    /// Whether the summary is of this row, too.
    ///
    /// # Errors
    /// When days are asked for, and its time is none.
    pub(super) fn keeps(&self, row: &raw::Row<'_>) -> Result<bool, CsvError> {
        let branch = row.meta(Meta::Branch);
        if !self.branch.is_empty() && !self.branch.iter().any(|code| code == branch) {
            return Ok(false);
        }
        if self.from.is_none() && self.to.is_none() {
            return Ok(true);
        }
        let day = row.started_at()?.date_naive();
        Ok(self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to))
    }
}
