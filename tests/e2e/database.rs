//! The tablet's database across versions of the app: what an earlier one wrote
//! is read, and two versions open at once do no harm.

use anyhow::Result;
use heard_tests::{Glance, Left, PASSPHRASE, an_older_tab_in_the_way, wait_for};
use serde_json::{Value, json};

/// How a sealed response begins.
const SEALED: &str = "{\"protected\":";

#[tokio::test]
async fn what_the_first_version_wrote_is_all_there() -> Result<()> {
    let tablet = Left::ByTheFirst.on_a_tablet(false).await?;
    tablet.start().await?;
    let customer = tablet.customer();
    customer.rates(3).await?;
    customer.skips("reasons").await?;
    let new = customer.reads_thanks().await?;
    customer.leaves().await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.reads_number("last-sequence").await?, 4, "the sequence goes on");
    let table = staff.exports_raw().await?;
    assert_eq!(
        table.column("id"),
        [
            "0d3f5a58-6a0b-4c7e-9f57-2b1f0c9d4e11",
            "7be0c2d4-1f1e-4f0a-8a3c-94d7b5a6e022",
            "c4a9e6f1-3b2d-4d58-b6e0-5e8f7a1c2033",
            &new
        ]
    );
    assert_eq!(table.column("sequence"), ["1", "2", "3", "4"]);
    assert_eq!(table.column("satisfaction"), ["5", "1", "4", "3"]);
    assert_eq!(table.column("reasons"), ["", "wait|other", "", ""]);
    assert_eq!(table.column("contact"), ["", "true", "", ""]);
    assert_eq!(table.column("contact_phone"), ["", "13800138000", "", ""]);
    assert_eq!(table.column("recommend"), ["", "", "9", ""]);
    assert_eq!(table.column("comment"), ["", "", "第一行\n第二行", ""]);
    assert_eq!(table.column("locale"), ["zh-CN", "en", "zh-CN", "zh-CN"]);
    assert_eq!(table.column("started_at")[0], "2026-11-20T09:12:44+08:00");
    assert_eq!(table.column("device"), ["tablet-5f0c21aa"; 4], "it is the same tablet");

    // Since the passphrase was given nothing lies there in the clear.
    let journal = tablet.browser.stored("journal").await?;
    let segments = tablet.browser.stored("segments").await?;
    assert_eq!((journal.len(), segments.len()), (1, 2), "past days are archived");
    let responses = journal.values().map(|stored| &stored["text"]);
    let sealed = |text: &Value| text.as_str().is_some_and(|it| it.starts_with(SEALED));
    assert!(responses.chain(segments.values()).all(sealed), "{journal:?} {segments:?}");
    let meta = tablet.browser.stored("meta").await?;
    let settings: Value = serde_json::from_str(meta["settings"].as_str().unwrap_or_default())?;
    assert!(settings["keyring"].is_object() && settings["passphrase"].is_null(), "{settings}");
    staff.presses("lock").await?;
    staff.finds_the_console().await?;
    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    assert_eq!(staff.exports_raw().await?.rows, table.rows);
    tablet.put_away().await
}

#[tokio::test]
async fn what_the_second_version_wrote_is_all_there() -> Result<()> {
    let tablet = Left::ByTheSecond.on_a_tablet(false).await?;
    tablet.start().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["2"]);
    let events = tablet.events().await?;
    assert_eq!(events.len(), 2);
    assert_eq!([&events[0]["what"], &events[1]["what"]], ["call_answered", "repeated_press"]);
    tablet.put_away().await
}

#[tokio::test]
async fn what_the_third_version_wrote_is_all_there() -> Result<()> {
    let tablet = Left::ByTheThird.on_a_tablet(false).await?;
    tablet.start().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.reads_number("last-sequence").await?, 2);
    assert_eq!(staff.reads_number("not-exported").await?, 1, "one of the two was exported");
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["5", "4"]);
    tablet.put_away().await
}

#[tokio::test]
async fn what_the_fourth_version_wrote_is_all_there() -> Result<()> {
    let tablet = Left::ByTheFourth.on_a_tablet(false).await?;
    tablet.start().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.reads_number("last-sequence").await?, 3);
    assert_eq!(staff.reads_number("not-exported").await?, 1, "the archived ones were");
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["5", "4", "4"]);
    // What was on record before there were links has its links now.
    let log = tablet.log().await?;
    assert_eq!([&log[0]["what"], &log[1]["what"]], ["clock_jumped", "bundled"]);
    wait_for("every event to be linked", async || {
        let [events, chain] =
            [&tablet.browser.stored("events").await?, &tablet.browser.stored("chain").await?];
        Ok((events.len() == chain.len()).then_some(()))
    })
    .await?;
    tablet.put_away().await
}

#[tokio::test]
async fn an_older_tab_that_holds_the_database_is_told_of_and_waited_for() -> Result<()> {
    an_older_tab_in_the_way().await.map(drop)
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() -> Result<()> {
    let tablet = Left::ByTheFirst.on_a_tablet(false).await?;
    let newer = "
        return new Promise(done => {
            const request = indexedDB.open('heard', 99);
            request.onsuccess = () => { request.result.close(); done(true); };
        })";
    tablet.browser.run(newer, &[]).await?;
    tablet.open().await?;
    let refused = |now: &Glance| now.notices.contains(&"storage-newer".to_owned());
    tablet.customer().sees("that it is newer", refused).await?;
    let still = "
        return indexedDB.databases().then(all => all.find(it => it.name === 'heard').version)";
    assert_eq!(tablet.browser.run(still, &[]).await?, json!(99));
    tablet.put_away().await
}
