//! Deleting one response on request, by its id: looked up, confirmed, on record.

use heard_exchange::ResponseId;
use leptos::prelude::*;

use super::{
    desk::Desk,
    form::fold,
    parts::{alarm, button, entered, into_view, notice, parts, tag, trouble, words},
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::{StorageError, format, now_in, spawn},
    ui::element::{Part, element, nothing, remade},
};

/// How far it has come.
#[derive(Clone, PartialEq, Eq)]
enum Step {
    Looking,
    /// What was entered is no id.
    NoId,
    /// Nothing of that id is here.
    None,
    /// This one; the person is asked.
    Found(ResponseId),
    Done,
    Failed(String),
}

/// A search, for as long as the page is shown.
#[derive(Clone, Copy)]
struct Erasing {
    desk: Desk,
    /// Counts the changes to what is stored.
    changed: RwSignal<u32>,
    id: RwSignal<String>,
    step: RwSignal<Step>,
}

/// The fold at the foot of the list.
pub(super) fn erasing(
    desk: Desk,
    changed: RwSignal<u32>,
    locale: Locale,
    texts: &'static Texts,
) -> Part {
    let said = &texts.deleting;
    let erasing = Erasing {
        desk,
        changed,
        id: RwSignal::new(String::new()),
        step: RwSignal::new(Step::Looking),
    };
    let input = element("input")
        .with("id", "field-erase-id")
        .with("data-field", "erase-id")
        .with("autocomplete", "off")
        .with("autocapitalize", "off")
        .with("spellcheck", "false");
    let find = tag("button", "second").with("type", "submit").with("data-act", "erase-find");
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        erasing.look_up();
    };
    let told = remade(Box::new(move || erasing.told(locale, texts)));
    let form = element("form")
        .with("novalidate", "")
        .on("submit", Box::new(submit))
        .holding(words("p", "hint", said.line))
        .holding(
            tag("div", "field")
                .holding(element("label").with("for", "field-erase-id").holding(said.id))
                .holding(entered(input, erasing.id)),
        )
        .holding(tag("div", "acts").holding(find.holding(said.find)));
    fold("erase", said.title, nothing(), parts![form, tag("div", "outcome").holding(told)])
}

impl Erasing {
    fn look_up(self) {
        let id = self.id.with_untracked(|id| id.trim().parse::<ResponseId>());
        self.step.set(match id {
            Err(_) => Step::NoId,
            Ok(id) if self.is_here(id) => Step::Found(id),
            Ok(_) => Step::None,
        });
    }

    /// One that cannot be opened is deleted like any other.
    fn is_here(self, id: ResponseId) -> bool {
        let opened = self.desk.opened();
        let closed = id.to_string();
        opened.responses.iter().any(|response| response.id == id)
            || opened.unreadable.iter().any(|(other, _)| *other == closed)
    }

    fn told(self, locale: Locale, texts: &'static Texts) -> Part {
        let said = &texts.deleting;
        match self.step.get() {
            Step::Looking => nothing(),
            Step::NoId => alarm("erase-no-id", said.no_id).into(),
            Step::None => notice("erase-none", said.none).into(),
            Step::Done => notice("erased", said.done).into(),
            Step::Failed(detail) => trouble("erase-failed", said.failed, &detail),
            Step::Found(id) => {
                let opened = self.desk.opened();
                let response = opened.responses.iter().find(|response| response.id == id);
                let when =
                    response.map(|it| format::day(it.started_at.date_naive(), locale.code()));
                let confirm = button("act", "erase", Box::new(move || self.erase(id)));
                let cancel = move || self.step.set(Step::Looking);
                let cancel = button("second", "erase-cancel", Box::new(cancel));
                let asked = tag("div", "notice alarm")
                    .with("role", "alert")
                    .with("data-notice", "erase-asked")
                    .holding(element("p").holding(said.ask))
                    .holding(element("p").holding(when.map(Part::from)))
                    .holding(element("p").with("lang", "en").holding(id.to_string()))
                    .holding(
                        tag("div", "acts")
                            .holding(confirm.holding(said.confirm))
                            .holding(cancel.holding(said.cancel)),
                    );
                into_view(asked).into()
            }
        }
    }

    fn erase(self, id: ResponseId) {
        spawn(async move {
            match self.erased(id).await {
                // The page may have been left meanwhile.
                Ok(()) => {
                    self.changed.try_update(|changed| *changed += 1);
                    self.id.try_set(String::new());
                    self.step.try_set(Step::Done);
                }
                Err(error) => drop(self.step.try_set(Step::Failed(error.detail))),
            }
        });
    }

    async fn erased(self, id: ResponseId) -> Result<(), StorageError> {
        let opened = self.desk.opened();
        let zone = opened.settings.with_untracked(|settings| settings.zone.clone());
        // Whether it was there still: gone it is.
        opened.store.erase(id, now_in(&zone)).await?;
        self.desk.read_again().await
    }
}
