//! Power cuts during interviews, and what is found afterwards.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;

use crate::{Interview, Table, Tablet, interview::Cells};

/// A tablet whose browser is killed again and again, and what its customers
/// were thanked for.
pub struct Campaign {
    tablet: Tablet,
    draw: Rng,
    /// By response id: the answers it had when its customer was thanked.
    thanked: BTreeMap<String, Cells>,
    begun: usize,
    kills: usize,
}

/// What was found after the last kill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// How often the browser was killed.
    pub kills: usize,
    /// Interviews begun.
    pub begun: usize,
    /// Responses their customers were thanked for.
    pub thanked: usize,
    /// Responses found.
    pub found: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, begun, thanked, found } = self;
        write!(
            f,
            "{kills} kills, {begun} interviews begun, {thanked} thanked for, {found} responses \
             found: each of those thanked for once, none twice, none in part"
        )
    }
}

impl Campaign {
    /// Prepares a tablet; everything that follows is drawn from `seed`.
    ///
    /// # Errors
    /// When the tablet does not start.
    pub async fn prepare(seed: u64) -> Result<Self> {
        let tablet = Tablet::ready().await?;
        tablet.is_ready_for_offline().await?;
        let draw = Rng::with_seed(seed);
        Ok(Self { tablet, draw, thanked: BTreeMap::new(), begun: 0, kills: 0 })
    }

    /// Lets customers come until, at a moment nobody knows, the browser is
    /// killed; then starts it again.
    ///
    /// # Errors
    /// When an interview cannot be given for any other reason.
    pub async fn kill_once(&mut self) -> Result<()> {
        // Up to two whole interviews, then one that is cut off.
        for _ in 0..self.draw.usize(..3) {
            let interview = Interview::drawn(&mut self.draw);
            let steps = interview.steps.len();
            self.begin(&interview, steps).await?;
        }
        let interview = Interview::drawn(&mut self.draw);
        let whole = self.draw.usize(..interview.steps.len());
        self.begin(&interview, whole).await?;
        self.cut_off(&interview, whole).await?;
        self.kills += 1;
        self.tablet.restart().await.context("after a kill")
    }

    /// Exports everything and compares it with what customers were thanked for.
    ///
    /// # Errors
    /// When a response is missing, there twice, there in part, or a sequence
    /// number is missing.
    pub async fn examine(self) -> Result<Report> {
        let staff = self.tablet.staff();
        staff.opens_the_console().await?;
        let table = staff.exports_raw().await?;
        self.check(&table)?;
        let Self { tablet, thanked, begun, kills, .. } = self;
        tablet.put_away().await?;
        Ok(Report { kills, begun, thanked: thanked.len(), found: table.rows.len() })
    }

    /// Takes the first `steps` steps of an interview.
    async fn begin(&mut self, interview: &Interview, steps: usize) -> Result<()> {
        self.begun += usize::from(steps > 0);
        for (index, step) in interview.steps.iter().take(steps).enumerate() {
            if let Some(id) = step.is_taken_by(self.tablet.customer()).await? {
                self.thanked.insert(id, interview.answers_after(index));
            }
        }
        Ok(())
    }

    /// Kills the browser while the step after the first `whole` is being taken.
    async fn cut_off(&mut self, interview: &Interview, whole: usize) -> Result<()> {
        self.begun += usize::from(whole == 0);
        let step = &interview.steps[whole];
        // From before the touch arrives to after its answer is on disk.
        let moment = Duration::from_micros(self.draw.u64(..300_000));
        let killer = self.tablet.browser.killer();
        let customer = self.tablet.customer();
        let (taken, ()) = tokio::join!(step.is_taken_by(customer), async {
            tokio::time::sleep(moment).await;
            killer.kill();
        });
        // Thanks may have been read in the last moment.
        if let Ok(Some(id)) = taken {
            self.thanked.insert(id, interview.answers_after(whole));
        }
        self.tablet.browser.kill();
        Ok(())
    }

    fn check(&self, table: &Table) -> Result<()> {
        let ids = table.column("id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        ensure!(unique.len() == ids.len(), "a response is there twice");

        let mut sequences: Vec<usize> =
            table.column("sequence").into_iter().map(str::parse).collect::<Result<_, _>>()?;
        sequences.sort_unstable();
        let without_gaps: Vec<usize> = (1..=ids.len()).collect();
        ensure!(sequences == without_gaps, "sequence numbers with gaps: {sequences:?}");
        ensure!(ids.len() <= self.begun, "more responses than customers");

        for row in &table.rows {
            ensure!(row.contains_key("satisfaction"), "a response in part: {row:?}");
            ensure!(
                row.get("outcome").is_some_and(|o| o == "complete"),
                "half a response: {row:?}"
            );
        }
        for (id, answers) in &self.thanked {
            let row = table.rows.iter().find(|row| row.get("id") == Some(id));
            let row = row.with_context(|| format!("lost although thanked for: {id}"))?;
            for (question, cell) in answers {
                ensure!(row.get(question) == Some(cell), "{id}: {question} is not {cell}: {row:?}");
            }
        }
        Ok(())
    }
}
