//! The power fails while hundreds of old responses are deleted.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Map, Value};

use super::{Interrupted, Stage, Stored};
use crate::Tablet;

/// Longer ago than any tablet of the campaign keeps responses, and not before
/// there was Heard.
const LONG_AGO: &str = "2026-01-02";

/// Old responses, by id.
pub(super) struct Retention {
    old: Map<String, Value>,
    /// What was on record before.
    before: usize,
}

impl Interrupted for Retention {
    // From the reload until the kiosk has settled.
    const LASTS: u64 = 1_000;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        let stored = stage.looks_into_the_store().await?;
        let like = stored.journal.values().next().context("nothing is there")?;
        let count = stage.draw.usize(200..600);
        // Sealed like any other; only the day beside it counts.
        let mut copy = like.clone();
        copy["day"] = LONG_AGO.into();
        let ids = (0..count).map(|_| random_id(&mut stage.draw));
        let old: Map<String, Value> = ids.map(|id| (id, copy.clone())).collect();
        let browser = &stage.tablet.browser;
        browser.stores_all("journal", &old).await?;
        let exported = old.keys().step_by(2).map(|id| (id.clone(), LONG_AGO.into())).collect();
        browser.stores_all("exported", &exported).await?;
        Ok(Self { old, before: stored.events.len() })
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        tablet.browser.reload().await?;
        tablet.settles().await
    }

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        after.kept_as_it_was(before, |id| self.old.contains_key(id))?;
        let left = self.old.keys().filter(|id| after.journal.contains_key(*id)).count();
        let marks = self.old.keys().filter(|id| after.exported.contains_key(*id)).count();
        let news = after.news(before)?;
        stage.checks(after, left)?;
        if left == self.old.len() {
            ensure!(marks == left.div_ceil(2), "{marks} marks of {left} are left");
            ensure!(news.is_empty(), "nothing was deleted, and on record is {news:?}");
            return Ok(false);
        }
        ensure!(left == 0, "{left} of {} are left", self.old.len());
        ensure!(marks == 0, "{marks} marks are left of what is gone");
        self.is_on_record(&news)?;
        Ok(true)
    }

    async fn afterwards(self, stage: &mut Stage, _: bool) -> Result<()> {
        // What was not deleted then is deleted now; once.
        let now = stage.looks_into_the_store().await?;
        let left = self.old.keys().filter(|id| now.journal.contains_key(*id)).count();
        ensure!(left == 0, "{left} are left");
        ensure!(now.events.len() == self.before + 1, "{} events, not one more", now.events.len());
        Ok(())
    }
}

impl Retention {
    fn is_on_record(&self, news: &[[String; 2]]) -> Result<()> {
        let count = format!("{} before ", self.old.len());
        let is_right =
            |[what, detail]: &[String; 2]| what == "expired" && detail.starts_with(&count);
        ensure!(news.len() == 1 && news.iter().all(is_right), "on record is {news:?}");
        Ok(())
    }
}

/// As responses have them.
fn random_id(draw: &mut fastrand::Rng) -> String {
    let hex = format!("{:032x}", draw.u128(..));
    let variant = ["8", "9", "a", "b"][draw.usize(..4)];
    format!(
        "{}-{}-4{}-{variant}{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}
