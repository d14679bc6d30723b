//! What a new tablet fetches before somebody can rate, on the wire.

use anyhow::{Context as _, Result};
use heard_tests::{Ability, Kind, Provision, Site, Tablet, is_missing};
use serde_json::json;

/// Bytes of the budget: 120 KB for the kiosk, 300 for the console.
const KIOSK: u64 = 120_000;
const CONSOLE: u64 = 300_000;

#[tokio::test]
async fn the_first_face_comes_quickly_and_the_console_when_asked_for() -> Result<()> {
    if is_missing(Ability::NetworkLog)? {
        return Ok(());
    }
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Measured).await?;
    tablet.start().await?;
    let ready = "
        const mark = performance.getEntriesByName('heard-ready')[0];
        return mark && (performance.timeOrigin + mark.startTime) / 1000";
    let ready = tablet.browser.run(ready, &[]).await?.as_f64().context("not ready")?;
    let traffic = tablet.browser.traffic().await?.before(ready);
    println!("until the first face can be tapped:\n{traffic}");
    assert!(traffic.transfers().iter().any(|transfer| transfer.encoding == "br"), "no brotli");
    assert!(traffic.transfers().iter().all(|transfer| !transfer.url.contains("console")));
    assert!(traffic.bytes() <= KIOSK, "over {KIOSK} bytes");

    // From the network, not from what was fetched for later.
    tablet.browser.devtools("Network.setBypassServiceWorker", json!({"bypass": true})).await?;
    tablet.browser.devtools("Network.setCacheDisabled", json!({"cacheDisabled": true})).await?;
    tablet.customer().presses("staff").await?;
    tablet.staff().finds_the_console().await?;
    let traffic = tablet.browser.traffic().await?;
    println!("until the console is there:\n{traffic}");
    assert!(traffic.transfers().iter().any(|transfer| transfer.url.contains("console")));
    assert!(traffic.bytes() <= CONSOLE, "over {CONSOLE} bytes");
    tablet.put_away().await
}
