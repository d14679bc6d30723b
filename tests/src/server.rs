//! The web server, as `cargo xtask serve` runs it, that can be lost.

use std::{
    env,
    io::{self, Read as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::{PATIENCE, Site, process::ProcessGroup, wait::wait_up_to, wait_for};

/// Opens the console of the demonstration: see [`Server::start_demo`].
pub const DEMO_PASSPHRASE: &str = "branch demo 2026";

/// Serves a [`Site`] until it is stopped.
pub struct Server {
    site: Site,
    demo: bool,
    /// The origin whose pages may embed the kiosk.
    embedder: Option<String>,
    port: u16,
    process: Option<ProcessGroup>,
}

impl Server {
    /// Starts serving `site` on a free port of this machine.
    ///
    /// # Errors
    /// When the server does not come up.
    pub async fn start(site: Site) -> Result<Self> {
        Self::start_as(site, false).await
    }

    /// Starts serving `site` for the pages of `embedder` to embed.
    ///
    /// # Errors
    /// When the server does not come up.
    pub async fn start_for(site: Site, embedder: &str) -> Result<Self> {
        let mut server = Self::new(site, false)?;
        server.embedder = Some(embedder.to_owned());
        server.restart().await?;
        Ok(server)
    }

    /// Starts serving the app as `cargo xtask serve --demo` does.
    ///
    /// # Errors
    /// When the server does not come up.
    pub async fn start_demo() -> Result<Self> {
        Self::start_as(Site::unprovisioned()?, true).await
    }

    async fn start_as(site: Site, demo: bool) -> Result<Self> {
        let mut server = Self::new(site, demo)?;
        server.restart().await?;
        Ok(server)
    }

    fn new(site: Site, demo: bool) -> Result<Self> {
        Ok(Self { site, demo, embedder: None, port: free_port()?, process: None })
    }

    /// Starts it again at the same address.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn restart(&mut self) -> Result<()> {
        let port = self.port.to_string();
        let mut process = ProcessGroup::start(
            Command::new(xtask()?)
                .args(["serve", "--no-build", "--port", &port, "--dist"])
                .arg(self.site.folder())
                .args(self.demo.then_some("--demo"))
                .args(self.embedder.iter().flat_map(|origin| ["--embedder", origin]))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::piped()),
        )?;
        // A demonstration may have to compile what writes its responses.
        let patience = if self.demo { 10 * PATIENCE } else { PATIENCE };
        wait_up_to(patience, "the server", async || {
            if process.head().try_wait()?.is_some() {
                bail!("the server ended at once: {}", last_words(process.head()));
            }
            Ok(self.connect().is_ok().then_some(()))
        })
        .await?;
        self.process = Some(process);
        Ok(())
    }

    /// Kills it; returns once nothing answers at its address.
    ///
    /// # Errors
    /// When something still answers there.
    pub async fn stop(&mut self) -> Result<()> {
        self.process = None;
        wait_for("the port to close", async || Ok(self.connect().is_err().then_some(()))).await
    }

    /// Where the app is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The files it serves.
    pub fn site(&self) -> &Site {
        &self.site
    }

    fn connect(&self) -> io::Result<TcpStream> {
        TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)))
    }
}

fn last_words(process: &mut Child) -> String {
    let mut words = String::new();
    if let Some(mut errors) = process.stderr.take() {
        // Whatever can be read is better than nothing.
        let _ = errors.read_to_string(&mut words);
    }
    words
}

/// A port nobody listens on just now.
pub(crate) fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// The program behind `cargo xtask`: named by `HEARD_XTASK`, or as cargo built it.
pub(crate) fn xtask() -> Result<PathBuf> {
    if let Some(path) = env::var_os("HEARD_XTASK") {
        return Ok(path.into());
    }
    let target = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let path = target.join("debug/xtask");
    path.canonicalize().with_context(|| {
        format!("no {}: run `cargo xtask test`, or set HEARD_XTASK", path.display())
    })
}
