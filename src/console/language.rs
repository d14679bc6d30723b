//! Which language the console speaks, and the buttons that change it.

use leptos::prelude::*;

use super::{
    parts::{says, tag},
    texts::{PadTexts, Texts},
};
use crate::{
    locale::Locale,
    platform::{document, set_language},
    ui::element::{Part, element, spoken},
};

/// The console's language.
#[derive(Clone, Copy)]
pub(super) struct Language(RwSignal<Locale>);

impl Language {
    /// Starts with the page's language, which the kiosk has left, and keeps
    /// the page's in step.
    pub(super) fn of_page() -> Self {
        let language = Self(RwSignal::new(of_page()));
        Effect::new(move |_| set_language(language.0.get().code(), false));
        language
    }

    /// Takes the page's language anew: the kiosk may have had the page since.
    pub(super) fn follow_page(self) {
        self.0.set(of_page());
    }

    /// The one in use, and what is said in it. Tracked: what is made of it is
    /// made anew when the language changes.
    pub(super) fn get(self) -> (Locale, &'static Texts) {
        let locale = self.0.get();
        (locale, locale.console())
    }

    /// A text that follows the language.
    pub(super) fn says(self, text: fn(&Texts) -> &'static str) -> Part {
        spoken(Box::new(move || text(self.get().1).to_owned()))
    }

    /// One of the PIN pad's texts, likewise.
    pub(super) fn says_pad(self, text: fn(&PadTexts) -> &'static str) -> Part {
        spoken(Box::new(move || text(&self.get().1.pad).to_owned()))
    }

    /// The language buttons.
    pub(super) fn switch(self) -> Part {
        let button = |locale: Locale| {
            tag("button", "language")
                .with("type", "button")
                .with("lang", locale.code())
                .with("data-locale", locale.code())
                .following("aria-pressed", says(move || self.0.get() == locale))
                .on("click", Box::new(move |_| self.0.set(locale)))
                .holding(locale.name())
                .into()
        };
        let name = move || Some(self.get().1.frame.languages.to_owned());
        let buttons: Vec<Part> = Locale::ALL.into_iter().map(button).collect();
        element("div")
            .with("class", "language-bar")
            .with("role", "group")
            .following("aria-label", Box::new(name))
            .holding(buttons)
            .into()
    }
}

/// The language the page says it is in.
fn of_page() -> Locale {
    let page = document().document_element().and_then(|html| html.get_attribute("lang"));
    page.and_then(|code| code.parse().ok()).unwrap_or_default()
}
