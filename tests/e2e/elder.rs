//! Elder mode: to the sizes it promises, five choices at a time, over with the
//! person.

use anyhow::Result;
use heard_tests::{Glance, Tablet, wait_for};

/// The texts and targets that are smaller than elder mode promises, in CSS
/// pixels, and what does not fit the screen.
const FAULTS: &str = "
    const faults = [];
    const size = element => parseFloat(getComputedStyle(element).fontSize);
    const seen = wanted => [...document.querySelectorAll(`#kiosk > main ${wanted}`)]
        .filter(element => element.checkVisibility() && element.textContent.trim());
    for (const h1 of seen('h1')) if (size(h1) < 44) faults.push(`question of ${size(h1)} px`);
    const texts = 'p, span, button, label, textarea';
    for (const text of seen(texts)) if (size(text) < 30) faults.push(`“${text.textContent}” of ${size(text)} px`);
    for (const button of document.querySelectorAll('#kiosk > main button')) {
        const box = button.getBoundingClientRect();
        const least = button.matches('[data-choice]') ? 88 : 60;
        if (box.width < least || box.height < least) {
            faults.push(`“${button.textContent}” of ${box.width} × ${box.height} px`);
        }
    }
    const scale = document.querySelector('.steps');
    const choices = document.querySelectorAll('#kiosk > main [data-choice]').length;
    if (!scale && choices > 5) faults.push(`${choices} choices at a time`);
    const page = document.documentElement;
    if (page.scrollHeight > innerHeight) faults.push(`${page.scrollHeight} px tall on ${innerHeight}`);
    if (page.scrollWidth > innerWidth) faults.push(`${page.scrollWidth} px wide on ${innerWidth}`);
    return faults";

/// Looks at the present screen on a tablet held either way.
async fn measure(tablet: &Tablet, name: &str, faults: &mut Vec<String>) -> Result<()> {
    for (width, height) in [(1280, 800), (800, 1280)] {
        tablet.browser.resize(width, height).await?;
        let found: Vec<String> = serde_json::from_value(tablet.browser.run(FAULTS, &[]).await?)?;
        faults.extend(found.into_iter().map(|it| format!("{name}, {width} × {height}: {it}")));
    }
    tablet.browser.resize(1280, 800).await
}

/// Waits until the styles that elder mode needs are there.
async fn is_dressed(tablet: &Tablet) -> Result<()> {
    let dressed =
        "return parseFloat(getComputedStyle(document.querySelector('h1')).fontSize) >= 44";
    wait_for("elder mode's sizes", async || {
        Ok((tablet.browser.run(dressed, &[]).await? == true).then_some(()))
    })
    .await
}

#[tokio::test]
async fn every_screen_is_as_large_as_promised_and_fits() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    let mut faults = Vec::new();
    for locale in ["zh-CN", "zh-TW", "en"] {
        customer.switches_language(locale).await?;
        customer.presses("elder").await?;
        is_dressed(&tablet).await?;
        measure(&tablet, &format!("first, {locale}"), &mut faults).await?;
        customer.rates(1).await?;
        for question in ["reasons", "contact"] {
            customer.sees(question, |now| now.question.as_deref() == Some(question)).await?;
            measure(&tablet, &format!("{question}, {locale}"), &mut faults).await?;
            customer.presses("skip").await?;
        }
        customer.reads_thanks().await?;
        measure(&tablet, &format!("thanks, {locale}"), &mut faults).await?;
        customer.presses("more").await?;
        for question in [
            "attitude",
            "efficiency",
            "knowledge",
            "environment",
            "promised_time",
            "recommend",
            "praise",
            "comment",
        ] {
            customer.sees(question, |now| now.question.as_deref() == Some(question)).await?;
            measure(&tablet, &format!("{question}, {locale}"), &mut faults).await?;
            customer.presses("skip").await?;
        }
        customer.reads_thanks().await?;
        customer.leaves().await?;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    tablet.put_away().await
}

#[tokio::test]
async fn it_is_over_with_the_person_and_on_record() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    customer.presses("elder").await?;
    is_dressed(&tablet).await?;
    let size = "return getComputedStyle(document.querySelector('h1')).fontSize";
    let usual = customer.meanwhile(size).await?;
    customer.presses("size").await?;
    assert_ne!(customer.meanwhile(size).await?, usual, "one step larger");
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;
    let mode = "return document.body.dataset.mode ?? 'standard'";
    assert_eq!(customer.meanwhile(mode).await?, "standard");
    customer.rates(4).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    tablet.staff().opens_the_console().await?;
    let table = tablet.staff().exports_raw().await?;
    assert_eq!(table.column("mode"), ["elder", "standard"]);
    tablet.put_away().await
}

#[tokio::test]
async fn a_slip_is_put_right_without_showing_what_was_answered() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    customer.presses("elder").await?;
    customer.rates(2).await?;
    customer.skips("reasons").await?;
    customer.presses("back").await?;
    let reasons = |now: &Glance| now.question.as_deref() == Some("reasons");
    customer.sees("the question before", reasons).await?;
    customer.presses("back").await?;
    let first = |now: &Glance| now.question.as_deref() == Some("satisfaction");
    let now = customer.sees("the rating", first).await?;
    assert_eq!(now.chosen, ["2"], "going back loses nothing");
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.presses("reconsider").await?;
    let now = customer.sees("the rating again", first).await?;
    assert!(now.chosen.is_empty(), "somebody else may stand there");
    customer.rates(4).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    tablet.staff().opens_the_console().await?;
    let table = tablet.staff().exports_raw().await?;
    assert_eq!(table.column("satisfaction"), ["4"]);
    tablet.put_away().await
}

#[tokio::test]
async fn thirteen_reasons_come_five_at_a_time_and_all_can_be_ticked() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    customer.presses("elder").await?;
    customer.rates(1).await?;
    customer.answers("reasons", "wait").await?;
    customer.presses("more-choices").await?;
    let second = |now: &Glance| now.choices.contains(&"limits".to_owned());
    let now = customer.sees("the next five", second).await?;
    assert_eq!(now.choices.len(), 5);
    customer.answers("reasons", "limits").await?;
    customer.presses("next").await?;
    customer.skips("contact").await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    tablet.staff().opens_the_console().await?;
    let table = tablet.staff().exports_raw().await?;
    assert_eq!(table.column("reasons"), ["wait|limits"]);
    tablet.put_away().await
}

#[tokio::test]
async fn staff_are_called_across_the_room_and_the_call_is_on_record() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    customer.presses("elder").await?;
    customer.presses("call").await?;
    customer.sees("the call", |now| now.acts.contains(&"arrived".to_owned())).await?;
    let call = "
        const line = document.querySelector('.calling .line');
        return [line.textContent, parseFloat(getComputedStyle(line).fontSize)]";
    let (words, size): (String, f64) = serde_json::from_value(customer.meanwhile(call).await?)?;
    assert!(words.contains("3号窗口"), "{words}");
    assert!(size >= 44.0);
    customer.presses("arrived").await?;
    customer.sees("the question", |now| !now.acts.contains(&"arrived".to_owned())).await?;
    let events = wait_for("the call on record", async || {
        let events = tablet.events().await?;
        Ok((!events.is_empty()).then_some(events))
    })
    .await?;
    assert_eq!(events[0]["what"], "call_answered");
    assert!(events[0]["seconds"].is_u64());
    tablet.put_away().await
}
