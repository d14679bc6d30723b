//! Stored responses of which one byte is another.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;
use serde_json::Map;

use crate::{Table, Tablet};

/// Responses on the tablet, and how many of them are damaged at a time.
const THERE: usize = 12;
const DAMAGED: usize = 6;

/// In `rounds` rounds, one bit at a drawn place of several stored responses is
/// flipped: what cannot be read is named, the rest is read as it was.
///
/// # Errors
/// When another than a damaged one is not read, one that is damaged is neither
/// named nor as it was, or nothing is named at all.
pub async fn flipped_bytes(rounds: usize, draw: &mut Rng) -> Result<String> {
    let tablet = Tablet::ready().await?;
    for _ in 0..THERE {
        tablet.customer().is_content(draw.u8(4..=5)).await?;
    }
    let whole = tablet.browser.stored("journal").await?;
    let (table, named) = reads(&tablet, &whole.keys().cloned().collect::<Vec<_>>()).await?;
    ensure!(named.is_empty() && table.rows.len() == THERE, "not whole before: {named:?}");
    let mut harmless = 0;
    for _ in 0..rounds {
        let mut ids: Vec<String> = whole.keys().cloned().collect();
        draw.shuffle(&mut ids);
        ids.truncate(DAMAGED);
        let mut damaged = Map::new();
        for id in &ids {
            let mut record = whole[id].clone();
            let text = record["text"].as_str().context("no text")?;
            record["text"] = flipped(text, draw)?.into();
            damaged.insert(id.clone(), record);
        }
        tablet.browser.stores_all("journal", &damaged).await?;
        let (now, named) = reads(&tablet, &ids).await?;
        for row in &table.rows {
            let id = row.get("id").context("no id")?;
            let is_there = now.rows.contains(row);
            ensure!(is_there != named.contains(id), "{id} read: {is_there}; {:?}", damaged.get(id));
        }
        ensure!(now.rows.len() + named.len() == THERE, "{} rows, {named:?}", now.rows.len());
        harmless += DAMAGED - named.len();
        tablet.browser.stores_all("journal", &whole).await?;
    }
    let flips = rounds * DAMAGED;
    ensure!(harmless < flips, "nothing was named");
    tablet.put_away().await?;
    Ok(format!("{flips} bits: {} named, {harmless} changed nothing", flips - harmless))
}

/// With one bit of one byte flipped. Everything stored is ASCII, and stays so.
fn flipped(text: &str, draw: &mut Rng) -> Result<String> {
    let mut bytes = text.as_bytes().to_vec();
    let at = draw.usize(..bytes.len());
    bytes[at] ^= 1 << draw.u32(..7);
    Ok(String::from_utf8(bytes)?)
}

/// What the console reads, and which of `ids` it names as unreadable.
async fn reads(tablet: &Tablet, ids: &[String]) -> Result<(Table, BTreeSet<String>)> {
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let shown = "return document.querySelector('[data-notice=unreadable]')?.textContent ?? ''";
    let shown = tablet.browser.run(shown, &[]).await?;
    let shown = shown.as_str().unwrap_or_default();
    let named = ids.iter().filter(|id| shown.contains(id.as_str())).cloned().collect();
    let table = staff.exports_raw().await?;
    staff.leaves().await?;
    Ok((table, named))
}
