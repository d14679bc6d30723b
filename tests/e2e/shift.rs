//! A day at the counter: who stands there, wrong passphrases, what happened.

use anyhow::Result;
use heard_tests::{Ability, Kind, PASSPHRASE, Provision, Site, Tablet, is_missing, wait_for};
use serde_json::{Value, json};

use crate::seams;

/// A tablet with two tellers, whose calendar a test can turn.
async fn with_tellers() -> Result<Tablet> {
    let tellers = json!([{"code": "101", "name": "王芳"}, {"code": "102", "name": "李强"}]);
    let site = Site::new(&Provision::default().with("tellers", tellers))?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
    tablet.start().await?;
    Ok(tablet)
}

/// Goes to the console's first page; who and what is chosen there.
async fn finds_chosen(tablet: &Tablet) -> Result<[String; 2]> {
    let staff = tablet.staff();
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    let chosen = "
        const fields = ['shift-teller', 'shift-channel'];
        return fields.map(name => document.querySelector(`[data-field=${name}]`)?.value)";
    wait_for("the shift", async || {
        Ok(serde_json::from_value(tablet.browser.run(chosen, &[]).await?).ok())
    })
    .await
}

#[tokio::test]
async fn a_teller_is_chosen_without_the_passphrase_and_gone_the_next_day() -> Result<()> {
    let tablet = with_tellers().await?;
    let (staff, customer) = (tablet.staff(), tablet.customer());
    assert_eq!(finds_chosen(&tablet).await?, ["", ""]);
    staff.chooses("shift-teller", "102").await?;
    staff.is_told("shift-kept").await?;
    staff.chooses("shift-channel", "open_day").await?;
    staff.is_told("shift-kept").await?;
    staff.leaves().await?;

    assert_eq!(finds_chosen(&tablet).await?, ["102", "open_day"]);
    staff.leaves().await?;
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    customer.meanwhile(seams::A_DAY).await?;
    tablet.browser.reload().await?;
    customer.finds_the_first_question().await?;
    assert_eq!(finds_chosen(&tablet).await?, ["", ""], "yesterday's choice");
    staff.leaves().await?;
    customer.rates(4).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    assert_eq!(table.column("teller"), ["102", ""]);
    assert_eq!(table.column("channel"), ["open_day", "counter"]);
    tablet.put_away().await
}

#[tokio::test]
async fn without_tellers_only_the_occasion_is_asked() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let staff = tablet.staff();
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    let fields = "return [...document.querySelectorAll('[data-field^=shift]')]
        .map(field => field.dataset.field)";
    wait_for("the occasion", async || {
        let fields = tablet.browser.run(fields, &[]).await?;
        Ok((fields == json!(["shift-channel"])).then_some(()))
    })
    .await?;
    tablet.put_away().await
}

#[tokio::test]
async fn wrong_passphrases_make_waits_that_neither_reload_nor_restart_shortens() -> Result<()> {
    let mut tablet = with_tellers().await?;
    let (staff, customer) = (tablet.staff(), tablet.customer());
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    for wrong in ["lantern river", "river lantern"] {
        staff.tries(wrong).await?;
        wait_for("the refusal", async || {
            let script = "return document.querySelector('[data-field=passphrase]').value === ''
                && !!document.querySelector('[data-notice=passphrase-wrong]')";
            Ok((customer.meanwhile(script).await? == true).then_some(()))
        })
        .await?;
    }
    let waits = "return !!document.querySelector('[data-notice=passphrase-wait]')";
    assert_eq!(customer.meanwhile(waits).await?, false, "two attempts are free");
    staff.tries("maple stone").await?;
    staff.is_told("passphrase-wait").await?;

    tablet.browser.reload().await?;
    customer.finds_the_first_question().await?;
    still_waits(&tablet).await?;
    if !is_missing(Ability::Memory)? {
        tablet.browser.kill();
        tablet.browser.restart().await?;
        tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
        tablet.start().await?;
        still_waits(&tablet).await?;
    }

    let (staff, customer) = (tablet.staff(), tablet.customer());
    customer.meanwhile(seams::AN_HOUR).await?;
    wait_for("the end of the wait", async || {
        Ok((customer.meanwhile(waits).await? == false).then_some(()))
    })
    .await?;
    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    tablet.put_away().await
}

/// Nothing is looked at before the wait is over, the right passphrase neither.
async fn still_waits(tablet: &Tablet) -> Result<()> {
    let (staff, customer) = (tablet.staff(), tablet.customer());
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    staff.is_told("passphrase-wait").await?;
    let refuses = "return document.querySelector('[data-act=unlock]').ariaDisabled";
    assert_eq!(customer.meanwhile(refuses).await?, "true");
    staff.tries(PASSPHRASE).await?;
    staff.is_on("unlock").await
}

/// What the kiosk would have noted today; another thing, long ago.
const HAPPENED: &str = "
    const [events] = arguments;
    return new Promise((done, failed) => {
        const opening = indexedDB.open('heard');
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
            const database = opening.result;
            const writing = database.transaction('events', 'readwrite');
            for (const event of events) writing.objectStore('events').add(JSON.stringify(event));
            writing.oncomplete = () => { database.close(); done(); };
        };
    })";

async fn events(tablet: &Tablet) -> Result<Value> {
    let today = "return new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)";
    let today = tablet.browser.run(today, &[]).await?;
    let at = |time: &str| format!("{}T{time}+08:00", today.as_str().unwrap_or_default());
    Ok(json!([
        {"at": "2020-01-01T09:00:00+08:00", "what": "call_answered", "seconds": 900, "detail": ""},
        {"at": at("00:00:01"), "what": "call_answered", "seconds": 20, "detail": ""},
        {"at": at("00:00:02"), "what": "call_answered", "seconds": 90, "detail": ""},
        {"at": at("00:00:03"), "what": "call_answered", "seconds": 40, "detail": ""},
        {"at": at("00:00:04"), "what": "call_unanswered", "seconds": 180, "detail": ""},
        {"at": at("00:00:05"), "what": "call_cancelled", "seconds": 3, "detail": ""},
        {"at": at("00:00:06"), "what": "repeated_press", "detail": ""},
        {"at": at("00:00:07"), "what": "failed", "detail": "said \"no\", stopped"},
    ]))
}

#[tokio::test]
async fn staff_see_how_soon_they_came_and_what_went_wrong() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let staff = tablet.staff();
    tablet.browser.run(HAPPENED, &[events(&tablet).await?]).await?;
    staff.opens_the_console().await?;
    for (number, expected) in [
        ("calls", 5),
        ("call-median", 40),
        ("call-longest", 90),
        ("calls-unanswered", 1),
        ("repeated-presses", 1),
    ] {
        assert_eq!(staff.reads_number(number).await?, expected, "{number}");
    }
    staff.is_told("kiosk-failed").await?;
    staff.unfolds("events").await?;
    let rows = "return [...document.querySelectorAll('[data-event]')].map(it => it.dataset.event)";
    let rows: Vec<String> = serde_json::from_value(tablet.browser.run(rows, &[]).await?)?;
    let ends = [&*rows[0], &*rows[1], &*rows[8], &*rows[9]];
    assert_eq!(ends, ["unlocked", "failed", "call_answered", "set_up"]);

    staff.presses("download-events").await?;
    let downloads = tablet.browser.profile().downloads();
    let file = wait_for("the file", async || {
        let files = std::fs::read_dir(&downloads)?.flatten().map(|entry| entry.path());
        let mut files = files.filter(|path| path.extension().is_some_and(|it| it == "csv"));
        // The browser makes the file before it fills it.
        let text = files.next().and_then(|path| std::fs::read_to_string(path).ok());
        Ok(text.filter(|text| !text.is_empty()))
    })
    .await?;
    let table = heard_tests::read_csv(&file)?;
    assert_eq!(table.column("seconds"), ["", "900", "20", "90", "40", "180", "3", "", "", ""]);
    assert_eq!(table.column("detail")[8], "said \"no\", stopped");
    assert!(table.column("link").iter().all(|link| link.len() == 64), "{file}");
    tablet.put_away().await
}
