//! axe-core on what is on the screen: which rules of accessibility it breaks,
//! and which axe-core cannot decide.

use std::{env, fmt, fs, path::PathBuf};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::Browser;

/// What axe-core found on one screen.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Audit {
    /// Rules broken.
    pub violations: Vec<Finding>,
    /// What it leaves to people to decide.
    pub undecided: Vec<Finding>,
    /// How many rules hold.
    pub passed: usize,
}

/// One element that breaks a rule, or may.
#[derive(Clone, Debug, Deserialize)]
pub struct Finding {
    /// The rule, as axe-core calls it.
    pub rule: String,
    /// What it asks for.
    pub help: String,
    /// The element, as a selector.
    pub target: String,
    /// What is wrong with it, or cannot be decided.
    pub why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}: {}", self.rule, self.help, self.target, self.why)
    }
}

impl Browser {
    /// Holds what is on the screen, once it has come to rest, to the rules of
    /// WCAG 2.2 A and AA and to axe-core's best practice.
    ///
    /// # Errors
    /// When axe-core is not on this machine or does not run.
    pub async fn audit(&self) -> Result<Audit> {
        self.comes_to_rest().await?;
        if self.run("return 'axe' in globalThis", &[]).await? == false {
            // By the driver, which no content security policy holds back.
            self.run(&axe()?, &[]).await?;
        }
        Ok(serde_json::from_value(self.run(include_str!("axe.js"), &[]).await?)?)
    }
}

/// The script: what `HEARD_AXE` names, or where `cargo xtask test` puts it.
fn axe() -> Result<String> {
    let path = env::var_os("HEARD_AXE").map_or_else(
        || {
            let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
            root.join("target/axe/node_modules/axe-core/axe.min.js")
        },
        PathBuf::from,
    );
    fs::read_to_string(&path).with_context(|| format!("axe-core: {}", path.display()))
}
