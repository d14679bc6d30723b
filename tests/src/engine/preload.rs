//! Scripts that run in a page before its own, for engines whose drivers
//! cannot add any: they are written into the copy of the app a test serves.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};

use crate::{Site, release::ship};

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
        site.ships("index.html", page)?;
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
        ship(&self.folder, FILE, format!("{before}(() => {{ {script} }})();\n").as_bytes())
    }
}
