//! What staff do: set the tablet up, look at the day, take the answers away.

use anyhow::Result;
use heard_tests::{
    Ability, DEMO_PASSPHRASE, Form, Kind, PASSPHRASE, Provision, Server, Site, Staff, Tablet,
    is_missing, wait_for,
};
use serde_json::json;

use crate::seams;

#[tokio::test]
async fn a_new_tablet_is_set_up_by_the_form() -> Result<()> {
    let mut tablet = Tablet::unopened(Site::unprovisioned()?, Kind::Usual).await?;
    tablet.browser.expect_complaints("provision.json");
    tablet.open().await?;
    let staff = tablet.staff();
    staff.is_on("setup").await?;
    let form = Form { passphrase: "short", ..Form::EXAMPLE };
    staff.sets_the_tablet_up(&form).await?;
    wait_for("what is wrong with the passphrase", async || {
        let error = "return !!document.querySelector('[data-error=passphrase]')?.innerText";
        Ok((tablet.browser.run(error, &[]).await? == true).then_some(()))
    })
    .await?;

    staff.sets_the_tablet_up(&Form::EXAMPLE).await?;
    let recovery_key = staff.puts_the_recovery_key_away().await?;
    let customer = tablet.customer();
    customer.finds_the_first_question().await?;
    let screen = customer.reads().await?;
    assert!(screen.contains("Begonia Bank") && screen.contains("Counter 12"), "{screen}");
    customer.rates(4).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    // Whoever has forgotten the passphrase goes to the safe. In full screen
    // WebKitGTK keeps the key F for itself.
    let leave = "return document.fullscreenElement && document.exitFullscreen().then(() => true)";
    tablet.browser.run(leave, &[]).await?;
    staff.presses("lock").await?;
    staff.finds_the_console().await?;
    staff.tries(&recovery_key.to_lowercase().replace('-', " ")).await?;
    staff.is_on("today").await?;
    let table = staff.exports_raw().await?;
    assert_eq!([table.column("branch"), table.column("counter")], [["E7"], ["12"]]);
    tablet.put_away().await
}

#[tokio::test]
async fn a_wrong_passphrase_opens_nothing() -> Result<()> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
    tablet.start().await?;
    let customer = tablet.customer();
    customer.rates(1).await?;
    customer.ticks("reasons", &["privacy"]).await?;
    customer.answers("contact", "true").await?;
    customer.writes("contact_phone", "13800138000").await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    let staff = tablet.staff();
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    let mut told = Vec::new();
    for locale in ["zh-CN", "zh-TW", "en"] {
        customer.switches_language(locale).await?;
        staff.tries("lantern river maple stones").await?;
        told.push(staff.is_told("passphrase-wrong").await?);
        staff.is_on("unlock").await?;
        assert!(!tablet.customer().reads().await?.contains("13800138000"));
        customer.meanwhile(seams::AN_HOUR).await?;
        tablet.browser.reload().await?;
        customer.finds_the_first_question().await?;
        staff.presses("staff").await?;
        staff.finds_the_console().await?;
    }
    assert!(told[2].is_ascii() && !told[0].is_ascii() && told[0] != told[1], "{told:?}");

    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    tablet.put_away().await
}

#[tokio::test]
async fn in_private_mode_staff_are_told_that_nothing_is_promised() -> Result<()> {
    if is_missing(Ability::StoragePromise)? {
        return Ok(());
    }
    let site = Site::new(&Provision::default())?;
    let tablet = Tablet::unopened(site, Kind::Private).await?;
    tablet.start().await?;
    tablet.staff().opens_the_console().await?;
    tablet.staff().is_told("not-persistent").await?;
    tablet.put_away().await
}

#[tokio::test]
async fn a_new_tablet_in_private_mode_is_warned_about_in_the_form() -> Result<()> {
    if is_missing(Ability::StoragePromise)? {
        return Ok(());
    }
    let mut tablet = Tablet::unopened(Site::unprovisioned()?, Kind::Private).await?;
    tablet.browser.expect_complaints("provision.json");
    tablet.open().await?;
    tablet.staff().is_on("setup").await?;
    tablet.staff().is_told("not-persistent").await?;
    tablet.put_away().await
}

#[tokio::test]
async fn where_storage_is_promised_nobody_is_warned() -> Result<()> {
    if is_missing(Ability::StoragePromise)? {
        return Ok(());
    }
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.open().await?;
    tablet.browser.promise_storage().await?;
    tablet.start().await?;
    tablet.staff().opens_the_console().await?;
    let warned = "return !!document.querySelector('[data-notice=not-persistent]')";
    assert_eq!(tablet.browser.run(warned, &[]).await?, false);
    tablet.put_away().await
}

/// Three customers: very satisfied, satisfied, and dissatisfied for a reason.
async fn three_customers(tablet: &Tablet) -> Result<()> {
    let customer = tablet.customer();
    for face in [5, 4, 2] {
        customer.rates(face).await?;
        if face == 2 {
            customer.ticks("reasons", &["wait"]).await?;
            customer.skips("contact").await?;
        }
        customer.reads_thanks().await?;
        customer.leaves().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_day_is_counted_listed_and_closed() -> Result<()> {
    let tablet = Tablet::ready().await?;
    three_customers(&tablet).await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.reads_number("responses").await?, 3);
    assert_eq!(staff.reads_number("bad").await?, 1);
    assert_eq!(staff.reads_number("not-exported").await?, 3);
    // Under ten there are counts and no share.
    let share = "const csat = document.querySelector('[data-value=csat]').dataset;
        return [csat.n, csat.number ?? null]";
    assert_eq!(tablet.browser.run(share, &[]).await?, json!(["3", null]));

    staff.goes_to("page-responses").await?;
    let ratings = "return [...document.querySelectorAll('[data-rating]')]
        .map(response => response.dataset.rating).sort()";
    assert_eq!(tablet.browser.run(ratings, &[]).await?, json!(["2", "4", "5"]));

    staff.goes_to("closing-sheet").await?;
    assert_eq!(staff.reads_number("responses").await?, 3);
    assert_eq!(staff.reads_number("bad").await?, 1);
    assert_eq!(staff.reads_number("last-sequence").await?, 3);
    staff.goes_to("page-settings").await?;
    staff.leaves().await?;
    tablet.put_away().await
}

#[tokio::test]
async fn answers_leave_as_three_kinds_of_file_as_often_as_wished() -> Result<()> {
    let tablet = Tablet::ready().await?;
    three_customers(&tablet).await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;

    let raw = staff.exports("raw", "today").await?;
    assert_eq!(raw.table()?.column("satisfaction"), ["5", "4", "2"]);
    let day = raw.table()?.column("started_at")[0][..10].to_owned();
    assert!(raw.name.contains("B001") && raw.name.contains(&day), "{}", raw.name);
    assert_eq!(staff.reads_number("export-new").await?, 0);

    let excel = staff.exports("excel", "today").await?;
    assert!(excel.bytes.starts_with("\u{feff}".as_bytes()), "no byte order mark");
    assert!(excel.table()?.columns.iter().any(|title| title.contains("刚才的服务")));

    let package = staff.exports("package", "all").await?;
    assert!(package.bytes.starts_with(b"PK"));
    for member in ["datapackage.json", "responses.csv"] {
        let is_in = package.bytes.windows(member.len()).any(|bytes| bytes == member.as_bytes());
        assert!(is_in, "no {member}");
    }

    let again = staff.exports("raw", "today").await?;
    assert_eq!(again, raw, "exporting again gives the same file");
    staff.goes_to("page-today").await?;
    assert_eq!(staff.reads_number("not-exported").await?, 0);
    tablet.put_away().await
}

async fn trains(staff: Staff<'_>, tablet: &Tablet, act: &str, then: &str) -> Result<()> {
    staff.goes_to("page-settings").await?;
    staff.presses(act).await?;
    let turned = format!("return !!document.querySelector('[data-act={then}]')");
    wait_for(then, async || Ok((tablet.browser.run(&turned, &[]).await? == true).then_some(())))
        .await
}

#[tokio::test]
async fn training_is_seen_on_every_screen_and_kept_out_of_figures() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    trains(staff, &tablet, "training-on", "training-off").await?;
    staff.leaves().await?;

    let customer = tablet.customer();
    let labelled = |now: &heard_tests::Glance| now.notices.contains(&"training".to_owned());
    assert!(labelled(&customer.looks().await?), "the first screen");
    customer.rates(1).await?;
    let reasons =
        customer.sees("reasons", |now| now.question.as_deref() == Some("reasons")).await?;
    assert!(labelled(&reasons), "a question");
    customer.skips("reasons").await?;
    customer.skips("contact").await?;
    customer.reads_thanks().await?;
    assert!(labelled(&customer.looks().await?), "the thanks");
    customer.leaves().await?;

    staff.opens_the_console().await?;
    tablet.staff().is_told("training").await?;
    let table = staff.exports_raw().await?;
    assert_eq!(table.column("training"), ["true"]);
    staff.goes_to("closing-sheet").await?;
    assert_eq!(staff.reads_number("training").await?, 1);
    assert_eq!(staff.reads_number("responses").await?, 0);
    trains(staff, &tablet, "training-off", "training-on").await?;
    staff.leaves().await?;
    assert!(!labelled(&tablet.customer().looks().await?));
    tablet.put_away().await
}

#[tokio::test]
async fn a_demonstration_is_alive_and_says_what_it_is() -> Result<()> {
    let server = Server::start_demo().await?;
    let tablet = Tablet::served_by(server, Kind::Usual).await?;
    tablet.start().await?;
    let labelled = |now: &heard_tests::Glance| now.notices.contains(&"demo".to_owned());
    assert!(labelled(&tablet.customer().looks().await?), "the first screen");
    let staff = tablet.staff();
    staff.opens_with(DEMO_PASSPHRASE).await?;
    tablet.staff().is_told("demo").await?;
    assert!(staff.reads_number("responses").await? > 0, "nothing to see today");
    staff.goes_to("closing-sheet").await?;
    tablet.staff().is_told("demo").await?;
    tablet.put_away().await
}
