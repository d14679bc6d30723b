//! The files a bank's web server holds: the built app, a provisioning file,
//! and, where a test wants it, damage.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What opens the console of every tablet set up through [`Provision`].
pub const PASSPHRASE: &str = "lantern river maple stone";

/// What opens it as well, printed for the safe.
pub const RECOVERY_KEY: &str = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ";

/// The staff's PIN of every tablet set up through [`Provision::with_pin`].
pub const PIN: &str = "2580";

/// What the bank's IT has prepared for a tablet.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision(Value);

impl Default for Provision {
    /// Complete: a counter tablet in three languages, simplified Chinese first.
    fn default() -> Self {
        Self(json!({
            "bank": "海棠银行",
            "branch": {"code": "B001", "name": "城东支行"},
            "counter": {"code": "3", "name": "3号窗口"},
            "locales": ["zh-CN", "zh-TW", "en"],
            "zone": "Asia/Shanghai",
            "questionnaire": "counter",
            // One after the other without a pause; on the screen the test has.
            "cooldown": 0,
            "fullscreen": false,
            "keyring": keyring(),
        }))
    }
}

impl Provision {
    /// With another value for one key.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0[key] = value.into();
        self
    }

    /// With the staff's [`PIN`].
    #[must_use]
    pub fn with_pin(self) -> Self {
        // Few rounds, for tests wait on it.
        let gate = json!({
            "salt": "AQIDBAUGBwgJCgsMDQ4PEA==",
            "iterations": 1000,
            "hash": "Z6fUEql8xcwJbx9GdzGziaObdOSTmNTvczgfkhXNbOg="
        });
        self.with("pin", gate)
    }

    /// Without one key.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        if let Some(keys) = self.0.as_object_mut() {
            keys.remove(key);
        }
        self
    }
}

/// A keyring that [`PASSPHRASE`] and [`RECOVERY_KEY`] open; with few rounds, for
/// tests wait on it.
pub fn keyring() -> Value {
    // A part of this program.
    serde_json::from_str(include_str!("fixtures/keyring.json")).unwrap_or_default()
}

/// A copy of the built app that a test may change.
pub struct Site(TempDir);

impl Site {
    /// Copies `dist/` (or the folder `HEARD_DIST` names) and adds `provision`.
    ///
    /// # Errors
    /// When the app has not been built or cannot be copied.
    pub fn new(provision: &Provision) -> Result<Self> {
        let site = Self::unprovisioned()?;
        site.write("provision.json", provision.0.to_string())?;
        Ok(site)
    }

    /// Copies it without a provisioning file: the tablet asks.
    ///
    /// # Errors
    /// See [`Site::new`].
    pub fn unprovisioned() -> Result<Self> {
        Self::of(&built()?)
    }

    /// Copies any folder of files.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub fn of(folder: &Path) -> Result<Self> {
        let site = Self(TempDir::with_prefix("heard-site-")?);
        copy(folder, site.folder())?;
        Ok(site)
    }

    /// One page with nothing of the app.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn of_one_page(page: &str) -> Result<Self> {
        let site = Self(TempDir::with_prefix("heard-site-")?);
        site.write("index.html", page)?;
        Ok(site)
    }

    /// Where the files are.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Puts `content` in the place of a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) -> Result<()> {
        put(self.folder(), file, content.as_ref())
    }

    /// Takes a file away, with its compressed forms.
    ///
    /// # Errors
    /// When it is there and cannot be removed.
    pub fn remove(&self, file: &str) -> Result<()> {
        take_away(self.folder(), file)
    }
}

/// Puts `content` in the place of a file of a site.
pub(crate) fn put(site: &Path, file: &str, content: &[u8]) -> Result<()> {
    take_away(site, file)?;
    fs::write(site.join(file), content).with_context(|| file.to_owned())
}

fn take_away(site: &Path, file: &str) -> Result<()> {
    for form in ["", ".br", ".gz"] {
        let path = site.join(format!("{file}{form}"));
        if path.exists() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// The folder of the built app.
///
/// # Errors
/// When it has not been built.
pub fn built() -> Result<PathBuf> {
    let built = env::var_os("HEARD_DIST")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist"), PathBuf::from);
    let index = built.join("index.html");
    ensure!(index.is_file(), "{} is missing: `cargo xtask build` first", index.display());
    Ok(built)
}

/// Copies the files of a folder over those of another.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
