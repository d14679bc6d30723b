//! New versions: one waits until nobody is there, one that does not start gives
//! way to the one before it, and a program that fails starts over.

use anyhow::Result;
use heard_tests::{Ability, Glance, HANDS, Kind, Provision, Site, Tablet, is_missing, wait_for};

/// A program with nothing in it: what the page needs of it is missing.
const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

/// Waits until the page runs `version`.
pub(crate) async fn runs(tablet: &Tablet, version: &str) -> Result<()> {
    wait_for(&format!("{version} to run"), async || {
        let now = tablet.browser.run("return globalThis.heard?.version ?? null", &[]).await?;
        Ok((now == version).then_some(()))
    })
    .await?;
    tablet.customer().finds_the_first_question().await
}

/// Looks for a new version, as the page does by itself once an hour, and waits
/// until one waits.
pub(crate) async fn looks_for_a_new_version(tablet: &Tablet) -> Result<()> {
    let look = "
        return navigator.serviceWorker.ready.then(async registration => {
            await registration.update();
            return true;
        })";
    tablet.browser.run(look, &[]).await?;
    wait_for("a waiting version", async || {
        let waits = "
            return navigator.serviceWorker.getRegistration()
                .then(registration => registration.waiting?.state === 'installed')";
        Ok((tablet.browser.run(waits, &[]).await? == true).then_some(()))
    })
    .await
}

/// One customer after whom the kiosk may take a version that waits.
async fn somebody_rates(tablet: &Tablet, face: u8) -> Result<()> {
    let customer = tablet.customer();
    customer.rates(face).await?;
    customer.reads_thanks().await?;
    customer.presses("finish").await
}

#[tokio::test]
async fn a_new_version_waits_until_the_interview_is_over() -> Result<()> {
    let tablet = Tablet::ready().await?;
    tablet.is_ready_for_offline().await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    let old = browser.run("return heard.version", &[]).await?;
    customer.rates(1).await?;
    tablet.server.site().becomes("version-two")?;
    looks_for_a_new_version(&tablet).await?;
    customer.ticks("reasons", &["wait", "other"]).await?;
    customer.answers("contact", "true").await?;
    customer.writes("contact_phone", "13800138000").await?;
    customer.reads_thanks().await?;
    assert_eq!(browser.run("return heard.version", &[]).await?, old, "not before it is over");
    customer.presses("finish").await?;
    runs(&tablet, "version-two").await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    assert_eq!(table.column("reasons"), ["wait|other"]);
    assert_eq!(table.column("contact_phone"), ["13800138000"]);
    assert!(tablet.events().await?.is_empty(), "nothing to be told of");
    tablet.put_away().await
}

#[tokio::test]
async fn a_version_that_does_not_start_gives_way_to_the_one_before_and_staff_are_told() -> Result<()>
{
    let mut tablet = Tablet::ready().await?;
    tablet.browser.expect_complaints("wasm");
    tablet.is_ready_for_offline().await?;
    let old = tablet.browser.run("return heard.version", &[]).await?;
    let old = old.as_str().unwrap_or_default().to_owned();

    tablet.server.site().becomes_with("version-two", EMPTY)?;
    looks_for_a_new_version(&tablet).await?;
    somebody_rates(&tablet, 5).await?;
    let events = tablet.events_when(1).await?;
    runs(&tablet, &old).await?;
    assert_eq!(events[0]["what"], "update_refused");
    assert_eq!(events[0]["detail"], "version-two");

    // Also without the server, and after the tablet was switched off.
    tablet.server.stop().await?;
    if !is_missing(Ability::Memory)? {
        tablet.restart().await?;
        runs(&tablet, &old).await?;
    }
    tablet.server.restart().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    staff.is_told("update-refused").await?;
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["5"]);
    staff.leaves().await?;

    // The next good one is taken.
    tablet.server.site().put_back()?;
    tablet.server.site().becomes("version-three")?;
    looks_for_a_new_version(&tablet).await?;
    somebody_rates(&tablet, 4).await?;
    runs(&tablet, "version-three").await?;
    assert_eq!(tablet.events().await?.len(), 1, "and nothing more to be told of");
    tablet.put_away().await
}

#[tokio::test]
async fn a_program_that_fails_in_an_interview_is_back_within_five_seconds() -> Result<()> {
    let mut tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.expect_complaints("unreachable");
    tablet.browser.run_in_new_pages(HANDS).await?;
    tablet.start().await?;
    let customer = tablet.customer();
    let passes = async |milliseconds: u32| {
        // Nobody waits for it: the page may go meanwhile.
        customer.meanwhile(&format!("void hands.do([[['pass', {milliseconds}]]])")).await
    };
    customer.rates(5).await?;
    passes(500).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;
    customer.rates(1).await?;
    let saved = |now: &Glance| now.saved.is_some();
    customer.sees("the answer on disk", saved).await?;
    let breaks = "document.createElement = () => { throw new Error('no element'); }";
    customer.meanwhile(breaks).await?;
    passes(500).await?;
    let calm = |now: &Glance| now.notices.contains(&"not-started".to_owned());
    customer.sees("the calm sentence", calm).await?;
    passes(4_500).await?;
    customer.finds_the_first_question().await?;
    let events = tablet.events_when(1).await?;

    let at = &events[0]["at"];
    assert!(at.as_str().is_some_and(|at| at.ends_with("+08:00")), "{at}: not as the branch has it");
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    staff.is_told("kiosk-failed").await?;
    staff.unfolds("events").await?;
    let row = "return document.querySelector('[data-event=failed]')?.innerText";
    let row = tablet.browser.run(row, &[]).await?;
    assert!(row.as_str().is_some_and(|row| row.contains("nreachable")), "{row}");
    tablet.put_away().await
}

#[tokio::test]
async fn a_version_that_fails_on_its_first_screen_gives_way_too() -> Result<()> {
    let mut tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.expect_complaints("unreachable");
    // Its question's own heading cannot be made.
    let breaks = "
        const create = document.createElement;
        document.createElement = function (name) {
            const { version } = document.documentElement.dataset;
            if (name === 'h1' && version === 'version-two') throw new Error('no element');
            return create.apply(document, arguments);
        };";
    tablet.browser.run_in_new_pages(breaks).await?;
    tablet.start().await?;
    tablet.is_ready_for_offline().await?;
    let old = tablet.browser.run("return heard.version", &[]).await?;
    tablet.server.site().becomes("version-two")?;
    looks_for_a_new_version(&tablet).await?;
    somebody_rates(&tablet, 5).await?;
    let events = tablet.events_when(1).await?;
    runs(&tablet, old.as_str().unwrap_or_default()).await?;
    assert_eq!(events[0]["what"], "update_refused");
    tablet.put_away().await
}
