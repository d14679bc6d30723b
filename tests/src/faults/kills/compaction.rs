//! The power fails while responses of a past day are archived.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use super::{Interrupted, Stage, Stored};
use crate::{Tablet, seams, wait_for};

/// Yesterday's responses, and what opens the console.
pub(super) struct Compaction {
    past: BTreeSet<String>,
    passphrase: String,
}

impl Interrupted for Compaction {
    // Deriving the key takes most of it.
    const LASTS: u64 = 1_500;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        // Customers came yesterday: a day's falling back is no jump.
        stage.tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
        stage.tablet.starts_anew().await?;
        stage.tablet.browser.run("pass(-86400000)", &[]).await?;
        stage.tablet.starts_anew().await?;
        let before: BTreeSet<String> = stage.thanked.keys().cloned().collect();
        for _ in 0..stage.draw.usize(1..4) {
            stage.is_visited().await?;
        }
        let past = stage.thanked.keys().filter(|id| !before.contains(*id)).cloned().collect();
        stage.tablet.customer().meanwhile(seams::A_DAY).await?;
        stage.tablet.starts_anew().await?;
        stage.tablet.staff().presses("staff").await?;
        stage.tablet.staff().finds_the_console().await?;
        Ok(Self { past, passphrase: stage.passphrase.clone() })
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        tablet.staff().tries(&self.passphrase).await?;
        tablet.staff().is_on("today").await?;
        wait_for("them to be archived", async || {
            let journal = tablet.browser.stored("journal").await?;
            Ok(self.past.iter().all(|id| !journal.contains_key(id)).then_some(()))
        })
        .await
    }

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        let gone: BTreeSet<&String> =
            before.journal.keys().filter(|id| !after.journal.contains_key(*id)).collect();
        after.journal_as_it_was(before, |id| gone.contains(&id.to_owned()))?;
        let new = after.archived()? - before.archived()?;
        ensure!(new == gone.len(), "{} are gone from the journal, {new} archived", gone.len());
        for (id, text) in &before.segments {
            ensure!(after.segments.get(id) == Some(text), "segment {id} was changed");
        }
        let mut moved = stage.archived.clone();
        moved.extend(gone.iter().copied().cloned());
        let lost = stage.thanked.keys().find(|id| !after.has(id) && !moved.contains(*id));
        ensure!(lost.is_none(), "lost although thanked for: {lost:?}");
        Ok(self.past.iter().all(|id| gone.contains(id)))
    }

    async fn afterwards(self, stage: &mut Stage, done: bool) -> Result<()> {
        if done {
            stage.archived.extend(self.past);
        }
        // What was not archived then is archived now.
        stage.unlocks().await?;
        stage.tablet.staff().leaves().await
    }
}
