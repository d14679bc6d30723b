//! What people do: answering, going on and back, changing language and mode,
//! ending.

use std::rc::Rc;

use heard_survey::{Interview, Invalid, Stage, Value};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{
    app::{Inside, Kiosk, Open, Screen},
    idle::Phase,
    language::Language,
    notice::Notice,
    opening::{Opened, open},
    saver::{Saver, Saving},
    session::Session,
    visit::AtHand,
};
use crate::{
    locale::Locale,
    platform::{
        ask_to_persist, become_the_kiosk, focus_on, monotonic_ms, now_in, open_console, pause,
        ready, set_body, spawn, take_update, tell, trouble, window, zone_exists,
    },
    store::{Event, What},
};

/// How long a choice is seen chosen before the next question comes, in
/// milliseconds; in elder mode nobody is hurried.
const ACKNOWLEDGEMENT: [i32; 2] = [220, 500];

impl Kiosk {
    /// Becomes the one kiosk of this browser and opens.
    pub(super) fn start(self) {
        spawn(async move {
            if let Err(until_free) = become_the_kiosk().await {
                self.stop(Notice::SecondTab, Locale::default()).await;
                // Fulfilled when the other tab is gone; it is never refused.
                drop(JsFuture::from(until_free).await);
            }
            self.open_up().await;
        });
    }

    /// Opens everything and shows the first question, or what is in the way.
    async fn open_up(self) {
        match open().await {
            Ok(Opened::Ready { tablet, journal, store, language, new }) => {
                let first = tablet.settings.locales.first().copied();
                let session = Session::new(tablet.clone());
                let visit = AtHand::default();
                let saver = Saver::new(journal);
                let open = Open { tablet, store, session, saver, visit, veiled: false };
                let language = Rc::new(language);
                let (first_language, open) = (language.clone(), Some(open));
                let inside = Inside { language, first: first_language, open };
                self.change_inside(|empty| *empty = inside);
                self.locale.set(first.unwrap_or_default());
                self.to_the_start();
                self.hear_about_visits();
                let drawn = ready();
                self.begin_shift().await;
                drawn.await;
                self.settle_in(new).await;
                self.report_failure();
            }
            Ok(Opened::NotSetUp) => self.open_console(),
            Err((notice, locale)) => self.stop(notice, locale).await,
        }
    }

    /// What the first question did not wait for. The settings of a `new` tablet
    /// are kept, where the browser knows the zone: otherwise set-up asks.
    async fn settle_in(self, new: bool) {
        ask_to_persist();
        let Some((tablet, store)) = self.look(|open| (open.tablet.clone(), open.store.clone()))
        else {
            return;
        };
        // Looked for even where it must be known: the first time takes long.
        if !zone_exists(&tablet.settings.zone) && new {
            self.open_console();
        } else if new {
            let now = now_in(&tablet.settings.zone);
            let event = Event::of(What::SetUp, now, "from provision.json");
            if let Err(error) = store.save_settings(&tablet.settings, &event).await {
                self.stop(Notice::of_storage(error), self.locale.get_untracked()).await;
            }
        }
        self.keep_house().await;
        set_body("settled", Some("yes"));
    }

    /// Shows what is in the way, in `locale`.
    async fn stop(self, notice: Notice, locale: Locale) {
        self.speak(locale).await;
        self.screen.set(Screen::Notice(notice));
    }

    /// Speaks another language from here on.
    pub(super) async fn speak(self, locale: Locale) {
        let interview = self.ended.get();
        match Language::load(locale).await {
            // What came too late was asked for by somebody who has left.
            Ok(_) if self.ended.get() > interview => {}
            Ok(language) => {
                self.change_inside(|inside| inside.language = Rc::new(language));
                self.locale.set(locale);
            }
            // Before the first question nobody could be told in any words of ours.
            Err(error) => trouble(&error.to_string()),
        }
    }

    /// Hands the page to the console.
    pub(super) fn open_console(self) {
        self.screen.set(Screen::Staff);
        self.ask(None);
    }

    /// Staff want to help this person: first their PIN, where there is one,
    /// over the person's own screen.
    pub(super) fn offer_assistance(self) {
        if self.settings(|settings| settings.pin.is_some()) == Some(true) {
            self.ask(Some("assist"));
        } else {
            self.assist();
        }
    }

    /// Loads the console and tells it what it is wanted for.
    fn ask(self, purpose: Option<&'static str>) {
        set_body("asks", purpose);
        spawn(async move {
            let opened = open_console().await;
            tell("heard-asks");
            if let Err(error) = opened {
                let detail = js_sys::Error::from(error).message();
                let locale = self.locale.get_untracked();
                self.stop(Notice::ConsoleFailed(detail.into()), locale).await;
            }
        });
    }

    /// Into elder mode, or out of it.
    pub(super) fn turn_elder(self, on: bool) {
        self.elder.set(on);
        self.larger.set(false);
        self.put();
        focus_on("#asked");
    }

    /// The person is still there.
    pub(super) fn stay(self) {
        self.aloud.set(String::new());
        self.phase.set(Phase::Present);
        focus_on("#asked");
    }

    /// Staff help this person from here on.
    pub(super) fn assist(self) {
        self.assisted.set(true);
        self.keep();
    }

    /// A choice that is an answer by itself: it is kept at once, seen chosen
    /// for a moment, and then the next question comes.
    pub(super) fn choose(self, value: Value) -> Result<(), Invalid> {
        if self.is_repetition() {
            return Err(Invalid::NothingAsked);
        }
        self.answer(Some(value))?;
        let turn = self.turn.get_untracked();
        let elder = self.elder.get_untracked();
        spawn(async move {
            pause(ACKNOWLEDGEMENT[usize::from(elder)]).await;
            if self.turn.try_get_untracked() == Some(turn) {
                // The answer was taken, so the question is not open any more.
                let _ = self.step(Interview::next);
            }
        });
        Ok(())
    }

    /// Whether a press on the first screen comes so soon after an interview
    /// that it must be a repetition. It is told and recorded then.
    fn is_repetition(self) -> bool {
        let waiting = self.screen.get_untracked() == Screen::Attract;
        let pause = self.settings(|settings| settings.conduct.cooldown).unwrap_or_default();
        let since = (monotonic_ms() - self.ended.get()) / 1000.0;
        let repetition = waiting && since < f64::from(pause);
        if repetition {
            self.repeated.set(true);
            self.log(What::RepeatedPress, None, String::new());
        }
        repetition
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

    /// Back from the thanks to the question asked last, whose answer stays
    /// hidden and counts until there is another.
    pub(super) fn reconsider(self) {
        // Going back cannot fail.
        let _ = self.change(&mut |session| {
            session.interview.reconsider();
            Ok(())
        });
        self.veil(true);
        self.put_question();
    }

    /// Ends the interview, wherever it stands, and waits for the next person.
    pub(super) fn finish(self) {
        // Everything said is with the saver already.
        self.change_open(|open| {
            open.session = Session::new(open.tablet.clone());
            open.visit.end();
        });
        self.ended.set(monotonic_ms());
        tell("heard-over");
        self.show_visit();
        self.to_the_start();
    }

    fn change(
        self,
        change: &mut dyn FnMut(&mut Session) -> Result<(), Invalid>,
    ) -> Result<(), Invalid> {
        let circumstances = self.circumstances();
        let changed = self.change_open(|Open { session, saver, visit, .. }| {
            let before = session.response(&circumstances, visit);
            change(session)?;
            if let Some(response) = session.response(&circumstances, visit)
                && before.as_ref() != Some(&response)
            {
                saver.save(response);
            }
            Ok(())
        });
        changed.unwrap_or(Ok(()))
    }

    /// Keeps the response as it stands: something about it has changed that is
    /// no answer.
    fn keep(self) {
        let circumstances = self.circumstances();
        self.look(|open| {
            if let Some(response) = open.session.response(&circumstances, &open.visit) {
                open.saver.save(response);
            }
        });
    }

    fn veil(self, veiled: bool) {
        self.change_open(|open| open.veiled = veiled);
    }

    fn show(self) {
        self.veil(false);
        let Some(stage) = self.interview(Interview::stage) else { return };
        match stage {
            Stage::Asking => self.put_question(),
            Stage::Thanks { invitation } => {
                self.screen.set(Screen::Thanks { invitation });
                self.put();
                focus_on("#asked");
            }
            Stage::Ended => self.finish(),
        }
    }

    fn put_question(self) {
        self.screen.set(Screen::Question);
        self.put();
        // Screen readers read it, and keys go on from there.
        focus_on("#asked");
    }

    /// Shows what is asked with fresh controls, from the top.
    fn put(self) {
        self.turn.update(|turn| *turn += 1);
        self.last_touch.set(monotonic_ms());
        self.look_around();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// Lets a waiting version take over, where nothing waits in memory: the
    /// reload would take it along. Whether the page is about to go.
    pub(super) fn gives_way(self) -> bool {
        untrack(|| self.saving() == Saving::Done) && take_update()
    }

    fn to_the_start(self) {
        if self.gives_way() {
            return;
        }
        set_body("saved", None);
        self.veil(false);
        self.calling.set(false);
        self.assisted.set(false);
        self.aloud.set(String::new());
        self.phase.set(Phase::Present);
        self.forget_wishes();
        self.screen.set(if self.is_open_now() { Screen::Attract } else { Screen::Closed });
        self.turn.update(|turn| *turn += 1);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// The usual language, mode and size for whoever comes next.
    pub(super) fn forget_wishes(self) {
        if self.elder.get_untracked() {
            self.elder.set(false);
            self.larger.set(false);
            self.turn.update(|turn| *turn += 1);
        }
        if let Some(Some(first)) = self.settings(|settings| settings.locales.first().copied())
            && self.locale.get_untracked() != first
        {
            self.change_inside(|inside| inside.language = inside.first.clone());
            self.locale.set(first);
        }
    }
}
