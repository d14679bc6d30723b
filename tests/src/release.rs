//! Other versions of the app than the built one, as a server would come to
//! hold them: page, worker, hashes and policy fit together.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use xtask::{files::integrity, media};

use crate::{
    Site,
    site::{built, copy, put},
};

const PAGE: &str = "index.html";
const WORKER: &str = "sw.js";

impl Site {
    /// Puts `content` in the place of a file, as a build that had it would:
    /// the service worker keeps it as it keeps the others.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ships(&self, file: &str, content: impl AsRef<[u8]>) -> Result<()> {
        ship(self.folder(), file, content.as_ref())
    }

    /// Becomes the built version again.
    ///
    /// # Errors
    /// When its files cannot be copied.
    pub fn put_back(&self) -> Result<()> {
        copy(&built()?, self.folder())
    }

    /// Becomes `version` of the app.
    ///
    /// # Errors
    /// When its files cannot be changed.
    pub fn becomes(&self, version: &str) -> Result<()> {
        let page = fs::read_to_string(self.folder().join(PAGE))?;
        let worker = fs::read_to_string(self.folder().join(WORKER))?;
        let (_, named) = page.split_once("data-version=\"").context("a page of no version")?;
        let (old, _) = named.split_once('"').context("a page of no version")?;
        self.write(WORKER, worker.replace(old, version))?;
        self.ships(PAGE, page.replace(old, version))
    }

    /// The name of the file with the kiosk's program.
    ///
    /// # Errors
    /// When there is none.
    pub fn kiosk(&self) -> Result<String> {
        let is_kiosk = |name: &String| name.starts_with("kiosk-") && media::ending(name) == "wasm";
        let name = xtask::files::list(self.folder())?.into_iter().find(is_kiosk);
        name.context("there is no kiosk")
    }

    /// Becomes `version` of the app, with another kiosk.
    ///
    /// # Errors
    /// When its files cannot be changed.
    pub fn becomes_with(&self, version: &str, kiosk: &[u8]) -> Result<()> {
        let name = self.kiosk()?;
        let old = integrity(&fs::read(self.folder().join(&name))?);
        self.ships(&name, kiosk)?;

        let page = fs::read_to_string(self.folder().join(PAGE))?;
        let mut new = page.replace(&old, &integrity(kiosk));
        let mut worker = fs::read_to_string(self.folder().join(WORKER))?;
        // The policy lets through what has one of its hashes.
        for (before, after) in scripts(&page).zip(scripts(&new.clone())) {
            let [before, after] = [before, after].map(|script| integrity(script.as_bytes()));
            (new, worker) = (new.replace(&before, &after), worker.replace(&before, &after));
        }
        self.write(WORKER, worker)?;
        self.write(PAGE, new)?;
        self.becomes(version)
    }
}

/// Puts `content` in the place of a file of a site, and of the worker's list.
pub(crate) fn ship(site: &Path, file: &str, content: &[u8]) -> Result<()> {
    let address = if file == PAGE { "./".to_owned() } else { format!("./{file}") };
    let entry =
        format!("  {address:?}: [{:?}, {:?}],\n", integrity(content), media::content_type(file));
    let worker = fs::read_to_string(site.join(WORKER))?;
    let others: String = worker
        .split_inclusive('\n')
        .filter(|line| !line.starts_with(&format!("  {address:?}:")))
        .collect();
    let (before, after) =
        others.split_once("const FILES = {\n").context("the worker keeps no files")?;
    put(site, WORKER, format!("{before}const FILES = {{\n{entry}{after}").as_bytes())?;
    put(site, file, content)
}

/// The scripts that stand in the page itself.
fn scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|script| {
        let (head, rest) = script.split_once('>')?;
        let (body, _) = rest.split_once("</script>")?;
        (!head.contains("src=")).then_some(body)
    })
}
