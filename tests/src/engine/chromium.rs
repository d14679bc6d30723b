//! Chromium: headless, with the devtools protocol.

use std::{env, process::Command};

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use super::program;
use crate::{
    browser::{Kind, Profile},
    rendering::Theme,
};

pub(super) fn driver(port: u16) -> Command {
    let mut command = program("CHROMEDRIVER", "chromedriver");
    command.arg(format!("--port={port}"));
    command
}

pub(super) fn wishes(profile: &Profile, kind: Kind) -> Result<Capabilities> {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--no-first-run".to_owned(),
        "--hide-scrollbars".to_owned(),
        "--lang=zh-CN".to_owned(),
        "--window-size=1280,800".to_owned(),
        format!("--user-data-dir={}", profile.data().display()),
    ];
    if kind == Kind::Private {
        arguments.push("--incognito".to_owned());
    }
    if kind == Kind::Metered {
        arguments.push("--js-flags=--no-sparkplug --no-maglev --no-opt".to_owned());
    }
    let mut options = json!({
        "args": arguments,
        "prefs": {
            "download.default_directory": profile.downloads(),
            "download.prompt_for_download": false,
        },
    });
    if let Ok(program) = env::var("CHROME") {
        options["binary"] = program.into();
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set("goog:chromeOptions", options)?;
    let mut logs = json!({"browser": "ALL"});
    if kind == Kind::Measured {
        logs["performance"] = "ALL".into();
    }
    capabilities.set("goog:loggingPrefs", logs)?;
    Ok(capabilities)
}

pub(super) async fn resize(driver: &WebDriver, [width, height]: [u32; 2]) -> Result<()> {
    let screen = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": true});
    devtools(driver, "Emulation.setDeviceMetricsOverride", screen).await?;
    let touch = json!({"enabled": true, "maxTouchPoints": 5});
    devtools(driver, "Emulation.setTouchEmulationEnabled", touch).await
}

pub(super) async fn prefer(driver: &WebDriver, theme: Theme) -> Result<()> {
    let (scheme, contrast, forced) = match theme {
        Theme::Light => ("light", "no-preference", "none"),
        Theme::Dark => ("dark", "no-preference", "none"),
        Theme::Contrast => ("light", "more", "none"),
        Theme::Forced => ("dark", "more", "active"),
    };
    let features = json!({"features": [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-contrast", "value": contrast},
        {"name": "forced-colors", "value": forced},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]});
    devtools(driver, "Emulation.setEmulatedMedia", features).await
}

async fn devtools(driver: &WebDriver, method: &str, parameters: Value) -> Result<()> {
    driver.cdp().send_raw(method, parameters).await?;
    Ok(())
}
