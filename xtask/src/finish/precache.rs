//! The precache set: every file of the app with its hash, named as a whole.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::page::{Page, VERSION_MARK};
use super::{fill, json, policy};
use crate::failure::{Failure, Outcome};
use crate::{files, media};

/// The files that carry the set's name.
pub(super) struct Set {
    pub(super) page: String,
    pub(super) worker: String,
}

/// Names the set after all its files, the worker's own code included, and puts
/// that version into the page and the worker.
pub(super) fn seal(stage: &Path, page: &Page, worker: &str, policy: &str) -> Outcome<Set> {
    let mut entries = BTreeMap::new();
    for path in files::list(stage)? {
        if !matches!(path.as_str(), "index.html" | "sw.js") {
            let bytes = files::read(&stage.join(&path))?;
            entries.insert(address(&path)?, entry(&path, &bytes));
        }
    }
    let worker = fill(worker, "'%NOTICE%'", &pretty(&page.notice)?)?;
    let named = (json(&json!(entries))?, &page.html, &worker);
    let version = files::hex(format!("{named:?}").as_bytes())[..12].to_owned();

    let page = fill(&page.html, VERSION_MARK, &version)?;
    // The page is known by its folder: servers may redirect the longer name.
    entries.insert("./".into(), entry("index.html", page.as_bytes()));

    let mut headers: BTreeMap<&str, &str> = policy::HEADERS.into();
    headers.insert("content-security-policy", policy);
    let worker = fill(&worker, VERSION_MARK, &version)?;
    let worker = fill(&worker, "'%FILES%'", &pretty(&json!(entries))?)?;
    let worker = fill(&worker, "'%HEADERS%'", &pretty(&json!(headers))?)?;
    Ok(Set { page, worker })
}

fn entry(path: &str, bytes: &[u8]) -> Value {
    json!([files::integrity(bytes), media::content_type(path)])
}

/// The path as the address it is fetched by.
fn address(path: &str) -> Outcome<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    if path.bytes().all(plain) {
        return Ok(format!("./{path}"));
    }
    Err(Failure::new(format!(
        "rename {path}: only letters, digits, - _ and . can be served safely"
    )))
}

/// One entry a line, for people who look into the file.
fn pretty(value: &Value) -> Outcome<String> {
    let Some(entries) = value.as_object() else { return json(value) };
    let lines: Outcome<Vec<String>> =
        entries.iter().map(|(key, value)| Ok(format!("  {key:?}: {}", json(value)?))).collect();
    Ok(format!("{{\n{}\n}}", lines?.join(",\n")))
}
