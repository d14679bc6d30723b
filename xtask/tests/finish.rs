//! What the build's hook makes of trunk's output: hashes that fit, a precache
//! set that leaves nothing out, configuration that carries the policy.

#![expect(clippy::unwrap_used, reason = "a test may stop where it cannot go on")]

mod common;

use std::fs;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use common::Fixture;
use serde_json::Value;
use sha2::{Digest, Sha256};

fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

/// What stands between two marks, each time they occur.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split_once(end)).map(|(it, _)| it).collect()
}

fn policy(page: &str) -> &str {
    between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"")[0]
}

fn version(page: &str) -> &str {
    between(page, "data-version=\"", "\"")[0]
}

/// The constant `FILES` of the service worker.
fn precache_set(worker: &str) -> Value {
    serde_json::from_str(&worker_constant(worker, "FILES")).unwrap()
}

fn worker_constant(worker: &str, name: &str) -> String {
    format!("{{{}}}", between(worker, &format!("const {name} = {{"), "\n};")[0])
}

#[test]
fn the_policy_allows_exactly_the_scripts_and_styles_that_stand_in_the_page() {
    let page = Fixture::finished("policy").read("index.html");
    let inline: Vec<&str> = ["<script>", "<script type=\"importmap\">", "<script type=\"module\">"]
        .iter()
        .flat_map(|tag| between(&page, tag, "</script>"))
        .chain(between(&page, "<style>", "</style>"))
        .collect();
    assert_eq!(inline.len(), 4, "boot script, import map, program, style");
    let mut expected: Vec<String> =
        inline.iter().map(|text| format!("'{}'", integrity(text.as_bytes()))).collect();
    let mut allowed: Vec<&str> =
        policy(&page).split([' ', ';']).filter(|word| word.starts_with("'sha256-")).collect();
    expected.sort();
    allowed.sort_unstable();
    assert_eq!(allowed, expected);
    assert!(!policy(&page).contains("unsafe-inline"));
    assert!(!policy(&page).contains("'unsafe-eval'"));
}

#[test]
fn the_page_loads_nothing_before_the_first_paint_but_the_kiosk() {
    let fixture = Fixture::finished("inlined");
    let page = fixture.read("index.html");
    assert!(page.contains("let wasm;"), "the glue stands in the page");
    assert!(page.contains("#123456"), "the style stands in the page");
    for gone in ["rel=\"stylesheet\"", "preload", "kiosk-0a1b", "<script src"] {
        assert!(!page.contains(gone), "{gone}");
    }
}

#[test]
fn the_kiosk_is_named_after_its_content_and_checked_when_fetched() {
    let fixture = Fixture::finished("kiosk");
    let page = fixture.read("index.html");
    let hash = between(&page, "\"url\":\"./kiosk-", ".wasm\"")[0];
    let bytes = fs::read(fixture.dist.join(format!("kiosk-{hash}.wasm"))).unwrap();
    assert_eq!(hash, &xtask::files::hex(&bytes)[..12]);
    assert!(page.contains(&integrity(&bytes)));
}

#[test]
fn the_import_map_holds_the_hash_of_the_console() {
    let fixture = Fixture::finished("importmap");
    let page = fixture.read("index.html");
    let map = between(&page, "<script type=\"importmap\">", "</script>")[0];
    let map: Value = serde_json::from_str(map).unwrap();
    let script = integrity(fixture.read("console.js").as_bytes());
    assert_eq!(map["integrity"]["./console.js"], script.as_str());
    assert!(page.contains(&integrity(fixture.read("console_bg.wasm").as_bytes())));
    assert!(page.contains(&integrity(fixture.read("console.css").as_bytes())));
}

#[test]
fn the_precache_set_is_every_file_with_its_hash() {
    let fixture = Fixture::finished("precache");
    let set = precache_set(&fixture.read("sw.js"));
    let mut expected = Vec::new();
    for path in xtask::files::list(&fixture.dist).unwrap() {
        if path == "sw.js" || xtask::media::ending(&path) == "br" {
            continue;
        }
        let bytes = fs::read(fixture.dist.join(&path)).unwrap();
        let address = if path == "index.html" { "./".into() } else { format!("./{path}") };
        assert_eq!(set[&address][0], integrity(&bytes).as_str(), "{path}");
        expected.push(address);
    }
    let mut addresses: Vec<_> = set.as_object().unwrap().keys().cloned().collect();
    addresses.sort();
    expected.sort();
    assert_eq!(addresses, expected);
    assert_eq!(set["./console_bg.wasm"][1], "application/wasm");
}

#[test]
fn page_and_worker_carry_the_same_version() {
    let fixture = Fixture::finished("version");
    let version = version(&fixture.read("index.html")).to_owned();
    assert_eq!(version.len(), 12);
    assert!(fixture.read("sw.js").contains(&format!("const VERSION = '{version}';")));
}

#[test]
fn any_changed_file_gives_a_new_version_and_none_gives_the_same() {
    let version_with = |test: &str, path: &str, content: &str| {
        let fixture = Fixture::staged(test);
        fixture.write(path, content);
        fixture.finish().unwrap();
        version(&fixture.read("index.html")).to_owned()
    };
    let first = version_with("version-1", "questionnaires/counter.json", "{}");
    assert_eq!(first, version_with("version-2", "questionnaires/counter.json", "{}"));
    assert_ne!(first, version_with("version-3", "questionnaires/counter.json", "{ }"));
    assert_ne!(first, version_with("version-4", "kiosk-0a1b.js", "let other;"));
}

#[test]
fn what_the_worker_serves_carries_the_policy_too() {
    let fixture = Fixture::finished("worker");
    let headers = worker_constant(&fixture.read("sw.js"), "HEADERS");
    let headers: Value = serde_json::from_str(&headers).unwrap();
    let page = fixture.read("index.html");
    let expected = format!("{}; frame-ancestors 'none'", policy(&page));
    assert_eq!(headers["content-security-policy"], expected.as_str());
}

#[test]
fn what_stands_in_for_a_changed_page_says_the_same_and_runs_nothing() {
    let notice = worker_constant(&Fixture::finished("notice").read("sw.js"), "NOTICE");
    let notice: Value = serde_json::from_str(&notice).unwrap();
    let (page, policy) = (notice["page"].as_str().unwrap(), notice["policy"].as_str().unwrap());
    assert!(page.contains("<p lang=\"en\">Please try again.</p>"), "{page}");
    assert!(!page.contains("<script"), "{page}");
    let style = integrity(between(page, "<style>", "</style>")[0].as_bytes());
    let expected = format!(
        "default-src 'none'; style-src '{style}'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    );
    assert_eq!(policy, expected);
}

#[test]
fn compressed_copies_hold_the_same_file() {
    let fixture = Fixture::finished("brotli");
    let packed = fs::read(fixture.dist.join("index.html.br")).unwrap();
    let page = fixture.read("index.html");
    assert_eq!(xtask::finish::unpack(&packed).unwrap(), page.as_bytes());
    assert!(packed.len() < page.len() / 2);
}

#[test]
fn server_configuration_carries_this_builds_policy() {
    let fixture = Fixture::finished("deploy");
    let page = fixture.read("index.html");
    for name in ["nginx.conf", "Caddyfile"] {
        let text = fs::read_to_string(fixture.server.join(name)).unwrap();
        assert!(text.contains(policy(&page)), "{name}");
        assert!(text.contains("frame-ancestors 'none'"), "{name}");
        assert!(text.contains("microphone=(self)"), "{name}");
        assert!(!text.contains("%C") && !text.contains("%P"), "{name}: a mark is left");
    }
}

#[test]
fn a_missing_part_is_named() {
    let fixture = Fixture::staged("missing");
    fs::remove_file(fixture.dist.join("console.js")).unwrap();
    let failure = fixture.finish().unwrap_err().to_string();
    assert!(failure.contains("console*.js"), "{failure}");
}

#[test]
fn a_file_whose_name_needs_escaping_is_refused() {
    let fixture = Fixture::staged("escaping");
    fixture.write("questionnaires/my form.json", "{}");
    let failure = fixture.finish().unwrap_err().to_string();
    assert!(failure.contains("my form.json"), "{failure}");
}
