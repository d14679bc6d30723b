//! HTTP/1.1 for a browser on the same machine: a thread a connection, kept
//! open between requests. What is answered is [`Site`]'s.
//!
//! Written here because a pool of threads that can all be held by idle
//! connections leaves a browser waiting for ever.

use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::site::{Answer, Question, Site};

/// Longer than any browser's request line and headers.
const HEAD_LIMIT: u64 = 64 * 1024;
/// After so long without a request a connection is closed.
const IDLE: Duration = Duration::from_mins(1);

/// Answers for as long as the process lives.
pub(super) fn serve(listener: &TcpListener, site: Site) {
    let site = Arc::new(site);
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        thread::spawn(move || {
            // Ends with an error where the browser has gone away; there is
            // nobody to tell.
            let _ = converse(&stream, &site);
        });
    }
}

/// Answers one request after the other, until the browser has no more.
fn converse(stream: &TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(head) = Head::read(&mut reader)? {
        let answer = site.answer(&Question {
            method: &head.method,
            target: &head.target,
            accept_encoding: head.header("accept-encoding"),
            if_none_match: head.header("if-none-match"),
        });
        let last = head.is_last();
        send(stream, &answer, head.method == "HEAD", last)?;
        if last {
            break;
        }
    }
    Ok(())
}

/// A request without its body: what is asked here has none.
struct Head {
    method: String,
    target: String,
    /// Names in small letters.
    headers: Vec<(String, String)>,
}

impl Head {
    /// Reads one; none where the connection ends before it or it is not HTTP.
    fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut lines = reader.take(HEAD_LIMIT).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(None) };
        let mut words = first.split(' ');
        let (Some(method), Some(target), Some("HTTP/1.1" | "HTTP/1.0")) =
            (words.next(), words.next(), words.next())
        else {
            return Ok(None);
        };
        let mut headers = Vec::new();
        for line in lines {
            let line = line?;
            if line.is_empty() {
                let (method, target) = (method.to_owned(), target.to_owned());
                return Ok(Some(Self { method, target, headers }));
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Ok(None)
    }

    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }

    /// Whether nothing can follow: it was said so, or a body does that is not
    /// read.
    fn is_last(&self) -> bool {
        let has_body = !matches!(self.header("content-length"), "" | "0")
            || !self.header("transfer-encoding").is_empty();
        has_body || self.header("connection").eq_ignore_ascii_case("close")
    }
}

fn send(mut stream: &TcpStream, answer: &Answer, without_body: bool, last: bool) -> io::Result<()> {
    let Answer { status, headers, body } = answer;
    let mut out = format!("HTTP/1.1 {status} {}\r\n", reason(*status)).into_bytes();
    for (name, value) in headers {
        write!(out, "{name}: {value}\r\n")?;
    }
    // An answer that nothing changed says nothing of the length either.
    if *status != 304 {
        write!(out, "content-length: {}\r\n", body.len())?;
    }
    write!(out, "connection: {}\r\n\r\n", if last { "close" } else { "keep-alive" })?;
    if !without_body {
        out.extend_from_slice(body);
    }
    stream.write_all(&out)
}

/// The words for the statuses that are sent here.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        304 => "Not Modified",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "",
    }
}
