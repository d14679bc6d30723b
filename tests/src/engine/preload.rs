//! Scripts that run in a page before its own, for engines whose drivers
//! cannot add any: they are written into the copy of the app a test serves.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};

use crate::Site;

/// The file with the scripts, beside `index.html`.
const FILE: &str = "seam.js";

/// Keeps what the page complains about where [`COLLECT`] finds it.
const COLLECTOR: &str = include_str!("complaints.js");

/// Takes what has been kept since last asked.
pub(crate) const COLLECT: &str = "return globalThis.heardComplaints?.splice(0) ?? []";

/// The scripts that run first in every page of a site.
pub(crate) struct Preload {
    folder: PathBuf,
}

impl Preload {
    /// Prepares `site`, whose pages from now on note their complaints.
    ///
    /// # Errors
    /// When its files cannot be changed.
    pub(crate) fn prepare(site: &Site) -> Result<Self> {
        let page = fs::read_to_string(site.folder().join("index.html"))?;
        let (head, scripts) = page.split_once("<script").context("index.html runs nothing")?;
        let page = format!("{head}<script src=\"{FILE}\"></script>\n<script{scripts}");
        site.write("index.html", &page)?;
        let preload = Self { folder: site.folder().to_owned() };
        preload.add(COLLECTOR)?;
        Ok(preload)
    }

    /// Adds a function body.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn add(&self, script: &str) -> Result<()> {
        let file = self.folder.join(FILE);
        let before = if file.exists() { fs::read_to_string(&file)? } else { String::new() };
        fs::write(&file, format!("{before}(() => {{ {script} }})();\n"))?;
        self.note_in_worker()
    }

    /// The service worker keeps the changed files as it keeps the others.
    fn note_in_worker(&self) -> Result<()> {
        let worker = self.folder.join("sw.js");
        let mut text = fs::read_to_string(&worker)?;
        for (address, name) in [("./", "index.html"), ("./seam.js", FILE)] {
            let integrity = xtask::files::integrity(&fs::read(self.folder.join(name))?);
            let entry = format!(
                "  {address:?}: [{integrity:?}, {:?}],\n",
                xtask::media::content_type(name)
            );
            let known = text
                .split_inclusive('\n')
                .filter(|line| !line.starts_with(&format!("  {address:?}:")));
            let rest: String = known.collect();
            let (before, after) =
                rest.split_once("const FILES = {\n").context("sw.js keeps no files")?;
            text = format!("{before}const FILES = {{\n{entry}{after}");
        }
        fs::write(&worker, text)?;
        // A server would go on sending the packed form.
        let packed = self.folder.join("sw.js.br");
        if packed.exists() {
            fs::remove_file(packed)?;
        }
        Ok(())
    }
}
