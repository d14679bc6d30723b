//! What an export is called.

use std::fmt;

use chrono::NaiveDate;

/// Which of the three things an export can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// [Raw CSV](crate::csv::raw).
    Raw,
    /// [CSV for Excel](crate::csv::excel).
    Excel,
    /// [Data package](crate::package).
    Package,
}

/// The file name of an export, as text through `Display`:
/// `heard-B001-2026-11-01_2026-11-30-raw.csv`. Demonstration and training
/// data say so right after `heard`, so that no listing hides it.
///
/// ```
/// use heard_exchange::{ExportKind, ExportName};
/// # let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
/// let name = ExportName {
///     branch: "城东/支行",
///     from: day,
///     to: day,
///     kind: ExportKind::Excel,
///     demo: true,
///     training: false,
/// };
/// assert_eq!(name.to_string(), "heard-demo-城东_支行-2026-11-21_2026-11-21-excel.csv");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ExportName<'a> {
    /// Branch code or name. Letters of every script, digits, `-` and `_` are
    /// kept, at most 40; the rest becomes `_`.
    pub branch: &'a str,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Which export.
    pub kind: ExportKind,
    /// Demonstration data.
    pub demo: bool,
    /// Responses taken while staff were practising.
    pub training: bool,
}

impl fmt::Display for ExportName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 40;
        f.write_str("heard")?;
        if self.demo {
            f.write_str("-demo")?;
        }
        if self.training {
            f.write_str("-training")?;
        }
        f.write_str("-")?;
        let unsafe_character =
            |character: char| !(character.is_alphanumeric() || matches!(character, '-' | '_'));
        let branch = self.branch.trim_matches(unsafe_character);
        if branch.is_empty() {
            f.write_str("branch")?;
        }
        for character in branch.chars().take(LONGEST) {
            write!(f, "{}", if unsafe_character(character) { '_' } else { character })?;
        }
        let ending = match self.kind {
            ExportKind::Raw => "raw.csv",
            ExportKind::Excel => "excel.csv",
            ExportKind::Package => "package.zip",
        };
        write!(f, "-{}_{}-{ending}", self.from, self.to)
    }
}
