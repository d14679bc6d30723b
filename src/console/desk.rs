//! What lies on the desk once the passphrase was given: the responses of the days
//! in hand, how many there are of every day, the questionnaires they answer.
//!
//! Responses are opened by day, when a page first needs them: today's at once,
//! others once what the journal has of past days is archived.

use std::{
    cell::{Cell, RefCell},
    ops::RangeInclusive,
    rc::Rc,
};

use chrono::{DateTime, FixedOffset, NaiveDate};
use heard_exchange::{DeviceSequence, Response};
use heard_insight::Kept;
use leptos::prelude::*;

use super::{demo, reading::Known, shift::ShiftInHand};
use crate::{
    platform::{
        Analyst, Latch, Persistence, StorageError, fault_in_log, fetch_text, link_log, local_day,
        now_in, pause, persistence, reload, spawn,
    },
    store::{
        Arrival, Arrived, Brought, Closed, Doubt, Event, Figures, Held, OfDay, PrivateKeys,
        QuestionnaireName, Reader, Readout, Settings, Steward, Store, What, in_parts,
    },
};

/// About so many responses are opened before the screen is drawn again.
const PART: usize = 2_000;
/// So many milliseconds the log has to take that the console is left.
const PATIENCE_MS: i32 = 1_000;

/// Everything behind the passphrase. Dropped when the console locks.
pub(super) struct Opened {
    pub(super) store: Store,
    pub(super) steward: Steward,
    pub(super) settings: ArcRwSignal<Settings>,
    /// The questionnaires that ship with this Heard, as far as they can be read.
    pub(super) known: Rc<Known>,
    /// How many responses there are, by day.
    pub(super) index: ArcRwSignal<Vec<OfDay>>,
    /// The days that were opened.
    days: RefCell<Vec<NaiveDate>>,
    /// Their responses, by day and start.
    responses: RefCell<Vec<Rc<Held>>>,
    /// What is stored and cannot be opened.
    pub(super) closed: ArcRwSignal<Vec<Closed>>,
    /// What happened on the tablet, in its order.
    pub(super) events: RefCell<Vec<Event>>,
    /// The tablet's date jumped, and nobody has confirmed it.
    pub(super) doubt: ArcRwSignal<Option<Doubt>>,
    /// The first entry of the log that is missing or was changed.
    pub(super) log_fault: ArcRwSignal<Option<u32>>,
    last: Cell<DeviceSequence>,
    pub(super) persistence: Persistence,
    /// Why the demonstration responses could not be had.
    pub(super) demo_failed: Option<String>,
    /// What holds all responses, once figures of many days were asked for.
    analyst: RefCell<Option<Rc<Analyst>>>,
    /// How often what is stored was looked at again.
    changes: Cell<u32>,
    /// What the dashboard showed last, as JSON.
    pub(super) board: RefCell<Option<String>>,
    /// Past days have been archived, or could not be.
    archived: Latch,
    /// The tablet is on its way back to customers.
    is_left: Cell<bool>,
}

impl Opened {
    /// Reads what is needed first, and archives past days behind that.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) async fn read(
        store: Store,
        private: PrivateKeys,
        settings: &Settings,
    ) -> Result<Rc<Self>, StorageError> {
        let known = Rc::new(Known::load(settings.questionnaire).await);
        let figures = figures(Rc::clone(&known));
        let reader = Reader::new(store.clone(), private);
        let steward = Steward::new(reader, settings.keys.clone(), figures);
        let demo_failed = demo::bring_in(settings, &steward).await;
        let opened = Rc::new(Self {
            known,
            index: ArcRwSignal::new(store.index().await?),
            days: RefCell::default(),
            responses: RefCell::default(),
            closed: ArcRwSignal::new(Vec::new()),
            events: RefCell::new(store.events().await?),
            doubt: ArcRwSignal::new(store.doubt().await?),
            log_fault: ArcRwSignal::default(),
            last: Cell::new(store.last_sequence().await?),
            persistence: persistence().await,
            settings: ArcRwSignal::new(settings.clone()),
            demo_failed,
            store,
            steward,
            analyst: RefCell::default(),
            changes: Cell::default(),
            board: RefCell::default(),
            archived: Latch::new(),
            is_left: Cell::default(),
        });
        let today = opened.today();
        opened.open(today..=today).await?;
        opened.archive();
        Ok(opened)
    }

    /// What holds all responses, read once past days are archived; hears how far it
    /// is, in percent.
    ///
    /// # Errors
    /// In words, where they cannot be read.
    pub(super) async fn analyst(&self, told: Rc<dyn Fn(u32)>) -> Result<Rc<Analyst>, String> {
        self.archived.passed().await;
        loop {
            if let Some(analyst) = &*self.analyst.borrow() {
                return Ok(Rc::clone(analyst));
            }
            let stored = self.changes.get();
            let mut questionnaires = Vec::new();
            for name in QuestionnaireName::ALL {
                // Answers to one that cannot be had are counted as they stand.
                questionnaires.extend(fetch_text(&name.path()).await.ok());
            }
            let keys = self.steward.reader.keys();
            let analyst = Analyst::of_tablet(&questionnaires, &keys, Rc::clone(&told)).await?;
            // Whoever asked at the same time may have been sooner, and what is stored may
            // be something else by now.
            if self.analyst.borrow().is_none() && self.changes.get() == stored {
                self.analyst.replace(Some(Rc::new(analyst)));
            } else {
                analyst.close();
            }
        }
    }

    /// Archives past days for as long as the console is open.
    fn archive(self: &Rc<Self>) {
        let (here, today) = (Rc::downgrade(self), self.today());
        let steward = self.steward.clone();
        spawn(async move {
            let is_open = || here.strong_count() > 0;
            let closed = steward.compact(today, is_open).await;
            let damaged = steward.reader.damaged_segments(is_open).await;
            let Some(opened) = here.upgrade() else { return };
            // What fails here fails again, and is told, when it is asked for.
            opened.note_closed(closed.unwrap_or_default());
            opened.note_closed(damaged.unwrap_or_default());
            opened.archived.open();
            // What cannot be read shows wherever it is asked for.
            opened.log_fault.set(fault_in_log().await.unwrap_or_default());
        });
    }

    /// Puts on record that staff did something just now.
    ///
    /// # Errors
    /// When it is not on disk.
    pub(super) async fn put_on_record(
        &self,
        what: What,
        detail: impl Into<String>,
    ) -> Result<(), StorageError> {
        self.store.put_on_record(&Event::of(what, self.now(), detail)).await
    }

    /// Gives the tablet back to customers: the page starts anew, and nothing
    /// unlocked stays in memory. Says in the log `who` wished it.
    pub(super) fn leave(self: Rc<Self>, who: &'static str) {
        if self.is_left.replace(true) {
            return;
        }
        spawn(async move {
            // What cannot be put on record keeps nothing open.
            drop(self.put_on_record(What::Locked, who).await);
            reload();
        });
        // Nor does a storage that does not answer.
        spawn(async {
            pause(PATIENCE_MS).await;
            reload();
        });
    }

    /// The time of the branch.
    pub(super) fn now(&self) -> DateTime<FixedOffset> {
        now_in(&self.settings.with_untracked(|settings| settings.zone.clone()))
    }

    fn note_closed(&self, found: Vec<Closed>) {
        let is_new = |one: &Closed| self.closed.with_untracked(|closed| !closed.contains(one));
        let new: Vec<_> = found.into_iter().filter(is_new).collect();
        if !new.is_empty() {
            self.closed.update(|closed| closed.extend(new));
        }
    }

    /// Today, where the branch is.
    pub(super) fn today(&self) -> NaiveDate {
        local_day(&self.settings.with_untracked(|settings| settings.zone.clone()))
    }

    /// Whether every response of `days` is open.
    pub(super) fn has(&self, days: RangeInclusive<NaiveDate>) -> bool {
        self.still_closed(days).is_empty()
    }

    /// What there is of the days of `days` that have responses not opened yet.
    fn still_closed(&self, days: RangeInclusive<NaiveDate>) -> Vec<OfDay> {
        let open = self.days.borrow();
        let index = self.index.read_untracked();
        let closed = index.iter().filter(|it| days.contains(&it.day) && !open.contains(&it.day));
        closed.copied().collect()
    }

    /// Opens the responses of `days`, once what is past is archived; tells how
    /// far it has come, in responses, and how far it has to go.
    ///
    /// # Errors
    /// When they cannot be read; what was opened stays open.
    pub(super) async fn load(
        &self,
        days: RangeInclusive<NaiveDate>,
        told: impl Fn(usize, usize),
    ) -> Result<(), StorageError> {
        if self.has(days.clone()) {
            return Ok(());
        }
        self.archived.passed().await;
        let closed = self.still_closed(days);
        let total: usize = closed.iter().map(|of_day| of_day.count).sum();
        let mut done = 0;
        told(done, total);
        for (days, count) in in_parts(&closed, PART) {
            self.open(days).await?;
            done += count;
            told(done, total);
        }
        Ok(())
    }

    async fn open(&self, days: RangeInclusive<NaiveDate>) -> Result<(), StorageError> {
        let (from, to) = days.clone().into_inner();
        let Readout { responses, closed } = self.steward.reader.days(from, to).await?;
        self.note_closed(closed);
        let index = self.index.read_untracked();
        // A day of which nothing could be opened has been opened.
        let opened = index.iter().map(|of_day| of_day.day).filter(|day| days.contains(day));
        self.days.borrow_mut().extend(opened);
        let mut all = self.responses.borrow_mut();
        all.retain(|held| !days.contains(&day_of(&held.response)));
        let place = all.partition_point(|held| day_of(&held.response) < from);
        all.splice(place..place, responses.into_iter().map(Rc::new));
        Ok(())
    }

    /// The responses of `days`, by start, as far as they were loaded. A
    /// response's day is that of the branch when it was given.
    pub(super) fn between(&self, days: RangeInclusive<NaiveDate>) -> Vec<Rc<Held>> {
        let all = self.responses.borrow();
        let first = all.partition_point(|held| day_of(&held.response) < *days.start());
        let within = |held: &&Rc<Held>| day_of(&held.response) <= *days.end();
        all[first..].iter().take_while(within).cloned().collect()
    }

    /// The first and the last day that have responses. Tracked.
    pub(super) fn span(&self) -> Option<RangeInclusive<NaiveDate>> {
        self.index.with(|index| Some(index.first()?.day..=index.last()?.day))
    }

    /// How many responses there are. Tracked.
    pub(super) fn total(&self) -> usize {
        self.index.with(|index| index.iter().map(|of_day| of_day.count).sum())
    }

    /// The last days that have at least `count` responses together.
    pub(super) fn newest(&self, count: usize) -> Option<RangeInclusive<NaiveDate>> {
        let index = self.index.read_untracked();
        let mut so_far = 0;
        let enough = |of_day: &&OfDay| {
            so_far += of_day.count;
            so_far >= count
        };
        let first = index.iter().rev().find(enough).or(index.first())?;
        Some(first.day..=index.last()?.day)
    }

    /// The last sequence number this tablet has taken.
    pub(super) fn last_sequence(&self) -> usize {
        usize::try_from(self.last.get().0).unwrap_or(usize::MAX)
    }

    /// How many were never exported, and the day of the oldest. Tracked.
    pub(super) fn unexported(&self) -> (usize, Option<NaiveDate>) {
        self.index.with(|index| {
            let oldest = index.iter().find(|of_day| of_day.waiting > 0).map(|of_day| of_day.day);
            (index.iter().map(|of_day| of_day.waiting).sum(), oldest)
        })
    }

    /// Brings in what `arrived`, once nothing is on its way into the archive, and
    /// looks again at what is stored.
    ///
    /// # Errors
    /// When it is not on disk; then nothing was brought in.
    pub(super) async fn restore(
        &self,
        arrived: Arrived,
        file: &str,
    ) -> Result<Brought, StorageError> {
        self.archived.passed().await;
        let settings = self.settings.get_untracked();
        let arrival = Arrival {
            file,
            device: &settings.device,
            now: now_in(&settings.zone),
            retention_days: settings.retention_days,
        };
        let brought = self.steward.restore(arrived, arrival).await?;
        self.days.borrow_mut().clear();
        self.responses.borrow_mut().clear();
        self.refresh(None).await?;
        Ok(brought)
    }

    /// Looks again at what is stored, after a change to the responses of `day`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) async fn refresh(&self, day: Option<NaiveDate>) -> Result<(), StorageError> {
        self.changes.set(self.changes.get() + 1);
        if let Some(analyst) = self.analyst.take() {
            analyst.close();
        }
        let index = self.store.index().await?;
        self.last.set(self.store.last_sequence().await?);
        // What was put on record with what it tells of. What cannot be linked now is
        // linked with the next.
        drop(link_log().await);
        self.events.replace(self.store.events().await?);
        if let Some(day) = day {
            self.days.borrow_mut().retain(|open| *open != day);
            self.responses.borrow_mut().retain(|held| day_of(&held.response) != day);
        }
        let today = self.today();
        self.index.set(index);
        self.load(today..=today, |_, _| {}).await
    }
}

/// What is kept of responses when they are deleted.
fn figures(known: Rc<Known>) -> Figures {
    Rc::new(move |responses| Kept::of(&known.summary(responses)).to_json())
}

/// The branch's day on which a response was begun.
pub(super) fn day_of(response: &Response) -> NaiveDate {
    response.started_at.date_naive()
}

/// A handle on what is open, for pages and events.
#[derive(Clone, Copy)]
pub(super) struct Desk(StoredValue<Rc<Opened>, LocalStorage>);

impl Desk {
    /// Holds `opened` for as long as the page around it lives.
    pub(super) fn new(opened: Rc<Opened>) -> Self {
        Self(StoredValue::new_local(opened))
    }

    /// The present shift.
    pub(super) fn shift(self) -> ShiftInHand {
        let opened = self.opened();
        let settings = opened.settings.get_untracked();
        ShiftInHand::of(opened.store.clone(), Rc::new(settings))
    }

    /// What is open.
    pub(super) fn opened(self) -> Rc<Opened> {
        self.0.get_value()
    }
}
