//! WebKitGTK: `MiniBrowser`, the small browser that comes with its driver, on
//! a screen that nobody sees. It forgets everything when it ends.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use super::{given, has_size, program};
use crate::{browser::Profile, process::ProcessGroup};

/// An X server without a screen.
pub(super) struct Screen {
    _server: ProcessGroup,
    /// As `DISPLAY` names it.
    name: String,
}

impl Screen {
    /// Starts one under a number that is free.
    pub(super) fn start() -> Result<Self> {
        let mut server = ProcessGroup::start(
            program("XVFB", "Xvfb")
                // Larger than any page a test asks for.
                .args(["-displayfd", "1", "-screen", "0", "2048x1600x24", "-nolisten", "tcp"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let output = server.head().stdout.take().context("Xvfb has no output")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        ensure!(!number.trim().is_empty(), "Xvfb found no number for its screen");
        Ok(Self { _server: server, name: format!(":{}", number.trim()) })
    }
}

/// No tool bar stands in the way of a narrow window, and nothing moves.
const STYLE: &str =
    "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }";
const SETTINGS: &str = "[Settings]\ngtk-enable-animations=0\n";

pub(super) fn driver(port: u16, profile: &Profile, screen: &Screen) -> Result<Command> {
    let settings = profile.data();
    fs::create_dir_all(settings.join("gtk-3.0"))?;
    fs::write(settings.join("gtk-3.0/gtk.css"), STYLE)?;
    fs::write(settings.join("gtk-3.0/settings.ini"), SETTINGS)?;
    let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", profile.downloads().display());
    fs::write(settings.join("user-dirs.dirs"), downloads)?;
    let mut command = program("WEBKITDRIVER", "WebKitWebDriver");
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", &screen.name)
        .env("GDK_BACKEND", "x11")
        .env("XDG_CONFIG_HOME", &settings)
        .env("XDG_DATA_HOME", &settings)
        // The app comes from this machine; a container offers neither a
        // sandbox nor a graphics card.
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("NO_AT_BRIDGE", "1");
    Ok(command)
}

pub(super) fn wishes() -> Result<Capabilities> {
    let program = given("MINIBROWSER")
        .context("MINIBROWSER names WebKitGTK's browser: `cargo xtask campaign engines` sets it")?;
    let options = json!({"binary": program, "args": ["--automation"]});
    let mut capabilities = Capabilities::new();
    capabilities.set("webkitgtk:browserOptions", options)?;
    Ok(capabilities)
}

/// The window is as much larger than the page as it was before.
pub(super) async fn resize(driver: &WebDriver, size: [u32; 2]) -> Result<()> {
    let around = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
    let [right, above]: [u32; 2] =
        serde_json::from_value(driver.execute(around, Vec::new()).await?.json().clone())?;
    driver.set_window_rect(0, 0, size[0] + right, size[1] + above).await?;
    has_size(driver, size).await
}
