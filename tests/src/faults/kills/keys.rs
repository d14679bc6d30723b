//! The power fails while the passphrase is changed, or a new recovery key or key
//! pair made.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::{Interrupted, Stage, Stored, lock};
use crate::{Tablet, interview::pick, wait_for};

/// Four of them are a passphrase.
const WORDS: [&str; 12] = [
    "copper", "window", "early", "train", "violet", "harbour", "ladder", "cotton", "meadow",
    "signal", "walnut", "orbit",
];

/// While somebody writes the recovery key down the power may fail as well.
const WRITING_DOWN: Duration = Duration::from_millis(600);

/// The passphrase is changed to `new`.
pub(super) struct Passphrase {
    new: String,
}

impl Interrupted for Passphrase {
    // Deriving two keys takes most of it.
    const LASTS: u64 = 1_500;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        let mut draw = || pick(&mut stage.draw, &WORDS);
        let new = [draw(), draw(), draw(), draw()].join(" ");
        comes_to_the_keys(stage).await?;
        let staff = stage.tablet.staff();
        staff.fills_in("current", &stage.passphrase).await?;
        staff.fills_in("passphrase", &new).await?;
        staff.fills_in("passphrase-again", &new).await?;
        Ok(Self { new })
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        tablet.staff().presses("change-passphrase").await?;
        tablet.staff().is_told("passphrase-changed").await.map(drop)
    }

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        changes_only(stage, before, after, ["passphrase", "recovery"])
    }

    async fn afterwards(self, stage: &mut Stage, done: bool) -> Result<()> {
        let old = stage.passphrase.clone();
        let [right, wrong] = if done { [self.new, old] } else { [old, self.new] };
        if wrong != right {
            opens_not(stage, &wrong).await?;
        }
        stage.passphrase.clone_from(&right);
        stage.tablet.staff().tries(&right).await?;
        opens(stage).await
    }
}

/// A new recovery key takes the place of the one before.
pub(super) struct Recovery {
    /// The one shown, once somebody says that it is put away.
    put_away: Option<String>,
    /// The tablet has said that it is in force.
    told: bool,
}

impl Interrupted for Recovery {
    // Deriving two keys, and writing down.
    const LASTS: u64 = 2_000;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        comes_to_the_keys(stage).await?;
        stage.tablet.staff().fills_in("current", &stage.passphrase).await?;
        Ok(Self { put_away: None, told: false })
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        let staff = tablet.staff();
        staff.presses("new-recovery").await?;
        let key = staff.reads_the_recovery_key().await?;
        tokio::time::sleep(WRITING_DOWN).await;
        staff.ticks("recovery-kept").await?;
        self.put_away = Some(key);
        staff.presses("recovery-done").await?;
        // The form comes back once it is on disk.
        wait_for("the form again", async || Ok(staff.reads_field("current").await.ok())).await?;
        self.told = true;
        Ok(())
    }

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        let done = changes_only(stage, before, after, ["recovery", "passphrase"])?;
        ensure!(done || !self.told, "said to be in force, and is not on disk");
        ensure!(!done || self.put_away.is_some(), "in force, and nobody has it");
        Ok(done)
    }

    async fn afterwards(self, stage: &mut Stage, done: bool) -> Result<()> {
        if let Some(new) = self.put_away.filter(|_| done) {
            opens_not(stage, &stage.recovery).await?;
            stage.recovery = new;
        } else {
            comes_to_the_console(stage).await?;
        }
        stage.tablet.staff().tries(&stage.recovery).await?;
        opens(stage).await
    }
}

/// The keys to which everything is sealed from now on.
pub(super) struct Pair;

impl Interrupted for Pair {
    // Deriving a key takes most of it.
    const LASTS: u64 = 500;

    async fn prepare(stage: &mut Stage) -> Result<Self> {
        comes_to_the_keys(stage).await?;
        stage.tablet.staff().fills_in("current", &stage.passphrase).await?;
        Ok(Self)
    }

    async fn begin(&mut self, tablet: &Tablet) -> Result<()> {
        tablet.staff().presses("new-pair").await?;
        tablet.staff().is_told("pair-made").await.map(drop)
    }

    fn is_done(&self, stage: &Stage, before: &Stored, after: &Stored) -> Result<bool> {
        stage.checks(after, 0)?;
        after.kept_as_it_was(before, |_| false)?;
        let [mut old, mut new] = [before.settings()?, after.settings()?];
        let [old_keys, new_keys] = [&mut old, &mut new].map(|it| it["keyring"]["keys"].take());
        ensure!(old == new, "beside the keys something was changed");
        let [old_keys, new_keys] = [&old_keys, &new_keys].map(Value::as_array);
        let (old_keys, new_keys) = old_keys.zip(new_keys).context("there are no keys")?;
        ensure!(new_keys.ends_with(old_keys), "a key pair is gone");
        ensure!(new_keys.len() <= old_keys.len() + 1, "more than one key pair is new");
        Ok(new_keys.len() > old_keys.len())
    }

    async fn afterwards(self, stage: &mut Stage, _: bool) -> Result<()> {
        // Sealed to the newest pair, and read beside what older ones open.
        stage.is_visited().await?;
        comes_to_the_console(stage).await?;
        stage.tablet.staff().tries(&stage.passphrase).await?;
        opens(stage).await
    }
}

async fn comes_to_the_console(stage: &Stage) -> Result<()> {
    stage.tablet.staff().presses("staff").await?;
    stage.tablet.staff().finds_the_console().await
}

async fn comes_to_the_keys(stage: &mut Stage) -> Result<()> {
    stage.unlocks().await?;
    stage.tablet.staff().goes_to("page-settings").await?;
    stage.tablet.staff().unfolds("keys").await
}

async fn opens_not(stage: &Stage, wrong: &str) -> Result<()> {
    comes_to_the_console(stage).await?;
    stage.tablet.staff().tries(wrong).await?;
    stage.tablet.staff().is_told("passphrase-wrong").await.map(drop)
}

/// The right secret was given: everything is read.
async fn opens(stage: &Stage) -> Result<()> {
    let staff = stage.tablet.staff();
    staff.is_on("today").await?;
    stage.reads_everything().await?;
    staff.leaves().await
}

/// Whether `changed` opens otherwise than before; the key pairs, the lock that
/// `stays`, every other setting and every response are as they were.
fn changes_only(
    stage: &Stage,
    before: &Stored,
    after: &Stored,
    [changed, stays]: [&str; 2],
) -> Result<bool> {
    stage.checks(after, 0)?;
    after.kept_as_it_was(before, |_| false)?;
    let [mut old, mut new] = [before.settings()?, after.settings()?];
    let both = [lock(&old, stays), lock(&new, stays)];
    ensure!(both[0].is_some() && both[0] == both[1], "the {stays} is another");
    let both = [lock(&old, changed), lock(&new, changed)];
    ensure!(both[0].is_some() && both[1].is_some(), "there is no {changed}");
    let done = both[0] != both[1];
    let count = new["keyring"]["locks"].as_array().map(Vec::len);
    ensure!(count == Some(2), "{count:?} locks");
    // Beside the locks nothing is another.
    for settings in [&mut old, &mut new] {
        settings["keyring"]["locks"].take();
    }
    ensure!(old == new, "other settings were changed");
    Ok(done)
}
