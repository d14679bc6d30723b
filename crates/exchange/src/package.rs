//! The data package: a zip of `responses.csv` in the raw flavour and
//! `datapackage.json`, its codebook, as the Data Package standard has it
//! (<https://datapackage.org>). What a cell means is then in the file itself.

mod schema;

use std::io::{Seek, Write};

use chrono::{DateTime, FixedOffset};

use crate::{
    Response,
    archive::Archive,
    csv::{Columns, Times, WriteError, raw},
};

/// What is known about an export besides its responses.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// What it is, for people: branch and period.
    pub title: &'a str,
    /// The language of titles and labels, BCP 47.
    pub locale: &'a str,
    /// When it is made.
    pub created: DateTime<FixedOffset>,
    /// How exactly it tells when something was said.
    pub times: Times,
    /// Demonstration data, and labelled so.
    pub demo: bool,
}

/// Writes `responses` as a data package to `out` and gives `out` back.
///
/// The codebook promises no more than the responses keep: where an answer does
/// not fit what the questionnaires say of its column (they are not at hand,
/// say), that column is described as free text.
///
/// # Errors
/// When `out` refuses, or an answer has no column.
pub fn write<'r, W: Write + Seek>(
    out: W,
    columns: &Columns,
    about: &About<'_>,
    responses: impl IntoIterator<Item = &'r Response>,
) -> Result<W, WriteError> {
    let mut archive = Archive::new(out)?;
    archive.begin("responses.csv")?;
    let mut fields = schema::Fields::new(columns, about.locale);
    let mut writer = raw::Writer::new(&mut archive as &mut dyn Write, columns, about.times)?;
    let mut rows = 0;
    for response in responses {
        writer.write(response)?;
        fields.notice(&response.answers);
        rows += 1;
    }
    writer.finish()?;
    archive.begin("datapackage.json")?;
    let descriptor = schema::descriptor(about, &fields, rows);
    archive.write_all(format!("{descriptor:#}\n").as_bytes())?;
    Ok(archive.finish()?)
}
