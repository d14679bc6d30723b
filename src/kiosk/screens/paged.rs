//! Many choices: all at once, or in elder mode five at a time.

use std::rc::Rc;

use heard_survey::Choice;
use leptos::prelude::*;

use super::parts::answers;
use crate::{
    kiosk::{
        app::Kiosk,
        element::{Part, element, remade, spoken},
        language::Text,
    },
    locale::fill,
    platform::focus_on,
};

/// At most so many choices at a time in elder mode.
const A_PAGE: usize = 5;

/// Choices, each made by `choice`; of several pages, the last button of each
/// leads to the next.
pub(super) fn paged(
    class: &'static str,
    several: bool,
    choices: Vec<Choice>,
    choice: Rc<dyn Fn(Choice) -> Part>,
) -> Part {
    let kiosk = Kiosk::here();
    let at_a_time = if kiosk.elder.get() { A_PAGE } else { usize::MAX };
    let pages: Vec<Vec<Choice>> = choices.chunks(at_a_time).map(<[Choice]>::to_vec).collect();
    let count = pages.len();
    let page = RwSignal::new(0_usize);
    remade(Box::new(move || {
        let shown = pages.get(page.get()).cloned().unwrap_or_default();
        let mut shown: Vec<Part> = shown.into_iter().map(|it| choice(it)).collect();
        let more = (count > 1).then(|| {
            let words = move || {
                let words = kiosk.text_with(Text::MoreChoices, "page", page.get() + 1);
                fill(&words, "pages", count)
            };
            let turn = move |_| {
                page.update(|page| *page = (*page + 1) % count);
                focus_on("#kiosk > main [data-choice]");
            };
            element("button")
                .with("class", "plain more")
                .with("data-act", "more-choices")
                .on("click", Box::new(turn))
                .holding(spoken(Box::new(words)))
        });
        shown.extend(more.map(Part::from));
        answers(class, several, shown)
    }))
}
