//! The power fails while a customer answers.

use anyhow::{Context as _, Result, ensure};

use super::{Interrupted, Stage, Stored};
use crate::{Interview, Tablet};

/// An interview of which the first `whole` steps are taken when it begins.
pub(super) struct Interviews {
    interview: Interview,
    whole: usize,
    /// The response thanked for in the last moment.
    thanked: Option<String>,
}

impl Interrupted for Interviews {
    // From before the touch arrives to after its answer is on disk.
    const LASTS: u64 = 400;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        // Up to two whole interviews, then one that is cut off.
        for _ in 0..stage.draw.usize(..3) {
            stage.is_visited().await?;
        }
        let interview = Interview::drawn(&mut stage.draw);
        let whole = stage.draw.usize(..interview.steps.len());
        stage.takes(&interview, whole).await?;
        stage.begun += usize::from(whole == 0);
        Ok(Self { interview, whole, thanked: None })
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        self.thanked = self.interview.steps[self.whole].is_taken_by(tablet.customer()).await?;
        Ok(())
    }

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        stage.checks(after, 0)?;
        let lost = self.thanked.iter().find(|id| !after.has(id));
        ensure!(lost.is_none(), "lost although thanked for: {lost:?}");
        // One response is new, or what it says is more.
        let is_other = |id: &&String| after.journal.get(*id) != before.journal.get(*id);
        let others: Vec<&String> = after.journal.keys().filter(is_other).collect();
        ensure!(others.len() <= 1, "one touch changed {others:?}");
        let gone = before.journal.keys().find(|id| !after.journal.contains_key(*id));
        ensure!(gone.is_none(), "{gone:?} is gone");
        Ok(!others.is_empty())
    }

    async fn afterwards(self, stage: &mut Stage, _: bool) -> Result<()> {
        if let Some(id) = self.thanked {
            stage.thanked.insert(id, self.interview.answers_after(self.whole));
        }
        let customer = stage.tablet.customer();
        customer.finds_the_first_question().await.context("nothing of the one before is in hand")
    }
}
