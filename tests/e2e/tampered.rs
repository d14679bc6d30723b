//! Programs that were changed behind the app's back: the browser and the service
//! worker refuse them, people are told calmly, and a good copy starts again.

use std::time::{Duration, Instant};

use anyhow::Result;
use heard_tests::{Customer, Kind, Place, Provision, Site, Tablet, Tampered, wait_for};

use crate::update;

/// What a refusal sounds like in the engines' logs.
const REFUSALS: [&str; 5] =
    ["integrity", "Content Security Policy", "Failed to load resource", "late.js", "console"];

/// Without these parts there is no console.
const CONSOLE: [&str; 3] = ["console.js", "console_bg.wasm", "console.css"];

/// A tablet whose app will be changed, not yet opened.
async fn tablet() -> Result<Tablet> {
    let mut tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    for refusal in REFUSALS {
        tablet.browser.expect_complaints(refusal);
    }
    Ok(tablet)
}

async fn is_told(customer: Customer<'_>, notice: &str) -> Result<()> {
    customer.sees(notice, |now| now.notices.contains(&notice.to_owned())).await.map(drop)
}

/// Opens an app of which one file was changed, is told so instead of being
/// asked, and puts the file back.
async fn does_not_start(tablet: &Tablet, tampered: Tampered, notice: &str) -> Result<()> {
    tablet.open().await?;
    is_told(tablet.customer(), notice)
        .await
        .map_err(|error| error.context(tampered.file.clone()))?;
    assert!(tablet.customer().looks().await?.choices.is_empty(), "{}: it asks", tampered.file);
    assert!(!tablet.ran_what_was_changed().await?, "{} ran", tampered.file);
    tampered.is_put_back(tablet).await
}

/// Customers are asked; the console, of which each part is changed in turn, does
/// not come.
async fn opens_no_changed_console(tablet: &Tablet, place: Place) -> Result<()> {
    for part in CONSOLE {
        let tampered = tablet.tampers(place, part).await?;
        tablet.open().await?;
        tablet.customer().finds_the_first_question().await?;
        tablet.customer().presses("staff").await?;
        is_told(tablet.customer(), "console-failed").await.map_err(|error| error.context(part))?;
        assert!(!tablet.ran_what_was_changed().await?, "{part} ran");
        tampered.is_put_back(tablet).await?;
    }
    Ok(())
}

/// What seals is changed: nobody is thanked for what cannot be sealed, and the
/// answer is kept until a good copy is there.
async fn seals_with_nothing_changed(tablet: &Tablet, place: Place) -> Result<()> {
    let customer = tablet.customer();
    let tampered = tablet.tampers(place, "late.js").await?;
    tablet.open().await?;
    customer.finds_the_first_question().await?;
    customer.rates(5).await?;
    is_told(customer, "storage-failing").await?;
    assert!(!customer.looks().await?.thanked, "thanked for what was not sealed");
    assert!(!tablet.ran_what_was_changed().await?, "late.js ran");
    tampered.is_put_back(tablet).await?;
    customer.reads_thanks().await.map(drop)
}

/// The file with the kiosk's program.
fn program(tablet: &Tablet) -> Result<String> {
    tablet.server.site().kiosk()
}

#[tokio::test]
async fn what_was_changed_at_the_server_does_not_run() -> Result<()> {
    let tablet = tablet().await?;
    // All the while one file of the set is wrong: nothing may be kept.
    let icon = tablet.tampers(Place::Server, "icons/heard-512.png").await?;
    // First of all: a good one would be kept for a year.
    let kiosk = tablet.tampers(Place::Server, &program(&tablet)?).await?;
    does_not_start(&tablet, kiosk, "not-started").await?;
    tablet.customer().presses("retry").await?;
    tablet.customer().finds_the_first_question().await?;
    for script in ["<script>", "<script type=\"module\">"] {
        let within = tablet.tampers_within(Place::Server, script).await?;
        does_not_start(&tablet, within, "not-started").await?;
    }
    seals_with_nothing_changed(&tablet, Place::Server).await?;
    opens_no_changed_console(&tablet, Place::Server).await?;
    keeps_no_copy(&tablet).await?;

    icon.is_put_back(&tablet).await?;
    tablet.start().await?;
    tablet.is_ready_for_offline().await?;
    tablet.staff().opens_the_console().await?;
    assert_eq!(tablet.staff().exports_raw().await?.column("satisfaction"), ["5"]);
    tablet.put_away().await
}

/// A set with one changed file is refused whole.
async fn keeps_no_copy(tablet: &Tablet) -> Result<()> {
    let install = "return navigator.serviceWorker.register('sw.js').then(() => true)";
    tablet.browser.run(install, &[]).await?;
    wait_for("the worker to give up", async || {
        let gone = "
            return navigator.serviceWorker.getRegistration()
                .then(registration => registration === undefined)";
        Ok((tablet.browser.run(gone, &[]).await? == true).then_some(()))
    })
    .await?;
    let kept = "return caches.keys().then(names => names.length)";
    assert_eq!(tablet.browser.run(kept, &[]).await?, 0);
    Ok(())
}

#[tokio::test]
async fn what_was_changed_in_the_offline_copy_does_not_run() -> Result<()> {
    let mut tablet = tablet().await?;
    tablet.start().await?;
    tablet.is_ready_for_offline().await?;
    tablet.server.stop().await?;

    let program = program(&tablet)?;
    for (file, notice) in [
        ("index.html", "not-started"),
        (&program, "not-started"),
        ("languages/zh-CN.json", "not-started"),
        ("questionnaires/counter.json", "questionnaire-missing"),
    ] {
        let tampered = tablet.tampers(Place::Copy, file).await?;
        does_not_start(&tablet, tampered, notice).await?;
    }
    seals_with_nothing_changed(&tablet, Place::Copy).await?;
    opens_no_changed_console(&tablet, Place::Copy).await?;

    // With the server back, everything is fetched anew that is not as it was.
    let mut all = vec![tablet.tampers(Place::Copy, &program).await?];
    for file in CONSOLE.into_iter().chain(["late.js", "languages/zh-CN.json", "index.html"]) {
        all.push(tablet.tampers(Place::Copy, file).await?);
    }
    tablet.open().await?;
    is_told(tablet.customer(), "not-started").await?;
    tablet.server.restart().await?;
    tablet.open().await?;
    is_mended(&tablet, &all).await?;
    tablet.start().await?;
    tablet.staff().opens_the_console().await?;
    assert_eq!(tablet.staff().exports_raw().await?.column("satisfaction"), ["5"]);

    // What starts again is not given up any more: the next version waits.
    tablet.staff().leaves().await?;
    tablet.customer().rates(3).await?;
    tablet.server.site().becomes("version-two")?;
    update::looks_for_a_new_version(&tablet).await?;
    tablet.customer().skips("reasons").await?;
    tablet.customer().reads_thanks().await?;
    tablet.customer().presses("finish").await?;
    update::runs(&tablet, "version-two").await?;
    let sets = "return caches.keys().then(names => names.length)";
    wait_for("the copy before to be gone", async || {
        Ok((tablet.browser.run(sets, &[]).await? == 1).then_some(()))
    })
    .await?;

    // What the server has no more is not fetched anew: its next version is.
    tablet.tampers(Place::Copy, "index.html").await?;
    tablet.server.site().becomes("version-three")?;
    tablet.open().await?;
    is_told(tablet.customer(), "not-started").await?;
    tries_until_it_runs(&tablet, "version-three").await?;
    tablet.customer().finds_the_first_question().await?;
    tablet.put_away().await
}

/// Presses "try again" where it is offered, and again where nothing came of it
/// for three seconds, until `version` is there.
async fn tries_until_it_runs(tablet: &Tablet, version: &str) -> Result<()> {
    let again = "
        const again = document.querySelector('[data-notice] [data-act=retry]');
        if (again?.checkVisibility()) again.click();
        return globalThis.heard?.version ?? null";
    let running = "return globalThis.heard?.version ?? null";
    let mut pressed: Option<Instant> = None;
    wait_for(&format!("{version} to run"), async || {
        let is_due = pressed.is_none_or(|at| at.elapsed() > Duration::from_secs(3));
        let script = if is_due { again } else { running };
        pressed = if is_due { Some(Instant::now()) } else { pressed };
        Ok((tablet.browser.run(script, &[]).await? == version).then_some(()))
    })
    .await
}

/// Waits until nothing that was changed is kept any more.
async fn is_mended(tablet: &Tablet, all: &[Tampered]) -> Result<()> {
    for tampered in all {
        wait_for(&format!("a good {}", tampered.file), async || {
            Ok((!tablet.still_keeps(tampered).await?).then_some(()))
        })
        .await?;
    }
    Ok(())
}
