//! Making the file: `heard-exchange` writes it, here it gets its name.

use std::{
    io::{Cursor, Write},
    ops::RangeInclusive,
    rc::Rc,
};

use chrono::NaiveDate;
use heard_exchange::{
    ExportKind, ExportName,
    csv::{Times, WriteError, excel, raw},
    package::{self, About},
};
use leptos::prelude::GetUntracked;

use crate::{
    console::{desk::Opened, texts::Texts},
    locale::Locale,
    platform::now_in,
    store::Held,
};

/// What to make.
#[derive(Clone)]
pub(super) struct Order {
    pub(super) kind: ExportKind,
    /// The first and the last day.
    pub(super) days: RangeInclusive<NaiveDate>,
    /// The language of words in the file.
    pub(super) locale: Locale,
    /// Training responses are in it, marked.
    pub(super) with_training: bool,
}

/// A finished file.
pub(super) struct Made {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// The responses in it.
    pub(super) responses: Vec<Rc<Held>>,
}

/// What a file of this kind is to browsers.
pub(super) fn media_type(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Raw | ExportKind::Excel => "text/csv",
        ExportKind::Package => "application/zip",
    }
}

/// The responses that go into the file, by start.
pub(super) fn chosen(opened: &Opened, order: Order) -> Vec<Rc<Held>> {
    let mut responses = opened.between(order.days);
    responses.retain(|held| order.with_training || !held.response.training);
    responses
}

/// Makes the file in memory.
///
/// # Errors
/// When an answer has no column, which [`super::super::reading::Known::columns`]
/// does not let happen.
pub(super) fn make(opened: &Opened, order: Order, texts: &Texts) -> Result<Made, WriteError> {
    let (from, to) = order.days.clone().into_inner();
    let (kind, code) = (order.kind, order.locale.code());
    let held = chosen(opened, order);
    let responses: Vec<_> = held.iter().map(|held| &held.response).collect();
    let settings = opened.settings.get_untracked();
    let demo = settings.demo.is_some();
    let columns = opened.known.columns(&responses);
    let mut bytes = Vec::new();
    // The same writer as the package's, not one of its own.
    let out: &mut dyn Write = &mut bytes;
    match kind {
        ExportKind::Raw => {
            let mut file = raw::Writer::new(out, &columns, Times::default())?;
            responses.iter().try_for_each(|response| file.write(response))?;
            file.finish()?;
        }
        ExportKind::Excel => {
            let mut file = excel::Writer::new(out, &columns, code, Times::default())?;
            responses.iter().try_for_each(|response| file.write(response))?;
            file.finish()?;
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
            package::write(Cursor::new(&mut bytes), &columns, &about, responses)?;
        }
    }
    let name = ExportName {
        branch: &settings.branch.code,
        from,
        to,
        kind,
        demo,
        training: !responses.is_empty() && responses.iter().all(|response| response.training),
    };
    let name = name.to_string();
    Ok(Made { name, bytes, responses: held })
}
