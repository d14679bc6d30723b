//! How the tablet is, and what whoever works at the branch may do and see without
//! the passphrase.

use anyhow::Result;
use heard_tests::{Ability, PASSPHRASE, Staff, Tablet, is_missing, wait_for};
use serde_json::json;

use crate::tour;

/// Waits until the panel says that this needs somebody, or does not.
async fn is_due(tablet: &Tablet, what: &str, due: bool) -> Result<()> {
    let look = "
        const there = document.querySelector('[data-value=last-sequence]');
        return there && !!document.querySelector(`[data-health='${arguments[0]}']`)";
    wait_for(&format!("“{what}” to be due: {due}"), async || {
        Ok((tablet.browser.run(look, &[what.into()]).await? == due).then_some(()))
    })
    .await
}

async fn comes_to_the_gate(staff: Staff<'_>) -> Result<()> {
    staff.presses("staff").await?;
    staff.finds_the_console().await
}

#[tokio::test]
async fn the_tablets_health_is_told_without_the_passphrase_and_what_to_do() -> Result<()> {
    let tablet = Tablet::ready().await?;
    tablet.customer().is_content(4).await?;
    let staff = tablet.staff();
    comes_to_the_gate(staff).await?;
    assert_eq!(staff.reads_number("not-exported").await?, 1);
    assert_eq!(staff.reads_number("last-sequence").await?, 1);
    assert_eq!(staff.reads_number("failures").await?, 0);
    is_due(&tablet, "bundle", true).await?;
    is_due(&tablet, "date", false).await?;
    staff.saves_a_bundle().await?;
    is_due(&tablet, "bundle", false).await?;

    staff.presses("test-storage").await?;
    staff.is_told("storage-tested").await?;
    assert!(!tablet.browser.stored("meta").await?.contains_key("test"), "nothing is left of it");
    let break_it = "IDBObjectStore.prototype.put = () => { throw new Error('broken'); }";
    tablet.browser.run(break_it, &[]).await?;
    staff.presses("test-storage").await?;
    staff.is_told("storage-test-failed").await?;
    tablet.put_away().await
}

#[tokio::test]
async fn a_tablet_that_works_without_a_network_says_so() -> Result<()> {
    if is_missing(Ability::Memory)? {
        return Ok(());
    }
    let tablet = Tablet::ready().await?;
    tablet.is_ready_for_offline().await?;
    tablet.starts_anew().await?;
    comes_to_the_gate(tablet.staff()).await?;
    is_due(&tablet, "offline", false).await?;
    tablet.put_away().await
}

#[tokio::test]
async fn without_the_passphrase_nothing_leads_to_what_customers_said() -> Result<()> {
    const SAID: &str = "marigold";
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.presses("more").await?;
    for question in &tour::INVITED[..6] {
        customer.skips(question).await?;
    }
    customer.skips("praise").await?;
    customer.writes("comment", SAID).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;
    let staff = tablet.staff();
    comes_to_the_gate(staff).await?;
    staff.reads_number("last-sequence").await?;
    let acts = "
        const acts = [...document.querySelectorAll('[data-act]')].map(it => it.dataset.act);
        return [...new Set(acts)].sort()";
    let acts = tablet.browser.run(acts, &[]).await?;
    let known = json!([
        "leave",
        "print-closing",
        "retry",
        "save-bundle",
        "save-digest",
        "save-folder",
        "share-bundle",
        "shift-keep",
        "show-passphrase",
        "test-storage",
        "unlock",
    ]);
    let allowed = known.as_array().map(Vec::as_slice).unwrap_or_default();
    let acts = acts.as_array().cloned().unwrap_or_default();
    let others: Vec<_> = acts.iter().filter(|act| !allowed.contains(act)).collect();
    assert!(others.is_empty(), "{others:?}");

    // The day is closed by its count.
    tablet.browser.run("globalThis.print = () => {}", &[]).await?;
    staff.presses("print-closing").await?;
    assert_eq!(staff.reads_number("of-day").await?, 1);
    assert_eq!(staff.reads_number("last-of-tablet").await?, 1);
    let head = "return document.querySelector('[data-sheet] [data-value=log-head]').innerText";
    let head = tablet.browser.run(head, &[]).await?;
    assert_eq!(head.as_str().map(|it| it.replace(' ', "").len()), Some(64), "{head}");
    wait_for("the sheet to be on record", async || {
        let log = tablet.log().await?;
        Ok(log.iter().any(|it| it["what"] == "printed").then_some(()))
    })
    .await?;
    let whole = "return document.documentElement.outerHTML";
    let page = tablet.browser.run(whole, &[]).await?;
    assert!(!page.to_string().contains(SAID), "the page holds what was said");

    // Whatever is asked of the store says nothing either; with the key it does.
    for store in ["journal", "events", "chain", "exported", "catalog", "segments"] {
        let stored = tablet.browser.stored(store).await?;
        assert!(!json!(stored).to_string().contains(SAID), "{store}");
    }
    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    assert_eq!(staff.exports_raw().await?.column("comment"), [SAID]);
    tablet.put_away().await
}
