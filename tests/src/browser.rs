//! A real browser that a test can use, lose and find again.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{By, WebDriver, WindowHandle, common::command::Command};

use crate::{
    Complaint, Key, Site, Theme, Traffic,
    engine::{COLLECT, Engine, NO_PAGE, Preload, Raw, Running},
    process::Killer,
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
        fs::create_dir(profile.data())?;
        fs::create_dir(profile.downloads())?;
        Ok(profile)
    }

    pub(crate) fn data(&self) -> PathBuf {
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
    /// Use without compiling anew what runs often: the memory for that would
    /// be counted with what the page needs.
    Metered,
}

/// A browser on a [`Profile`].
pub struct Browser {
    engine: Engine,
    running: Running,
    profile: Profile,
    kind: Kind,
    /// Where scripts that run first are put, if not into the browser.
    preload: Option<Preload>,
    expected: Vec<String>,
    /// Complaints of pages that were left.
    collected: Mutex<Vec<Complaint>>,
}

impl Browser {
    /// Starts one of [`Engine::current`] with a clean profile.
    ///
    /// # Errors
    /// When the browser or its driver does not start.
    pub async fn start(kind: Kind) -> Result<Self> {
        let engine = Engine::current()?;
        let profile = Profile::new()?;
        let running = engine.launch(&profile, kind).await?;
        let (expected, collected) = (Vec::new(), Mutex::default());
        Ok(Self { engine, running, profile, kind, preload: None, expected, collected })
    }

    /// Will show `site`: where the engine needs help to run scripts first and
    /// to collect complaints, the site's files give it.
    ///
    /// # Errors
    /// When they cannot be changed.
    pub fn prepare(&mut self, site: &Site) -> Result<()> {
        if !self.engine.has_devtools() {
            self.preload = Some(Preload::prepare(site)?);
        }
        Ok(())
    }

    /// What shows the page.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Kills every process of the browser at once, like a power cut.
    pub fn kill(&mut self) {
        self.running.kill();
    }

    /// What can kill it while somebody is using it; see [`Browser::kill`].
    pub(crate) fn killer(&self) -> Killer {
        self.running.process.killer()
    }

    /// Starts it again on the same profile; one still running is closed first.
    ///
    /// # Errors
    /// See [`Browser::start`].
    pub async fn restart(&mut self) -> Result<()> {
        self.running.quit().await?;
        self.running = self.engine.launch(&self.profile, self.kind).await?;
        Ok(())
    }

    /// Closes it, as somebody does who is done.
    ///
    /// # Errors
    /// When the browser complained about something that was not expected.
    pub async fn close(mut self) -> Result<()> {
        let complaints = self.complaints().await?;
        self.running.quit().await?;
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
        self.collect().await?;
        let mut complaints = match self.collected.lock() {
            Ok(mut collected) => std::mem::take(&mut *collected),
            Err(_) => Vec::new(),
        };
        complaints.retain(|complaint| !self.expected.iter().any(|topic| complaint.is_about(topic)));
        Ok(complaints)
    }

    /// Keeps what the present page complained about, before it is left.
    async fn collect(&self) -> Result<()> {
        let found: Vec<Complaint> = if self.engine.has_devtools() {
            let entries = self.driver()?.browser_log().await?;
            entries.into_iter().filter_map(Complaint::from_entry).collect()
        } else {
            // Before the first page there is nothing to complain.
            let found = self.reads(COLLECT, &[]).await?;
            found.map_or(Ok(Vec::new()), serde_json::from_value)?
        };
        if let Ok(mut collected) = self.collected.lock() {
            collected.extend(found);
        }
        Ok(())
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
        self.collect().await?;
        Ok(self.driver()?.goto(address).await?)
    }

    /// Goes back, as the browser's own button does.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn go_back(&self) -> Result<()> {
        self.collect().await?;
        Ok(self.driver()?.back().await?)
    }

    /// Reloads the page.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn reload(&self) -> Result<()> {
        self.collect().await?;
        self.engine.reload(self.driver()?).await
    }

    /// Opens another tab and goes there.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn open_tab(&self) -> Result<WindowHandle> {
        self.collect().await?;
        self.engine.open_tab(self.driver()?).await
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
        self.collect().await?;
        self.driver()?.close_window().await?;
        Ok(self.driver()?.switch_to_window(other).await?)
    }

    /// Looks into the frame that `selector` finds; whatever page is opened next
    /// is looked at as a whole again.
    ///
    /// # Errors
    /// When there is no such frame.
    pub async fn looks_into(&self, selector: &str) -> Result<()> {
        let driver = self.driver()?;
        Ok(driver.find(By::Css(selector)).await?.enter_frame().await?)
    }

    /// Looks at the page as a whole again.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn looks_up(&self) -> Result<()> {
        Ok(self.driver()?.enter_default_frame().await?)
    }

    /// Looks at another tab.
    ///
    /// # Errors
    /// When there is no such tab.
    pub async fn turn_to(&self, tab: WindowHandle) -> Result<()> {
        self.collect().await?;
        Ok(self.driver()?.switch_to_window(tab).await?)
    }

    /// Runs a function body in the page, which finds `arguments` there. While one
    /// page gives way to the other, waits for that.
    ///
    /// # Errors
    /// When it throws.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        let run = async || self.run_where_possible(script, arguments).await;
        wait_for("a page that can be asked", run).await
    }

    /// As [`Self::run`], of what only reads; at once. None while one page gives way
    /// to the other.
    ///
    /// # Errors
    /// When it throws.
    pub async fn reads(&self, script: &str, arguments: &[Value]) -> Result<Option<Value>> {
        match self.run_where_possible(script, arguments).await {
            Err(error) if self.engine.is_unloading(&error) => Ok(None),
            read => read,
        }
    }

    /// None where there is no page.
    async fn run_where_possible(&self, script: &str, arguments: &[Value]) -> Result<Option<Value>> {
        let whole = self.engine.script(script);
        let result = self.driver()?.execute(whole, arguments.to_vec()).await;
        let result = result.with_context(|| format!("in the page: {script}"))?;
        Ok((*result.json() != NO_PAGE).then(|| result.json().clone()))
    }

    /// Runs a function body in every page from now on, before the page's own
    /// scripts.
    ///
    /// # Errors
    /// When the browser is gone, or, in engines that need it, was not told of
    /// its site: see [`Browser::prepare`].
    pub async fn run_in_new_pages(&self, script: &str) -> Result<()> {
        if self.engine.has_devtools() {
            let source = format!("(() => {{ {script} }})()");
            let source = json!({"source": source});
            self.devtools("Page.addScriptToEvaluateOnNewDocument", source).await?;
            return Ok(());
        }
        self.preload.as_ref().context("the browser was not prepared for its site")?.add(script)
    }

    /// Calls a method of the devtools protocol.
    ///
    /// # Errors
    /// When the browser refuses it, as all but Chromium do.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        ensure!(self.engine.has_devtools(), "{method}: {} has no devtools protocol", self.engine);
        Ok(self.driver()?.cdp().send_raw(method, parameters).await?)
    }

    /// Promises the present page's origin to keep its storage.
    ///
    /// # Errors
    /// When the browser makes no such promise.
    pub async fn promise_storage(&self) -> Result<()> {
        let promise = json!({"descriptor": {"name": "persistent-storage"}, "state": "granted"});
        self.driver()?.cmd(Raw::post("permissions", promise)).await?;
        Ok(())
    }

    /// Gives the page a screen of this many CSS pixels.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.engine.resize(self.driver()?, [width, height]).await
    }

    /// Makes the device ask for `theme`, and for no motion.
    ///
    /// # Errors
    /// When the engine has only one theme.
    pub async fn prefers(&self, theme: Theme) -> Result<()> {
        self.engine.prefer(self.driver()?, theme).await
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
        let key = |character| if character == '\n' { Key::Enter } else { Key::Writes(character) };
        self.keys(&text.chars().map(key).collect::<Vec<_>>()).await
    }

    /// The screen as PNG.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        Ok(self.driver()?.screenshot(path).await?)
    }

    pub(crate) fn driver(&self) -> Result<&WebDriver> {
        self.running.driver.as_ref().context("the browser is not running")
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
