//! A console over an archive: from the unlocked keys to the first figures, and to
//! everything being open.

use std::{
    env,
    io::Write as _,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use heard_tests::{Kind, PASSPHRASE, Provision, Site, Tablet, heard_program};
use serde::Deserialize;
use serde_json::{Value, json};

/// What one opening of the console showed, in milliseconds.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Opening {
    /// From the keys' being unlocked to the frame with today's figures.
    pub figures: f64,
    /// From asking for an export of everything to its being offered.
    pub everything: f64,
}

/// Notes when the passphrase has become a key, and when figures are on screen.
const PROBE: &str = "
    const derive = SubtleCrypto.prototype.deriveBits;
    SubtleCrypto.prototype.deriveBits = async function (how, ...rest) {
        const bits = await derive.call(this, how, ...rest);
        if (how.name === 'PBKDF2') globalThis.unlocked = performance.now();
        return bits;
    };
    const look = () => {
        const there = document.body?.dataset.page === 'today'
            && document.querySelector('[data-value=responses]');
        if (there && globalThis.unlocked && !globalThis.figures) {
            requestAnimationFrame(() => setTimeout(() => { figures = performance.now(); }));
            globalThis.figures = Infinity;
        }
    };
    new MutationObserver(look).observe(document, {
        subtree: true, childList: true, attributes: true, attributeFilter: ['data-page'],
    });";

/// Asks for everything, and notes how long that took.
const EVERYTHING: &str = "
    const [count] = arguments;
    const start = performance.now();
    document.querySelector('[data-field=period-all]').click();
    const look = () => {
        const counted = document.querySelector('[data-value=export-count]');
        if (Number(counted?.dataset.number) === count) everything = performance.now() - start;
        else requestAnimationFrame(look);
    };
    globalThis.everything = null;
    look();";

/// Puts records into the store as the app does.
const FILL: &str = "
    const records = given[0];
    const hash = async (text) => {
        const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
        return btoa(String.fromCharCode(...new Uint8Array(bytes)))
            .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    };
    for (const record of records) record.sha256 = await hash(record.text);
    return new Promise((done, failed) => {
        const opening = indexedDB.open('heard');
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
            const stores = ['journal', 'segments', 'catalog'];
            const transaction = opening.result.transaction(stores, 'readwrite');
            const [journal, segments, catalog] = stores.map(it => transaction.objectStore(it));
            for (const { id, day, count, text, sha256 } of records) {
                if (id) journal.put({ day, text }, id);
                else {
                    const key = crypto.randomUUID();
                    segments.put(text, key);
                    catalog.put({ day, count, sha256 }, key);
                }
            }
            transaction.oncomplete = () => { opening.result.close(); done(true); };
            transaction.onabort = () => failed(transaction.error);
        };
    });";

/// Everything is open by then, or something is wrong.
const PATIENCE: Duration = Duration::from_mins(10);

/// So many records at a time go through the WebDriver.
const PART: usize = 100;

/// Fills a tablet with `rows` demonstration responses up to today, drawn from
/// `seed`, and opens its console `rounds` times. Its speed is this machine's.
pub async fn openings(rows: usize, seed: u64, rounds: usize) -> Result<Vec<Opening>> {
    // So many responses are of more days than are kept otherwise.
    let provision = Provision::default().with("retention_days", 3650);
    let mut tablet = Tablet::unopened(Site::new(&provision)?, Kind::Usual).await?;
    tablet.start().await?;
    tablet.settles().await?;
    tablet.looks_aside().await?;
    let records = sealed(rows, seed)?;
    for part in records.chunks(PART) {
        tablet
            .browser
            .run(
                &format!("const given = arguments; return (async () => {{ {FILL} }})()"),
                &[json!(part)],
            )
            .await?;
    }
    drop(records);
    let mut openings = Vec::new();
    for _ in 0..rounds {
        tablet.browser.restart().await?;
        tablet.browser.resize(1280, 800).await?;
        tablet.browser.run_in_new_pages(PROBE).await?;
        tablet.start().await?;
        tablet.settles().await?;
        // The browser comes to rest.
        tokio::time::sleep(Duration::from_secs(2)).await;
        let staff = tablet.staff();
        staff.presses("staff").await?;
        staff.finds_the_console().await?;
        staff.tries(PASSPHRASE).await?;
        staff.is_on("today").await?;
        ensure!(staff.reads_number("responses").await? > 0, "there is nothing of today");
        staff.goes_to("page-export").await?;
        tablet.browser.run(EVERYTHING, &[rows.into()]).await?;
        let read = "return globalThis.everything
            && { figures: figures - unlocked, everything }";
        let begun = Instant::now();
        let opening = loop {
            let read = tablet.browser.run(read, &[]).await?;
            if let Ok(Some(opening)) = serde_json::from_value(read) {
                break opening;
            }
            ensure!(begun.elapsed() < PATIENCE, "{rows} responses do not come");
            tokio::time::sleep(Duration::from_millis(500)).await;
        };
        openings.push(opening);
    }
    tablet.put_away().await?;
    Ok(openings)
}

/// `rows` responses as a tablet's store holds them.
fn sealed(rows: usize, seed: u64) -> Result<Vec<Value>> {
    let today = Command::new("date").env("TZ", "Asia/Shanghai").arg("+%F").output()?;
    let today = String::from_utf8(today.stdout)?;
    let demo = Command::new(heard_program()?)
        .args(["demo", "--rows", &rows.to_string(), "--seed", &seed.to_string()])
        .args(["--end", today.trim()])
        .output()?;
    ensure!(demo.status.success(), "`heard demo`: {}", demo.status);
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut sealing = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .current_dir(root)
        .args(["run", "--quiet", "--package", "heard-exchange", "--features", "native"])
        .args(["--example", "archive", "--"])
        .args(["tests/src/fixtures/keyring.json", "public/questionnaires/counter.json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = sealing.stdin.take().context("no standard input")?;
    let feeder = std::thread::spawn(move || input.write_all(&demo.stdout));
    let output = sealing.wait_with_output()?;
    feeder.join().ok().context("the feeder failed")??;
    ensure!(output.status.success(), "the sealing: {}", output.status);
    let lines = String::from_utf8(output.stdout)?;
    lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
