//! When something is wrong, people are told what, in their language, and
//! nothing is lost.

use std::collections::BTreeSet;

use anyhow::Result;
use heard_tests::{Ability, Customer, Kind, Provision, Site, Tablet, is_missing, wait_for};
use serde_json::json;

use crate::seams;

/// Reads a notice in each language: three different texts, each in its own
/// script.
async fn reads_in_all_languages(customer: Customer<'_>, code: &str) -> Result<()> {
    customer.sees(code, |now| now.notices.contains(&code.to_owned())).await?;
    let mut texts = BTreeSet::new();
    for locale in ["zh-TW", "en", "zh-CN"] {
        customer.switches_language(locale).await?;
        let heading = "return document.querySelector('[data-notice] h1').innerText";
        let heading = customer.meanwhile(heading).await?;
        let heading = heading.as_str().unwrap_or_default().to_owned();
        let is_latin = heading.chars().any(|character| character.is_ascii_alphabetic());
        assert_eq!(is_latin, locale == "en", "{locale}: {heading}");
        texts.insert(heading);
    }
    assert_eq!(texts.len(), 3, "{texts:?}");
    Ok(())
}

#[tokio::test]
async fn a_second_tab_says_so_and_takes_over_when_the_first_is_closed() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let first = tablet.browser.tab().await?;
    tablet.customer().rates(3).await?;
    tablet.customer().answers("reasons", "wait").await?;

    let second = tablet.browser.open_tab().await?;
    tablet.open().await?;
    reads_in_all_languages(tablet.customer(), "second-tab").await?;
    assert!(tablet.customer().looks().await?.choices.is_empty(), "it asks all the same");

    tablet.browser.turn_to(first).await?;
    tablet.browser.close_tab_for(second).await?;
    let customer = tablet.customer();
    customer.finds_the_first_question().await?;
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    assert_eq!(table.column("sequence"), ["1", "2"]);
    assert_eq!(table.column("satisfaction"), ["3", "5"]);
    assert_eq!(table.column("reasons"), ["wait", ""]);
    tablet.put_away().await
}

/// A storage that breaks in the way `how` (see [`seams::STORAGE`]) while
/// somebody answers, and heals afterwards.
async fn survives_a_storage_that(how: &str) -> Result<()> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::STORAGE).await?;
    tablet.start().await?;
    let customer = tablet.customer();
    customer.switches_language("en").await?;

    customer.meanwhile(&format!("broken = '{how}'")).await?;
    customer.rates(2).await?;
    customer.ticks("reasons", &["wait", "other"]).await?;
    customer.answers("contact", "false").await?;
    let failing = |now: &heard_tests::Glance| {
        now.screen == "thanks" && now.notices.contains(&"storage-failing".to_owned())
    };
    let glance = customer.sees("the notice for staff", failing).await?;
    assert!(!glance.thanked, "thanked for what is not on disk");
    assert!(customer.reads().await?.contains("this tablet cannot save"), "in English");
    wait_for("another attempt", async || {
        Ok((customer.meanwhile("return refused >= 3").await? == true).then_some(()))
    })
    .await?;
    assert!(!customer.looks().await?.thanked);

    customer.meanwhile("broken = null").await?;
    let id = customer.reads_thanks().await?;
    let glance = customer.looks().await?;
    assert!(
        !glance.notices.contains(&"storage-failing".to_owned()),
        "the notice stays: {glance:?}"
    );
    customer.leaves().await?;
    customer.rates(4).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    assert_eq!(table.column("id")[0], id);
    assert_eq!(table.column("sequence"), ["1", "2"], "no number was lost on the way");
    assert_eq!(table.column("reasons"), ["wait|other", ""]);
    assert_eq!(table.column("contact"), ["false", ""]);
    tablet.put_away().await
}

#[tokio::test]
async fn answers_outlast_a_storage_that_throws() -> Result<()> {
    survives_a_storage_that("throws").await
}

#[tokio::test]
async fn answers_outlast_a_storage_that_aborts() -> Result<()> {
    survives_a_storage_that("aborts").await
}

/// Fills what is left of the quota with what cannot be compressed.
const FILL: &str = r"
    const database = await new Promise((done, failed) => {
        const request = indexedDB.open('filler', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('bytes', {autoIncrement: true});
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    for (let size = 1 << 20; size >= 16;) {
        const noise = new Uint8Array(size);
        for (let at = 0; at < size; at += 65536) {
            crypto.getRandomValues(noise.subarray(at, Math.min(size, at + 65536)));
        }
        const fits = await new Promise(done => {
            const transaction = database.transaction('bytes', 'readwrite');
            transaction.oncomplete = () => done(true);
            transaction.onabort = () => done(false);
            transaction.objectStore('bytes').put(noise);
        });
        if (!fits) size >>= 2;
    }
    database.close();
";

#[tokio::test]
async fn answers_outlast_a_full_device() -> Result<()> {
    if is_missing(Ability::Quota)? {
        return Ok(());
    }
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    // Before the first write, or the browser does not count.
    let origin = tablet.server.address();
    let limit = json!({"origin": origin, "quotaSize": 8 << 20});
    tablet.browser.devtools("Storage.overrideQuotaForOrigin", limit).await?;
    tablet.start().await?;
    tablet.is_ready_for_offline().await?;
    let customer = tablet.customer();
    customer.meanwhile(&format!("return (async () => {{ {FILL} }})()")).await?;

    customer.rates(5).await?;
    let failing = |now: &heard_tests::Glance| now.notices.contains(&"storage-failing".to_owned());
    let glance = customer.sees("the notice for staff", failing).await?;
    assert!(!glance.thanked, "thanked for what is not on disk");

    let free = "return new Promise(done => {
        const request = indexedDB.deleteDatabase('filler');
        request.onsuccess = () => done(true);
    })";
    customer.meanwhile(free).await?;
    let id = customer.reads_thanks().await?;
    customer.leaves().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.exports_raw().await?.column("id"), [id]);
    tablet.put_away().await
}

#[tokio::test]
async fn a_missing_questionnaire_is_named() -> Result<()> {
    let site = Site::new(&Provision::default())?;
    let file = "questionnaires/counter.json";
    let whole = std::fs::read_to_string(site.folder().join(file))?;
    site.remove(file)?;
    let mut tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.expect_complaints("questionnaires/counter.json");
    tablet.open().await?;
    let customer = tablet.customer();
    reads_in_all_languages(customer, "questionnaire-missing").await?;
    assert!(customer.reads().await?.contains(file), "which file");

    tablet.server.site().write(file, &whole)?;
    customer.presses("retry").await?;
    customer.finds_the_first_question().await?;
    tablet.put_away().await
}

/// A questionnaire that cannot be used is refused with its place.
async fn names(broken: &str, place: &str) -> Result<()> {
    let site = Site::new(&Provision::default())?;
    site.write("questionnaires/counter.json", broken)?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.open().await?;
    let customer = tablet.customer();
    reads_in_all_languages(customer, "questionnaire-broken").await?;
    let text = customer.reads().await?;
    assert!(text.contains("questionnaires/counter.json") && text.contains(place), "{text}");
    tablet.put_away().await
}

#[tokio::test]
async fn a_questionnaire_that_is_not_json_is_named() -> Result<()> {
    names("{\"pages\": [}", "not JSON").await
}

#[tokio::test]
async fn a_question_of_an_unknown_type_is_named() -> Result<()> {
    let unknown = r#"{"heard": {"name": "x", "version": "1"}, "pages": [{"name": "p", "elements": [
        {"type": "signaturepad", "name": "sign", "title": "Sign here"}]}]}"#;
    names(unknown, "pages[0].elements[0]").await
}

#[tokio::test]
async fn a_provisioning_file_that_cannot_be_read_is_named() -> Result<()> {
    let site = Site::unprovisioned()?;
    site.write("provision.json", r#"{"bank": 7}"#)?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.open().await?;
    let customer = tablet.customer();
    reads_in_all_languages(customer, "provision-broken").await?;
    assert!(customer.reads().await?.contains("provision.json"));
    tablet.put_away().await
}
