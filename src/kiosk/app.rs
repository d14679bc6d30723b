//! The kiosk's state, what people can do to it, and which screen shows it.

use std::rc::Rc;

use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::{Interval, Timeout},
};
use heard_survey::{Interview, Invalid, LocalText, Question, Stage, Value};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{
    element::Part,
    idle::{Limits, Phase},
    notice::Notice,
    opening::{Opened, Tablet, become_the_kiosk, open},
    saver::{Saver, Saving},
    screens::screens,
    session::Session,
    texts::Texts,
};
use crate::{
    locale::{Locale, fill},
    platform::{
        document, monotonic_ms, open_console, ready, set_body, set_language, spawn, take_update,
        window,
    },
    store::Settings,
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
            Self::Notice(_) => "notice",
            Self::Staff => "console",
        }
    }
}

/// What a kiosk that is open works with.
struct Open {
    tablet: Rc<Tablet>,
    session: Session,
    saver: Saver,
}

/// The kiosk: a handle every view can copy.
#[derive(Clone, Copy)]
pub(super) struct Kiosk {
    pub(super) screen: RwSignal<Screen>,
    pub(super) locale: RwSignal<Locale>,
    /// What an untouched interview shows.
    pub(super) phase: RwSignal<Phase>,
    /// Counts the questions put: each gets fresh controls, and what was meant
    /// for an earlier one is ignored.
    pub(super) turn: RwSignal<u32>,
    open: StoredValue<Option<Open>, LocalStorage>,
    last_touch: StoredValue<f64>,
}

/// How long a choice is seen chosen before the next question comes, in milliseconds.
const ACKNOWLEDGEMENT: u32 = 220;

/// The whole kiosk.
pub(super) fn app() -> Part {
    let kiosk = Kiosk {
        screen: RwSignal::new(Screen::Starting),
        locale: RwSignal::new(Locale::default()),
        phase: RwSignal::new(Phase::Present),
        turn: RwSignal::new(0),
        open: StoredValue::new_local(None),
        last_touch: StoredValue::new(monotonic_ms()),
    };
    provide_context(kiosk);
    Effect::new(move || set_body("screen", Some(kiosk.screen.get().code())));
    Effect::new(move || set_language(kiosk.locale.get().code()));
    kiosk.watch_for_people();
    spawn(async move {
        if let Err(until_free) = become_the_kiosk().await {
            kiosk.screen.set(Screen::Notice(Notice::SecondTab));
            // Fulfilled when the other tab is gone; it is never refused.
            drop(JsFuture::from(until_free).await);
        }
        kiosk.open_up().await;
    });
    screens()
}

impl Kiosk {
    /// The kiosk this view belongs to.
    pub(super) fn here() -> Self {
        expect_context()
    }

    /// The texts in the language shown. Follows it.
    pub(super) fn texts(self) -> &'static Texts {
        self.locale.get().kiosk()
    }

    /// A text of the questionnaire in the language shown, following it, with
    /// what only the tablet knows filled in: `{retention_days}`.
    pub(super) fn fill_in(self, text: &LocalText) -> String {
        let days = self.settings(|settings| settings.retention_days).unwrap_or_default();
        fill(text.get(self.locale.get().code()), "retention_days", days)
    }

    /// Looks at the tablet's settings, once it is open.
    pub(super) fn settings<T>(self, look: fn(&Settings) -> T) -> Option<T> {
        self.open.with_value(|open| open.as_ref().map(|open| look(&open.tablet.settings)))
    }

    /// Looks at the interview in progress, once the kiosk is open.
    pub(super) fn interview<T>(self, look: fn(&Interview) -> T) -> Option<T> {
        self.open.with_value(|open| open.as_ref().map(|open| look(&open.session.interview)))
    }

    /// The question being asked, and its answer so far.
    pub(super) fn question(self) -> Option<(Question, Option<Value>)> {
        self.interview(|interview| {
            let question = interview.question()?;
            Some((question.clone(), interview.value(&question.name).cloned()))
        })
        .flatten()
    }

    /// How things stand between memory and disk.
    pub(super) fn saving(self) -> Saving {
        let saving = self.open.with_value(|open| open.as_ref().map(|open| open.saver.saving()));
        saving.map_or(Saving::Done, |saving| saving.get())
    }

    /// Opens everything and shows the first question, or what is in the way.
    pub(super) async fn open_up(self) {
        match open().await {
            Ok(Opened::Ready { tablet, journal }) => {
                let session = Session::new(tablet.clone());
                self.open.set_value(Some(Open { tablet, session, saver: Saver::new(journal) }));
                self.to_the_start();
                ready();
            }
            Ok(Opened::NotSetUp) => self.open_console(),
            Err((notice, settings)) => {
                if let Some(locale) = settings.and_then(|s| s.locales.first().copied()) {
                    self.locale.set(locale);
                }
                self.screen.set(Screen::Notice(notice));
            }
        }
    }

    /// Hands the page to the console.
    pub(super) fn open_console(self) {
        self.screen.set(Screen::Staff);
        spawn(async move {
            if let Err(error) = open_console().await {
                let detail = js_sys::Error::from(error).message();
                self.screen.set(Screen::Notice(Notice::ConsoleFailed(detail.into())));
            }
        });
    }

    /// A choice that is an answer by itself: it is kept at once, seen chosen
    /// for a moment, and then the next question comes.
    pub(super) fn choose(self, value: Value) -> Result<(), Invalid> {
        self.answer(Some(value))?;
        let turn = self.turn.get_untracked();
        Timeout::new(ACKNOWLEDGEMENT, move || {
            if self.turn.try_get_untracked() == Some(turn) {
                // The answer was taken, so the question is not open any more.
                let _ = self.step(Interview::next);
            }
        })
        .forget();
        Ok(())
    }

    /// Answers the question being asked, or takes the answer back, and keeps
    /// the response as it now stands.
    pub(super) fn answer(self, value: Option<Value>) -> Result<(), Invalid> {
        self.change(&mut |session| {
            match value.clone() {
                Some(value) => session.interview.answer(value)?,
                None => session.interview.clear(),
            }
            // Without randomness the first answer stays unnamed and unsaved;
            // no browser that starts the kiosk is without.
            let _ = session.touch();
            Ok(())
        })
    }

    /// Goes somewhere in the interview and shows what is there.
    ///
    /// # Errors
    /// When the question being asked does not let it.
    pub(super) fn step(self, go: fn(&mut Interview) -> Result<(), Invalid>) -> Result<(), Invalid> {
        self.change(&mut |session| go(&mut session.interview))?;
        self.show();
        Ok(())
    }

    /// Ends the interview, wherever it stands, and waits for the next person.
    pub(super) fn finish(self) {
        // Everything said is with the saver already.
        self.open.update_value(|open| {
            if let Some(open) = open {
                open.session = Session::new(open.tablet.clone());
            }
        });
        self.to_the_start();
    }

    fn change(
        self,
        change: &mut dyn FnMut(&mut Session) -> Result<(), Invalid>,
    ) -> Result<(), Invalid> {
        let locale = self.locale.get_untracked();
        self.open
            .try_update_value(|open| {
                let Some(Open { session, saver, .. }) = open else { return Ok(()) };
                let before = session.response(locale);
                change(session)?;
                if let Some(response) = session.response(locale)
                    && before.as_ref() != Some(&response)
                {
                    saver.save(response);
                }
                Ok(())
            })
            .unwrap_or(Ok(()))
    }

    fn show(self) {
        let Some(stage) = self.interview(Interview::stage) else { return };
        match stage {
            Stage::Asking => self.screen.set(Screen::Question),
            Stage::Thanks { invitation } => self.screen.set(Screen::Thanks { invitation }),
            Stage::Ended => return self.finish(),
        }
        self.turn.update(|turn| *turn += 1);
        self.last_touch.set_value(monotonic_ms());
        self.look_around();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    fn to_the_start(self) {
        // A reload would take what waits in memory with it.
        let all_saved = untrack(|| self.saving() == Saving::Done);
        if all_saved && take_update() {
            return;
        }
        set_body("saved", None);
        self.speak_the_first_language();
        self.phase.set(Phase::Present);
        self.turn.update(|turn| *turn += 1);
        self.screen.set(Screen::Attract);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    fn speak_the_first_language(self) {
        if let Some(Some(first)) = self.settings(|settings| settings.locales.first().copied())
            && self.locale.get_untracked() != first
        {
            self.locale.set(first);
        }
    }

    /// Notices every touch, and twice a second what its absence means.
    fn watch_for_people(self) {
        for event in ["pointerdown", "keydown", "input"] {
            let options = EventListenerOptions::run_in_capture_phase();
            let touched = move |_: &_| self.last_touch.set_value(monotonic_ms());
            EventListener::new_with_options(&document(), event, options, touched).forget();
        }
        Interval::new(500, move || self.look_around()).forget();
    }

    fn look_around(self) {
        let idle = (monotonic_ms() - self.last_touch.get_value()) / 1000.0;
        match self.screen.get_untracked() {
            Screen::Question | Screen::Thanks { .. } => {}
            // Somebody chose a language and went away without a word.
            Screen::Attract if idle >= f64::from(Limits::STANDARD.idle) => {
                return self.speak_the_first_language();
            }
            _ => return,
        }
        let complete = self.interview(Interview::is_complete).unwrap_or(false);
        match Limits::STANDARD.phase(idle, complete) {
            Phase::Over => self.finish(),
            phase if phase != self.phase.get_untracked() => self.phase.set(phase),
            _ => {}
        }
    }
}
