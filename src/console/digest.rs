//! The digest: how many responses and log entries there are, without any of them.
//! Kept elsewhere, it shows what is missing later. Needs no passphrase.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    language::Language,
    parts::{button, into_view, panel, parts, tag, trouble, words},
    texts::Texts,
};
use crate::{
    locale::fill,
    platform::{download, now_in, spawn},
    store::{Event, Settings, Store, What},
    ui::element::{Part, nothing, remade},
};

/// What came of it: the file's name, or why there is none.
type Outcome = Result<String, String>;

/// The panel.
pub(super) fn digest(store: Store, settings: Rc<Settings>, language: Language) -> Part {
    let outcome: RwSignal<Option<Outcome>> = RwSignal::new(None);
    remade(Box::new(move || {
        let said = &language.get().1.digest;
        let (store, settings) = (store.clone(), settings.clone());
        let save = move || {
            let (store, settings) = (store.clone(), settings.clone());
            outcome.set(None);
            spawn(async move {
                let taken = take(&store, &settings).await;
                // The page may have been left meanwhile.
                outcome.try_set(Some(taken));
            });
        };
        let save = button("second", "save-digest", Box::new(save)).holding(said.save);
        let told = remade(Box::new(move || told(outcome.get(), language.get().1)));
        let acts = tag("div", "acts").holding(save);
        let content = parts![words("p", "", said.line), acts, tag("div", "outcome").holding(told)];
        panel(said.title, content)
    }))
}

fn told(outcome: Option<Outcome>, texts: &Texts) -> Part {
    let said = &texts.digest;
    match outcome {
        None => nothing(),
        Some(Err(why)) => trouble("digest-failed", said.failed, &why),
        Some(Ok(file)) => {
            let done = tag("p", "notice done")
                .with("role", "status")
                .with("data-notice", "digested")
                .with("data-count", "1")
                .with("data-file", &file);
            into_view(done.holding(fill(said.written, "file", &file))).into()
        }
    }
}

/// Makes it, hands it out, and puts that on record.
async fn take(store: &Store, settings: &Settings) -> Outcome {
    let now = now_in(&settings.zone);
    let digest = store.digest(settings, now).await.map_err(|error| error.detail)?;
    let name = digest.file_name();
    download(&name, "application/json", digest.to_json().as_bytes())
        .map_err(|error| error.to_string())?;
    let event = Event::of(What::DigestTaken, now, name.as_str());
    store.put_on_record(&event).await.map_err(|error| error.detail)?;
    Ok(name)
}

/// A log's head as people copy it: in groups of four.
pub(super) fn in_fours(head: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in head.chars().enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}
