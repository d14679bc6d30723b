//! `index.html`: trunk's page with everything inlined that the first paint
//! needs, and hashes for the rest.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{fill, html, json, notice, only, policy, text};
use crate::failure::{Context, Outcome};
use crate::{files, media};

/// The composed page; its version is still a mark.
pub(super) struct Page {
    pub(super) html: String,
    /// The policy it carries.
    pub(super) policy: String,
    /// What stands in for it where the worker's copy was changed.
    pub(super) notice: Value,
}

/// The mark that stands where the page's version will be.
pub(super) const VERSION_MARK: &str = "%VERSION%";

const POLICY_MARK: &str = "<!-- heard:policy -->";
const ICON: &str = r#"<link rel="icon" href="icons/heard.svg" type="image/svg+xml">"#;
/// The script that is fetched once the first question is there, and its parts.
const LATE_SCRIPT: &str = "late.js";
const LATE_PARTS: &[&str] = &["tablet.js", "sealing.js", "chain.js"];
/// What is fetched with the analyst, and by no page before: the page's side of
/// it, and where its worker begins; each with what it is made of.
const ANALYST_SCRIPTS: [(&str, &[&str]); 2] = [
    ("analyst-page.js", &["analyst-page.js"]),
    ("analyst-worker.js", &["sealing.js", "analyst-worker.js"]),
];
/// Scripts that only workers load: the page's import map knows nothing of them.
const IN_WORKERS: [&str; 2] = ["analyst.js", "analyst-worker.js"];
const START_MARK: &str = "<!-- heard:start -->";

/// Composes the page and removes from the stage what it now contains.
pub(super) fn compose(stage: &Path, web: &Path) -> Outcome<Page> {
    let source = files::read_text(&stage.join("index.html"))?;
    let style = text::style(&take_styles(stage, &source)?)?;
    let glue = take_glue(stage)?;
    write_script(stage, web, LATE_SCRIPT, LATE_PARTS)?;
    for (name, parts) in ANALYST_SCRIPTS {
        write_script(stage, web, name, parts)?;
    }
    let boot = files::read_text(&web.join("boot.js"))?;
    let boot = fill(&boot, "'%FILES%'", &json(&name_files(stage)?)?)?;
    let early = files::read_text(&web.join("early.js"))?;
    let start = files::read_text(&web.join("start.js"))?;

    let boot = format!("{}\n{}", text::script(&boot), text::script(&early));
    let map = text::script(&json(&import_map(stage)?)?);
    let program = format!("{}\n{}", text::script(&glue), text::script(&start));

    let hash = |inline: &String| files::integrity(inline.as_bytes());
    let scripts: Vec<String> = [&boot, &map, &program].map(hash).into();
    let policy = policy::content_policy(&scripts, &[hash(&style)]);

    let page = without_trunk_elements(&source);
    let page = fill(&page, POLICY_MARK, &policy_element(&policy))?;
    let page = fill(&page, ICON, &icon_element(stage)?)?;
    // Compacted before the inlined parts come in: their hashes are taken.
    let (head, rest) = page.split_once(START_MARK).unwrap_or((&page, ""));
    let inlined = format!(
        "<style>{style}</style>\n<script>{boot}</script>\n\
         <script type=\"importmap\">{map}</script>\n<script type=\"module\">{program}</script>"
    );
    let html = format!("{}\n{inlined}\n{}\n", html::compact(head), html::compact(rest));
    let notice = notice::compose(&source, &files::read_text(&web.join("trouble.css"))?)?;
    Ok(Page { html, policy, notice })
}

fn policy_element(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// The icon within the page: fetched by itself it would come twice.
fn icon_element(stage: &Path) -> Outcome<String> {
    let icon = files::read_text(&stage.join("icons/heard.svg"))?;
    let escaped = icon.trim().replace('%', "%25").replace('#', "%23").replace('"', "'");
    let address = escaped.replace('<', "%3C").replace('>', "%3E").replace('\n', " ");
    Ok(format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml,{address}\">"))
}

/// The style sheets of the page, taken out of the stage, in their order.
fn take_styles(stage: &Path, page: &str) -> Outcome<String> {
    let mut all = String::new();
    for link in html::elements(page, "link") {
        let Some(address) = link.attribute("href").filter(|_| link.has("rel", "stylesheet")) else {
            continue;
        };
        let file = stage.join(address.trim_start_matches("./"));
        all.push_str(&files::read_text(&file)?);
        all.push('\n');
        files::remove(&file)?;
    }
    Ok(all)
}

/// Puts a script together.
fn write_script(stage: &Path, web: &Path, name: &str, parts: &[&str]) -> Outcome {
    let parts = parts.iter().map(|part| files::read_text(&web.join(part)));
    files::write(&stage.join(name), parts.collect::<Outcome<String>>()?)
}

/// The kiosk's glue, taken out of the stage.
fn take_glue(stage: &Path) -> Outcome<String> {
    let file = stage.join(only(stage, "kiosk-", ".js")?);
    let glue = files::read_text(&file)?;
    files::remove(&file)?;
    Ok(glue)
}

/// What trunk wrote to load styles and program.
fn without_trunk_elements(page: &str) -> String {
    let links = html::elements(page, "link").into_iter().filter(|link| {
        ["stylesheet", "modulepreload", "preload"].iter().any(|rel| link.has("rel", rel))
    });
    let scripts =
        html::elements(page, "script").into_iter().filter(|script| script.has("type", "module"));
    links.chain(scripts).fold(page.to_owned(), |page, element| page.replacen(element.whole, "", 1))
}

/// Where the page finds its parts. The kiosk's wasm gets a name after its
/// final bytes: trunk's name stands for those before optimisation.
fn name_files(stage: &Path) -> Outcome<Value> {
    let staged = stage.join(only(stage, "kiosk-", ".wasm")?);
    let bytes = files::read(&staged)?;
    let name = format!("kiosk-{}.wasm", &files::hex(&bytes)[..12]);
    fs::rename(&staged, stage.join(&name)).context(|| format!("cannot name {name}"))?;
    Ok(json!({
        "kiosk": checked(stage, &name)?,
        "rest": {
            "script": checked(stage, LATE_SCRIPT)?,
            "style": checked(stage, "rest.css")?,
        },
        "console": {
            "script": checked(stage, &only(stage, "console", ".js")?)?,
            "wasm": checked(stage, &only(stage, "console", ".wasm")?)?,
            "style": checked(stage, &only(stage, "console", ".css")?)?,
        },
    }))
}

fn checked(stage: &Path, path: &str) -> Outcome<Value> {
    let integrity = files::integrity(&files::read(&stage.join(path))?);
    Ok(json!({ "url": format!("./{path}"), "integrity": integrity }))
}

/// The hashes of all scripts that are loaded as modules.
fn import_map(stage: &Path) -> Outcome<Value> {
    let mut hashes = serde_json::Map::new();
    for path in files::list(stage)? {
        if media::ending(&path) == "js" && !IN_WORKERS.contains(&path.as_str()) {
            let integrity = files::integrity(&files::read(&stage.join(&path))?);
            hashes.insert(format!("./{path}"), integrity.into());
        }
    }
    Ok(json!({ "integrity": hashes }))
}
