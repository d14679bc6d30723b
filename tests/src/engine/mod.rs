//! The browser engines, and all that differs between them: how each is
//! started, what it lacks, and the few things WebDriver leaves to the engine.
//! Everything else is the same for all, in [`Browser`](crate::Browser).

mod abilities;
mod chromium;
mod firefox;
mod preload;
mod raw;
mod webkit;

use std::{
    env,
    ffi::OsString,
    fmt,
    net::TcpStream,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Result, bail};
use serde_json::json;
use thirtyfour::{
    Capabilities, WebDriver, WindowHandle,
    error::{WebDriverError, WebDriverErrorInner},
};

pub use abilities::{Ability, Lack, is_missing};
pub(crate) use preload::{COLLECT, Preload};
pub(crate) use raw::Raw;

use crate::{
    browser::{Kind, Profile},
    process::ProcessGroup,
    rendering::Theme,
    server::free_port,
    wait::wait_for,
};

/// What shows the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox ESR.
    Firefox,
    /// WebKitGTK, in the window its own tests use.
    WebKit,
}

impl Engine {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The one the tests run in: `HEARD_ENGINE` (`chromium`, `firefox` or
    /// `webkit`), Chromium where nothing is said.
    ///
    /// # Errors
    /// When it names none of these.
    pub fn current() -> Result<Self> {
        Ok(match env::var("HEARD_ENGINE").as_deref() {
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => bail!("HEARD_ENGINE is chromium, firefox or webkit, not {other}"),
        })
    }

    /// Of `all` repetitions, those that are worth their time: every one in
    /// Chromium, a tenth in the others, where the first already tells what the
    /// engine does otherwise.
    pub fn repetitions(self, all: usize) -> usize {
        if self == Self::Chromium { all } else { all.div_ceil(10) }
    }

    /// Whether it speaks the devtools protocol.
    pub(crate) fn has_devtools(self) -> bool {
        self == Self::Chromium
    }

    /// Starts a browser on `profile`.
    pub(crate) async fn launch(self, profile: &Profile, kind: Kind) -> Result<Running> {
        let port = free_port()?;
        let (mut command, capabilities, screen) = match self {
            Self::Chromium => (chromium::driver(port), chromium::wishes(profile, kind)?, None),
            Self::Firefox => (firefox::driver(port), firefox::wishes(profile, kind)?, None),
            Self::WebKit => {
                let screen = webkit::Screen::start()?;
                (webkit::driver(port, profile, &screen)?, webkit::wishes()?, Some(screen))
            }
        };
        let process = ProcessGroup::start(
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()),
        )?;
        let driver = connect(process, port, capabilities).await?;
        Ok(Running { driver: Some(driver.1), process: driver.0, _screen: screen })
    }

    /// A function body so that it meets the page's own global names.
    pub(crate) fn script(self, body: &str) -> String {
        if self == Self::Firefox { firefox::script(body) } else { body.to_owned() }
    }

    /// Whether a script was cut off because another page came.
    pub(crate) fn is_unloading(self, error: &anyhow::Error) -> bool {
        use WebDriverErrorInner::{JavascriptError, NoSuchFrame};
        match error.downcast_ref().map(WebDriverError::as_inner) {
            Some(NoSuchFrame(_)) => self == Self::WebKit,
            Some(JavascriptError(told)) => told.value.message.contains("was unloaded"),
            _ => false,
        }
    }

    /// Gives the page a screen of this many CSS pixels.
    pub(crate) async fn resize(self, driver: &WebDriver, size: [u32; 2]) -> Result<()> {
        match self {
            Self::Chromium => chromium::resize(driver, size).await,
            Self::Firefox => firefox::resize(driver, size).await,
            Self::WebKit => webkit::resize(driver, size).await,
        }
    }

    /// Makes the device ask for `theme`, and for no motion.
    pub(crate) async fn prefer(self, driver: &WebDriver, theme: Theme) -> Result<()> {
        match self {
            Self::Chromium => chromium::prefer(driver, theme).await,
            Self::Firefox => firefox::prefer(driver, theme).await,
            Self::WebKit if theme == Theme::Light => Ok(()),
            Self::WebKit => bail!("{self} shows one theme"),
        }
    }

    /// Opens another tab, or what comes closest, and goes there.
    pub(crate) async fn open_tab(self, driver: &WebDriver) -> Result<WindowHandle> {
        let tab = match self {
            // A tab of its browser stays in the background for ever.
            Self::WebKit => driver.new_window().await?,
            Self::Chromium | Self::Firefox => driver.new_tab().await?,
        };
        driver.switch_to_window(tab.clone()).await?;
        Ok(tab)
    }

    /// Reloads the page, as the browser's own button does.
    pub(crate) async fn reload(self, driver: &WebDriver) -> Result<()> {
        match self {
            Self::Firefox => firefox::reload(driver).await,
            Self::Chromium | Self::WebKit => Ok(driver.refresh().await?),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        })
    }
}

/// What a script returns that met no page.
pub(crate) const NO_PAGE: &str = "heard: no page";

/// A browser that is running, with all its processes.
pub(crate) struct Running {
    /// None once its session has ended.
    pub(crate) driver: Option<WebDriver>,
    pub(crate) process: ProcessGroup,
    /// What it shows itself on, if it needs that; ends with it.
    _screen: Option<webkit::Screen>,
}

impl Running {
    /// Kills every process of the browser at once.
    pub(crate) fn kill(&mut self) {
        self.process.kill();
        if let Some(driver) = self.driver.take() {
            // There is no session left to end.
            let _ = driver.leak();
        }
    }

    /// Ends the session, then whatever is left.
    pub(crate) async fn quit(&mut self) -> Result<()> {
        if let Some(driver) = self.driver.take() {
            driver.quit().await?;
        }
        self.process.kill();
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Before the session, which would otherwise wait to be ended politely.
        self.kill();
    }
}

async fn connect(
    mut process: ProcessGroup,
    port: u16,
    capabilities: Capabilities,
) -> Result<(ProcessGroup, WebDriver)> {
    wait_for("the browser's driver", async || {
        if let Some(status) = process.head().try_wait()? {
            bail!("the browser's driver ended at once: {status}");
        }
        Ok(TcpStream::connect(("127.0.0.1", port)).ok())
    })
    .await?;
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
    Ok((process, driver))
}

/// A program named by an environment variable, or as it is called on the PATH.
fn program(variable: &str, name: &str) -> Command {
    Command::new(env::var_os(variable).unwrap_or_else(|| OsString::from(name)))
}

/// Waits until the page has the size it was given.
async fn has_size(driver: &WebDriver, size: [u32; 2]) -> Result<()> {
    wait_for(&format!("a page of {} × {}", size[0], size[1]), async || {
        let now = driver.execute("return [innerWidth, innerHeight]", Vec::new()).await?;
        Ok((*now.json() == json!(size)).then_some(()))
    })
    .await
}

/// A file named by an environment variable.
fn given(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}
