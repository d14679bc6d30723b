//! A browser as slow as a tablet, with a probe in every page.

use std::time::Duration;

use anyhow::Result;
use heard_tests::{Browser, Kind, wait_for};
use serde::Deserialize;
use serde_json::json;

use crate::product::Product;

/// Runs in every page before the page's own scripts.
const PROBE: &str = include_str!("probe.js");

/// What a load showed.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Load {
    /// From the start of the navigation to the frame that shows the first
    /// question, able to take an answer; milliseconds.
    pub ready: f64,
    /// Bytes of the answers' bodies, as they came.
    pub bytes: u32,
}

/// A browser that looks at one product.
pub struct Tablet {
    /// With the probe in it.
    pub browser: Browser,
}

impl Tablet {
    /// Starts one with a clean profile.
    pub async fn start(product: &Product, slowdown: u32) -> Result<Self> {
        let browser = Browser::start(Kind::Usual).await?;
        browser.resize(1280, 800).await?;
        let product = serde_json::to_string(product)?;
        browser.run_in_new_pages(&format!("const product = {product};\n{PROBE}")).await?;
        let tablet = Self { browser };
        tablet.slow_down(slowdown).await?;
        Ok(tablet)
    }

    /// Makes the pages' processor so many times slower.
    pub async fn slow_down(&self, times: u32) -> Result<()> {
        self.browser.devtools("Emulation.setCPUThrottlingRate", json!({"rate": times})).await?;
        Ok(())
    }

    /// Opens a page and waits until the first question can be answered.
    pub async fn load(&self, address: &str) -> Result<Load> {
        self.browser.open("about:blank").await?;
        self.browser.open(address).await?;
        // Asks the browser, not the page, which has its hands full.
        wait_for("the first question", async || {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let page = self.browser.devtools("Target.getTargetInfo", json!({})).await?;
            Ok((page["targetInfo"]["title"] == "ready").then_some(()))
        })
        .await?;
        Ok(serde_json::from_value(self.browser.run("return probe.load()", &[]).await?)?)
    }
}
