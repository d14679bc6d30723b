//! Firefox: headless. What WebDriver does not offer, such as a narrow page or
//! another theme, is done in the browser's own window, which a driver may
//! script when it was started for that.

use std::process::Command;

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use super::{NO_PAGE, Raw, given, has_size, program};
use crate::{
    browser::{Kind, Profile},
    rendering::Theme,
    wait::wait_for,
};

pub(super) fn driver(port: u16) -> Command {
    let mut command = program("GECKODRIVER", "geckodriver");
    command.arg(format!("--port={port}")).args(["--websocket-port=0", "--allow-system-access"]);
    command
}

/// How long a finger may rest and still have tapped, in milliseconds: on a busy
/// machine the driver takes its time between down and up.
const A_TAP: u32 = 10_000;

pub(super) fn wishes(profile: &Profile, kind: Kind) -> Result<Capabilities> {
    let mut options = json!({
        "args": ["-headless", "-profile", profile.data(), "--width", "1280", "--height", "800"],
        "prefs": {
            "browser.download.dir": profile.downloads(),
            "browser.download.folderList": 2,
            "browser.helperApps.neverAsk.saveToDisk": "text/csv,application/zip",
            "browser.privatebrowsing.autostart": kind == Kind::Private,
            "dom.w3c_touch_events.enabled": 1,
            "apz.max_tap_time": A_TAP,
            "ui.click_hold_context_menus.delay": A_TAP,
            // As on tablets: a scroll bar takes no room.
            "ui.useOverlayScrollbars": 1,
            "intl.accept_languages": "zh-CN,zh",
        },
    });
    if let Some(program) = given("FIREFOX") {
        options["binary"] = program.to_string_lossy().into();
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set("moz:firefoxOptions", options)?;
    Ok(capabilities)
}

/// Scripts of a driver have a global object of their own, behind which the
/// page's can be read but not written. While one page gives way to the other
/// they meet a document that is empty, or nobody's.
pub(super) fn script(body: &str) -> String {
    format!(
        "if (!document.documentElement || location.origin === 'null') return '{NO_PAGE}';
        with ({{globalThis: window}}) with (window) {{\n{body}\n}}"
    )
}

/// The window cannot be as narrow as a telephone; the page in it can.
pub(super) async fn resize(driver: &WebDriver, size: [u32; 2]) -> Result<()> {
    let script = "
        const page = gBrowser.selectedBrowser.style;
        for (const [side, length] of [['width', arguments[0]], ['height', arguments[1]]])
            for (const limit of ['', 'min-', 'max-'])
                page.setProperty(limit + side, `${length}px`, 'important')";
    in_window(driver, script, &[size[0].into(), size[1].into()]).await?;
    has_size(driver, size).await
}

pub(super) async fn prefer(driver: &WebDriver, theme: Theme) -> Result<()> {
    // Without colours of its own in force, a system that asks for accessible
    // ones is what makes `prefers-contrast: more`.
    let script = "
        const set = (name, value) => Services.prefs.setIntPref(name, value);
        set('layout.css.prefers-color-scheme.content-override', arguments[0] ? 0 : 1);
        set('ui.useAccessibilityTheme', arguments[1] ? 1 : 0);
        set('browser.display.document_color_use', arguments[1] ? 1 : 0);
        set('ui.prefersReducedMotion', 1)";
    let (dark, contrast) = (theme == Theme::Dark, theme == Theme::Contrast);
    in_window(driver, script, &[dark.into(), contrast.into()]).await?;
    let query = "return matchMedia(arguments[0]).matches === arguments[1]";
    for (feature, wanted) in [
        ("(prefers-color-scheme: dark)", dark),
        ("(prefers-contrast: more)", contrast),
        ("(prefers-reduced-motion: reduce)", true),
    ] {
        wait_for(feature, async || {
            let is_so = driver.execute(query, vec![feature.into(), wanted.into()]).await?;
            Ok((*is_so.json() == true).then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// By the page, because the driver's own way goes past the service worker.
pub(super) async fn reload(driver: &WebDriver) -> Result<()> {
    driver.execute("window.isOld = true; location.reload()", Vec::new()).await?;
    wait_for("the page to load again", async || {
        let state = "return !window.isOld && document.readyState === 'complete'";
        // While one page gives way to the other there is none to ask.
        let is_new = driver.execute(state, Vec::new()).await;
        Ok(is_new.is_ok_and(|is_new| *is_new.json() == true).then_some(()))
    })
    .await
}

/// Runs a function body in the browser's window instead of the page.
async fn in_window(driver: &WebDriver, script: &str, arguments: &[Value]) -> Result<()> {
    let context = |name: &str| Raw::post("moz/context", json!({"context": name}));
    driver.cmd(context("chrome")).await?;
    let result = driver.execute(script, arguments.to_vec()).await;
    driver.cmd(context("content")).await?;
    result?;
    Ok(())
}
