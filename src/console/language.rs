//! Which language the console speaks, and the buttons that change it.

use leptos::prelude::*;

use super::texts::Texts;
use crate::{
    locale::Locale,
    platform::{document, set_language},
};

/// The console's language.
#[derive(Clone, Copy)]
pub(super) struct Language(RwSignal<Locale>);

impl Language {
    /// Starts with the page's language, which the kiosk has left, and keeps
    /// the page's in step.
    pub(super) fn of_page() -> Self {
        let page = document().document_element().and_then(|html| html.get_attribute("lang"));
        let locale = page.and_then(|code| code.parse().ok()).unwrap_or_default();
        let language = Self(RwSignal::new(locale));
        Effect::new(move || set_language(language.0.get().code()));
        language
    }

    /// The one in use, and what is said in it. Tracked: the view around it is
    /// made anew when the language changes.
    pub(super) fn get(self) -> (Locale, &'static Texts) {
        let locale = self.0.get();
        (locale, locale.console())
    }

    /// The language buttons.
    pub(super) fn switch(self) -> impl IntoView {
        let button = move |locale: Locale| {
            view! {
                <button
                    type="button"
                    class="language"
                    lang=locale.code()
                    data-locale=locale.code()
                    aria-pressed=move || (self.0.get() == locale).to_string()
                    on:click=move |_| self.0.set(locale)
                >
                    {locale.name()}
                </button>
            }
        };
        view! {
            <div class="language-bar" role="group" aria-label=move || self.get().1.frame.languages>
                {Locale::ALL.map(button).into_iter().collect_view()}
            </div>
        }
    }
}
