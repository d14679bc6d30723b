//! The power fails while one response is deleted on request.

use anyhow::{Result, ensure};

use super::{Interrupted, Stage, Stored};
use crate::{Tablet, interview::pick};

/// The response that is deleted.
pub(super) struct Erasing {
    id: String,
}

impl Interrupted for Erasing {
    const LASTS: u64 = 200;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        // One more, so that something always is left.
        stage.is_visited().await?;
        stage.unlocks().await?;
        let journal = stage.looks_into_the_store().await?.journal;
        let there: Vec<&String> = journal.keys().chain(&stage.archived).collect();
        let id = pick(&mut stage.draw, &there).clone();
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

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        if stage.archived.contains(&self.id) {
            return self.is_out_of_its_segment(before, after);
        }
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
            stage.archived.remove(&self.id);
            stage.erased.insert(self.id);
        }
        Ok(())
    }
}

impl Erasing {
    /// Its segment has been replaced by one of the others, or taken away where
    /// there are none.
    fn is_out_of_its_segment(&self, before: &Stored, after: &Stored) -> Result<bool> {
        after.journal_as_it_was(before, |_| false)?;
        let news = after.news(before)?;
        if after.segments == before.segments {
            ensure!(after.catalog == before.catalog, "listed otherwise");
            ensure!(news.is_empty(), "nothing was deleted, and on record is {news:?}");
            return Ok(false);
        }
        ensure!(after.archived()? + 1 == before.archived()?, "not one less");
        let other = |one: &Stored, two: &Stored| {
            one.segments.iter().filter(|(id, text)| two.segments.get(*id) != Some(text)).count()
        };
        ensure!(other(before, after) == 1 && other(after, before) <= 1, "other segments changed");
        let on_record = news == [["erased".to_owned(), self.id.clone()]];
        ensure!(on_record, "deleted in part: {news:?}");
        Ok(true)
    }
}
