//! How many customers each counter served, from a bank's own systems: the file that
//! `heard demo --transactions` writes.

use std::{collections::BTreeMap, io::Read as _, path::Path};

use chrono::NaiveDate;
use heard_insight::table::Label;
use heard_report::{Period, section::Covered};

use crate::{failure::Failure, source::Source};

/// What each line says, in this order.
const HEADINGS: &str = "branch,counter,date,transactions";
/// A larger file is none of transactions.
const LARGEST: u64 = 256 << 20;

/// What each counter of these branches served in the period; of all branches where
/// none is named. Codes have no quotation marks.
pub(super) fn read(
    file: &Path,
    period: Period,
    branches: &[String],
) -> Result<Vec<Covered>, Failure> {
    let mut text = String::new();
    let limited = Source::named(file).open()?.take(LARGEST).read_to_string(&mut text);
    limited.map_err(|error| Failure::of_file(file, &error))?;
    let problem = |row: usize, what: &str| {
        Failure::Problems(vec![format!("{}: row {row}: {what}", file.display())])
    };
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    if lines.next().is_none_or(|(_, line)| line.trim_end() != HEADINGS) {
        return Err(problem(1, &format!("the headings are not {HEADINGS}")));
    }
    let mut served: BTreeMap<Label, u64> = BTreeMap::new();
    for (row, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let (counter, day, count) = entry(line)
            .ok_or_else(|| problem(row, "not a branch, a counter, a day and a number"))?;
        let is_meant = branches.is_empty() || branches.contains(&counter.of);
        if is_meant && (period.from..=period.to).contains(&day) {
            *served.entry(counter).or_default() += count;
        }
    }
    let covered = served.into_iter();
    Ok(covered.map(|(counter, transactions)| Covered { counter, transactions }).collect())
}

fn entry(line: &str) -> Option<(Label, NaiveDate, u64)> {
    let cells: Vec<&str> = line.trim_end().split(',').collect();
    let [branch, counter, day, count] = cells[..] else { return None };
    let [of, code] = [branch, counter].map(str::to_owned);
    // No counter serves a thousand million customers.
    let count = u64::from(count.parse::<u32>().ok()?);
    Some((Label { of, code }, day.parse().ok()?, count))
}
