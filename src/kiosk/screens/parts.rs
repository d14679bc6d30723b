//! The few parts every screen is made of.

use std::rc::Rc;

use heard_survey::LocalText;

use crate::kiosk::{
    app::Kiosk,
    element::{Attribute, Part, Tag, element, spoken},
    language::Text,
};
use crate::platform::focus_on;

/// What a press does.
pub(super) type Press = Box<dyn Fn()>;

/// Something that holds or not, as it changes.
pub(super) type Holds = Box<dyn Fn() -> bool>;

/// One of the kiosk's own texts, following the language.
pub(super) fn said(text: Text) -> Part {
    let kiosk = Kiosk::here();
    spoken(Box::new(move || kiosk.text(text)))
}

/// A text of the questionnaire, following the language.
pub(super) fn asked(text: LocalText) -> Part {
    let kiosk = Kiosk::here();
    spoken(Box::new(move || kiosk.fill_in(&text)))
}

/// What is asked. Takes the focus with each new question, so that it is read.
pub(super) fn heading(title: LocalText) -> Part {
    element("h1").with("id", "asked").with("tabindex", "-1").holding(asked(title)).into()
}

/// A paragraph.
pub(super) fn paragraph(class: &str, words: Part) -> Part {
    element("p").with("class", class).holding(words).into()
}

/// A paragraph everybody must see, named for tests.
pub(super) fn label(class: &str, notice: &str, words: Part) -> Part {
    element("p")
        .with("class", class)
        .with("role", "status")
        .with("data-notice", notice)
        .holding(words)
        .into()
}

/// An attribute that says yes or no.
pub(super) fn yes_no(holds: Holds) -> Attribute {
    Box::new(move || Some(if holds() { "true" } else { "false" }.to_owned()))
}

/// A button that does something to the interview.
pub(super) fn button(class: &str, act: &str, text: Text, press: Press) -> Part {
    element("button")
        .with("class", class)
        .with("data-act", act)
        .on("click", Box::new(move |_| press()))
        .holding(said(text))
        .into()
}

/// A button that is an answer. Only the chosen one takes the accent.
pub(super) struct Answer {
    /// The code, for tests and digits.
    pub(super) code: String,
    /// Whether it is chosen.
    pub(super) chosen: Rc<dyn Fn() -> bool>,
    /// Where several can be chosen: whether this one can be now.
    pub(super) open: Option<Holds>,
    /// Read instead of the content, where that does not say enough.
    pub(super) label: Option<Attribute>,
    /// What it shows.
    pub(super) content: Part,
    /// What choosing does.
    pub(super) press: Press,
}

impl Answer {
    pub(super) fn part(self) -> Part {
        let Self { code, chosen, open, label, content, press } = self;
        let several = open.is_some();
        let (class, role) = if several { ("choice tick", "checkbox") } else { ("choice", "radio") };
        let is_chosen = chosen.clone();
        let mut button = element("button")
            .with("role", role)
            .with("data-choice", &code)
            .following("aria-checked", yes_no(Box::new(move || is_chosen())))
            .following(
                "class",
                Box::new(move || {
                    let mut class = class.to_owned();
                    class.push_str(if chosen() { " chosen" } else { "" });
                    Some(class)
                }),
            )
            .on("click", Box::new(move |_| press()))
            .holding(content);
        if let Some(open) = open {
            button = button.following("aria-disabled", yes_no(Box::new(move || !open())));
        }
        if let Some(label) = label {
            button = button.following("aria-label", label);
        }
        button.into()
    }
}

/// A whole screen; out of reach while something lies over it.
pub(super) fn page(class: &str) -> Tag {
    let kiosk = Kiosk::here();
    let covered = move || kiosk.is_covered().then(String::new);
    element("main").with("class", class).following("inert", Box::new(covered))
}

/// Something that lies over the screen until it is dealt with.
pub(super) fn dialog(class: &str, title: Text, content: Vec<Part>) -> Part {
    focus_on(".over [data-act]");
    let inside = element("div")
        .with("class", class)
        .with("role", "alertdialog")
        .with("aria-modal", "true")
        .with("aria-labelledby", "over")
        .holding(element("h2").with("id", "over").holding(said(title)))
        .holding(content);
    element("div").with("class", "over").holding(inside).into()
}

/// Several answers under the question, one of which can be chosen, or some.
pub(super) fn answers(class: &str, several: bool, answers: Vec<Part>) -> Part {
    element("div")
        .with("class", class)
        .with("role", if several { "group" } else { "radiogroup" })
        .with("aria-labelledby", "asked")
        .holding(answers)
        .into()
}
