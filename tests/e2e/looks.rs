//! Every kiosk screen, as large and as clear as the rules ask, on every size
//! of screen and in every theme.

use anyhow::Result;
use heard_tests::{Ability, Kind, Provision, Site, Tablet, Theme, is_missing};

use crate::seams;

const SCREENS: [(u32, u32); 5] = [(320, 568), (360, 740), (800, 1280), (1280, 800), (1920, 1080)];

/// The themes this engine can show.
fn themes() -> Result<&'static [Theme]> {
    Ok(if is_missing(Ability::Themes)? { &[Theme::Light] } else { &Theme::ALL })
}

/// Measures the present screen in every size and theme; adds what is wrong to
/// `faults`.
async fn measure(tablet: &Tablet, name: &str, faults: &mut Vec<String>) -> Result<()> {
    for &theme in themes()? {
        tablet.browser.prefers(theme).await?;
        for (width, height) in SCREENS {
            tablet.browser.resize(width, height).await?;
            let found = tablet.browser.measures().await?.faults();
            let place = format!("{name}, {width} × {height}, {theme:?}");
            faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
        }
    }
    tablet.browser.prefers(Theme::Light).await?;
    tablet.browser.resize(1280, 800).await
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test]
async fn every_screen_of_an_interview_is_large_and_clear() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    let mut faults = Vec::new();
    for locale in ["zh-CN", "en"] {
        if locale != "zh-CN" {
            customer.switches_language(locale).await?;
        }
        measure(&tablet, &format!("attract {locale}"), &mut faults).await?;
        customer.rates(1).await?;
        customer.answers("reasons", "wait").await?;
        measure(&tablet, &format!("reasons {locale}"), &mut faults).await?;
        customer.presses("next").await?;
        customer.sees("contact", |now| now.question.as_deref() == Some("contact")).await?;
        measure(&tablet, &format!("contact {locale}"), &mut faults).await?;
        customer.answers("contact", "true").await?;
        customer.writes("contact_phone", "x").await?;
        measure(&tablet, &format!("telephone, refused {locale}"), &mut faults).await?;
        customer.presses("skip").await?;
        customer.reads_thanks().await?;
        measure(&tablet, &format!("thanks {locale}"), &mut faults).await?;
        customer.presses("more").await?;
        customer.sees("attitude", |now| now.question.as_deref() == Some("attitude")).await?;
        measure(&tablet, &format!("attitude {locale}"), &mut faults).await?;
        for question in ["attitude", "efficiency", "knowledge", "environment"] {
            customer.skips(question).await?;
        }
        for question in ["promised_time", "recommend", "praise"] {
            customer.sees(question, |now| now.question.as_deref() == Some(question)).await?;
            measure(&tablet, &format!("{question} {locale}"), &mut faults).await?;
            customer.presses("skip").await?;
        }
        customer.sees("comment", |now| now.question.as_deref() == Some("comment")).await?;
        measure(&tablet, &format!("comment {locale}"), &mut faults).await?;
        customer.presses("skip").await?;
        customer.reads_thanks().await?;
        customer.leaves().await?;
    }
    report(&faults);
    tablet.put_away().await
}

#[tokio::test]
async fn every_notice_is_large_and_clear() -> Result<()> {
    let provision = Provision::default().with("demo", "demo.csv");
    let site = Site::new(&provision)?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::STORAGE).await?;
    tablet.start().await?;
    let mut faults = Vec::new();
    let customer = tablet.customer();
    measure(&tablet, "demonstration", &mut faults).await?;
    customer.meanwhile("broken = 'throws'").await?;
    customer.rates(5).await?;
    let failing = |now: &heard_tests::Glance| now.notices.contains(&"storage-failing".to_owned());
    customer.sees("the notice for staff", failing).await?;
    measure(&tablet, "storage failing", &mut faults).await?;
    customer.meanwhile("broken = null").await?;
    customer.reads_thanks().await?;

    tablet.browser.open_tab().await?;
    tablet.browser.resize(1280, 800).await?;
    tablet.open().await?;
    customer.sees("second tab", |now| now.screen == "notice").await?;
    measure(&tablet, "second tab", &mut faults).await?;
    report(&faults);
    tablet.put_away().await
}

#[tokio::test]
async fn five_faces_are_seen_without_scrolling() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let lowest = "return Math.max(...[...document.querySelectorAll('[data-choice]')]
        .map(face => face.getBoundingClientRect().bottom)) <= innerHeight";
    for (width, height) in [(360, 740), (800, 1280), (1280, 800), (1920, 1080)] {
        tablet.browser.resize(width, height).await?;
        let fits = tablet.browser.measures().await?.fits();
        // On a telephone the languages may lie below.
        assert!(fits || width < 600, "not on {width} × {height}");
        assert_eq!(tablet.browser.run(lowest, &[]).await?, true, "on {width} × {height}");
    }
    tablet.put_away().await
}
