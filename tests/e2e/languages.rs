//! The console speaks one language at a time, each from a file of its own.

use std::fs;

use anyhow::Result;
use heard_tests::{Form, Kind, Provision, Site, Tablet};

use crate::tour;

/// The console's main heading.
async fn heading(tablet: &Tablet) -> Result<String> {
    let heading = "return document.querySelector('#console h1')?.innerText ?? ''";
    Ok(tablet.browser.run(heading, &[]).await?.as_str().unwrap_or_default().to_owned())
}

/// The language of the console's part of the page, and which way it runs.
async fn spoken(tablet: &Tablet) -> Result<[String; 2]> {
    let spoken = "const { lang, dir } = document.querySelector('#console'); return [lang, dir]";
    Ok(serde_json::from_value(tablet.browser.run(spoken, &[]).await?)?)
}

fn file(locale: &str) -> String {
    format!("languages/console/{locale}.json")
}

#[tokio::test]
async fn a_change_of_language_keeps_the_page_and_what_was_typed() -> Result<()> {
    let mut tablet = Tablet::unopened(Site::unprovisioned()?, Kind::Usual).await?;
    tablet.browser.expect_complaints("provision.json");
    tablet.open().await?;
    let (staff, page) = (tablet.staff(), tablet.customer());
    staff.is_on("setup").await?;
    tablet.browser.run("globalThis.same = true", &[]).await?;
    staff.fills_in("bank", Form::EXAMPLE.bank).await?;
    let mut headings = vec![heading(&tablet).await?];
    for locale in ["en", "zh-TW"] {
        page.switches_language(locale).await?;
        assert_eq!(spoken(&tablet).await?, [locale, "ltr"]);
        assert_eq!(staff.reads_field("bank").await?, Form::EXAMPLE.bank);
        headings.push(heading(&tablet).await?);
    }
    staff.sets_the_tablet_up(&Form::EXAMPLE).await?;
    staff.puts_the_recovery_key_away().await?;
    page.finds_the_first_question().await?;

    staff.opens_the_console().await?;
    staff.goes_to("page-settings").await?;
    tablet.browser.run("globalThis.same = true", &[]).await?;
    staff.fills_in("branch-name", "West Branch").await?;
    page.switches_language("en").await?;
    staff.is_on("settings").await?;
    assert_eq!(staff.reads_field("branch-name").await?, "West Branch");
    assert_eq!(tablet.browser.run("return globalThis.same", &[]).await?, true, "a new page");
    headings.push(heading(&tablet).await?);
    assert_eq!(headings, ["设置这台平板", "Set up this tablet", "設定這台平板", "Settings"]);
    tablet.put_away().await
}

#[tokio::test]
async fn a_language_that_cannot_be_used_is_named_and_the_console_speaks_another() -> Result<()> {
    let site = Site::new(&Provision::default())?;
    let whole = |locale| fs::read_to_string(site.folder().join(file(locale)));
    let (simplified, traditional) = (whole("zh-CN")?, whole("zh-TW")?);
    // Missing from the start, so that nothing is kept for use without a server.
    site.remove(&file("en"))?;
    let mut tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.expect_complaints("languages/console");
    tablet.open().await?;
    let (staff, page, site) = (tablet.staff(), tablet.customer(), tablet.server.site());
    page.finds_the_first_question().await?;
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    staff.fills_in("passphrase", "lantern").await?;
    tablet.browser.tap("[data-locale=en]").await?;
    let told = staff.is_told("language-failed").await?;
    assert!(told.contains("English") && told.contains(&file("en")), "{told}");
    assert_eq!(spoken(&tablet).await?, ["zh-CN", "ltr"]);
    assert_eq!(staff.reads_field("passphrase").await?, "lantern");
    page.switches_language("zh-TW").await?;
    let gone = "return !document.querySelector('[data-notice=language-failed]')";
    assert_eq!(tablet.browser.run(gone, &[]).await?, true, "told on in a language that is there");

    // Of another version; the next best is of the same family.
    site.write(&file("zh-CN"), simplified.replace("\"locking\"", "\"lock_soon\""))?;
    staff.leaves().await?;
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    let told = staff.is_told("language-failed").await?;
    assert!(told.contains("简体中文") && told.contains("another version"), "{told}");
    assert_eq!(spoken(&tablet).await?, ["zh-TW", "ltr"]);

    // None at all: the kiosk says so, and goes on.
    site.write(
        &file("zh-TW"),
        &traditional[..traditional.floor_char_boundary(traditional.len() / 2)],
    )?;
    staff.leaves().await?;
    staff.presses("staff").await?;
    page.sees("the notice", |now| now.notices.contains(&"console-failed".to_owned())).await?;
    let told = page.reads().await?;
    assert!(told.contains(&file("zh-CN")) && told.contains("打不开"), "{told}");
    site.write(&file("zh-CN"), &simplified)?;
    page.presses("retry").await?;
    page.finds_the_first_question().await?;
    staff.opens_the_console().await?;
    assert_eq!(spoken(&tablet).await?, ["zh-CN", "ltr"]);
    tablet.put_away().await
}

#[tokio::test]
async fn the_console_speaks_what_the_kiosk_speaks_where_there_is_a_file() -> Result<()> {
    let mut tablet = tour::right_to_left().await?;
    tablet.browser.expect_complaints(&file("ar"));
    let (staff, site) = (tablet.staff(), tablet.server.site());
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    assert_eq!(spoken(&tablet).await?, ["en", "ltr"], "staff do without a file");
    let silent = "return !document.querySelector('[data-notice=language-failed]')";
    assert_eq!(tablet.browser.run(silent, &[]).await?, true);

    let english = fs::read_to_string(site.folder().join(file("en")))?;
    let arabic = english
        .replace(r#""direction": "ltr""#, r#""direction": "rtl""#)
        .replace(r#""title": "Staff console""#, r#""title": "لوحة الموظفين""#);
    site.write(&file("ar"), &arabic)?;
    staff.leaves().await?;
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    assert_eq!(spoken(&tablet).await?, ["ar", "rtl"]);
    assert_eq!(heading(&tablet).await?, "لوحة الموظفين");
    tablet.put_away().await
}
