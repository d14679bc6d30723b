//! Handing the file out, noting that, and saying what came of it.

use heard_exchange::ExportKind;
use leptos::prelude::*;

use super::{
    Choices,
    file::{self, Made},
};
use crate::{
    console::{
        desk::{Desk, Opened},
        parts::{into_view, tag, trouble},
        texts::Texts,
    },
    locale::{Locale, fill},
    platform::{FileError, StorageError, download, share, spawn},
    ui::element::Part,
};

/// How a file leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Download,
    Share,
}

/// What came of the latest export.
#[derive(Clone)]
pub(super) enum Outcome {
    /// A file went out.
    Done { way: Way, count: usize, file: String },
    /// It went out, but the tablet could not note that.
    Unmarked(String),
    /// No file.
    Failed(String),
}

/// Makes the file and gives it to the person.
pub(super) fn hand_out(
    kind: ExportKind,
    way: Way,
    desk: Desk,
    choices: Choices,
    locale: Locale,
    texts: &'static Texts,
) {
    let Some(order) = untrack(|| choices.order(kind, desk, locale)) else { return };
    choices.outcome.set(None);
    let made = match file::make(&desk.opened(), order, texts) {
        Ok(made) => made,
        Err(error) => return choices.outcome.set(Some(Outcome::Failed(error.to_string()))),
    };
    spawn(async move {
        let media_type = file::media_type(kind);
        let gone = match way {
            Way::Download => download(&made.name, media_type, &made.bytes),
            Way::Share => share(&made.name, media_type, &made.bytes).await,
        };
        let outcome = match gone {
            Ok(()) => note(&desk.opened(), way, made).await,
            // The person changed their mind: nothing happened.
            Err(FileError::Cancelled) => return,
            Err(error) => Outcome::Failed(error.to_string()),
        };
        choices.outcome.try_set(Some(outcome));
    });
}

/// Notes that the responses in the file were exported.
async fn note(opened: &Opened, way: Way, made: Made) -> Outcome {
    match mark(opened, &made).await {
        Ok(()) => Outcome::Done { way, count: made.responses.len(), file: made.name },
        Err(error) => Outcome::Unmarked(error.detail),
    }
}

async fn mark(opened: &Opened, made: &Made) -> Result<(), StorageError> {
    opened.steward.mark_exported(&made.responses, &made.name, opened.now()).await?;
    opened.refresh(None).await
}

/// What came of it, in words.
pub(super) fn told(outcome: Outcome, locale: Locale, texts: &Texts) -> Part {
    let said = &texts.export;
    match outcome {
        Outcome::Done { way, count, file } => {
            let sentence = match way {
                Way::Download => &said.written,
                Way::Share => &said.shared,
            };
            let sentence = fill(&sentence.of(count, locale), "file", &file);
            let done = tag("p", "notice done")
                .with("role", "status")
                .with("data-notice", "exported")
                .with("data-count", &count.to_string())
                .with("data-file", &file);
            into_view(done.holding(sentence)).into()
        }
        Outcome::Unmarked(detail) => trouble("export-unmarked", said.unmarked, &detail),
        Outcome::Failed(detail) => trouble("export-failed", said.failed, &detail),
    }
}
