//! The kiosk's state and how it is looked at. What people do to it stands in
//! `flow`, what time does to it in `watch`.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use chrono::NaiveDate;
use heard_exchange::Mode;
use heard_survey::{Interview, LocalText, Question, Value};
use leptos::prelude::*;

use super::{
    element::{Part, follow},
    idle::Phase,
    language::{Language, Text},
    notice::Notice,
    opening::Tablet,
    saver::{Saver, Saving},
    screens::screens,
    session::{Circumstances, Session},
    visit::AtHand,
};
use crate::{
    locale::{Locale, fill},
    platform::{monotonic_ms, set_body, set_language, set_length},
    store::{Settings, Store},
};

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    /// Not open yet; nothing to see for a moment.
    Starting,
    /// The first question, waiting for somebody.
    Attract,
    /// A question of an interview that has begun.
    Question,
    /// Everything asked; more may be said.
    Thanks { invitation: bool },
    /// Outside the opening hours.
    Closed,
    /// Something staff have to see to.
    Notice(Notice),
    /// The console has the page.
    Staff,
}

impl Screen {
    fn code(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Attract => "attract",
            Self::Question => "question",
            Self::Thanks { .. } => "thanks",
            Self::Closed => "closed",
            Self::Notice(_) => "notice",
            Self::Staff => "console",
        }
    }
}

/// What a kiosk that is open works with.
pub(super) struct Open {
    pub(super) tablet: Rc<Tablet>,
    pub(super) store: Store,
    pub(super) session: Session,
    pub(super) saver: Saver,
    /// What is known about the visit.
    pub(super) visit: AtHand,
    /// The answer to the question being asked is not shown: it may be another
    /// person who reconsiders it.
    pub(super) veiled: bool,
}

/// What nothing on the screen follows by itself.
#[derive(Default)]
pub(super) struct Inside {
    /// What is said in the language of the person there.
    pub(super) language: Rc<Language>,
    /// The first language, for the next person at once.
    pub(super) first: Rc<Language>,
    pub(super) open: Option<Open>,
}

thread_local! {
    static KIOSK: OnceCell<Kiosk> = const { OnceCell::new() };
}

/// The kiosk: a handle every view can copy.
#[derive(Clone, Copy)]
pub(super) struct Kiosk {
    pub(super) screen: RwSignal<Screen>,
    /// Staff are being called.
    pub(super) calling: RwSignal<bool>,
    /// The language of the person there, once its texts are loaded.
    pub(super) locale: RwSignal<Locale>,
    /// Elder mode is on.
    pub(super) elder: RwSignal<bool>,
    /// One more step of text size, in elder mode.
    pub(super) larger: RwSignal<bool>,
    /// Staff help the person.
    pub(super) assisted: RwSignal<bool>,
    /// Who and what is rated, beside the counter.
    pub(super) rated: RwSignal<String>,
    /// What was told about the visit, but is on no list; or nothing.
    pub(super) refused: RwSignal<String>,
    /// Somebody pressed again right after an interview.
    pub(super) repeated: RwSignal<bool>,
    /// What is said aloud: to screen readers, and by whatever voice there is.
    pub(super) aloud: RwSignal<String>,
    /// What an untouched interview shows.
    pub(super) phase: RwSignal<Phase>,
    /// Counts the questions put: each gets fresh controls, and what was meant
    /// for an earlier one is ignored.
    pub(super) turn: RwSignal<u32>,
    inside: &'static RefCell<Inside>,
    pub(super) last_touch: &'static Cell<f64>,
    /// The branch's day on which what is old was deleted last.
    pub(super) kept_house: &'static Cell<Option<NaiveDate>>,
    /// When the last interview ended, by the monotonic clock.
    pub(super) ended: &'static Cell<f64>,
}

/// The whole kiosk.
pub(super) fn app() -> Part {
    let kiosk = Kiosk::here();
    follow(Box::new(move || kiosk.dress()));
    kiosk.watch();
    kiosk.start();
    screens()
}

impl Kiosk {
    /// The one kiosk of this page; made when it is asked for first.
    pub(super) fn here() -> Self {
        KIOSK.with(|kiosk| *kiosk.get_or_init(Self::new))
    }

    fn new() -> Self {
        Self {
            screen: RwSignal::new(Screen::Starting),
            calling: RwSignal::new(false),
            locale: RwSignal::new(Locale::default()),
            elder: RwSignal::new(false),
            larger: RwSignal::new(false),
            assisted: RwSignal::new(false),
            rated: RwSignal::new(String::new()),
            refused: RwSignal::new(String::new()),
            repeated: RwSignal::new(false),
            aloud: RwSignal::new(String::new()),
            phase: RwSignal::new(Phase::Present),
            turn: RwSignal::new(0),
            // As the kiosk itself, for as long as the page lives.
            inside: Box::leak(Box::default()),
            last_touch: Box::leak(Box::new(Cell::new(monotonic_ms()))),
            kept_house: Box::leak(Box::new(Cell::new(None))),
            ended: Box::leak(Box::new(Cell::new(f64::NEG_INFINITY))),
        }
    }

    /// One of the kiosk's own texts in the language shown. Follows it.
    pub(super) fn text(self, text: Text) -> String {
        self.locale.track();
        self.inside.borrow().language.get(text).to_owned()
    }

    /// The same with `value` where it says `{name}`.
    pub(super) fn text_with(self, text: Text, name: &str, value: impl ToString) -> String {
        fill(&self.text(text), name, value)
    }

    /// A text of the questionnaire in the language shown, following it, with
    /// what only the tablet knows filled in: `{retention_days}`.
    pub(super) fn fill_in(self, text: &LocalText) -> String {
        let days = self.settings(|settings| settings.retention_days).unwrap_or_default();
        fill(text.get(self.locale.get().code()), "retention_days", days)
    }

    /// Looks at the tablet's settings, once it is open.
    pub(super) fn settings<T>(self, look: fn(&Settings) -> T) -> Option<T> {
        self.look(|open| look(&open.tablet.settings))
    }

    /// Looks at the interview in progress, once the kiosk is open.
    pub(super) fn interview<T>(self, look: fn(&Interview) -> T) -> Option<T> {
        self.look(|open| look(&open.session.interview))
    }

    /// The tablet's storage, once it is open.
    pub(super) fn store(self) -> Option<Store> {
        self.look(|open| open.store.clone())
    }

    /// Looks at what an open kiosk works with.
    pub(super) fn look<T>(self, look: impl FnOnce(&Open) -> T) -> Option<T> {
        self.inside.borrow().open.as_ref().map(look)
    }

    /// Changes what nothing on the screen follows by itself.
    pub(super) fn change_inside<T>(self, change: impl FnOnce(&mut Inside) -> T) -> T {
        change(&mut self.inside.borrow_mut())
    }

    /// Changes what an open kiosk works with.
    pub(super) fn change_open<T>(self, change: impl FnOnce(&mut Open) -> T) -> Option<T> {
        self.change_inside(|inside| inside.open.as_mut().map(change))
    }

    /// The question being asked, in the words of the mode, and its answer so far.
    pub(super) fn question(self) -> Option<(Question, Option<Value>)> {
        let asked = |interview: &Interview| {
            let question = interview.question()?;
            let elder = &interview.questionnaire().settings.elder;
            let everyday = elder.iter().find(|(name, _)| *name == question.name);
            let everyday = everyday.map(|(_, title)| title.clone());
            Some((question.clone(), everyday, interview.value(&question.name).cloned()))
        };
        let (mut question, everyday, answer) = self.interview(asked).flatten()?;
        if let Some(title) = everyday.filter(|_| self.elder.get()) {
            question.title = title;
        }
        let veiled = self.look(|open| open.veiled) == Some(true);
        Some((question, answer.filter(|_| !veiled)))
    }

    /// How things stand between memory and disk.
    pub(super) fn saving(self) -> Saving {
        self.look(|open| open.saver.saving()).unwrap_or_default()
    }

    /// Something lies over the screen and has to be dealt with first.
    pub(super) fn is_covered(self) -> bool {
        self.calling.get() || matches!(self.phase.get(), Phase::Warning { .. })
    }

    /// How the response of the moment came about.
    pub(super) fn circumstances(self) -> Circumstances {
        Circumstances {
            locale: self.locale.get_untracked(),
            mode: if self.elder.get_untracked() { Mode::Elder } else { Mode::Standard },
            assisted: self.assisted.get_untracked(),
        }
    }

    /// What the page as a whole is told: screen, language, mode, text size.
    fn dress(self) {
        set_body("screen", Some(self.screen.get().code()));
        set_body("mode", self.elder.get().then_some("elder"));
        set_body("size", self.larger.get().then_some("larger"));
        let fills = self.settings(|settings| settings.conduct.fullscreen) == Some(true);
        set_body("fullscreen", fills.then_some("yes"));
        let rtl = self.inside.borrow().language.rtl;
        set_language(self.locale.get().code(), rtl);
        let scale = self.settings(|settings| settings.conduct.elder_scale()).unwrap_or(1.0);
        // In thousandths: whole numbers are less code to write.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 3")]
        let mut length = ((scale * 1000.0) as u32).to_string();
        length.insert(1, '.');
        set_length("--scale", &length);
    }
}
