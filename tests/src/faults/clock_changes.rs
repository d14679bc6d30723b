//! Days of 23 and 25 hours, as New York has them.

use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;
use serde_json::json;

use crate::{Ability, Kind, Provision, Site, Tablet, is_missing, seams, wait_for};

const ZONE: &str = "America/New_York";
const WINTER: &str = "-05:00";
const SUMMER: &str = "-04:00";

/// Which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockChange {
    /// The 8th of March 2026: there is no two o'clock at night.
    Spring,
    /// The 1st of November 2026: there are two one o'clocks at night.
    Autumn,
}

/// An hour of a day: its number on the clock, and the offset from UTC.
type Hour = (u32, &'static str);

impl ClockChange {
    /// The day before, the day itself, and the two after it.
    fn days(self) -> [&'static str; 4] {
        match self {
            Self::Spring => ["2026-03-07", "2026-03-08", "2026-03-09", "2026-03-10"],
            Self::Autumn => ["2026-10-31", "2026-11-01", "2026-11-02", "2026-11-03"],
        }
    }

    /// The offset before it, and after it.
    fn offsets(self) -> [&'static str; 2] {
        match self {
            Self::Spring => [WINTER, SUMMER],
            Self::Autumn => [SUMMER, WINTER],
        }
    }

    fn hours(self) -> Vec<Hour> {
        let [before, after] = self.offsets();
        let first_after = match self {
            Self::Spring => 3,
            Self::Autumn => 1,
        };
        let night = (0..2).map(|hour| (hour, before));
        night.chain((first_after..24).map(|hour| (hour, after))).collect()
    }
}

/// Customers come on such a day, on the one before and on the one after. Each
/// response has its local time and day, the day's count is that of its 23 or 25
/// hours, and it is deleted as a day, not by hours.
///
/// # Errors
/// Where it is not so.
pub async fn a_day_of_another_length(which: ClockChange, draw: &mut Rng) -> Result<String> {
    let provision = Provision::default().with("zone", ZONE).with("retention_days", 1);
    let mut tablet = Tablet::unopened(Site::new(&provision)?, Kind::Usual).await?;
    if !is_missing(Ability::Devtools)? {
        let zone = json!({"timezoneId": ZONE});
        tablet.browser.devtools("Emulation.setTimezoneOverride", zone).await?;
    }
    tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
    tablet.looks_aside().await?;
    let [before, day, after, last] = which.days();
    let [first_offset, last_offset] = which.offsets();
    tablet.is_put_at(&at(before, (23, first_offset))).await?;
    tablet.start().await?;
    let early = tablet.customer().is_content(5).await?;

    let hours = drawn(which, draw);
    let mut given = Vec::new();
    for hour in &hours {
        tablet.is_put_at(&at(day, *hour)).await?;
        given.push((tablet.customer().is_content(5).await?, *hour));
    }
    let ids: Vec<&str> = given.iter().map(|(id, _)| id.as_str()).collect();
    have_their_day(&tablet, &early, &given, [before, day]).await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let table = staff.exports("raw", "today").await?.table()?;
    ensure!(table.column("id") == ids, "today: {:?}", table.column("id"));
    for (time, (_, (hour, offset))) in table.column("started_at").into_iter().zip(&given) {
        let is_right = time.starts_with(&format!("{day}T{hour:02}:")) && time.ends_with(offset);
        ensure!(is_right, "{time} is not {hour} o'clock at {offset}");
    }
    let yesterday = staff.exports("raw", "yesterday").await?.table()?;
    ensure!(yesterday.column("id") == [&*early], "yesterday: {:?}", yesterday.column("id"));
    staff.leaves().await?;

    // One day is promised: it is over with the last hour of the day after.
    tablet.is_put_at(&at(after, (0, last_offset))).await?;
    keeps(&tablet, &ids).await?;
    tablet.is_put_at(&at(after, (23, last_offset))).await?;
    tablet.starts_anew().await?;
    keeps(&tablet, &ids).await?;
    tablet.is_put_at(&at(last, (0, last_offset))).await?;
    keeps(&tablet, &[]).await?;
    tablet.put_away().await?;
    Ok(format!("{} hours, customers at {hours:?}", which.hours().len()))
}

/// Half past an hour.
fn at(day: &str, (hour, offset): Hour) -> String {
    format!("{day}T{hour:02}:30:00{offset}")
}

/// The first hour, those around the change, some others, and the last.
fn drawn(which: ClockChange, draw: &mut Rng) -> Vec<Hour> {
    let all = which.hours();
    let last = all.len() - 1;
    let mut chosen = vec![0, 1, 2, draw.usize(3..last), draw.usize(3..last), last];
    chosen.sort_unstable();
    chosen.dedup();
    chosen.into_iter().map(|index| all[index]).collect()
}

/// The day beside each stored response, by which it is deleted.
async fn have_their_day(
    tablet: &Tablet,
    early: &str,
    given: &[(String, Hour)],
    [before, day]: [&str; 2],
) -> Result<()> {
    let stored = tablet.browser.stored("journal").await?;
    ensure!(stored.len() == given.len() + 1, "{} are there", stored.len());
    let of = |id: &str| stored.get(id).map(|it| it["day"].clone()).context(id.to_owned());
    ensure!(of(early)? == before, "{} is not {before}", of(early)?);
    for (id, hour) in given {
        ensure!(of(id)? == day, "{} at {hour:?} is not {day}", of(id)?);
    }
    Ok(())
}

/// Waits until `ids` are what is left: a tablet looks at the date by itself.
async fn keeps(tablet: &Tablet, ids: &[&str]) -> Result<()> {
    let mut left = Vec::new();
    let kept = wait_for(&format!("{} to be left", ids.len()), async || {
        left = tablet.browser.stored("journal").await?.into_iter().map(|(id, _)| id).collect();
        Ok((left.len() == ids.len() && ids.iter().all(|id| left.iter().any(|it| it == id)))
            .then_some(()))
    })
    .await;
    kept.with_context(|| format!("{left:?} are left, not {ids:?}"))
}
