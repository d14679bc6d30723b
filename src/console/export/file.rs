//! Making the file: `heard-exchange` writes it, here it gets its name.

use std::io::Cursor;

use chrono::NaiveDate;
use heard_exchange::{
    ExportKind, ExportName, Response, ResponseId,
    csv::{Times, WriteError, excel, raw},
    package::{self, About},
};
use leptos::prelude::GetUntracked;

use crate::{
    console::{desk::Opened, texts::Texts},
    locale::Locale,
    platform::now_in,
};

/// What to make.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub(super) kind: ExportKind,
    /// The first and the last day.
    pub(super) days: (NaiveDate, NaiveDate),
    /// The language of words in the file.
    pub(super) locale: Locale,
    /// Training responses are in it, marked.
    pub(super) with_training: bool,
}

/// A finished file.
pub(super) struct Made {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// Whose responses are in it.
    pub(super) ids: Vec<ResponseId>,
}

/// What a file of this kind is to browsers.
pub(super) fn media_type(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Raw | ExportKind::Excel => "text/csv",
        ExportKind::Package => "application/zip",
    }
}

/// The responses that go into the file, by start.
pub(super) fn chosen(opened: &Opened, order: Order) -> Vec<&Response> {
    let (from, to) = order.days;
    let mut responses = opened.between(from, to);
    responses.retain(|response| order.with_training || !response.training);
    responses
}

/// Makes the file in memory.
///
/// # Errors
/// When an answer has no column, which [`super::super::reading::Known::columns`]
/// does not let happen.
pub(super) fn make(opened: &Opened, order: Order, texts: &Texts) -> Result<Made, WriteError> {
    let (from, to) = order.days;
    let responses = chosen(opened, order);
    let settings = opened.settings.get_untracked();
    let demo = settings.demo.is_some();
    let columns = opened.known.columns(&responses);
    let code = order.locale.code();
    let bytes = match order.kind {
        ExportKind::Raw => {
            let file = raw::Writer::new(Vec::new(), &columns, Times::default())?;
            rows(file, &responses, raw::Writer::write)?.finish()?
        }
        ExportKind::Excel => {
            let file = excel::Writer::new(Vec::new(), &columns, code, Times::default())?;
            rows(file, &responses, excel::Writer::write)?.finish()?
        }
        ExportKind::Package => {
            let title = format!("{} · {from} – {to}", settings.branch.name);
            let about = About {
                title: if demo { &format!("{title} · {}", texts.frame.demo) } else { &title },
                locale: code,
                created: now_in(&settings.zone),
                times: Times::default(),
                demo,
            };
            let responses = responses.iter().copied();
            package::write(Cursor::new(Vec::new()), &columns, &about, responses)?.into_inner()
        }
    };
    let name = ExportName {
        branch: &settings.branch.code,
        from,
        to,
        kind: order.kind,
        demo,
        training: !responses.is_empty() && responses.iter().all(|response| response.training),
    };
    let name = name.to_string();
    Ok(Made { name, bytes, ids: responses.iter().map(|response| response.id).collect() })
}

fn rows<W>(
    mut file: W,
    responses: &[&Response],
    write: fn(&mut W, &Response) -> Result<(), WriteError>,
) -> Result<W, WriteError> {
    responses.iter().try_for_each(|response| write(&mut file, response))?;
    Ok(file)
}
