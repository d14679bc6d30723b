//! The dashboard: what it shows of which responses, and how people get there.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use heard_tests::{DEMO_PASSPHRASE, Key, Kind, Server, Table, Tablet, wait_for};
use serde_json::Value;

type Row = BTreeMap<String, String>;

/// A tablet with the demonstration, its console open.
async fn tablet() -> Result<Tablet> {
    let tablet = Tablet::served_by(Server::start_demo().await?, Kind::Usual).await?;
    tablet.start().await?;
    let staff = tablet.staff();
    staff.opens_with(DEMO_PASSPHRASE).await?;
    tablet.customer().switches_language("en").await?;
    Ok(tablet)
}

/// Asks the dashboard's own tree, `board`.
async fn asks(tablet: &Tablet, script: &str) -> Result<Value> {
    let board = "const board = document.querySelector('[data-board]').shadowRoot;";
    tablet.browser.run(&format!("{board} {script}"), &[]).await
}

/// What is shown, in words, and how many responses that is.
async fn shown(tablet: &Tablet) -> Result<(String, u64)> {
    let read = "return [board.querySelector('.shown').innerText,
        board.querySelector('.figure .value').innerText.replaceAll(',', '')];";
    let [words, count]: [String; 2] = serde_json::from_value(asks(tablet, read).await?)?;
    Ok((words, count.parse()?))
}

/// Does something that leads to another state, and waits for that.
async fn leads(tablet: &Tablet, act: &str) -> Result<(String, u64)> {
    let state = "return board.querySelector('[data-state]').dataset.state";
    let before = asks(tablet, state).await?;
    asks(tablet, act).await?;
    wait_for("another state", async || Ok((asks(tablet, state).await? != before).then_some(())))
        .await?;
    shown(tablet).await
}

fn count(table: &Table, is_meant: impl Fn(&Row) -> bool) -> u64 {
    table.rows.iter().filter(|row| row["training"] == "false" && is_meant(row)).count() as u64
}

#[tokio::test]
async fn it_shows_what_the_export_says_wherever_one_goes() -> Result<()> {
    let tablet = tablet().await?;
    let staff = tablet.staff();
    let table = staff.exports_raw().await?;
    staff.goes_to("page-dashboard").await?;
    let (words, _) = shown(&tablet).await?;
    assert!(words.contains("nothing is filtered") && words.contains("Demonstration"), "{words}");

    let press = |name: &str| {
        format!(
            "[...board.querySelectorAll('button')].find((it) => it.innerText === '{name}').click()"
        )
    };
    let (_, everything) = leads(&tablet, &press("Everything")).await?;
    assert_eq!(everything, count(&table, |_| true));
    // By choice: a branch, then a counter of it.
    let choose = |name: &str, option: &str| {
        format!(
            "const label = [...board.querySelectorAll('label')]
                .find((it) => it.firstChild.innerText === '{name}');
            const list = label.querySelector('select');
            list.value = [...list.options].find((it) => it.innerText === '{option}').value;
            list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        )
    };
    let (words, of_branch) = leads(&tablet, &choose("Branch", "B003")).await?;
    assert!(words.contains("Branch: B003"), "{words}");
    assert_eq!(of_branch, count(&table, |row| row["branch"] == "B003"));
    let (words, of_counter) = leads(&tablet, &choose("Counter", "B003 · 1")).await?;
    assert!(words.contains("Counter: B003 · 1"), "{words}");
    assert_eq!(of_counter, count(&table, |row| row["branch"] == "B003" && row["counter"] == "1"));
    // By the mark of a bar, which stands for an answer; with the keyboard alone.
    asks(&tablet, "board.querySelector('#ratings [data-filter]').focus()").await?;
    let state = "return board.querySelector('[data-state]').dataset.state";
    let before = asks(&tablet, state).await?;
    tablet.browser.keys(&[Key::Enter]).await?;
    wait_for("the answers behind the mark", async || {
        Ok((asks(&tablet, state).await? != before).then_some(()))
    })
    .await?;
    let (words, of_mark) = shown(&tablet).await?;
    assert!(words.contains("How was the service just now?"), "{words}");
    let worst = |row: &Row| row.get("satisfaction").is_some_and(|answer| answer == "1");
    let here = |row: &Row| row["branch"] == "B003" && row["counter"] == "1";
    assert_eq!(of_mark, count(&table, |row| here(row) && worst(row)));
    let focus = asks(&tablet, "return board.activeElement?.className").await?;
    assert_eq!(focus, "shown", "where the mark was is another picture");

    // One step back, then a condition taken away by its own button.
    let (_, back) = leads(&tablet, &press("Back")).await?;
    assert_eq!(back, of_counter);
    let (_, without) =
        leads(&tablet, "board.querySelector('.conditions [data-filter]').click()").await?;
    assert_eq!(without, count(&table, |row| row["counter"] == "1" && row["branch"] == "B003"));
    tablet.put_away().await
}

#[tokio::test]
async fn what_is_shown_stays_over_languages_and_pages_and_a_day_can_be_chosen() -> Result<()> {
    let tablet = tablet().await?;
    let staff = tablet.staff();
    let table = staff.exports_raw().await?;
    staff.goes_to("page-dashboard").await?;
    let day = table.rows.iter().map(|row| &row["started_at"][..10]).max().context("a day")?;
    let set = format!(
        "const first = board.querySelector('[data-part=from]');
        first.value = '{day}';
        first.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    let (_, of_day) = leads(&tablet, &set).await?;
    assert_eq!(of_day, count(&table, |row| &row["started_at"][..10] == day));
    staff.goes_to("page-export").await?;
    staff.goes_to("page-dashboard").await?;
    assert_eq!(shown(&tablet).await?.1, of_day);
    tablet.customer().switches_language("zh-CN").await?;
    let (words, there) = wait_for("the dashboard in Chinese", async || {
        let is_there = "return !!board.querySelector('.shown')";
        if asks(&tablet, is_there).await.ok() != Some(true.into()) {
            return Ok(None);
        }
        Ok(Some(shown(&tablet).await?).filter(|(words, _)| words.contains("全部评价")))
    })
    .await?;
    assert!(words.contains("演示数据"), "{words}");
    assert_eq!(there, of_day);
    tablet.put_away().await
}

#[tokio::test]
async fn what_is_deleted_on_request_is_gone_from_it() -> Result<()> {
    let tablet = tablet().await?;
    let staff = tablet.staff();
    let table = staff.exports_raw().await?;
    staff.goes_to("page-dashboard").await?;
    let everything = "[...board.querySelectorAll('button')]
        .find((it) => it.innerText === 'Everything').click()";
    let (_, before) = leads(&tablet, everything).await?;
    let row = table.rows.iter().find(|row| row["training"] == "false").context("a response")?;
    staff.goes_to("page-responses").await?;
    // In full screen WebKitGTK keeps the key F for itself.
    let leave = "return document.fullscreenElement && document.exitFullscreen().then(() => true)";
    tablet.browser.run(leave, &[]).await?;
    staff.unfolds("erase").await?;
    staff.fills_in("erase-id", &row["id"]).await?;
    staff.presses("erase-find").await?;
    staff.is_told("erase-asked").await?;
    staff.presses("erase").await?;
    staff.is_told("erased").await?;
    // Asked for twice while it is read anew.
    staff.presses("page-dashboard").await?;
    staff.goes_to("page-export").await?;
    staff.goes_to("page-dashboard").await?;
    assert_eq!(shown(&tablet).await?.1, before - 1);
    tablet.put_away().await
}
