//! Deleting one response on request, by its id: looked up, confirmed, on record.

use heard_exchange::ResponseId;
use leptos::prelude::*;

use super::{
    desk::{Desk, day_of},
    form::fold,
    parts::{alarm, button, entered, into_view, notice, parts, tag, trouble, words},
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::{StorageError, format, now_in, spawn},
    store::Found,
    ui::element::{Part, element, nothing, remade},
};

/// How far it has come.
#[derive(Clone)]
enum Step {
    Asking,
    /// On its way.
    Busy,
    /// What was entered is no id.
    NoId,
    /// Nothing of that id is here.
    None,
    /// This one; the person is asked.
    Found(Box<Found>),
    Done,
    Failed(String),
}

/// A search, for as long as the page is shown.
#[derive(Clone, Copy)]
struct Erasing {
    desk: Desk,
    id: RwSignal<String>,
    step: RwSignal<Step>,
}

/// The fold at the foot of the list.
pub(super) fn erasing(desk: Desk, locale: Locale, texts: &'static Texts) -> Part {
    let said = &texts.deleting;
    let erasing =
        Erasing { desk, id: RwSignal::new(String::new()), step: RwSignal::new(Step::Asking) };
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
        let Ok(id) = self.id.with_untracked(|id| id.trim().parse::<ResponseId>()) else {
            return self.step.set(Step::NoId);
        };
        self.step.set(Step::Busy);
        spawn(async move {
            // One that cannot be opened is found like any other.
            let step = match self.desk.opened().steward.reader.find(id).await {
                Ok(Some(found)) => Step::Found(Box::new(found)),
                Ok(None) => Step::None,
                Err(error) => Step::Failed(error.detail),
            };
            // The page may have been left meanwhile.
            self.step.try_set(step);
        });
    }

    fn told(self, locale: Locale, texts: &'static Texts) -> Part {
        let said = &texts.deleting;
        match self.step.get() {
            Step::Asking => nothing(),
            Step::Busy => element("progress").with("aria-label", texts.frame.reading).into(),
            Step::NoId => alarm("erase-no-id", said.no_id).into(),
            Step::None => notice("erase-none", said.none).into(),
            Step::Done => notice("erased", said.done).into(),
            Step::Failed(detail) => trouble("erase-failed", said.failed, &detail),
            Step::Found(found) => {
                let id = found.id;
                let response = found.response.as_ref();
                let when = response.map(|it| format::day(day_of(it), locale.code()));
                let confirm =
                    button("act", "erase", Box::new(move || self.erase((*found).clone())));
                let cancel = move || self.step.set(Step::Asking);
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

    fn erase(self, found: Found) {
        self.step.set(Step::Busy);
        spawn(async move {
            match self.erased(&found).await {
                // The page may have been left meanwhile.
                Ok(()) => {
                    self.id.try_set(String::new());
                    self.step.try_set(Step::Done);
                }
                Err(error) => drop(self.step.try_set(Step::Failed(error.detail))),
            }
        });
    }

    async fn erased(self, found: &Found) -> Result<(), StorageError> {
        let opened = self.desk.opened();
        let zone = opened.settings.with_untracked(|settings| settings.zone.clone());
        // Whether it was there still: gone it is.
        opened.steward.erase(found, now_in(&zone)).await?;
        opened.refresh(found.response.as_ref().map(day_of)).await
    }
}
