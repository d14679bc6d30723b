//! What is deleted, when, and that it is on record.

use anyhow::Result;
use heard_tests::{Kind, Provision, Site, Tablet, wait_for};
use serde_json::Value;

use crate::seams::{self, A_DAY};

/// A tablet that keeps responses for two days, and days that pass.
async fn tablet() -> Result<Tablet> {
    let site = Site::new(&Provision::default().with("retention_days", 2))?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
    tablet.start().await?;
    Ok(tablet)
}

async fn kept(tablet: &Tablet) -> Result<Vec<String>> {
    Ok(tablet.browser.stored("journal").await?.into_iter().map(|(id, _)| id).collect())
}

/// What is on record: what happened, and the detail.
async fn on_record(tablet: &Tablet) -> Result<Vec<[String; 2]>> {
    let text = |part: &Value| part.as_str().unwrap_or_default().to_owned();
    let told = |event: &Value| ["what", "detail"].map(|part| text(&event[part]));
    Ok(tablet.events().await?.iter().map(told).collect())
}

#[tokio::test]
async fn what_is_older_than_promised_is_deleted_while_the_console_is_locked() -> Result<()> {
    let tablet = tablet().await?;
    let first = tablet.customer().is_content(5).await?;
    tablet.customer().meanwhile(A_DAY).await?;
    tablet.starts_anew().await?;
    let second = tablet.customer().is_content(5).await?;
    tablet.customer().meanwhile(A_DAY).await?;
    tablet.starts_anew().await?;
    assert_eq!(kept(&tablet).await?.len(), 2, "two days are promised");
    tablet.customer().meanwhile(A_DAY).await?;
    tablet.starts_anew().await?;
    assert_eq!(kept(&tablet).await?, [&*second]);

    // A tablet that is never switched off looks at the date by itself.
    tablet.customer().meanwhile(A_DAY).await?;
    wait_for("the next day's deletion", async || Ok(kept(&tablet).await?.is_empty().then_some(())))
        .await?;
    let on_record = on_record(&tablet).await?;
    assert_eq!(on_record.len(), 2, "{on_record:?}");
    for [what, detail] in &on_record {
        assert!(what == "expired" && detail.starts_with("1 before 20"), "{detail}");
    }
    assert!(!format!("{on_record:?}").contains(&first));

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.reads_number("last-sequence").await?, 2, "numbers are not given again");
    tablet.put_away().await
}

#[tokio::test]
async fn a_date_that_jumps_deletes_nothing_until_staff_confirm_it() -> Result<()> {
    const TEN_YEARS: &str = "pass(3653 * 86400000)";
    let tablet = tablet().await?;
    let id = tablet.customer().is_content(5).await?;
    tablet.customer().meanwhile(TEN_YEARS).await?;
    tablet.starts_anew().await?;
    tablet.starts_anew().await?;
    assert_eq!(kept(&tablet).await?, [&*id]);
    let once = [["clock_jumped".to_owned(), String::new()]];
    assert_eq!(on_record(&tablet).await?, once, "said once, however often it starts");

    // Set right again, nothing needs to be confirmed.
    tablet.customer().meanwhile("pass(-3653 * 86400000)").await?;
    tablet.starts_anew().await?;
    tablet.customer().meanwhile("pass(-2 * 86400000)").await?;
    tablet.starts_anew().await?;
    assert_eq!(kept(&tablet).await?, [&*id]);
    assert_eq!(on_record(&tablet).await?.len(), 2, "back is a jump as well");

    tablet.customer().meanwhile("pass(3655 * 86400000)").await?;
    tablet.starts_anew().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert!(staff.confirms_the_date().await?.contains("2036"));
    staff.leaves().await?;
    tablet.settles().await?;
    assert!(kept(&tablet).await?.is_empty());
    tablet.put_away().await
}

#[tokio::test]
async fn one_response_is_deleted_on_request_and_that_is_on_record() -> Result<()> {
    let tablet = tablet().await?;
    let unwanted = tablet.customer().is_content(5).await?;
    let other = tablet.customer().is_content(5).await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    staff.exports_raw().await?;
    staff.goes_to("page-responses").await?;
    staff.unfolds("erase").await?;
    let look_up = async |id: &str, told: &str| {
        staff.fills_in("erase-id", id).await?;
        staff.presses("erase-find").await?;
        staff.is_told(told).await
    };
    look_up("0d3f", "erase-no-id").await?;
    look_up("0d3f5a58-6a0b-4c7e-9f57-2b1f0c9d4e11", "erase-none").await?;
    assert!(look_up(&unwanted.to_uppercase(), "erase-asked").await?.contains(&unwanted));
    staff.presses("erase-cancel").await?;
    assert_eq!(kept(&tablet).await?.len(), 2);
    look_up(&unwanted, "erase-asked").await?;
    staff.presses("erase").await?;
    staff.is_told("erased").await?;

    assert_eq!(kept(&tablet).await?, [&*other]);
    assert!(!tablet.browser.stored("exported").await?.contains_key(&unwanted));
    assert_eq!(on_record(&tablet).await?, [["erased".to_owned(), unwanted]]);
    assert_eq!(staff.exports_raw().await?.column("id"), [other]);
    tablet.put_away().await
}
