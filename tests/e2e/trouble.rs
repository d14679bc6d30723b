//! When something is wrong, people are told what, in their language, and
//! nothing is lost.

use std::collections::BTreeSet;

use anyhow::Result;
use fastrand::Rng;
use heard_tests::{
    Ability, Breaks, Customer, Kind, Provision, Site, Tablet, a_full_device, a_storage_that,
    is_missing,
};

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

#[tokio::test]
async fn answers_outlast_a_storage_that_throws() -> Result<()> {
    a_storage_that(Breaks::Throws, &mut Rng::with_seed(1)).await.map(drop)
}

#[tokio::test]
async fn answers_outlast_a_storage_that_aborts() -> Result<()> {
    a_storage_that(Breaks::Aborts, &mut Rng::with_seed(2)).await.map(drop)
}

#[tokio::test]
async fn answers_outlast_a_full_device() -> Result<()> {
    if is_missing(Ability::Quota)? {
        return Ok(());
    }
    a_full_device(&mut Rng::with_seed(3)).await.map(drop)
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
