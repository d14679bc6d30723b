//! The few parts every screen is made of.
//!
//! They take function pointers and boxed handlers rather than closures of
//! their own type: each kind of part is then compiled once, not once a use,
//! and the kiosk stays small enough to start at once.

use heard_survey::LocalText;
use leptos::prelude::*;

use crate::kiosk::{app::Kiosk, texts::Texts};

/// Which of the kiosk's own texts.
pub(super) type Text = fn(&Texts) -> &'static str;

/// What a press does.
pub(super) type Press = Box<dyn Fn()>;

/// One of the kiosk's own texts, following the language.
pub(super) fn said(text: Text) -> AnyView {
    let kiosk = Kiosk::here();
    spoken(Box::new(move || text(kiosk.texts()).to_owned()))
}

/// A text of the questionnaire, following the language.
pub(super) fn asked(text: LocalText) -> AnyView {
    let kiosk = Kiosk::here();
    spoken(Box::new(move || kiosk.fill_in(&text)))
}

/// A text that changes.
pub(super) fn spoken(text: Box<dyn Fn() -> String + Send>) -> AnyView {
    text.into_any()
}

/// Something that is made anew whenever what it looked at changes.
pub(super) fn remade(content: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    content.into_any()
}

/// Something shown while a condition holds.
pub(super) fn shown_while(
    holds: Box<dyn Fn() -> bool + Send + Sync>,
    content: fn() -> AnyView,
) -> AnyView {
    let holds = Memo::new(move |_| holds());
    remade(Box::new(move || if holds.get() { content() } else { nothing() }))
}

/// Nothing to see.
pub(super) fn nothing() -> AnyView {
    ().into_any()
}

/// A paragraph.
pub(super) fn paragraph(class: &'static str, words: AnyView) -> AnyView {
    view! { <p class=class>{words}</p> }.into_any()
}

/// A paragraph everybody must see, named for tests.
pub(super) fn label(class: &'static str, notice: &'static str, words: AnyView) -> AnyView {
    view! { <p class=class role="status" data-notice=notice>{words}</p> }.into_any()
}

/// An attribute that changes, or is absent.
pub(super) type Attribute = Signal<Option<String>>;

/// An attribute that says yes or no while `applies`, else is absent.
pub(super) fn yes_no(applies: bool, holds: Signal<bool>) -> Attribute {
    Signal::derive(move || applies.then(|| if holds.get() { "true" } else { "false" }.to_owned()))
}

/// A button that does something to the interview.
pub(super) fn button(class: &'static str, act: &'static str, text: Text, press: Press) -> AnyView {
    view! {
        <button class=class data-act=act on:click=move |_| press()>
            {said(text)}
        </button>
    }
    .into_any()
}

/// A button that is an answer. Only the chosen one takes the accent.
pub(super) struct Answer {
    /// The code, for tests and digits.
    pub(super) code: String,
    /// `checkbox` where several can be chosen, else `button`.
    pub(super) role: &'static str,
    /// Whether it is chosen.
    pub(super) chosen: Signal<bool>,
    /// Whether it can be chosen now.
    pub(super) open: Signal<bool>,
    /// Read instead of the content, where that does not say enough.
    pub(super) label: Attribute,
    /// What it shows.
    pub(super) content: AnyView,
    /// What choosing does.
    pub(super) press: Press,
}

impl Answer {
    pub(super) fn view(self) -> AnyView {
        let Self { code, role, chosen, open, label, content, press } = self;
        let several = role == "checkbox";
        view! {
            <button
                class=if several { "choice tick" } else { "choice" }
                class:chosen=chosen
                role=role
                data-choice=code
                aria-pressed=yes_no(!several, chosen)
                aria-checked=yes_no(several, chosen)
                aria-disabled=yes_no(several, Signal::derive(move || !open.get()))
                aria-label=label
                on:click=move |_| press()
            >
                {content}
            </button>
        }
        .into_any()
    }
}

/// Several answers under the question.
pub(super) fn answers(class: &'static str, answers: Vec<AnyView>) -> AnyView {
    view! { <div class=class role="group" aria-labelledby="asked">{answers}</div> }.into_any()
}
