//! What staff do is on record, and what is taken away behind the app's back is
//! noticed by whoever kept a digest.

use anyhow::{Context as _, Result, ensure};
use heard_tests::{HeadOffice, Kind, PASSPHRASE, Provision, Site, Tablet, wait_for};
use serde_json::Value;

use crate::seams::{self, A_DAY};

/// What is on record, as `what: detail`, once the last of it is `what`.
async fn on_record_up_to(tablet: &Tablet, what: &str) -> Result<Vec<String>> {
    let text = |part: &Value| part.as_str().unwrap_or_default().to_owned();
    wait_for(&format!("“{what}” on record"), async || {
        let log = tablet.log().await?;
        let is_there = log.last().is_some_and(|event| event["what"] == what);
        let told = |event: &Value| format!("{}: {}", text(&event["what"]), text(&event["detail"]));
        Ok(is_there.then(|| log.iter().map(told).collect()))
    })
    .await
}

/// Two customers on the day before, another one today.
async fn visited() -> Result<Tablet> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
    tablet.start().await?;
    tablet.customer().is_content(5).await?;
    tablet.customer().is_content(4).await?;
    tablet.customer().meanwhile(A_DAY).await?;
    tablet.starts_anew().await?;
    tablet.customer().is_content(5).await?;
    Ok(tablet)
}

/// Holds a bundle against a digest: how many bundles it could be compared with,
/// and what is wrong.
fn compared(report: &Value) -> Result<(usize, String)> {
    let bundles = report["digests"][0]["bundles"].as_array().context("no digest")?;
    Ok((bundles.len(), report["problems"].to_string()))
}

#[tokio::test]
async fn every_act_is_on_record_and_what_is_taken_away_is_missed() -> Result<()> {
    let tablet = visited().await?;
    let staff = tablet.staff();
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    staff.tries("lantern river maple sand").await?;
    staff.is_told("passphrase-wrong").await?;
    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    let exported = staff.exports("raw", "today").await?;
    staff.goes_to("page-settings").await?;
    staff.presses("training-on").await?;
    staff.is_told("training").await?;
    staff.goes_to("closing-sheet").await?;
    let entries = staff.reads_number("log-entries").await?;
    let head = "return document.querySelector('[data-value=log-head]').textContent";
    let head = tablet.browser.run(head, &[]).await?;
    let chain = tablet.browser.stored("chain").await?;
    let head = head.as_str().unwrap_or_default().replace(' ', "");
    assert_eq!(chain[&entries.to_string()], head, "the sheet has the newest link");
    tablet.browser.run("globalThis.print = () => {}", &[]).await?;
    staff.presses("print").await?;
    on_record_up_to(&tablet, "printed").await?;
    staff.presses("lock").await?;
    staff.finds_the_console().await?;
    let digest = staff.saves_the_digest().await?;
    let bundle = staff.saves_a_bundle().await?;

    let log = on_record_up_to(&tablet, "bundled").await?;
    let closed = &log[1];
    assert!(closed.ends_with(": 2 responses, last sequence 3"), "{closed}");
    let printed = &log[6];
    assert!(printed.starts_with("printed: 20"), "{printed}");
    let others: Vec<&str> =
        log.iter().filter(|told| *told != closed && *told != printed).map(String::as_str).collect();
    assert_eq!(
        others,
        [
            "set_up: from provision.json",
            "refused: passphrase",
            "unlocked: passphrase",
            &format!("exported: {}, 1 responses", exported.name),
            "settings_changed: training: true",
            "locked: staff",
            &format!("digest_taken: {}", digest.name),
            &format!("bundled: {}", bundle.name),
        ]
    );
    let office = HeadOffice::new()?;
    let report = office.compares(&bundle, &digest)?;
    assert_eq!(compared(&report)?, (1, "[]".to_owned()));
    assert_eq!(report["bundles"][0]["log"]["entries"], log.len() - 1, "all but the bundle itself");

    // Behind the app's back: today's response, yesterday's segment, an entry with
    // its link.
    let journal = tablet.browser.stored("journal").await?;
    let segments = tablet.browser.stored("segments").await?;
    ensure!((journal.len(), segments.len()) == (1, 1), "{journal:?} {segments:?}");
    for (store, records) in [("journal", journal), ("segments", segments)] {
        let key = records.keys().next().context("nothing there")?.as_str();
        tablet.browser.removes(store, key).await?;
    }
    tablet.browser.removes("events", 5).await?;
    tablet.browser.removes("chain", 5).await?;
    let (_, problems) = compared(&office.compares(&staff.saves_a_bundle().await?, &digest)?)?;
    for missed in [
        "log.jsonl: entry 5 is missing",
        "log.jsonl entry 2: 20",
        "0 responses are there, 2 have been",
        "0 responses are there, 1 have been",
    ] {
        assert!(problems.contains(missed), "{missed}: {problems}");
    }
    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    assert!(staff.is_told("log-broken").await?.contains('5'));
    tablet.put_away().await
}
