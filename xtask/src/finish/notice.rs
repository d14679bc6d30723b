//! The page that the service worker shows where its copy of the kiosk's page
//! was changed: the same calm words, and nothing that could run.

use serde_json::{Value, json};

use super::{policy, text};
use crate::failure::{Failure, Outcome};
use crate::files;

/// Composes page and policy from the words that `index.html` has for a kiosk
/// that does not start. It tries again by itself after a minute.
pub(super) fn compose(source: &str, style: &str) -> Outcome<Value> {
    let words = between(source, "<div class=\"late\">", "</div>")?;
    let again = between(source, "data-act=\"retry\">", "</button>")?;
    let style = text::style(&format!("{style}\nbody {{ margin: 0; }}"))?;
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"refresh\" content=\"60\"><title>Heard</title>\
         <style>{style}</style></head><body data-screen=\"notice\">\
         <div id=\"trouble\" data-notice=\"not-started\" role=\"alert\">{words}\
         <form><button data-act=\"retry\">{again}</button></form></div></body></html>"
    );
    let hash = files::integrity(style.as_bytes());
    Ok(json!({ "page": page, "policy": policy::notice_policy(&hash) }))
}

/// What stands between two marks, its lines as one.
fn between(source: &str, start: &str, end: &str) -> Outcome<String> {
    let found = source.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    let (words, _) = found
        .ok_or_else(|| Failure::new(format!("index.html has nothing between {start} and {end}")))?;
    Ok(words.lines().map(str::trim).collect())
}
