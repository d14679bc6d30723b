//! What time does: an abandoned interview ends, the branch opens and closes, a
//! waiting version takes over.

use std::cell::Cell;

use chrono::{Datelike, Timelike};
use gloo::timers::callback::Interval;
use heard_survey::Interview;
use leptos::prelude::*;

use super::{
    app::{Kiosk, Screen},
    idle::Phase,
    language::Text,
};
use crate::{
    platform::{
        document, failure_before, forget_failure, listen, local_day, moment_in, monotonic_ms,
        now_in, spawn,
    },
    store::{Event, What},
};

/// How often the kiosk looks around, in milliseconds.
const EVERY: u32 = 500;
/// After how many looks it looks at the clock, too: every ten seconds.
const CLOCK: u32 = 20;
/// After how many seconds without a touch nobody is there.
const NOBODY: f64 = 10.0;
impl Kiosk {
    /// Notices every touch, and twice a second what its absence means.
    pub(super) fn watch(self) {
        let touched = move |_| self.last_touch.set(monotonic_ms());
        listen(&document(), &["pointerdown", "keydown", "input"], Box::new(touched));
        listen(&document(), &["heard-assist"], Box::new(move |_| self.assist()));
        let looks = Cell::new(0_u32);
        Interval::new(EVERY, move || {
            self.look_around();
            looks.set(looks.get().wrapping_add(1));
            if looks.get().is_multiple_of(CLOCK) {
                self.look_at_the_clock();
            }
        })
        .forget();
    }

    /// What the time since the last touch means.
    pub(super) fn look_around(self) {
        let idle = (monotonic_ms() - self.last_touch.get()) / 1000.0;
        if self.calling.get_untracked() {
            return self.call_on();
        }
        let elder = self.elder.get_untracked();
        let limits = self.settings(|settings| [settings.conduct.standard, settings.conduct.elder]);
        let Some(limits) = limits.map(|limits| limits[usize::from(elder)]) else { return };
        match self.screen.get_untracked() {
            Screen::Question | Screen::Thanks { .. } => {}
            Screen::Attract => {
                if self.repeated.get_untracked() && idle >= 3.0 {
                    self.repeated.set(false);
                }
                // Somebody made a choice of language or mode and went away
                // without a word.
                if idle >= f64::from(limits.idle) {
                    self.assisted.set(false);
                    self.forget_wishes();
                }
                return;
            }
            _ => return,
        }
        let complete = self.interview(Interview::is_complete).unwrap_or(false);
        match limits.phase(idle, complete) {
            Phase::Over => self.finish(),
            phase if phase != self.phase.get_untracked() => {
                let warned = |phase| matches!(phase, Phase::Warning { .. });
                match (warned(self.phase.get_untracked()), warned(phase)) {
                    (false, true) => self.aloud.set(untrack(|| self.text(Text::StillThere))),
                    (true, false) => self.aloud.set(String::new()),
                    _ => {}
                }
                self.phase.set(phase);
            }
            _ => {}
        }
    }

    /// Opens and closes, takes a waiting version.
    fn look_at_the_clock(self) {
        let waiting = matches!(self.screen.get_untracked(), Screen::Attract | Screen::Closed);
        let nobody = (monotonic_ms() - self.last_touch.get()) / 1000.0 >= NOBODY;
        if waiting && nobody && !self.calling.get_untracked() {
            let screen = if self.is_open_now() { Screen::Attract } else { Screen::Closed };
            if self.screen.get_untracked() != screen {
                self.screen.set(screen);
                self.turn.update(|turn| *turn += 1);
            }
            self.gives_way();
            self.keep_house_daily();
        }
    }

    /// With each new day, what is old enough is deleted.
    fn keep_house_daily(self) {
        let today = self.settings(|settings| local_day(&settings.zone));
        if today.is_some() && self.kept_house.get() != today {
            spawn(self.keep_house());
        }
    }

    /// Deletes what is older than customers were told.
    pub(super) async fn keep_house(self) {
        let about = self.look(|open| (open.store.clone(), open.tablet.clone()));
        let Some((store, tablet)) = about else { return };
        let now = now_in(&tablet.settings.zone);
        self.kept_house.set(Some(now.date_naive()));
        // What cannot be deleted today is deleted tomorrow, or at the next start.
        drop(store.keep_house(now, tablet.settings.retention_days).await);
    }

    /// Whether customers can rate at this time of the week.
    pub(super) fn is_open_now(self) -> bool {
        self.settings(|settings| {
            settings.conduct.hours.as_ref().is_none_or(|hours| {
                let now = now_in(&settings.zone);
                let weekday = now.weekday().num_days_from_monday() as usize;
                let minute = u16::try_from(now.hour() * 60 + now.minute());
                hours.are_open(weekday, minute.unwrap_or_default())
            })
        })
        .unwrap_or(true)
    }

    /// Today's opening hours, as text; empty on a day it stays closed.
    pub(super) fn hours_today(self) -> String {
        self.settings(|settings| {
            let weekday = now_in(&settings.zone).weekday().num_days_from_monday() as usize;
            settings.conduct.hours.as_ref().map(|hours| hours.on(weekday))
        })
        .flatten()
        .unwrap_or_default()
    }

    /// Puts on record what happened just now.
    pub(super) fn log(self, what: What, seconds: Option<u32>, detail: String) {
        let Some(zone) = self.settings(|settings| settings.zone.clone()) else { return };
        self.record(Event { at: now_in(&zone).to_rfc3339(), what, seconds, detail }, || {});
    }

    /// Puts on record that this is a start after a failure.
    pub(super) fn report_failure(self) {
        let Some(failure) = failure_before() else { return };
        let Some(zone) = self.settings(|settings| settings.zone.clone()) else { return };
        let what = if failure.update { What::UpdateRefused } else { What::Failed };
        // Noted without a zone; staff look at the days of the branch.
        let at = moment_in(&zone, &failure.at).to_rfc3339();
        let event = Event { at, what, seconds: None, detail: failure.detail };
        self.record(event, forget_failure);
    }

    fn record(self, event: Event, done: fn()) {
        let Some(store) = self.store() else { return };
        spawn(async move {
            // What cannot be put on record stops nobody from rating.
            if store.log(&event).await.is_ok() {
                done();
            }
        });
    }
}
