//! Where things are: the sources, the finished files, the tools' cache.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Context, Failure, Outcome};

/// The folders every verb works in.
#[derive(Clone, Debug)]
pub struct Places {
    /// The workspace.
    pub root: PathBuf,
    /// The finished files, as a web server serves them.
    pub dist: PathBuf,
    /// Beside `dist`: server configuration and the note of the last build.
    pub server: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// Tools installed by the set-up, one folder each, shared by all clones.
    pub cache: PathBuf,
}

impl Places {
    /// The folders, with `dist` elsewhere where that is asked for.
    ///
    /// # Errors
    /// Where there is neither a cache nor a home folder to keep tools in.
    pub fn new(dist: Option<&str>) -> Outcome<Self> {
        let here = env::current_dir().context(|| "cannot tell the current folder".into())?;
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest).to_path_buf();
        let dist = dist.map_or_else(|| root.join("dist"), |given| here.join(given));
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(given) => here.join(given),
            None => root.join("target"),
        };
        Ok(Self { server: beside(&dist), cache: cache()?, root, dist, target })
    }

    /// The same folders for finished files in `dist`.
    #[must_use]
    pub fn with_dist(&self, dist: &Path) -> Self {
        Self { dist: dist.to_path_buf(), server: beside(dist), ..self.clone() }
    }
}

/// `dist` → `dist-server`: what must not be served itself.
fn beside(dist: &Path) -> PathBuf {
    let mut name = dist.file_name().unwrap_or_default().to_os_string();
    name.push("-server");
    dist.with_file_name(name)
}

fn cache() -> Outcome<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .or_else(|| set("LOCALAPPDATA"))
        .map(|cache| cache.join("heard"))
        .ok_or_else(|| Failure::new("set HOME or XDG_CACHE_HOME: tools are kept in a cache there"))
}
