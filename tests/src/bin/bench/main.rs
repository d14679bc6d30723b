//! How soon Heard is there, how soon it answers a touch and how soon an answer
//! is on disk, beside products of its kind in the same run: `cargo xtask bench`.
//!
//! Nothing fails by its speed: figures over their budget are marked. What each
//! figure means stands in `docs/bench.md`.

mod figures;
mod product;
mod ready;
mod report;
mod tablet;
mod walk;

use anyhow::Result;
use clap::Parser;

use product::{HEARD, PRODUCTS};
use ready::{Cold, Warm};
use report::Report;

#[derive(Parser)]
#[command(name = "bench", about = "Measures Heard beside products of its kind")]
struct Arguments {
    /// Loads per product, state and speed; 0 for none
    #[arg(long, default_value_t = 15)]
    rounds: usize,
    /// Taps in Heard, 0 for none; its peers get a fifth of them
    #[arg(long, default_value_t = 500)]
    taps: usize,
    /// What the taps are drawn from
    #[arg(long, default_value_t = 8)]
    seed: u64,
}

/// How many times slower than this machine the processor of a tablet is taken
/// to be.
const TABLET: u32 = 6;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let Arguments { rounds, taps, seed } = Arguments::parse();
    let mut report = Report::begin().await?;
    for slowdown in [TABLET, 1] {
        if rounds > 0 {
            loads(&mut report, slowdown, rounds).await?;
        }
    }
    if taps > 0 {
        walks(&mut report, taps, seed).await?;
    }
    print!("{}", report.finish()?);
    Ok(())
}

async fn loads(report: &mut Report, slowdown: u32, rounds: usize) -> Result<()> {
    let mut cold = Cold::prepare(slowdown).await?;
    let mut warm = Warm::prepare(slowdown).await?;
    for round in 1..=rounds {
        // Nobody always comes first.
        for at in 0..PRODUCTS.len() {
            let product = &PRODUCTS[(at + round) % PRODUCTS.len()];
            report.loaded(product, slowdown, "cold", cold.load(product).await?);
            report.loaded(product, slowdown, "warm", warm.load(product).await?);
        }
        eprintln!("{slowdown}×: {round} of {rounds} rounds");
    }
    Ok(())
}

async fn walks(report: &mut Report, taps: usize, seed: u64) -> Result<()> {
    for product in &PRODUCTS {
        let count = if product.name == HEARD { taps } else { taps.div_ceil(5) };
        report.tapped(product, TABLET, walk::walk(product, TABLET, count, seed).await?);
        eprintln!("{TABLET}×: {count} taps in {}", product.name);
    }
    let heard = &PRODUCTS[0];
    report.tapped(heard, 1, walk::walk(heard, 1, taps, seed).await?);
    Ok(())
}
