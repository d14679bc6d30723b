//! Power cuts: the browser is killed at random moments of everything that
//! writes, and what is on disk is looked at before the app runs again.

mod bundle;
mod compaction;
mod erasing;
mod interviews;
mod keys;
mod restore;
mod retention;

use std::{collections::BTreeMap, fmt, str::FromStr, time::Duration};

use anyhow::{Context as _, Result};
use serde_json::Value;

use self::{
    bundle::Bundle,
    compaction::Compaction,
    erasing::Erasing,
    interviews::Interviews,
    keys::{Pair, Passphrase, Recovery},
    restore::Restore,
    retention::Retention,
};
use super::stage::{Stage, Stored};
use crate::Tablet;

/// What a kill interrupts. Another one: a line in each list below, and a module
/// with its [`Interrupted`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// A customer answers.
    Interviews,
    /// Hundreds of old responses are deleted.
    Retention,
    /// The passphrase is changed.
    Passphrase,
    /// A new recovery key is made.
    Recovery,
    /// A new key pair is made.
    Pair,
    /// One response is deleted on request.
    Erasing,
    /// A sealed bundle is taken.
    Bundle,
    /// Responses of a past day are archived.
    Compaction,
    /// A bundle is brought back in.
    Restore,
}

impl Act {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Interviews,
        Self::Retention,
        Self::Passphrase,
        Self::Recovery,
        Self::Pair,
        Self::Erasing,
        Self::Bundle,
        Self::Compaction,
        Self::Restore,
    ];

    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Interviews => "interviews",
            Self::Retention => "retention",
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
            Self::Pair => "pair",
            Self::Erasing => "erasing",
            Self::Bundle => "bundle",
            Self::Compaction => "compaction",
            Self::Restore => "restore",
        }
    }
}

impl FromStr for Act {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|act| act.name() == name);
        found.ok_or_else(|| format!("there is no `{name}`"))
    }
}

/// Something that is going on when the power fails.
trait Interrupted: Sized {
    /// It is over so long after its beginning, in milliseconds, or a little
    /// earlier; the kill comes at any moment until then.
    const LASTS: u64;

    /// Comes to where it begins, on a tablet that waits for a customer.
    async fn prepare(stage: &mut Stage) -> Result<Self>;

    /// Does it, until it is on disk and people are told.
    async fn begin(&mut self, tablet: &Tablet) -> Result<()>;

    /// Whether it is on disk: all of it or nothing of it, and the rest as it was.
    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool>;

    /// What must hold for people on the tablet that started again; leaves it
    /// waiting for a customer.
    async fn afterwards(self, stage: &mut Stage, done: bool) -> Result<()>;
}

/// Of one act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often the browser was killed.
    pub kills: usize,
    /// How often all of it was on disk then.
    pub done: usize,
}

/// A tablet whose browser is killed again and again.
pub struct Kills {
    stage: Stage,
    seed: u64,
    tallies: BTreeMap<Act, Tally>,
}

/// What was found after the last kill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What everything was drawn from.
    pub seed: u64,
    /// Act by act.
    pub tallies: BTreeMap<Act, Tally>,
    /// Interviews begun.
    pub begun: usize,
    /// Responses their customers were thanked for.
    pub thanked: usize,
    /// Responses deleted on request.
    pub erased: usize,
    /// Responses found.
    pub found: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, tallies, begun, thanked, erased, found } = self;
        let kills: usize = tallies.values().map(|tally| tally.kills).sum();
        writeln!(f, "seed {seed}: {kills} kills")?;
        for (act, Tally { kills, done }) in tallies {
            let undone = kills - done;
            let name = act.name();
            writeln!(f, "  {name}: {kills} kills, {done} all on disk, {undone} nothing of it")?;
        }
        write!(
            f,
            "{begun} interviews begun, {erased} deleted on request, {thanked} others thanked for, \
             {found} found; lost 0, doubled 0, in part 0"
        )
    }
}

impl Kills {
    /// Prepares a tablet; everything that follows is drawn from `seed`.
    ///
    /// # Errors
    /// When the tablet does not start.
    pub async fn prepare(seed: u64) -> Result<Self> {
        let mut stage = Stage::set(seed).await?;
        // There is always something to lose.
        stage.is_visited().await?;
        Ok(Self { stage, seed, tallies: BTreeMap::new() })
    }

    /// The power fails `count` times in each of `acts`, in a drawn order; after
    /// each round `progress` gets the tallies.
    ///
    /// # Errors
    /// When something does not hold; says how to repeat it.
    pub async fn kill_during(
        &mut self,
        acts: &[Act],
        count: usize,
        progress: impl Fn(&BTreeMap<Act, Tally>),
    ) -> Result<()> {
        for _ in 0..count {
            let mut order = acts.to_vec();
            self.stage.draw.shuffle(&mut order);
            for act in order {
                let number = 1 + self.tallies.values().map(|tally| tally.kills).sum::<usize>();
                let outcome = self.kill_once(act).await;
                let which = || format!("seed {}, kill {number}, during {}", self.seed, act.name());
                let done = outcome.with_context(which)?;
                let tally = self.tallies.entry(act).or_default();
                tally.kills += 1;
                tally.done += usize::from(done);
            }
            progress(&self.tallies);
        }
        Ok(())
    }

    async fn kill_once(&mut self, act: Act) -> Result<bool> {
        match act {
            Act::Interviews => self.interrupt::<Interviews>().await,
            Act::Retention => self.interrupt::<Retention>().await,
            Act::Passphrase => self.interrupt::<Passphrase>().await,
            Act::Recovery => self.interrupt::<Recovery>().await,
            Act::Pair => self.interrupt::<Pair>().await,
            Act::Erasing => self.interrupt::<Erasing>().await,
            Act::Bundle => self.interrupt::<Bundle>().await,
            Act::Compaction => self.interrupt::<Compaction>().await,
            Act::Restore => self.interrupt::<Restore>().await,
        }
    }

    /// Whether the interrupted act was on disk.
    async fn interrupt<A: Interrupted>(&mut self) -> Result<bool> {
        let stage = &mut self.stage;
        let mut act = A::prepare(stage).await.context("before it")?;
        let before = stage.looks_into_the_store().await?;
        let moment = Duration::from_micros(stage.draw.u64(..A::LASTS * 1_000));
        let killer = stage.tablet.browser.killer();
        // It fails where the kill meets it; what came of it shows on the disk.
        let (_, ()) = tokio::join!(act.begin(&stage.tablet), async {
            tokio::time::sleep(moment).await;
            killer.kill();
        });
        stage.tablet.browser.kill();
        stage.starts_without_the_app().await.context("after the kill")?;
        let after = stage.looks_into_the_store().await?;
        let done = act.is_done(stage, &before, &after).context("on disk")?;
        stage.tablet.start().await.context("after the kill")?;
        act.afterwards(stage, done).await.context("afterwards")?;
        let now = stage.looks_into_the_store().await?;
        stage.checks(&now, 0)?;
        Ok(done)
    }

    /// Exports everything and compares it with what customers were thanked for.
    ///
    /// # Errors
    /// When a response is missing, there twice, or there in part.
    pub async fn examine(self) -> Result<Report> {
        let Self { mut stage, seed, tallies } = self;
        stage.unlocks().await?;
        let found = stage.reads_everything().await?.rows.len();
        let Stage { tablet, thanked, begun, erased, .. } = stage;
        tablet.put_away().await?;
        let (thanked, erased) = (thanked.len(), erased.len());
        Ok(Report { seed, tallies, begun, thanked, erased, found })
    }
}

/// What opens the keys, `by` passphrase or recovery key.
fn lock<'a>(settings: &'a Value, by: &str) -> Option<&'a Value> {
    settings["keyring"]["locks"].as_array()?.iter().find(|lock| lock["by"] == by)
}
