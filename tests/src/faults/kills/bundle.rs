//! The power fails while a sealed bundle is taken.

use std::{collections::BTreeSet, fs};

use anyhow::{Result, ensure};

use super::{Interrupted, Stage, Stored};
use crate::{Saved, Tablet};

/// With this the last part of a zip begins: one that was cut off has none.
const END: &[u8] = b"PK\x05\x06";

/// A bundle is taken.
pub(super) struct Bundle;

impl Interrupted for Bundle {
    const LASTS: u64 = 500;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        stage.tablet.staff().presses("staff").await?;
        stage.tablet.staff().finds_the_console().await?;
        Ok(Self)
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        tablet.staff().presses("save-bundle").await?;
        tablet.staff().is_told("bundled").await.map(drop)
    }

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        stage.checks(after, 0)?;
        after.kept_as_it_was(before, |_| false)?;
        let news = after.news(before)?;
        let is_right = |[what, _]: &[String; 2]| what == "bundled";
        ensure!(news.len() <= 1 && news.iter().all(is_right), "on record is {news:?}");
        Ok(!news.is_empty())
    }

    async fn afterwards(self, stage: &mut Stage, _: bool) -> Result<()> {
        let journal = stage.looks_into_the_store().await?.journal;
        let there = journal.keys().chain(&stage.archived).map(String::as_str);
        let there: BTreeSet<&str> = there.collect();
        for entry in fs::read_dir(stage.tablet.browser.profile().downloads())? {
            let path = entry?.path();
            // Whatever has another name is what the browser had not finished.
            if path.extension().is_some_and(|ending| ending == "zip") {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let saved = Saved { name, count: there.len(), bytes: fs::read(&path)? };
                let is_whole = saved.bytes.windows(END.len()).any(|window| window == END);
                let opened = stage.office.opens(&saved);
                ensure!(opened.is_ok() == is_whole, "{} bytes: {opened:?}", saved.bytes.len());
                if let Ok(table) = opened {
                    let ids: BTreeSet<&str> = table.column("id").into_iter().collect();
                    ensure!(ids == there, "{} of {} are in it", ids.len(), there.len());
                }
            }
            fs::remove_file(path)?;
        }
        Ok(())
    }
}
