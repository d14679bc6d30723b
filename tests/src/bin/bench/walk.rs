//! A finger that wanders through interviews: choices, ticks, on, skip, back.

use std::time::Duration;

use anyhow::{Result, ensure};
use fastrand::Rng;
use serde::Deserialize;
use serde_json::json;

use crate::{figures::Figures, product::Product, tablet::Tablet};

/// What the taps of a walk showed.
#[derive(Default)]
pub struct Walk {
    /// From the finger's lift to the next frame.
    pub frames: Figures,
    /// Of that, the time the page itself was at work: what the tap set off, and
    /// the frame. Not the way through the browser, not the wait for the
    /// display's beat.
    pub work: Figures,
    /// From the finger's lift to the answer's being on disk, where there was
    /// one and the product keeps it.
    pub saved: Figures,
}

#[derive(Deserialize)]
struct Next {
    taps: Vec<Tap>,
    aim: Option<[i64; 2]>,
}

#[derive(Deserialize)]
struct Tap {
    frame: Option<f64>,
    work: f64,
    saved: Option<f64>,
}

/// Nobody taps faster, and nothing else is asked of the page meanwhile. Longer
/// than Heard shows a choice before it goes on.
const PACE: Duration = Duration::from_millis(350);

/// Taps `count` times; what is tapped is drawn from `seed`. A page that has
/// nothing more to tap is opened anew.
pub async fn walk(product: &Product, slowdown: u32, count: usize, seed: u64) -> Result<Walk> {
    let server = product.serve().await?;
    let tablet = Tablet::start(product, slowdown).await?;
    tablet.first_question(&server.address()).await?;
    let mut draw = Rng::with_seed(seed);
    let mut walk = Walk::default();
    // Some taps meet what has just moved away.
    for _ in 0..count * 2 {
        let drawn = json!([draw.f64(), draw.f64()]);
        let next = tablet.browser.run("return probe.next(arguments[0])", &[drawn]).await?;
        let Next { taps, aim } = serde_json::from_value(next)?;
        walk.frames.extend(taps.iter().filter_map(|tap| tap.frame));
        walk.work.extend(taps.iter().filter(|tap| tap.frame.is_some()).map(|tap| tap.work));
        walk.saved.extend(taps.iter().filter_map(|tap| tap.saved));
        if walk.frames.count() >= count {
            break;
        }
        match aim {
            Some(place) => tablet.tap(place).await?,
            None => drop(tablet.first_question(&server.address()).await?),
        }
        tokio::time::sleep(PACE).await;
    }
    let reached = walk.frames.count();
    ensure!(reached >= count, "{}: only {reached} of {count} taps were felt", product.name);
    Ok(walk)
}
