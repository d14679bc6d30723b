//! The tablet on which things go wrong, and what its people know: what customers
//! were thanked for, and what opens the console.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::{
    HeadOffice, Interview, Kind, PASSPHRASE, Provision, RECOVERY_KEY, Site, Table, Tablet,
    interview::Cells, stored::is_an_act, wait_for,
};

/// A tablet, and everything that is known of it from outside.
pub(super) struct Stage {
    pub(super) tablet: Tablet,
    /// Opens bundles, whatever the branch's passphrase is just now.
    pub(super) office: HeadOffice,
    pub(super) draw: Rng,
    /// By response id: the answers it had when its customer was thanked.
    pub(super) thanked: BTreeMap<String, Cells>,
    /// Interviews begun.
    pub(super) begun: usize,
    /// Deleted on request.
    pub(super) erased: BTreeSet<String>,
    /// In segments: gone from the journal after an unlocking, and counted there.
    pub(super) archived: BTreeSet<String>,
    /// The one in force.
    pub(super) passphrase: String,
    /// The one that was put away last.
    pub(super) recovery: String,
}

/// What lies in the tablet's database, object store by object store.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stored {
    pub(super) journal: Map<String, Value>,
    pub(super) segments: Map<String, Value>,
    pub(super) catalog: Map<String, Value>,
    pub(super) exported: Map<String, Value>,
    pub(super) events: Map<String, Value>,
    pub(super) meta: Map<String, Value>,
}

impl Stage {
    /// A tablet that waits for a customer; what happens is drawn from `seed`.
    pub(super) async fn set(seed: u64) -> Result<Self> {
        let office = HeadOffice::new()?;
        let provision = Provision::default()
            .with("recipients", json!([office.public_key()?]))
            .with("retention_days", 30);
        let tablet = Tablet::unopened(Site::new(&provision)?, Kind::Usual).await?;
        tablet.start().await?;
        tablet.is_ready_for_offline().await?;
        Ok(Self {
            tablet,
            office,
            draw: Rng::with_seed(seed),
            thanked: BTreeMap::new(),
            begun: 0,
            erased: BTreeSet::new(),
            archived: BTreeSet::new(),
            passphrase: PASSPHRASE.to_owned(),
            recovery: RECOVERY_KEY.to_owned(),
        })
    }

    /// Somebody gives a whole interview.
    pub(super) async fn is_visited(&mut self) -> Result<()> {
        let interview = Interview::drawn(&mut self.draw);
        self.takes(&interview, interview.steps.len()).await
    }

    /// Takes the first `steps` steps of an interview.
    pub(super) async fn takes(&mut self, interview: &Interview, steps: usize) -> Result<()> {
        self.begun += usize::from(steps > 0);
        for (index, step) in interview.steps.iter().take(steps).enumerate() {
            if let Some(id) = step.is_taken_by(self.tablet.customer()).await? {
                self.thanked.insert(id, interview.answers_after(index));
            }
        }
        Ok(())
    }

    /// Staff come to the console with the passphrase in force, and past days are
    /// archived.
    pub(super) async fn unlocks(&mut self) -> Result<()> {
        let staff = self.tablet.staff();
        staff.presses("staff").await?;
        staff.finds_the_console().await?;
        staff.tries(&self.passphrase).await?;
        staff.is_on("today").await?;
        self.is_archived().await
    }

    /// Waits until past days are archived, and notes what that moves.
    pub(super) async fn is_archived(&mut self) -> Result<()> {
        let before: BTreeSet<String> = self.thanked.keys().cloned().collect();
        let today = "return new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })";
        let today = self.tablet.browser.run(today, &[]).await?;
        let left = wait_for("past days to be archived", async || {
            let journal = self.tablet.browser.stored("journal").await?;
            Ok(journal.values().all(|it| it["day"] == today).then_some(journal))
        })
        .await?;
        let moved = before.into_iter().filter(|id| !left.contains_key(id));
        self.archived.extend(moved);
        Ok(())
    }

    /// Everything there is, through the unlocked console, after it was compared
    /// with what customers were thanked for.
    pub(super) async fn reads_everything(&self) -> Result<Table> {
        let staff = self.tablet.staff();
        let table = staff.exports_raw().await?;
        let unreadable = "return !!document.querySelector('[data-notice=unreadable]')";
        let unreadable = self.tablet.browser.run(unreadable, &[]).await?;
        ensure!(unreadable == false, "something cannot be read");
        self.compares(&table)?;
        Ok(table)
    }

    fn compares(&self, table: &Table) -> Result<()> {
        let ids: BTreeSet<&str> = table.column("id").into_iter().collect();
        ensure!(ids.len() == table.rows.len(), "a response is there twice");
        ensure!(ids.len() <= self.begun, "more responses than customers");
        let sequences: BTreeSet<&str> = table.column("sequence").into_iter().collect();
        ensure!(sequences.len() == ids.len(), "a number was given twice: {sequences:?}");
        for row in &table.rows {
            let is_whole = row.contains_key("satisfaction")
                && row.get("outcome").is_some_and(|outcome| outcome == "complete");
            ensure!(is_whole, "a response in part: {row:?}");
        }
        for (id, answers) in &self.thanked {
            let row = table.rows.iter().find(|row| row.get("id") == Some(id));
            let row = row.with_context(|| format!("lost although thanked for: {id}"))?;
            for (question, cell) in answers {
                ensure!(row.get(question) == Some(cell), "{id}: {question} is not {cell}: {row:?}");
            }
        }
        let there_again = self.erased.iter().find(|id| ids.contains(id.as_str()));
        ensure!(there_again.is_none(), "deleted, and there again: {there_again:?}");
        Ok(())
    }

    /// What must hold of the database at any moment: everything thanked for is
    /// there, and as many responses as numbers were taken, `more` aside.
    pub(super) fn checks(&self, stored: &Stored, more: usize) -> Result<()> {
        let is_there = |id: &String| stored.has(id) || self.archived.contains(id);
        let lost = self.thanked.keys().find(|id| !is_there(id));
        ensure!(lost.is_none(), "lost although thanked for: {lost:?}");
        let count = stored.journal.len() + stored.archived()? + self.erased.len();
        let taken = stored.last_sequence();
        ensure!(count == taken + more, "{taken} numbers were taken, {count} responses are there");
        Ok(())
    }

    /// What lies in the database now.
    pub(super) async fn looks_into_the_store(&self) -> Result<Stored> {
        let browser = &self.tablet.browser;
        Ok(Stored {
            journal: browser.stored("journal").await?,
            segments: browser.stored("segments").await?,
            catalog: browser.stored("catalog").await?,
            exported: browser.stored("exported").await?,
            events: of_themselves(browser.stored("events").await?),
            meta: browser.stored("meta").await?,
        })
    }

    /// Starts the browser again, without the app.
    pub(super) async fn starts_without_the_app(&mut self) -> Result<()> {
        self.tablet.browser.restart().await?;
        self.tablet.browser.resize(1280, 800).await?;
        self.tablet.looks_aside().await
    }
}

/// Those of `events` that are no acts of staff.
fn of_themselves(mut events: Map<String, Value>) -> Map<String, Value> {
    let read = |event: &Value| serde_json::from_str(event.as_str().unwrap_or_default()).ok();
    events.retain(|_, event| !read(event).is_some_and(|event| is_an_act(&event)));
    events
}

impl Stored {
    /// Whether a response is in the journal.
    pub(super) fn has(&self, id: &str) -> bool {
        self.journal.contains_key(id)
    }

    /// The last sequence number taken.
    pub(super) fn last_sequence(&self) -> usize {
        let last = self.meta.get("sequence").and_then(Value::as_f64).unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let last = last as usize;
        last
    }

    /// How many responses are in segments; each of them is there and is listed.
    pub(super) fn archived(&self) -> Result<usize> {
        let listed = self.catalog.iter().filter(|(_, it)| it["day"].is_string());
        let mut count = 0;
        for (id, listed) in listed {
            ensure!(self.segments.contains_key(id), "segment {id} is listed, and not there");
            count += usize::try_from(listed["count"].as_u64().context("no count")?)?;
        }
        let stray = self.segments.keys().find(|id| !self.catalog.contains_key(*id));
        ensure!(stray.is_none(), "segment {stray:?} is there, and not listed");
        Ok(count)
    }

    /// The tablet's settings.
    pub(super) fn settings(&self) -> Result<Value> {
        let settings = self.meta.get("settings").and_then(Value::as_str);
        Ok(serde_json::from_str(settings.context("no settings")?)?)
    }

    /// What was put on record since `before`: what happened, and the detail.
    pub(super) fn news(&self, before: &Self) -> Result<Vec<[String; 2]>> {
        let lost = before.events.keys().find(|number| !self.events.contains_key(*number));
        ensure!(lost.is_none(), "an event is gone: {lost:?}");
        let new = self.events.iter().filter(|(number, _)| !before.events.contains_key(*number));
        new.map(|(_, event)| {
            let event: Value = serde_json::from_str(event.as_str().unwrap_or_default())?;
            Ok(["what", "detail"].map(|it| event[it].as_str().unwrap_or_default().to_owned()))
        })
        .collect()
    }

    /// Every record that `before` has as well, of the journal `except` some, is the
    /// same to the last byte.
    pub(super) fn kept_as_it_was(
        &self,
        before: &Self,
        except: impl Fn(&str) -> bool,
    ) -> Result<()> {
        let is_same = self.segments == before.segments && self.catalog == before.catalog;
        ensure!(is_same, "the archive was changed");
        self.journal_as_it_was(before, except)
    }

    /// As [`Self::kept_as_it_was`], the archive aside.
    pub(super) fn journal_as_it_was(
        &self,
        before: &Self,
        except: impl Fn(&str) -> bool,
    ) -> Result<()> {
        for (id, record) in before.journal.iter().filter(|(id, _)| !except(id)) {
            let now = self.journal.get(id).with_context(|| format!("{id} is gone"))?;
            ensure!(now == record, "{id} was changed");
        }
        let new = self.journal.keys().find(|id| !before.journal.contains_key(*id));
        ensure!(new.is_none(), "nobody said {new:?}");
        Ok(())
    }
}
