//! A browser as slow as a tablet, with a probe in every page.

use std::time::Duration;

use anyhow::Result;
use heard_tests::{Browser, Kind};
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
    probe: String,
    /// How many times slower than this machine's its processor is.
    slowdown: u32,
}

/// After so long, times the slowdown, the page is there or nearly so: only then
/// is it asked.
const ALONE: Duration = Duration::from_millis(350);

/// After so long a browser just started has come to rest.
const SETTLED: Duration = Duration::from_millis(1500);

/// How long a finger stays on the glass.
const PRESS: Duration = Duration::from_millis(80);

impl Tablet {
    /// Starts one with a clean profile.
    pub async fn start(product: &Product, slowdown: u32) -> Result<Self> {
        let browser = Browser::start(Kind::Usual).await?;
        let probe = format!("const product = {};\n{PROBE}", serde_json::to_string(product)?);
        let tablet = Self { browser, probe, slowdown };
        tablet.prepare().await?;
        Ok(tablet)
    }

    /// Switches it off and on; what it keeps, it keeps.
    pub async fn restart(&mut self, slowdown: u32) -> Result<()> {
        self.browser.restart().await?;
        self.slowdown = slowdown;
        self.prepare().await
    }

    async fn prepare(&self) -> Result<()> {
        self.browser.resize(1280, 800).await?;
        self.browser.run_in_new_pages(&self.probe).await?;
        tokio::time::sleep(SETTLED).await;
        Ok(())
    }

    async fn slow_down(&self, times: u32) -> Result<()> {
        let rate = json!({"rate": times});
        self.browser.devtools("Emulation.setCPUThrottlingRate", rate).await?;
        Ok(())
    }

    /// Opens a page, waits until the first question can be answered, and leaves
    /// the page again. A browser slows a page down by keeping its processor
    /// busy otherwise, whether the page has anything to do or not.
    pub async fn load(&self, address: &str) -> Result<Load> {
        let load = self.first_question(address).await?;
        self.slow_down(1).await?;
        self.browser.open("about:blank").await?;
        Ok(load)
    }

    /// Opens a page and waits until the first question can be answered.
    pub async fn first_question(&self, address: &str) -> Result<Load> {
        self.open(address).await?;
        Ok(serde_json::from_value(self.browser.run("return probe.load", &[]).await?)?)
    }

    /// Opens a page and leaves it alone for a while: a question would be
    /// answered by the thread that is being measured.
    async fn open(&self, address: &str) -> Result<()> {
        self.slow_down(self.slowdown).await?;
        self.browser.devtools("Page.navigate", json!({"url": address})).await?;
        tokio::time::sleep(ALONE * self.slowdown).await;
        Ok(())
    }

    /// Touches a point, as a finger does.
    pub async fn tap(&self, [x, y]: [i64; 2]) -> Result<()> {
        let down = json!({"type": "touchStart", "touchPoints": [{"x": x, "y": y}]});
        let up = json!({"type": "touchEnd", "touchPoints": []});
        self.browser.devtools("Input.dispatchTouchEvent", down).await?;
        tokio::time::sleep(PRESS).await;
        self.browser.devtools("Input.dispatchTouchEvent", up).await?;
        Ok(())
    }
}
