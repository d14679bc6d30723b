//! Files of the app changed behind its back, so that each would still do its
//! work, and scripts would tell that they ran: at the server, or in the copy
//! that the service worker keeps.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::json;
use xtask::{files::integrity, media};

use crate::Tablet;

/// Run by every changed script.
const MARK: &str = "globalThis.tampered = true;";

/// A section that no engine looks into: the program is the same without it.
const SECTION: [u8; 4] = [0, 2, 1, b'x'];

/// Where a file is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What the server sends.
    Server,
    /// What the service worker keeps.
    Copy,
}

/// A changed file, and what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tampered {
    /// Its path in the app.
    pub file: String,
    place: Place,
    original: Vec<u8>,
    /// The hash of what it was changed to.
    changed: String,
}

impl Tampered {
    /// Puts the file back as it was.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn is_put_back(&self, tablet: &Tablet) -> Result<()> {
        put(tablet, self.place, &self.file, &self.original).await
    }
}

impl Tablet {
    /// Changes a file of the app.
    ///
    /// # Errors
    /// When there is no such file or it cannot be written.
    pub async fn tampers(&self, place: Place, file: &str) -> Result<Tampered> {
        let original = fs::read(self.server.site().folder().join(file))?;
        let changed = match media::ending(file) {
            "html" => with_a_script(&original)?,
            "js" => [MARK.as_bytes(), &original].concat(),
            "wasm" => [&original[..], &SECTION].concat(),
            _ => [&original[..], b"\n"].concat(),
        };
        self.replaces(place, file, original, changed).await
    }

    /// Adds to a script that stands in the page itself, after its start tag.
    ///
    /// # Errors
    /// When there is no such script or the page cannot be written.
    pub async fn tampers_within(&self, place: Place, tag: &str) -> Result<Tampered> {
        let original = fs::read(self.server.site().folder().join("index.html"))?;
        let page = str::from_utf8(&original)?;
        let (before, after) = page.split_once(tag).with_context(|| format!("no {tag}"))?;
        let changed = format!("{before}{tag}{MARK}{after}").into_bytes();
        self.replaces(place, "index.html", original, changed).await
    }

    async fn replaces(
        &self,
        place: Place,
        file: &str,
        original: Vec<u8>,
        changed: Vec<u8>,
    ) -> Result<Tampered> {
        put(self, place, file, &changed).await?;
        Ok(Tampered { file: file.to_owned(), place, original, changed: integrity(&changed) })
    }

    /// Whether the service worker keeps a changed file still as it was changed.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn still_keeps(&self, tampered: &Tampered) -> Result<bool> {
        let arguments = [json!(address(&tampered.file)), json!(tampered.changed)];
        // Nothing can be told of it while one page gives way to the other.
        Ok(self.browser.reads(KEPT, &arguments).await? != Some(json!(false)))
    }

    /// Whether a changed script has run in the present page.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn ran_what_was_changed(&self) -> Result<bool> {
        Ok(self.browser.run("return 'tampered' in globalThis", &[]).await? == true)
    }
}

/// The page with one more script, and a policy that lets it through: what
/// somebody would write who can change the page as a whole.
fn with_a_script(page: &[u8]) -> Result<Vec<u8>> {
    let page = str::from_utf8(page)?;
    let (before, after) = page.split_once("<script>").context("the page runs nothing")?;
    let page = format!("{before}<script>{MARK}</script>\n<script>{after}");
    let allowed = format!("script-src '{}'", integrity(MARK.as_bytes()));
    Ok(page.replacen("script-src", &allowed, 1).into_bytes())
}

async fn put(tablet: &Tablet, place: Place, file: &str, content: &[u8]) -> Result<()> {
    match place {
        Place::Server => tablet.server.site().write(file, content),
        Place::Copy => {
            let arguments = [json!(address(file)), json!(letters(content))];
            tablet.browser.run(KEEP, &arguments).await.map(drop)
        }
    }
}

/// A letter a byte, for drivers that take text.
fn letters(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// As the service worker names it.
fn address(file: &str) -> String {
    if file == "index.html" { "./".to_owned() } else { format!("./{file}") }
}

/// Puts other bytes into the worker's copy of a file, whose headers stay; a page
/// that brings a policy with it lets that be its header, too.
const KEEP: &str = r#"
    const [path, letters] = arguments;
    const bytes = Uint8Array.from(letters, letter => letter.charCodeAt(0));
    return (async () => {
        const [name] = (await caches.keys()).filter(name => name.startsWith('heard-set-'));
        const cache = await caches.open(name);
        const { headers } = await cache.match(path);
        const own = /Content-Security-Policy" content="([^"]+)/.exec(new TextDecoder().decode(bytes));
        const policy = 'content-security-policy';
        const changed = new Headers(headers);
        if (own && path === './') changed.set(policy, own[1]);
        await cache.put(path, new Response(bytes, { headers: changed }));
        return true;
    })()"#;

/// Whether the worker's copy of a file has this hash.
const KEPT: &str = "
    const [path, hash] = arguments;
    return caches.match(path).then(async kept => {
        const digest = await crypto.subtle.digest('SHA-256', await kept.arrayBuffer());
        return hash === `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
    })";
