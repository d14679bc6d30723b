//! The archive: what is of past days goes into segments, and is there all the same.

use anyhow::{Context as _, Result};
use heard_tests::{HeadOffice, Kind, PASSPHRASE, Provision, Site, Staff, Tablet, wait_for};
use serde_json::{Value, json};

use crate::seams::{self, A_DAY};

/// A tablet that keeps responses for three days, whose head office reads them, and
/// days that pass.
async fn tablet(office: &HeadOffice) -> Result<Tablet> {
    let recipients = json!([office.public_key()?]);
    let provision = Provision::default().with("retention_days", 3).with("recipients", recipients);
    let tablet = Tablet::unopened(Site::new(&provision)?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
    tablet.start().await?;
    Ok(tablet)
}

async fn a_day_later(tablet: &Tablet) -> Result<()> {
    tablet.customer().meanwhile(A_DAY).await?;
    tablet.browser.reload().await?;
    tablet.customer().finds_the_first_question().await?;
    tablet.settles().await
}

/// Opens the console and waits until so many responses are left in the journal.
async fn archives(tablet: &Tablet, left: usize) -> Result<()> {
    tablet.staff().opens_the_console().await?;
    wait_for("past days to be archived", async || {
        Ok((tablet.browser.stored("journal").await?.len() == left).then_some(()))
    })
    .await
}

async fn opens_again(staff: Staff<'_>) -> Result<()> {
    staff.presses("lock").await?;
    staff.finds_the_console().await?;
    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await
}

/// The days of the catalog, each with how many responses it has.
async fn listed(tablet: &Tablet) -> Result<Vec<u64>> {
    let catalog = tablet.browser.stored("catalog").await?;
    let mut listed: Vec<_> = catalog
        .values()
        .filter_map(|it| Some((it["day"].as_str()?, it["count"].as_u64()?)))
        .collect();
    listed.sort_unstable();
    Ok(listed.into_iter().map(|(_, count)| count).collect())
}

#[tokio::test]
async fn past_days_are_archived_exported_once_and_read_by_head_office() -> Result<()> {
    let office = HeadOffice::new()?;
    let tablet = tablet(&office).await?;
    let mut given = Vec::new();
    for face in [5, 4, 4] {
        given.push(tablet.customer().is_content(face).await?);
    }
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let of_the_day = staff.exports_raw().await?;
    assert_eq!(listed(&tablet).await?, [0; 0], "a day is archived once it is over");
    staff.leaves().await?;

    a_day_later(&tablet).await?;
    given.push(tablet.customer().is_content(4).await?);
    a_day_later(&tablet).await?;
    given.push(tablet.customer().is_content(5).await?);
    archives(&tablet, 1).await?;
    assert_eq!(listed(&tablet).await?, [3, 1]);
    assert_eq!(tablet.browser.stored("exported").await?.len(), 0, "noted with the segment");
    assert_eq!(staff.reads_number("not-exported").await?, 2, "the first day was exported");

    let table = staff.exports_raw().await?;
    assert_eq!(table.column("id"), given);
    assert_eq!(table.rows[..3], of_the_day.rows);
    assert_eq!(table.column("satisfaction"), ["5", "4", "4", "4", "5"]);
    staff.goes_to("page-today").await?;
    assert_eq!(staff.reads_number("not-exported").await?, 0);
    opens_again(staff).await?;
    assert_eq!(staff.reads_number("not-exported").await?, 0, "and that lasts");
    assert_eq!(listed(&tablet).await?, [3, 1], "what is archived stays as it is");
    assert_eq!(staff.exports_raw().await?, table);

    staff.presses("lock").await?;
    staff.finds_the_console().await?;
    let bundle = staff.saves_a_bundle().await?;
    assert_eq!(bundle.count, 5);
    let mut opened = office.opens(&bundle)?;
    opened.rows.sort_by_key(|row| given.iter().position(|id| row.get("id") == Some(id)));
    assert_eq!(opened, table, "with head office's key");
    office.verifies(&bundle)?;
    tablet.put_away().await
}

#[tokio::test]
async fn a_segment_loses_one_response_on_request_and_all_in_time_but_its_figures() -> Result<()> {
    let office = HeadOffice::new()?;
    let tablet = tablet(&office).await?;
    let unwanted = tablet.customer().is_content(4).await?;
    let other = tablet.customer().is_content(5).await?;
    a_day_later(&tablet).await?;
    let damaged = tablet.customer().is_content(4).await?;
    a_day_later(&tablet).await?;
    archives(&tablet, 0).await?;
    assert_eq!(listed(&tablet).await?, [2, 1]);
    let before = tablet.browser.stored("segments").await?;

    let staff = tablet.staff();
    staff.goes_to("page-responses").await?;
    staff.unfolds("erase").await?;
    staff.fills_in("erase-id", &unwanted).await?;
    staff.presses("erase-find").await?;
    staff.is_told("erase-asked").await?;
    staff.presses("erase").await?;
    staff.is_told("erased").await?;
    assert_eq!(listed(&tablet).await?, [1, 1]);
    let after = tablet.browser.stored("segments").await?;
    let same = before.keys().filter(|id| after.contains_key(*id)).count();
    assert_eq!((same, after.len()), (1, 2), "the segment was written anew, under another key");
    assert_eq!(staff.exports_raw().await?.column("id"), [&*other, &*damaged]);
    let events = tablet.events().await?;
    assert_eq!([&events[0]["what"], &events[0]["detail"]], ["erased", &*unwanted]);

    // One byte of the other.
    let catalog = tablet.browser.stored("catalog").await?;
    let last = catalog.iter().max_by_key(|(_, it)| it["day"].to_string());
    let (id, entry) = last.context("nothing is listed")?;
    let mut text = after[id].as_str().context("no text")?.to_owned();
    let place = text.find("ciphertext").context("not sealed")? + 20;
    let flipped = if text[place..].starts_with('A') { "B" } else { "A" };
    text.replace_range(place..=place, flipped);
    tablet.browser.stores("segments", id, &text.into()).await?;
    opens_again(staff).await?;
    let shown = "return document.querySelector('[data-notice=unreadable]')?.textContent";
    let told = wait_for("the damaged segment to be named", async || {
        Ok(tablet.browser.run(shown, &[]).await?.as_str().map(str::to_owned))
    })
    .await?;
    let day = entry["day"].as_str().context("no day")?;
    assert!(told.contains(day) && told.contains(id), "{told}");
    assert_eq!(staff.exports_raw().await?.column("id"), [&*other], "the rest is read");

    // Both days are older than promised.
    staff.leaves().await?;
    for _ in 0..3 {
        a_day_later(&tablet).await?;
    }
    assert_eq!(tablet.browser.stored("segments").await?.len(), 0);
    let catalog = tablet.browser.stored("catalog").await?;
    let sealed = |it: &Value| it["figures"].as_str().is_some_and(|it| it.starts_with('{'));
    assert!(catalog.len() == 2 && catalog.values().all(|it| it["was"].is_string() && sealed(it)));
    let events = tablet.events().await?;
    let expired = events.iter().filter(|event| event["what"] == "expired").count();
    assert_eq!(expired, 2, "{events:?}");
    tablet.put_away().await
}
