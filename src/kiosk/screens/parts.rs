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

/// Something shown while a condition holds.
pub(super) fn shown_while(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    content: fn() -> AnyView,
) -> AnyView {
    let holds = Memo::new(move |_| holds());
    (move || holds.get().then(content)).into_any()
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
    pub(super) label: Option<Signal<String>>,
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
                class="choice"
                class:chosen=chosen
                class:tick=several
                role=role
                data-choice=code
                aria-pressed=move || (!several).then(|| chosen.get().to_string())
                aria-checked=move || several.then(|| chosen.get().to_string())
                aria-disabled=move || (!open.get()).then_some("true")
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
