//! The power fails while one response is deleted on request.

use anyhow::{Context as _, Result, ensure};

use super::{Interrupted, Stage, Stored};
use crate::Tablet;

/// The response that is deleted.
pub(super) struct Erasing {
    id: String,
}

impl Interrupted for Erasing {
    const LASTS: u64 = 200;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        // One more, so that something always is left.
        stage.is_visited().await?;
        let there = stage.looks_into_the_store().await?.journal;
        let which = stage.draw.usize(..there.len());
        let id = there.keys().nth(which).context("nothing is there")?.clone();
        stage.unlocks().await?;
        stage.reads_everything().await?;
        let staff = stage.tablet.staff();
        staff.goes_to("page-responses").await?;
        staff.unfolds("erase").await?;
        staff.fills_in("erase-id", &id).await?;
        staff.presses("erase-find").await?;
        staff.is_told("erase-asked").await?;
        Ok(Self { id })
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        tablet.staff().presses("erase").await?;
        tablet.staff().is_told("erased").await.map(drop)
    }

    fn is_done(&self, _: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        after.kept_as_it_was(before, |id| id == self.id)?;
        let is_there = after.journal.contains_key(&self.id);
        let is_marked = after.exported.contains_key(&self.id);
        let news = after.news(before)?;
        if is_there {
            ensure!(after.journal[&self.id] == before.journal[&self.id], "it was changed");
            ensure!(is_marked && news.is_empty(), "deleted in part: {news:?}");
        } else {
            let on_record = news == [["erased".to_owned(), self.id.clone()]];
            ensure!(!is_marked && on_record, "deleted in part: {news:?}");
        }
        Ok(!is_there)
    }

    async fn afterwards(self, stage: &mut Stage, done: bool) -> Result<()> {
        if done {
            stage.thanked.remove(&self.id);
            stage.erased.insert(self.id);
        }
        Ok(())
    }
}
