//! A customer is thanked only for what is on disk.

use anyhow::Result;
use heard_tests::{Kind, Provision, Site, Tablet, wait_for};

use crate::seams;

#[tokio::test]
async fn nobody_is_thanked_before_the_disk_has_it() -> Result<()> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::DISK_NEWS).await?;
    tablet.start().await?;
    let customer = tablet.customer();

    customer.meanwhile("holding = true").await?;
    customer.rates(5).await?;
    wait_for("the response to be on disk", async || {
        Ok((customer.meanwhile("return held.length").await? == 1).then_some(()))
    })
    .await?;
    let glance = customer.sees("the last screen", |now| now.screen == "thanks").await?;
    assert!(!glance.thanked, "thanked while the app could not know: {glance:?}");
    assert_eq!(glance.saved, None);

    customer.meanwhile("release()").await?;
    customer.reads_thanks().await?;
    tablet.put_away().await
}

#[tokio::test]
async fn every_write_waits_for_the_disk_itself() -> Result<()> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::DURABILITIES).await?;
    tablet.start().await?;
    let customer = tablet.customer();

    customer.rates(2).await?;
    customer.ticks("reasons", &["wait"]).await?;
    customer.answers("contact", "false").await?;
    customer.reads_thanks().await?;

    let durabilities = customer.meanwhile("return durabilities").await?;
    let durabilities = durabilities.as_array().cloned().unwrap_or_default();
    // Settings at set-up, then the face, the reason and the refusal.
    assert!(durabilities.len() >= 4, "too few writes: {durabilities:?}");
    assert!(durabilities.iter().all(|durability| durability == "strict"), "{durabilities:?}");
    tablet.put_away().await
}
