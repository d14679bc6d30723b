//! The one queue through which responses reach the journal. It outlives every
//! view: a save is never cancelled, and what fails is kept and tried again.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use heard_exchange::{DeviceSequence, Response, ResponseId};
use leptos::prelude::*;

use crate::{
    platform::{listen, pause, set_body, spawn, window},
    store::Journal,
};

/// How things stand between memory and disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Saving {
    /// Everything handed in is on disk.
    #[default]
    Done,
    /// Being written.
    Writing,
    /// The storage refuses; so many responses wait in memory.
    Failing { waiting: usize },
}

/// The queue. Cloning gives another handle to it.
#[derive(Clone)]
pub(super) struct Saver(Rc<Queue>);

struct Queue {
    journal: Journal,
    waiting: RefCell<VecDeque<Response>>,
    running: Cell<bool>,
    /// The last response written: another version of it replaces it.
    last: Cell<Option<(ResponseId, DeviceSequence)>>,
    saving: RwSignal<Saving>,
}

/// Waits between attempts, in milliseconds; the last repeats.
const PAUSES: [i32; 5] = [500, 1_000, 2_000, 5_000, 10_000];

impl Saver {
    pub(super) fn new(journal: Journal) -> Self {
        let queue = Rc::new(Queue {
            journal,
            waiting: RefCell::default(),
            running: Cell::new(false),
            last: Cell::new(None),
            saving: RwSignal::new(Saving::Done),
        });
        // Whoever reloads or closes the page while answers wait is asked first.
        let guarded = queue.clone();
        let ask = move |event: web_sys::Event| {
            if !guarded.waiting.borrow().is_empty() {
                event.prevent_default();
            }
        };
        listen(&window(), &["beforeunload"], Box::new(ask));
        Self(queue)
    }

    /// How things stand. Tracked.
    pub(super) fn saving(&self) -> Saving {
        self.0.saving.get()
    }

    /// Takes a response to be written, replacing an earlier version of it.
    pub(super) fn save(&self, response: Response) {
        {
            let mut waiting = self.0.waiting.borrow_mut();
            // The first in line may be at the disk already; a later version of
            // it has to follow, not to take its place.
            let being_written = usize::from(self.0.running.get());
            match waiting.iter_mut().skip(being_written).find(|other| other.id == response.id) {
                Some(earlier) => *earlier = response,
                None => waiting.push_back(response),
            }
        }
        if self.0.saving.get_untracked() == Saving::Done {
            self.show(Saving::Writing);
        }
        if !self.0.running.replace(true) {
            let saver = self.clone();
            spawn(async move { saver.write_all().await });
        }
    }

    async fn write_all(&self) {
        let mut failures = 0;
        loop {
            let Some(mut response) = self.0.waiting.borrow().front().cloned() else { break };
            if let Some((id, sequence)) = self.0.last.get()
                && id == response.id
            {
                response.sequence = sequence;
            }
            if self.0.journal.write(&mut response).await.is_ok() {
                failures = 0;
                self.0.last.set(Some((response.id, response.sequence)));
                self.0.waiting.borrow_mut().pop_front();
                set_body("saved", Some(&response.id.to_string()));
            } else {
                let waiting = self.0.waiting.borrow().len();
                self.show(Saving::Failing { waiting });
                pause(PAUSES[failures.min(PAUSES.len() - 1)]).await;
                failures += 1;
            }
        }
        self.0.running.set(false);
        self.show(Saving::Done);
    }

    /// Another failure of the same kind is no news: what shows it stays.
    fn show(&self, saving: Saving) {
        if self.0.saving.get_untracked() != saving {
            self.0.saving.set(saving);
        }
    }
}
