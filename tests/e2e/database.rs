//! The tablet's database across versions of the app: what an earlier one wrote
//! is read, and two versions open at once do no harm.

use anyhow::Result;
use heard_tests::{Glance, Kind, PASSPHRASE, Provision, Site, Tablet, wait_for};
use serde_json::{Value, json};

/// What the first version wrote: three stores, of which `meta` holds sequence
/// and settings, and every other value is a text.
const FIRST: &str = include_str!("../fixtures/database-1.json");

/// How a sealed response begins.
const SEALED: &str = "{\"protected\":";

/// What the second version wrote: events as well.
const SECOND: &str = include_str!("../fixtures/database-2.json");

/// What the third version wrote: responses sealed, each beside its day.
const THIRD: &str = include_str!("../fixtures/database-3.json");

/// Makes a database of an earlier version with this content; keeps it open if so
/// told, as a tab does that has not heard of anything newer.
const MAKE: &str = "
    const [version, content, keep] = arguments;
    return new Promise((done, failed) => {
        const request = indexedDB.open('heard', version);
        request.onerror = () => failed(request.error);
        request.onupgradeneeded = () => {
            for (const [name, records] of Object.entries(content)) {
                const counts = Array.isArray(records);
                const store = request.result.createObjectStore(name, { autoIncrement: counts });
                if (version > 2 && name === 'journal') store.createIndex('day', 'day');
                for (const [key, value] of Object.entries(records)) {
                    if (counts) store.add(value); else store.put(value, key);
                }
            }
        };
        request.onsuccess = () => {
            if (keep) globalThis.kept = request.result; else request.result.close();
            done(true);
        };
    });";

/// A tablet on which the first version ran. What shows no page of the app is
/// open.
async fn first_version_ran(keep: bool) -> Result<Tablet> {
    version_ran(1, FIRST, keep).await
}

/// A tablet on which this version ran and left `content`.
async fn version_ran(version: u8, content: &str, keep: bool) -> Result<Tablet> {
    let mut tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    // Asked for beside what is no page.
    tablet.browser.expect_complaints("favicon");
    // A picture: Firefox shows JSON in a page that has no part in the storage.
    let aside = format!("{}icons/heard-192.png", tablet.server.address());
    tablet.browser.open(&aside).await?;
    let content: Value = serde_json::from_str(content)?;
    tablet.browser.run(MAKE, &[version.into(), content, keep.into()]).await?;
    Ok(tablet)
}

#[tokio::test]
async fn what_the_first_version_wrote_is_all_there() -> Result<()> {
    let tablet = first_version_ran(false).await?;
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
    let tablet = version_ran(2, SECOND, false).await?;
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
    let tablet = version_ran(3, THIRD, false).await?;
    tablet.start().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.reads_number("last-sequence").await?, 2);
    assert_eq!(staff.reads_number("not-exported").await?, 1, "one of the two was exported");
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["5", "4"]);
    tablet.put_away().await
}

#[tokio::test]
async fn an_older_tab_that_holds_the_database_is_told_of_and_waited_for() -> Result<()> {
    let tablet = first_version_ran(true).await?;
    let older = tablet.browser.tab().await?;
    let newer = tablet.browser.open_tab().await?;
    tablet.browser.resize(1280, 800).await?;
    tablet.open().await?;
    let blocked = |now: &Glance| now.notices.contains(&"storage-blocked".to_owned());
    tablet.customer().sees("what is in the way", blocked).await?;

    // The older one goes while the notice stands: nothing breaks, and the next
    // try succeeds.
    tablet.browser.turn_to(older).await?;
    tablet.browser.run("kept.close()", &[]).await?;
    tablet.browser.turn_to(newer).await?;
    let upgraded = "
        return indexedDB.databases()
            .then(all => all.some(it => it.name === 'heard' && it.version === 4))";
    wait_for("the database to be upgraded", async || {
        Ok((tablet.browser.run(upgraded, &[]).await? == true).then_some(()))
    })
    .await?;
    assert!(blocked(&tablet.customer().looks().await?));
    tablet.customer().presses("retry").await?;
    tablet.customer().finds_the_first_question().await?;
    tablet.customer().rates(5).await?;
    tablet.customer().reads_thanks().await?;
    tablet.customer().leaves().await?;
    tablet.staff().opens_the_console().await?;
    assert_eq!(tablet.staff().exports_raw().await?.rows.len(), 4);
    tablet.put_away().await
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() -> Result<()> {
    let tablet = first_version_ran(false).await?;
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
