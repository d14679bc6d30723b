//! Elder mode: five choices at a time, slips put right, staff called, over with
//! the person. Its sizes are measured in `looks`.

use anyhow::Result;
use heard_tests::{Glance, Tablet, wait_for};

use crate::tour;

#[tokio::test]
async fn it_is_over_with_the_person_and_on_record() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    customer.presses("elder").await?;
    tour::is_dressed(&tablet).await?;
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
