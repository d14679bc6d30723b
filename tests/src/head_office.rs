//! Head office: the command line, and a program that is none of ours.

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{PASSPHRASE, Saved, Table, read_csv, server::xtask};

/// Head office with a key pair of its own.
pub struct HeadOffice(TempDir);

impl HeadOffice {
    /// Makes the key pair.
    ///
    /// # Errors
    /// When `heard` is not built or refuses.
    pub fn new() -> Result<Self> {
        let office = Self(TempDir::with_prefix("heard-office-")?);
        fs::write(office.path("passphrase"), PASSPHRASE)?;
        let [private, public] = ["private.jwk", "public.jwk"].map(|name| office.path(name));
        let pair = [Path::new("--private"), &private, Path::new("--public"), &public];
        heard("key", &pair)?;
        Ok(office)
    }

    /// What goes into provisioning files.
    ///
    /// # Errors
    /// When it is not there.
    pub fn public_key(&self) -> Result<Value> {
        Ok(serde_json::from_str(&fs::read_to_string(self.path("public.jwk"))?)?)
    }

    /// Opens a bundle with head office's own key.
    ///
    /// # Errors
    /// When it does not open.
    pub fn opens(&self, bundle: &Saved) -> Result<Table> {
        self.unseals(bundle, "--key", "private.jwk")
    }

    /// Opens a bundle with the branch's passphrase.
    ///
    /// # Errors
    /// When it does not open.
    pub fn opens_by_passphrase(&self, bundle: &Saved) -> Result<Table> {
        self.unseals(bundle, "--passphrase-file", "passphrase")
    }

    fn unseals(&self, bundle: &Saved, option: &str, secret: &str) -> Result<Table> {
        let (bundle, secret) = (self.receives(bundle)?, self.path(secret));
        read_csv(&heard("unseal", &[&bundle, Path::new(option), &secret])?)
    }

    /// Checks a bundle without any key.
    ///
    /// # Errors
    /// When anything is wrong with it.
    pub fn verifies(&self, bundle: &Saved) -> Result<Value> {
        let bundle = self.receives(bundle)?;
        let format = [Path::new("--format"), Path::new("json")];
        Ok(serde_json::from_str(&heard("verify", &[&bundle, format[0], format[1]])?)?)
    }

    /// Holds a bundle against a digest: the report, with what is wrong in it.
    ///
    /// # Errors
    /// When there is no report.
    pub fn compares(&self, bundle: &Saved, digest: &Saved) -> Result<Value> {
        let [bundle, digest] = [self.receives(bundle)?, self.receives(digest)?];
        let output = Command::new(heard_program()?)
            .args([Path::new("verify"), &bundle, Path::new("--digest"), &digest])
            .args(["--format", "json"])
            .output()?;
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Opens what is in a bundle by npm's `jose`: what was sealed, as JSON.
    ///
    /// # Errors
    /// When one does not open.
    pub fn opens_by_jose(&self, bundle: &Saved) -> Result<Vec<Value>> {
        let folder = env::var_os("HEARD_JOSE").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/jose"),
            PathBuf::from,
        );
        let key: Value = serde_json::from_str(&fs::read_to_string(self.path("private.jwk"))?)?;
        let asked = json!({"key": key, "sealed": sealed_in(bundle)}).to_string();
        let mut node = Command::new("node")
            .arg(folder.join("open.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("node does not start")?;
        node.stdin.take().context("no input")?.write_all(asked.as_bytes())?;
        let output = node.wait_with_output()?;
        ensure!(output.status.success(), "jose opens it not");
        let opened: Vec<Value> = serde_json::from_slice(&output.stdout)?;
        let content =
            |one: &Value| Ok(serde_json::from_str(one["content"].as_str().unwrap_or_default())?);
        opened.iter().map(content).collect()
    }

    fn receives(&self, bundle: &Saved) -> Result<PathBuf> {
        let path = self.path(&bundle.name);
        fs::write(&path, &bundle.bytes)?;
        Ok(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// The command line.
///
/// # Errors
/// When it was not built.
pub fn heard_program() -> Result<PathBuf> {
    let program = xtask()?.with_file_name("heard");
    ensure!(program.is_file(), "{} is missing: `cargo build -p heard`", program.display());
    Ok(program)
}

/// What `heard` writes; it is built beside the program behind `cargo xtask`.
fn heard(verb: &str, arguments: &[&Path]) -> Result<String> {
    let program = heard_program()?;
    let output = Command::new(program).arg(verb).args(arguments).output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "heard {verb}: {told}");
    Ok(String::from_utf8(output.stdout)?)
}

/// The sealed responses: the bundle's files are stored as they are.
fn sealed_in(bundle: &Saved) -> Vec<String> {
    let text = String::from_utf8_lossy(&bundle.bytes);
    let sealed = |line: &str| line.find("{\"protected\":").map(|at| line[at..].to_owned());
    text.split('\n').filter_map(sealed).collect()
}
