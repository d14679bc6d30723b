//! What is answered to a request: a function from request to answer, so that
//! it can be tested without a socket.
//!
//! Files are read anew each time; a build while the server runs is seen at
//! once.

use std::path::{Component, Path, PathBuf};

use crate::files;
use crate::finish::{policy, unpack};
use crate::media;

/// Finished files and what is served beside them.
#[derive(Debug)]
pub struct Site {
    dist: PathBuf,
    extra: Vec<(&'static str, Vec<u8>)>,
    embedder: Option<String>,
}

/// The parts of a request that matter here.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// `GET`, `HEAD` or another.
    pub method: &'a str,
    /// Path and query as they were sent.
    pub target: &'a str,
    /// The header of that name, empty where there was none.
    pub accept_encoding: &'a str,
    /// The header of that name, empty where there was none.
    pub if_none_match: &'a str,
}

/// What is sent back; for `HEAD` the sender leaves the body out.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names in small letters.
    pub headers: Vec<(&'static str, String)>,
    /// As sent: compressed where the headers say so.
    pub body: Vec<u8>,
}

impl Site {
    /// A site of the files in `dist` and of `extra` paths with their content.
    pub fn new(dist: &Path, extra: Vec<(&'static str, Vec<u8>)>) -> Self {
        Self { dist: dist.to_path_buf(), extra, embedder: None }
    }

    /// The same, for pages of `origin` to embed.
    #[must_use]
    pub fn embedded_by(self, origin: Option<String>) -> Self {
        Self { embedder: origin, ..self }
    }

    /// The answer to a request.
    pub fn answer(&self, question: &Question) -> Answer {
        if !matches!(question.method, "GET" | "HEAD") {
            let mut refusal = self.message(405, "only GET and HEAD are answered here");
            refusal.headers.push(("allow", "GET, HEAD".into()));
            return refusal;
        }
        let found = path(question.target).and_then(|path| Some((self.content(&path)?, path)));
        match found {
            Some((content, path)) => self.file(question, &path, content),
            None => self.message(404, "there is nothing at this address"),
        }
    }

    fn content(&self, path: &str) -> Option<Vec<u8>> {
        if let Some((_, content)) = self.extra.iter().find(|(name, _)| *name == path) {
            return Some(content.clone());
        }
        let file = self.dist.join(path).canonicalize().ok()?;
        // A link must not lead out either.
        let inside = file.starts_with(self.dist.canonicalize().ok()?);
        if inside && file.is_file() { files::read(&file).ok() } else { None }
    }

    fn file(&self, question: &Question, path: &str, content: Vec<u8>) -> Answer {
        let hash = files::hex(&content);
        let packed = self.packed(path, &content);
        let mut headers = self.headers(media::content_type(path));
        let is_fixed = media::is_named_by_content(path);
        let keep = if is_fixed { "public, max-age=31536000, immutable" } else { "no-cache" };
        headers.push(("cache-control", keep.into()));
        headers.push(("content-type", media::content_type(path).into()));
        if packed.is_some() {
            headers.push(("vary", "accept-encoding".into()));
        }
        let packed = packed.filter(|_| accepts_brotli(question.accept_encoding));
        let etag = format!("\"{}{}\"", &hash[..20], if packed.is_some() { "-br" } else { "" });
        let known = question.if_none_match.split(',').any(|known| {
            let known = known.trim();
            known == "*" || known.trim_start_matches("W/") == etag
        });
        headers.push(("etag", etag));
        if known {
            return Answer { status: 304, headers, body: Vec::new() };
        }
        if packed.is_some() {
            headers.push(("content-encoding", "br".into()));
        }
        Answer { status: 200, headers, body: packed.unwrap_or(content) }
    }

    /// The compressed copy beside a file, where it holds exactly that file:
    /// one that was changed by hand is sent as it is.
    fn packed(&self, path: &str, content: &[u8]) -> Option<Vec<u8>> {
        let packed = std::fs::read(self.dist.join(format!("{path}.br"))).ok()?;
        (unpack(&packed).ok()? == content).then_some(packed)
    }

    fn message(&self, status: u16, text: &str) -> Answer {
        let mut headers = self.headers("text/html");
        headers.push(("content-type", "text/plain; charset=utf-8".into()));
        headers.push(("cache-control", "no-store".into()));
        Answer { status, headers, body: format!("{text}\n").into_bytes() }
    }

    /// The headers for content of this type: policies only for what can run.
    fn headers(&self, content_type: &str) -> Vec<(&'static str, String)> {
        let runs = ["text/html", "text/javascript"].iter().any(|it| content_type.starts_with(it));
        let fixed =
            policy::HEADERS.into_iter().filter(|(name, _)| runs || !policy::is_of_pages(name));
        let mut headers: Vec<_> = fixed.map(|(name, value)| (name, value.to_owned())).collect();
        if let Some(policy) = self.content_policy().filter(|_| runs) {
            headers.push(("content-security-policy", policy));
        }
        headers
    }

    /// The policy that the page carries, as the header it should be.
    fn content_policy(&self) -> Option<String> {
        let page = files::read_text(&self.dist.join("index.html")).ok()?;
        let (_, rest) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
        let ancestors = self.embedder.as_deref().unwrap_or("'none'");
        rest.split_once('"').map(|(policy, _)| policy::framed_by(policy, ancestors))
    }
}

/// The path below the site that a request asks for; none where it could lead
/// anywhere else.
fn path(target: &str) -> Option<String> {
    let encoded = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = decode(encoded)?;
    if path.contains(['\\', '\0']) {
        return None;
    }
    let plain = |part: Component| matches!(part, Component::Normal(name) if !name.to_string_lossy().starts_with('.'));
    if !Path::new(&path).components().all(plain) {
        return None;
    }
    Some(if path.is_empty() { "index.html".into() } else { path })
}

/// Undoes percent-encoding; none where it is malformed or not UTF-8.
fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut parts = encoded.split('%');
    bytes.extend_from_slice(parts.next()?.as_bytes());
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Whether `Accept-Encoding` names brotli and does not refuse it with `q=0`.
fn accepts_brotli(accept: &str) -> bool {
    accept.split(',').any(|choice| {
        let mut words = choice.split(';').map(str::trim);
        let refused = |word: &str| {
            let quality = word.strip_prefix("q=").and_then(|value| value.parse::<f32>().ok());
            quality.is_some_and(|quality| quality <= 0.0)
        };
        words.next().is_some_and(|name| name.eq_ignore_ascii_case("br")) && !words.any(refused)
    })
}
