//! What lies on the desk once the passphrase was given: the responses, what
//! was exported of them, the questionnaires they answer.

use std::rc::Rc;

use chrono::NaiveDate;
use heard_exchange::{DeviceSequence, Response};
use leptos::prelude::*;

use super::{demo, reading::Known, shift::ShiftInHand};
use crate::{
    platform::{Persistence, StorageError, local_day, persistence},
    store::{Doubt, Event, Exported, Reader, Settings, Store},
};

/// Everything behind the passphrase. Dropped when the console locks.
pub(super) struct Opened {
    pub(super) store: Store,
    pub(super) reader: Reader,
    pub(super) settings: ArcRwSignal<Settings>,
    /// The questionnaires that ship with this Heard, as far as they can be read.
    pub(super) known: Known,
    /// By start, oldest first.
    pub(super) responses: Vec<Response>,
    /// Stored responses that cannot be opened: their ids, and why.
    pub(super) unreadable: Vec<(String, String)>,
    pub(super) exported: ArcRwSignal<Exported>,
    /// What happened on the tablet, in its order.
    pub(super) events: Vec<Event>,
    /// The tablet's date jumped, and nobody has confirmed it.
    pub(super) doubt: ArcRwSignal<Option<Doubt>>,
    last: DeviceSequence,
    pub(super) persistence: Persistence,
    /// Why the demonstration responses could not be had.
    pub(super) demo_failed: Option<String>,
}

impl Opened {
    /// Reads what is stored.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) async fn read(
        store: Store,
        reader: Reader,
        settings: &Settings,
    ) -> Result<Self, StorageError> {
        let known = Known::load(settings.questionnaire).await;
        let mut read = reader.responses().await?;
        let mut demo_failed = None;
        if let Some(path) = demo::still_to_import(settings, &read.responses) {
            match demo::import(path, &reader, &known).await {
                Ok(()) => read = reader.responses().await?,
                Err(error) => demo_failed = Some(error.to_string()),
            }
        }
        Ok(Self {
            known,
            responses: read.responses,
            unreadable: read.unreadable,
            exported: ArcRwSignal::new(reader.exported().await?),
            events: store.events().await?,
            doubt: ArcRwSignal::new(store.doubt().await?),
            last: reader.last_sequence().await?,
            persistence: persistence().await,
            settings: ArcRwSignal::new(settings.clone()),
            demo_failed,
            store,
            reader,
        })
    }

    /// Today, where the branch is.
    pub(super) fn today(&self) -> NaiveDate {
        local_day(&self.settings.with_untracked(|settings| settings.zone.clone()))
    }

    /// The responses of the days from `from` to `to`, by start. A response's
    /// day is that of the branch when it was given.
    pub(super) fn between(&self, from: NaiveDate, to: NaiveDate) -> Vec<&Response> {
        let within = |response: &&Response| (from..=to).contains(&day_of(response));
        self.responses.iter().filter(within).collect()
    }

    /// The last sequence number this tablet has taken.
    pub(super) fn last_sequence(&self) -> usize {
        usize::try_from(self.last.0).unwrap_or(usize::MAX)
    }

    /// How many were never exported, and the day of the oldest. Tracked.
    pub(super) fn unexported(&self) -> (usize, Option<NaiveDate>) {
        self.exported.with(|exported| {
            let mut waiting =
                self.responses.iter().filter(|response| !exported.contains_key(&response.id));
            let oldest = waiting.next().map(day_of);
            (waiting.count() + usize::from(oldest.is_some()), oldest)
        })
    }
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

    /// Reads everything once more.
    ///
    /// # Errors
    /// When it cannot be read; what was read before stays.
    pub(super) async fn read_again(self) -> Result<(), StorageError> {
        let opened = self.opened();
        let settings = opened.settings.get_untracked();
        let read = Opened::read(opened.store.clone(), opened.reader.clone(), &settings).await?;
        // The page may have been left meanwhile.
        self.0.try_update_value(|opened| *opened = Rc::new(read));
        Ok(())
    }

    /// What is open.
    pub(super) fn opened(self) -> Rc<Opened> {
        self.0.get_value()
    }
}
