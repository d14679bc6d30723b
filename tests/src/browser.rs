//! A real Chromium that a test can use, lose and find again.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Stdio},
};

use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver, WindowHandle, common::command::Command};

use crate::{
    Complaint, Traffic,
    process::{Killer, ProcessGroup},
    server::free_port,
    wait::wait_for,
};

/// What a browser keeps between its runs, and where it puts downloads.
pub struct Profile(TempDir);

impl Profile {
    /// A clean one.
    ///
    /// # Errors
    /// When no temporary folder can be made.
    pub fn new() -> Result<Self> {
        let profile = Self(TempDir::with_prefix("heard-profile-")?);
        fs::create_dir(profile.downloads())?;
        Ok(profile)
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Where files that staff save arrive.
    pub fn downloads(&self) -> PathBuf {
        self.0.path().join("downloads")
    }
}

/// What a browser is started for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Use.
    Usual,
    /// Use in private mode: nothing outlives it.
    Private,
    /// Use with a log of the network: see [`Browser::traffic`].
    Measured,
}

/// A running browser on a [`Profile`].
pub struct Browser {
    /// None while it is not running.
    driver: Option<WebDriver>,
    process: ProcessGroup,
    profile: Profile,
    kind: Kind,
    expected: Vec<String>,
}

impl Browser {
    /// Starts one with a clean profile.
    ///
    /// # Errors
    /// When the browser or its driver does not start.
    pub async fn start(kind: Kind) -> Result<Self> {
        let profile = Profile::new()?;
        let (process, driver) = launch(&profile, kind).await?;
        Ok(Self { driver: Some(driver), process, profile, kind, expected: Vec::new() })
    }

    /// Kills every process of the browser at once, like a power cut.
    pub fn kill(&mut self) {
        self.process.kill();
        if let Some(driver) = self.driver.take() {
            // There is no session left to end.
            let _ = driver.leak();
        }
    }

    /// What can kill it while somebody is using it; see [`Browser::kill`].
    pub(crate) fn killer(&self) -> Killer {
        self.process.killer()
    }

    /// Starts it again on the same profile; one still running is closed first.
    ///
    /// # Errors
    /// See [`Browser::start`].
    pub async fn restart(&mut self) -> Result<()> {
        if let Some(driver) = self.driver.take() {
            driver.quit().await?;
        }
        self.process.kill();
        let (process, driver) = launch(&self.profile, self.kind).await?;
        self.process = process;
        self.driver = Some(driver);
        Ok(())
    }

    /// Closes it, as somebody does who is done.
    ///
    /// # Errors
    /// When the browser complained about something that was not expected.
    pub async fn close(mut self) -> Result<()> {
        let complaints = self.complaints().await?;
        if let Some(driver) = self.driver.take() {
            driver.quit().await?;
        }
        ensure!(complaints.is_empty(), "the browser complained:\n{}", list(&complaints));
        Ok(())
    }

    /// From here on complaints about `topic` (a part of their text) are expected.
    pub fn expect_complaints(&mut self, topic: &str) {
        self.expected.push(topic.to_owned());
    }

    /// Unexpected complaints since last asked.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn complaints(&self) -> Result<Vec<Complaint>> {
        let entries = self.driver()?.browser_log().await?;
        let complaints = entries.into_iter().filter_map(Complaint::from_entry);
        let expected =
            |complaint: &Complaint| self.expected.iter().any(|topic| complaint.is_about(topic));
        Ok(complaints.filter(|complaint| !expected(complaint)).collect())
    }

    /// What came over the network since last asked.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn traffic(&self) -> Result<Traffic> {
        let log = self.driver()?.get_log("performance").await?;
        Traffic::from_log(log.into_iter().map(|entry| entry.message))
    }

    /// What it keeps, and its downloads.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Opens an address in the present tab.
    ///
    /// # Errors
    /// When the browser says it cannot.
    pub async fn open(&self, address: &str) -> Result<()> {
        Ok(self.driver()?.goto(address).await?)
    }

    /// Goes back, as the browser's own button does.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn go_back(&self) -> Result<()> {
        Ok(self.driver()?.back().await?)
    }

    /// Reloads the page.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver()?.refresh().await?)
    }

    /// Opens another tab and goes there.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn open_tab(&self) -> Result<WindowHandle> {
        let driver = self.driver()?;
        let tab = driver.new_tab().await?;
        driver.switch_to_window(tab.clone()).await?;
        Ok(tab)
    }

    /// The tab looked at.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn tab(&self) -> Result<WindowHandle> {
        Ok(self.driver()?.window().await?)
    }

    /// Closes the present tab and goes to another.
    ///
    /// # Errors
    /// When there is no such tab.
    pub async fn close_tab_for(&self, other: WindowHandle) -> Result<()> {
        self.driver()?.close_window().await?;
        self.turn_to(other).await
    }

    /// Looks at another tab.
    ///
    /// # Errors
    /// When there is no such tab.
    pub async fn turn_to(&self, tab: WindowHandle) -> Result<()> {
        Ok(self.driver()?.switch_to_window(tab).await?)
    }

    /// Runs a function body in the page, which finds `arguments` there.
    ///
    /// # Errors
    /// When it throws.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        let result = self.driver()?.execute(script, arguments.to_vec()).await?;
        Ok(result.json().clone())
    }

    /// Runs a function body in every page from now on, before the page's own
    /// scripts.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn run_in_new_pages(&self, script: &str) -> Result<()> {
        let source = format!("(() => {{ {script} }})()");
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": source})).await?;
        Ok(())
    }

    /// Calls a method of the devtools protocol.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver()?.cdp().send_raw(method, parameters).await?)
    }

    /// Gives the page a screen of this many CSS pixels.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let screen =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": true});
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await?;
        let touch = json!({"enabled": true, "maxTouchPoints": 5});
        self.devtools("Emulation.setTouchEmulationEnabled", touch).await?;
        Ok(())
    }

    /// Touches what `selector` finds, in its middle, and lets go.
    ///
    /// # Errors
    /// When in all patience nothing is there, or something lies over it.
    pub async fn tap(&self, selector: &str) -> Result<()> {
        let [x, y] = wait_for(&format!("`{selector}` to be in reach"), async || {
            let place = self.run(IN_REACH, &[selector.into()]).await?;
            Ok(serde_json::from_value::<Option<[i64; 2]>>(place)?)
        })
        .await?;
        self.touch(x, y).await
    }

    /// Touches a point of the page's visible part.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn touch(&self, x: i64, y: i64) -> Result<()> {
        self.driver()?.cmd(Command::PerformActions(touch_at(x, y).into())).await?;
        Ok(())
    }

    /// Types into whatever has the focus; any characters.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.devtools("Input.insertText", json!({"text": text})).await?;
        Ok(())
    }

    /// The screen as PNG.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        Ok(self.driver()?.screenshot(path).await?)
    }

    pub(crate) fn driver(&self) -> Result<&WebDriver> {
        match &self.driver {
            Some(driver) => Ok(driver),
            None => bail!("the browser is not running"),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Before the session, which would otherwise wait to be ended politely.
        self.kill();
    }
}

/// The middle of the first element that matches, scrolled into view, if a
/// touch there would reach it and it has come to rest.
const IN_REACH: &str = r"
    const element = document.querySelector(arguments[0]);
    if (!element || element.disabled) return null;
    element.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'});
    const box = element.getBoundingClientRect();
    const x = Math.floor(box.left + box.width / 2), y = Math.floor(box.top + box.height / 2);
    const hit = document.elementFromPoint(x, y);
    return hit && (element.contains(hit) || hit.control === element) ? [x, y] : null;
";

/// One finger, down and up (a W3C pointer of the kind touch).
fn touch_at(x: i64, y: i64) -> Value {
    json!([{
        "type": "pointer",
        "id": "finger",
        "parameters": {"pointerType": "touch"},
        "actions": [
            {"type": "pointerMove", "duration": 0, "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ],
    }])
}

fn list(complaints: &[Complaint]) -> String {
    let lines: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

async fn launch(profile: &Profile, kind: Kind) -> Result<(ProcessGroup, WebDriver)> {
    let port = free_port()?;
    let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut process = ProcessGroup::start(
        process::Command::new(program)
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    )?;
    wait_for("the browser's driver", async || {
        if let Some(status) = process.head().try_wait()? {
            bail!("the browser's driver ended at once: {status}");
        }
        Ok(std::net::TcpStream::connect(("127.0.0.1", port)).ok())
    })
    .await?;
    let address = format!("http://127.0.0.1:{port}");
    let driver = WebDriver::new(address, capabilities(profile, kind)?).await?;
    Ok((process, driver))
}

fn capabilities(profile: &Profile, kind: Kind) -> Result<Capabilities> {
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
