//! Which language the console speaks, and the buttons that change it.
//!
//! A language is a file that is loaded when it is first spoken. One that cannot
//! be used leaves the console in another, and staff are told.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

use super::{
    parts::{says, tag, trouble},
    texts::{PadTexts, Texts, Words},
};
use crate::{
    locale::{Locale, fill},
    platform::{FetchError, document, fetch_text, root, set_language, set_language_of, spawn},
    ui::element::{Part, element, follow, remade, spoken},
};

/// Where there is nothing better: most people can make out what it says.
const LAST_RESORT: &str = "en";

/// A language with its words.
#[derive(Clone, Copy)]
struct Spoken {
    locale: Locale,
    words: Words,
}

/// What the console can begin to speak with.
pub(super) struct Beginning {
    spoken: Spoken,
    wanted: Locale,
    /// Why it is not the language wanted, where staff should know.
    failed: Option<String>,
}

/// The console's language.
#[derive(Clone, Copy)]
pub(super) struct Language {
    spoken: RwSignal<Spoken>,
    /// Why what was asked for last is not spoken.
    failed: RwSignal<Option<String>>,
    /// As long as the page: one signal more of its own type is much more code.
    memory: &'static Memory,
}

struct Memory {
    /// What was asked for last: anything else comes too late.
    wanted: Cell<Locale>,
    /// What was spoken before: none is loaded twice.
    known: RefCell<Vec<Spoken>>,
}

impl Beginning {
    /// The page's language, which the kiosk has left; another one where its file
    /// cannot be used.
    ///
    /// # Errors
    /// Where none can: the reason for the first.
    pub(super) async fn of_page() -> Result<Self, String> {
        let wanted = of_page();
        let failed = match load(wanted).await {
            Ok(spoken) => return Ok(Self { spoken, wanted, failed: None }),
            Err(failed) => failed,
        };
        // Customers may be spoken to in languages that staff do without.
        let is_shipped = Locale::ALL.contains(&wanted);
        let is_missing = matches!(failed, LanguageError::Missing(FetchError::Missing(_)));
        let reason = failed.to_string();
        for locale in instead_of(wanted) {
            if let Ok(spoken) = load(locale).await {
                let failed = (is_shipped || !is_missing).then_some(reason);
                return Ok(Self { spoken, wanted, failed });
            }
        }
        Err(reason)
    }
}

impl Language {
    /// Begins to speak.
    pub(super) fn from(Beginning { spoken, wanted, failed }: Beginning) -> Self {
        let memory = Memory { wanted: Cell::new(wanted), known: RefCell::new(vec![spoken]) };
        let language = Self {
            spoken: RwSignal::new(spoken),
            failed: RwSignal::new(failed),
            memory: Box::leak(Box::new(memory)),
        };
        follow(Box::new(move || {
            let Spoken { locale, words } = language.spoken.get();
            set_language_of(&root("console"), locale.code(), words.rtl);
        }));
        language
    }

    /// Takes the page's language anew: the kiosk may have had the page since.
    /// One that cannot be had leaves the one that is spoken.
    pub(super) async fn follow_page(self) {
        self.load(of_page()).await;
    }

    /// The one in use, and what is said in it. Tracked: what is made of it is
    /// made anew when the language changes.
    pub(super) fn get(self) -> (Locale, &'static Texts) {
        let Spoken { locale, words } = self.spoken.get();
        (locale, words.texts)
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
                .following("aria-pressed", says(move || self.spoken.get().locale == locale))
                .on("click", Box::new(move |_| spawn(self.speak(locale))))
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

    /// Which language could not be spoken, and why.
    pub(super) fn failure(self) -> Part {
        remade(Box::new(move || {
            let (_, texts) = self.get();
            let failed = self.failed.get().map(|reason| {
                let wanted = self.memory.wanted.get().name();
                let told = fill(texts.frame.language_failed, "language", wanted);
                trouble("language-failed", &told, &reason)
            });
            failed.into()
        }))
    }

    /// Speaks `locale` on the whole page from here on.
    async fn speak(self, locale: Locale) {
        if let Some(Spoken { locale, words }) = self.load(locale).await {
            set_language(locale.code(), words.rtl);
        }
    }

    /// Loads `locale` where that was not done before, and speaks it unless
    /// something else was asked for meanwhile.
    async fn load(self, locale: Locale) -> Option<Spoken> {
        let Memory { wanted, known } = self.memory;
        wanted.set(locale);
        let before = known.borrow().iter().find(|spoken| spoken.locale == locale).copied();
        let loaded = match before {
            Some(spoken) => Ok(spoken),
            None => load(locale).await,
        };
        if wanted.get() != locale {
            return None;
        }
        let spoken = loaded.map_err(|error| self.failed.set(Some(error.to_string()))).ok()?;
        if before.is_none() {
            known.borrow_mut().push(spoken);
        }
        self.failed.set(None);
        self.spoken.set(spoken);
        Some(spoken)
    }
}

/// Why a language cannot be spoken.
#[derive(Debug, thiserror::Error)]
enum LanguageError {
    #[error(transparent)]
    Missing(#[from] FetchError),
    #[error("{0}: {1}")]
    Broken(String, String),
}

async fn load(locale: Locale) -> Result<Spoken, LanguageError> {
    let path = ["languages/console/", locale.code(), ".json"].concat();
    let json = fetch_text(&path).await?;
    let words = Words::read(&json).map_err(|why| LanguageError::Broken(path, why))?;
    Ok(Spoken { locale, words })
}

/// What to speak instead, best first: a language of the same family, then what
/// most people can make out, then any other.
fn instead_of(wanted: Locale) -> impl Iterator<Item = Locale> {
    let others = move || Locale::ALL.into_iter().filter(move |other| *other != wanted);
    let kin = others().filter(move |other| other.code().get(..2) == wanted.code().get(..2));
    kin.chain(others().filter(|other| other.code() == LAST_RESORT)).chain(others())
}

/// The language the page says it is in.
fn of_page() -> Locale {
    let page = document().document_element().and_then(|html| html.get_attribute("lang"));
    page.and_then(|code| code.parse().ok()).unwrap_or_default()
}
