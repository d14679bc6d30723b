//! A date that jumps: the tablet's clock falls back, or runs ahead.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use fastrand::Rng;

use crate::{Kind, Provision, Site, Tablet, seams};

/// Noon of the branch's day on which it begins.
const NOON: &str = "2026-11-22T12:00:00+08:00";
const RETENTION: i32 = 2;
const JUMPS: usize = 8;

/// What the rules say of the tablet's dates, in days since it began.
struct Rules {
    today: i32,
    /// The latest date that was believed.
    seen: i32,
    doubted: Option<i32>,
    /// Events that must be on record.
    events: usize,
    /// Response id → its day.
    kept: BTreeMap<String, i32>,
}

impl Rules {
    /// The tablet starts on a date that is `days` later.
    fn start(&mut self, days: i32) {
        self.today += days;
        if (self.seen - 1..=self.seen + 45).contains(&self.today) {
            (self.seen, self.doubted) = (self.seen.max(self.today), None);
            self.delete();
        } else {
            self.events += usize::from(self.doubted != Some(self.today));
            self.doubted = Some(self.today);
        }
    }

    fn delete(&mut self) {
        let before = self.kept.len();
        let limit = self.today - RETENTION;
        self.kept.retain(|_, day| *day >= limit);
        self.events += usize::from(self.kept.len() < before);
    }
}

/// How far the date jumps.
fn jump(draw: &mut Rng, rules: &Rules) -> i32 {
    match draw.u8(..7) {
        0 => 1,
        1 => -1,
        2 => draw.i32(2..=45),
        3 => -draw.i32(2..=90),
        4 => draw.i32(46..=400),
        5 => 3_653,
        // Put right.
        _ => rules.seen - rules.today,
    }
}

/// The date jumps a day, weeks, ten years, back and ahead, and is put right or
/// confirmed by staff; in between customers come. What is deleted, kept and on
/// record is what the rules say.
///
/// # Errors
/// Where it is not.
pub async fn a_date_that_jumps(draw: &mut Rng) -> Result<String> {
    let site = Site::new(&Provision::default().with("retention_days", RETENTION))?;
    let mut tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
    tablet.looks_aside().await?;
    tablet.is_put_at(NOON).await?;
    tablet.start().await?;
    let kept = BTreeMap::new();
    let mut rules = Rules { today: 0, seen: 0, doubted: None, events: 0, kept };
    let mut jumps = vec![3_653, -3_653, -1, 1];
    for number in 0..JUMPS {
        let id = tablet.customer().is_content(5).await?;
        rules.kept.insert(id, rules.today);
        let days = jumps.get(number).copied().unwrap_or_else(|| jump(draw, &rules));
        if number >= jumps.len() {
            jumps.push(days);
        }
        let passes = format!("pass({days} * 86400000)");
        tablet.browser.run(&passes, &[]).await?;
        // It may see to the new day before it starts; that changes nothing.
        tablet.starts_anew().await?;
        rules.start(days);
        holds(&tablet, &rules).await.map_err(|error| error.context(format!("{jumps:?}")))?;
        if rules.doubted.is_some() && draw.u8(..3) == 0 {
            staff_confirm(&tablet).await?;
            (rules.seen, rules.doubted) = (rules.today, None);
            tablet.starts_anew().await?;
            rules.delete();
            holds(&tablet, &rules).await.map_err(|error| error.context(format!("{jumps:?}")))?;
        }
    }
    tablet.put_away().await?;
    Ok(format!("by {jumps:?} days"))
}

async fn holds(tablet: &Tablet, rules: &Rules) -> Result<()> {
    let there: BTreeSet<String> =
        tablet.browser.stored("journal").await?.into_iter().map(|(id, _)| id).collect();
    let kept: BTreeSet<String> = rules.kept.keys().cloned().collect();
    ensure!(there == kept, "{there:?} are there, not {:?}", rules.kept);
    let events = tablet.events().await?;
    ensure!(events.len() == rules.events, "not {} events: {events:?}", rules.events);
    Ok(())
}

async fn staff_confirm(tablet: &Tablet) -> Result<()> {
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    staff.confirms_the_date().await?;
    staff.leaves().await?;
    tablet.settles().await
}
