//! Rules of the project that no compiler holds: where dependencies may point
//! and come from, and what must not stand in the sources.

#![expect(clippy::unwrap_used, reason = "a test may stop where it cannot go on")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Crates that talk to a browser. Nothing under `crates/` may reach them.
const BROWSER: [&str; 5] = ["web-sys", "js-sys", "wasm-bindgen", "leptos", "gloo"];

/// What a dependency's licence may be: each permits use without conditions on
/// the rest of the program. The same list stands in `deny.toml`.
const LICENCES: [&str; 12] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "0BSD",
    "BSL-1.0",
    "CC0-1.0",
];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// All files of the project with one of these endings.
fn sources(endings: &[&str]) -> Vec<PathBuf> {
    let output = Command::new("git")
        .current_dir(root())
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .unwrap();
    assert!(output.status.success(), "the list of sources comes from git");
    String::from_utf8(output.stdout)
        .unwrap()
        .split('\0')
        .filter(|path| endings.contains(&xtask::media::ending(path)))
        .map(|path| root().join(path))
        .filter(|path| path.is_file())
        .collect()
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn crates_reach_no_browser() {
    let metadata = metadata();
    let packages = list(&metadata, "packages");
    let name_of: BTreeMap<&str, &str> =
        packages.iter().map(|one| (text(one, "id"), text(one, "name"))).collect();
    // Normal and build dependencies, on every platform but the browser's own:
    // there, crates like chrono bring bindings that are never called.
    let edges: BTreeMap<&str, Vec<&str>> = list(&metadata["resolve"], "nodes")
        .iter()
        .map(|node| {
            let used = |dependency: &&Value| {
                list(dependency, "dep_kinds")
                    .iter()
                    .any(|kind| text(kind, "kind") != "dev" && !is_for_wasm(text(kind, "target")))
            };
            let targets = list(node, "deps").iter().filter(used).map(|dep| text(dep, "pkg"));
            (text(node, "id"), targets.collect())
        })
        .collect();
    let ours = root().join("crates");
    let mut found = Vec::new();
    for package in packages {
        if !Path::new(text(package, "manifest_path")).starts_with(&ours) {
            continue;
        }
        let (mut seen, mut open) = (BTreeSet::new(), vec![text(package, "id")]);
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(edges.get(id).into_iter().flatten());
            }
        }
        let reached = seen.iter().map(|id| name_of[id]).filter(|name| {
            BROWSER.iter().any(|it| name == it || name.starts_with(&format!("{it}-")))
        });
        found.extend(reached.map(|name| format!("{} reaches {name}", text(package, "name"))));
    }
    assert_none(&found);
}

fn is_for_wasm(target: &str) -> bool {
    target.contains("wasm") && !target.contains("not(")
}

#[test]
fn every_dependency_comes_from_the_registry_with_a_licence_we_allow() {
    let mut found = Vec::new();
    for package in list(&metadata(), "packages") {
        let (name, source) = (text(package, "name"), text(package, "source"));
        let is_ours = Path::new(text(package, "manifest_path")).starts_with(root());
        if !is_ours && source != REGISTRY {
            found.push(format!("{name} comes from `{source}`"));
        }
        if !is_allowed(text(package, "license")) {
            found.push(format!("{name} is under `{}`", text(package, "license")));
        }
    }
    assert_none(&found);
}

/// With `*` a later version of anything would come in unasked.
#[test]
fn no_dependency_of_ours_takes_any_version() {
    let metadata = metadata();
    let ours = list(&metadata, "packages").iter().filter(|it| it["source"].is_null());
    let any = ours.flat_map(|package| list(package, "dependencies")).filter(|dependency| {
        text(dependency, "req") == "*" && text(dependency, "source") == REGISTRY
    });
    assert_none(&any.map(|it| text(it, "name").to_owned()).collect::<Vec<_>>());
}

/// An SPDX expression holds if a choice of `OR` does, of which every part of
/// `AND` does. Parentheses are resolved from the inside.
fn is_allowed(expression: &str) -> bool {
    if let Some((before, rest)) = expression.rsplit_once('(')
        && let Some((inside, after)) = rest.split_once(')')
    {
        let value = if is_allowed(inside) { "MIT" } else { "-" };
        return is_allowed(&format!("{before}{value}{after}"));
    }
    // Older crates write `MIT/Apache-2.0`.
    expression
        .replace('/', " OR ")
        .split(" OR ")
        .any(|choice| choice.split(" AND ").all(|licence| LICENCES.contains(&licence.trim())))
}

#[test]
fn licence_expressions_are_understood() {
    assert!(is_allowed("MIT OR Apache-2.0"));
    assert!(is_allowed("GPL-3.0 OR MIT"));
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(is_allowed("MIT/Apache-2.0"));
    assert!(!is_allowed("MIT AND GPL-3.0"));
    assert!(!is_allowed("(GPL-3.0 OR MPL-2.0) AND MIT"));
    assert!(!is_allowed(""));
}

#[test]
fn deny_toml_allows_the_same_licences() {
    let deny = fs::read_to_string(root().join("deny.toml")).unwrap();
    let (_, list) = deny.split_once("\nallow = [").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    let denied: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    assert_eq!(denied, BTreeSet::from(LICENCES));
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = sources(&["rs"]).into_iter().filter(|path| {
        let source = fs::read_to_string(path).unwrap();
        !source.starts_with("//! ") && !source.starts_with("//!\n")
    });
    assert_none(&silent.map(|path| path.display().to_string()).collect::<Vec<_>>());
}

/// Words that must not stand in sources, put together here so that this file
/// does not contain them.
fn unwanted() -> Vec<(String, &'static str)> {
    let mut words = vec![
        (["TO", "DO"].concat(), "finish it or open an issue"),
        (["FIX", "ME"].concat(), "finish it or open an issue"),
        (["todo", "!("].concat(), "finish it"),
        (["dbg", "!("].concat(), "left over from a search for a fault"),
    ];
    for folder in ["home", "root", "work", "tmp", "Users"] {
        words.push((["\"/", folder, "/"].concat(), "a path of one machine"));
        words.push(([" /", folder, "/"].concat(), "a path of one machine"));
        words.push((["(/", folder, "/"].concat(), "a path of one machine"));
    }
    words
}

#[test]
fn no_loose_ends_and_no_paths_of_one_machine() {
    let mut found = Vec::new();
    let unwanted = unwanted();
    for path in sources(&["rs", "js", "css", "html", "toml", "md", "py", "json", "conf"]) {
        let Ok(source) = fs::read_to_string(&path) else { continue };
        for (number, line) in (1..).zip(source.lines()) {
            for (word, why) in unwanted.iter().filter(|(word, _)| line.contains(word.as_str())) {
                found.push(format!("{}:{number}: {word} ({why})", path.display()));
            }
        }
    }
    assert_none(&found);
}

/// The build makes functions trap that never run (`finish/idle_code.rs`).
#[test]
fn the_app_uses_nothing_that_the_build_takes_out() {
    let of_the_console = ["src/console", "src/bin", "crates/exchange/src/csv", "crates/insight"];
    let mut found = Vec::new();
    for path in sources(&["rs"]) {
        let place = path.strip_prefix(root()).unwrap();
        let is_in = |folders: &[&str]| folders.iter().any(|folder| place.starts_with(folder));
        if !is_in(&["src", "crates/survey/src", "crates/exchange/src", "crates/insight/src"]) {
            continue;
        }
        let mut words = vec!["future_to_promise"];
        if !is_in(&of_the_console) {
            words.push(":?}");
        }
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in (1..).zip(code.lines()) {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number}: {}", place.display(), line.trim()));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn views_use_only_styles_that_the_policy_lets_through() {
    let app = root().join("src");
    let mut found = Vec::new();
    // Markup that `heard-report` wrote: it escapes by type, and styles nothing itself.
    let written = app.join("console/dashboard.rs");
    for path in sources(&["rs"]).into_iter().filter(|path| path.starts_with(&app)) {
        let source = fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(source.lines()) {
            let code = line.split("//").next().unwrap_or_default();
            if path == written && code.contains("self.place.set_inner_html(&markup)") {
                continue;
            }
            let is_blocked =
                ["style=\"", "style=move", "style={", "style=|", "inner_html", "set_inner_html"]
                    .iter()
                    .any(|word| code.contains(word));
            if is_blocked {
                found.push(format!("{}:{number}: {}", path.display(), line.trim()));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn package_locks_name_no_server() {
    let mut found = Vec::new();
    for path in sources(&["json"]) {
        if path.ends_with("package-lock.json")
            && fs::read_to_string(&path).unwrap().contains("\"resolved\"")
        {
            found.push(path.display().to_string());
        }
    }
    assert_none(&found);
}

#[test]
fn the_tool_that_binds_has_the_version_of_its_crate() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let expected =
        format!("name = \"wasm-bindgen\"\nversion = \"{}\"", xtask::setup::versions::WASM_BINDGEN);
    assert!(lock.contains(&expected));
}
