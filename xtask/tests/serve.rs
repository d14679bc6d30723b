//! The server answers as a production server should: headers, compression,
//! revalidation, and nothing from outside its folder.

#![expect(clippy::unwrap_used, reason = "a test may stop where it cannot go on")]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use common::Fixture;
use xtask::finish::unpack;
use xtask::serve::site::{Answer, Question, Site};

fn site(test: &str) -> (Fixture, Site) {
    let fixture = Fixture::finished(test);
    let site = Site::new(&fixture.dist, vec![("demo.csv", b"id\n1\n".to_vec())]);
    (fixture, site)
}

fn get(site: &Site, target: &str) -> Answer {
    site.answer(&Question { method: "GET", target, ..Question::default() })
}

fn get_packed(site: &Site, target: &str, accept_encoding: &str) -> Answer {
    site.answer(&Question { method: "GET", target, accept_encoding, ..Question::default() })
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
}

#[test]
fn the_page_comes_with_every_security_header() {
    let (_fixture, site) = site("serve-headers");
    for target in ["/", "/index.html", "/?from=home", "/sw.js", "/nothing-here"] {
        let answer = get(&site, target);
        let policy = header(&answer, "content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{target}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{target}: {policy}");
        for exception in ["unsafe-inline", "'unsafe-eval'", "unsafe-hashes", " *", "http"] {
            assert!(!policy.contains(exception), "{target}: {exception} in {policy}");
        }
        assert!(header(&answer, "permissions-policy").unwrap().contains("microphone=(self)"));
        assert_eq!(header(&answer, "x-content-type-options"), Some("nosniff"));
        assert_eq!(header(&answer, "referrer-policy"), Some("no-referrer"));
        assert_eq!(header(&answer, "cross-origin-opener-policy"), Some("same-origin"));
        assert_eq!(header(&answer, "cross-origin-resource-policy"), Some("same-origin"));
    }
}

#[test]
fn what_cannot_run_comes_without_policies() {
    let (_fixture, site) = site("serve-light");
    let questionnaire = get(&site, "/questionnaires/counter.json");
    for name in ["content-security-policy", "permissions-policy", "cross-origin-opener-policy"] {
        assert_eq!(header(&questionnaire, name), None);
    }
    assert_eq!(header(&questionnaire, "x-content-type-options"), Some("nosniff"));
}

#[test]
fn files_come_with_their_type_and_only_content_named_ones_are_kept() {
    let (fixture, site) = site("serve-types");
    let files = xtask::files::list(&fixture.dist).unwrap();
    let kiosk = files.iter().find(|path| path.starts_with("kiosk-"));
    let kiosk = get(&site, &format!("/{}", kiosk.unwrap()));
    assert_eq!(header(&kiosk, "content-type"), Some("application/wasm"));
    assert_eq!(header(&kiosk, "cache-control"), Some("public, max-age=31536000, immutable"));
    for (target, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/sw.js", "text/javascript; charset=utf-8"),
        ("/console.css", "text/css; charset=utf-8"),
        ("/questionnaires/counter.json", "application/json"),
        ("/icons/heard.svg", "image/svg+xml"),
        ("/demo.csv", "text/csv; charset=utf-8"),
    ] {
        let answer = get(&site, target);
        assert_eq!(answer.status, 200, "{target}");
        assert_eq!(header(&answer, "content-type"), Some(kind), "{target}");
        assert_eq!(header(&answer, "cache-control"), Some("no-cache"), "{target}");
    }
}

#[test]
fn brotli_is_sent_to_those_who_take_it() {
    let (fixture, site) = site("serve-brotli");
    let page = fixture.read("index.html").into_bytes();
    for accept in ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, BR;q=0.8"] {
        let answer = get_packed(&site, "/", accept);
        assert_eq!(header(&answer, "content-encoding"), Some("br"), "{accept}");
        assert_eq!(header(&answer, "vary"), Some("accept-encoding"));
        assert_eq!(unpack(&answer.body).unwrap(), page);
    }
    for accept in ["", "gzip", "br;q=0", "brotli"] {
        let answer = get_packed(&site, "/", accept);
        assert_eq!(header(&answer, "content-encoding"), None, "{accept}");
        assert_eq!(answer.body, page);
    }
}

#[test]
fn a_file_changed_after_the_build_is_sent_as_it_is_now() {
    let (fixture, site) = site("serve-changed");
    fixture.write("index.html", "changed");
    let answer = get_packed(&site, "/", "br");
    assert_eq!(answer.body, b"changed");
    assert_eq!(header(&answer, "content-encoding"), None);
}

#[test]
fn a_browser_that_has_the_file_is_told_so() {
    let (_fixture, site) = site("serve-etag");
    let first = get_packed(&site, "/", "br");
    let etag = header(&first, "etag").unwrap();
    let ask = |accept_encoding, if_none_match| {
        let method = "GET";
        site.answer(&Question { method, target: "/", accept_encoding, if_none_match })
    };
    let again = ask("br", etag);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert!(header(&again, "content-security-policy").is_some());
    assert_eq!(ask("br", "\"other\", *").status, 304);
    assert_eq!(ask("br", "\"other\"").status, 200);
    assert_eq!(ask("", etag).status, 200, "the other encoding is another file");
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let (fixture, site) = site("serve-outside");
    fs::write(fixture.dist.join("../secret.txt"), "secret").unwrap();
    fs::write(fixture.dist.join(".hidden"), "secret").unwrap();
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/icons/../../secret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/.hidden",
        "/%2ehidden",
        "/a%00b",
        "/%zz",
        "/%",
        "/icons",
        "*",
        "",
    ] {
        assert_eq!(get(&site, target).status, 404, "{target}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out() {
    let (fixture, site) = site("serve-link");
    fs::write(fixture.dist.join("../linked.txt"), "secret").unwrap();
    std::os::unix::fs::symlink("../linked.txt", fixture.dist.join("link.txt")).unwrap();
    assert_eq!(get(&site, "/link.txt").status, 404);
}

#[test]
fn only_reading_is_possible() {
    let (_fixture, site) = site("serve-methods");
    let answer = site.answer(&Question { method: "POST", target: "/", ..Question::default() });
    assert_eq!(answer.status, 405);
    assert_eq!(header(&answer, "allow"), Some("GET, HEAD"));
    let answer = site.answer(&Question { method: "HEAD", target: "/", ..Question::default() });
    assert_eq!(answer.status, 200);
}

/// The program itself, on a free port; ended when the test ends.
struct Running {
    program: std::process::Child,
    address: String,
}

impl Running {
    fn start(fixture: &Fixture) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["serve", "--no-build", "--port", "0", "--dist"])
            .arg(&fixture.dist)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().trim_end_matches('/').into();
        Self { program, address }
    }

    fn say(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{request}Host: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn the_program_says_where_it_serves_and_does() {
    let fixture = Fixture::finished("serve-program");
    let running = Running::start(&fixture);
    let whole = running.say("GET / HTTP/1.1\r\n");
    assert!(whole.starts_with("HTTP/1.1 200 OK\r\n"), "{whole}");
    assert!(whole.contains("frame-ancestors 'none'"));
    let (_, body) = whole.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, fixture.read("index.html"));

    let head = running.say("HEAD / HTTP/1.1\r\n");
    let (headers, body) = head.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}", fixture.read("index.html").len());
    assert!(headers.to_lowercase().contains(&length), "{headers}");
    assert_eq!(body, "");
    assert!(running.say("GET /../Cargo.toml HTTP/1.1\r\n").starts_with("HTTP/1.1 404"));

    fixture.write("large.csv", &"a,b\n".repeat(50_000));
    let large = running.say("GET /large.csv HTTP/1.1\r\n");
    let (headers, body) = large.split_once("\r\n\r\n").unwrap();
    assert!(headers.to_lowercase().contains("content-length: 200000"), "{headers}");
    assert_eq!(body.len(), 200_000);
}

#[test]
fn connections_that_stay_open_keep_nobody_waiting() {
    let fixture = Fixture::finished("serve-connections");
    let running = Running::start(&fixture);
    let connect = || {
        let stream = TcpStream::connect(&running.address).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(10))).unwrap();
        stream
    };
    // More than any pool would hold, each with two requests on its way.
    let mut open: Vec<TcpStream> = (0..40).map(|_| connect()).collect();
    for stream in &mut open {
        let request = "GET /icons/heard.svg HTTP/1.1\r\nHost: here\r\n\r\n";
        stream.write_all(request.repeat(2).as_bytes()).unwrap();
    }
    let icon = fixture.read("icons/heard.svg");
    for stream in &mut open {
        let mut answers = String::new();
        while answers.matches(&icon).count() < 2 {
            let mut part = [0; 4096];
            let read = stream.read(&mut part).unwrap();
            assert!(read > 0, "closed after {answers}");
            answers.push_str(&String::from_utf8_lossy(&part[..read]));
        }
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2);
    }
}

#[test]
fn without_a_build_it_says_so_in_a_sentence() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["serve", "--no-build", "--dist", env!("CARGO_TARGET_TMPDIR")])
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: there is no build in"), "{said}");
    assert_eq!(said.lines().count(), 1);
}
