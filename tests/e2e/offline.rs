//! After the first visit the server may vanish.

use anyhow::Result;
use heard_tests::{Ability, Tablet, is_missing};

#[tokio::test]
async fn without_a_server_everything_goes_on() -> Result<()> {
    let mut tablet = Tablet::ready().await?;
    tablet.is_ready_for_offline().await?;
    tablet.server.stop().await?;

    tablet.browser.reload().await?;
    let customer = tablet.customer();
    customer.finds_the_first_question().await?;
    customer.rates(4).await?;
    let first = customer.reads_thanks().await?;

    // Another tab, after the first was closed.
    let old = tablet.browser.tab().await?;
    let new = tablet.browser.open_tab().await?;
    tablet.browser.turn_to(old).await?;
    tablet.browser.close_tab_for(new).await?;
    tablet.start().await?;
    tablet.customer().rates(5).await?;
    let second = tablet.customer().reads_thanks().await?;

    if is_missing(Ability::Memory)? {
        tablet.start().await?;
    } else {
        tablet.restart().await?;
    }
    tablet.customer().rates(3).await?;
    tablet.customer().skips("reasons").await?;
    let third = tablet.customer().reads_thanks().await?;
    tablet.customer().leaves().await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    assert_eq!(table.column("id"), [first, second, third]);
    assert_eq!(table.column("satisfaction"), ["4", "5", "3"]);
    // Languages that nobody has asked for yet are there as well.
    for locale in ["en", "zh-TW"] {
        tablet.customer().switches_language(locale).await?;
    }
    tablet.put_away().await
}
