//! The power fails while a bundle is brought back into a tablet that has lost what
//! is in it.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Context as _, Result, ensure};

use super::{Interrupted, Stage, Stored};
use crate::{Tablet, interview::Cells};

/// A bundle with responses that are not on the tablet any more.
pub(super) struct Restore {
    bundle: PathBuf,
    /// The event of its arrival.
    record: [String; 2],
    /// How often there was one like it before.
    before: usize,
    /// What their customers were thanked for.
    lost: BTreeMap<String, Cells>,
}

impl Interrupted for Restore {
    const LASTS: u64 = 300;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        let before: Vec<String> = stage.thanked.keys().cloned().collect();
        for _ in 0..stage.draw.usize(1..4) {
            stage.is_visited().await?;
        }
        let staff = stage.tablet.staff();
        staff.presses("staff").await?;
        staff.finds_the_console().await?;
        let saved = staff.saves_a_bundle().await?;
        staff.leaves().await?;

        let lost = stage.thanked.extract_if(.., |id, _| !before.contains(id));
        let lost: BTreeMap<String, Cells> = lost.collect();
        let browser = &stage.tablet.browser;
        let bundle = browser.profile().downloads().join(&saved.name);
        fs::write(&bundle, &saved.bytes)?;
        browser.loses("journal", lost.keys()).await?;
        stage.unlocks().await?;
        stage.tablet.staff().goes_to("page-export").await?;
        let record = ["restored".to_owned(), format!("{} from {}", lost.len(), saved.name)];
        let before = times(&record, stage).await?;
        Ok(Self { bundle, record, before, lost })
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        tablet.staff().loads("restore", &self.bundle).await?;
        tablet.staff().is_told("restored").await.map(drop)
    }

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        after.journal_as_it_was(before, |_| false)?;
        ensure!(after.meta == before.meta, "settings or numbers were changed");
        for (id, text) in &before.segments {
            ensure!(after.segments.get(id) == Some(text), "segment {id} was changed");
        }
        let news = after.news(before)?;
        let new = after.archived()? - before.archived()?;
        if new == 0 {
            ensure!(news.is_empty(), "nothing was brought in, and on record is {news:?}");
            return Ok(false);
        }
        ensure!(new == self.lost.len(), "{new} of {} were brought in", self.lost.len());
        ensure!(news == [self.record.clone()], "brought in, and on record is {news:?}");
        stage.checks(after, 0)?;
        Ok(true)
    }

    async fn afterwards(mut self, stage: &mut Stage, done: bool) -> Result<()> {
        stage.unlocks().await?;
        stage.tablet.staff().goes_to("page-export").await?;
        // What came in with the power failing is not brought in again.
        self.begin(&stage.tablet).await?;
        fs::remove_file(&self.bundle)?;
        let times = times(&self.record, stage).await? - self.before;
        ensure!(times == 1, "brought in {times} times");
        stage.archived.extend(self.lost.keys().cloned());
        stage.thanked.append(&mut self.lost);
        stage.reads_everything().await.context(if done { "whole" } else { "again" })?;
        stage.tablet.staff().leaves().await
    }
}

/// How often `record` stands among the events.
async fn times(record: &[String; 2], stage: &Stage) -> Result<usize> {
    let events = stage.looks_into_the_store().await?.news(&Stored::default())?;
    Ok(events.iter().filter(|event| *event == record).count())
}
