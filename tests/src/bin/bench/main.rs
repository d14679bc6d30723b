//! How soon Heard is there, how soon it answers a touch and how soon an answer
//! is on disk, beside products of its kind in the same run: `cargo xtask bench`.
//!
//! Nothing fails by its speed: figures over their budget are marked. What each
//! figure means stands in `docs/bench.md`.

mod archive;
mod dashboard;
mod figures;
mod product;
mod ready;
mod report;
mod tablet;
mod walk;

use anyhow::Result;
use clap::{Parser, ValueEnum};

use product::{HEARD, PRODUCTS, Product};
use ready::{Cold, Warm};
use report::Report;

#[derive(Parser)]
#[command(name = "bench", about = "Measures Heard beside products of its kind")]
struct Arguments {
    /// Only this
    what: Option<What>,
    /// Responses of the dashboard
    #[arg(long, default_value_t = 1_000_000)]
    rows: usize,
    /// How often the dashboard's file is read
    #[arg(long, default_value_t = 3)]
    reads: usize,
    /// Those beside a loop by hand that the dashboard is asked of
    #[arg(long, value_delimiter = ',', default_value = "duckdb,crossfilter,arquero")]
    peers: Vec<String>,
    /// Loads per product, state and speed; 0 for none
    #[arg(long, default_value_t = 15)]
    rounds: usize,
    /// Taps in Heard, 0 for none; its peers get a fifth of them
    #[arg(long, default_value_t = 500)]
    taps: usize,
    /// What the taps are drawn from
    #[arg(long, default_value_t = 8)]
    seed: u64,
    /// Responses in an archive that is opened, as often as said with `--openings`
    #[arg(long, value_delimiter = ',')]
    archive: Vec<usize>,
    /// How often
    #[arg(long, default_value_t = 5)]
    openings: usize,
    /// Only this one of the peers
    #[arg(long)]
    beside: Option<String>,
}

/// What is measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Figures over many responses
    Dashboard,
}

/// How many times slower than this machine the processor of a tablet is taken
/// to be.
const TABLET: u32 = 6;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let Arguments { what, rows, peers, reads, rounds, taps, seed, archive, openings, beside } =
        Arguments::parse();
    if what == Some(What::Dashboard) {
        let seed = u32::try_from(seed)?;
        let request = dashboard::Request { rows, seed, reads, rounds, peers };
        print!("{}", dashboard::measure(&request).await?);
        return Ok(());
    }
    let is_wanted = |product: &&Product| {
        product.name == HEARD || beside.as_ref().is_none_or(|one| one == product.name)
    };
    let products: Vec<&Product> = PRODUCTS.iter().filter(is_wanted).collect();
    let mut report = Report::begin().await?;
    if rounds > 0 {
        loads(&mut report, &products, TABLET, rounds).await?;
        loads(&mut report, &products, 1, rounds).await?;
    }
    if taps > 0 {
        walks(&mut report, &products, taps, seed).await?;
    }
    for rows in archive {
        report.opened(rows, archive::openings(rows, seed, openings).await?);
        eprintln!("{openings} openings of {rows} responses");
    }
    print!("{}", report.finish(&products)?);
    Ok(())
}

async fn loads(
    report: &mut Report,
    products: &[&Product],
    slowdown: u32,
    rounds: usize,
) -> Result<()> {
    let mut cold = Cold::prepare(products, slowdown).await?;
    let mut warm = Warm::prepare(products, slowdown).await?;
    for round in 1..=rounds {
        // Nobody always comes first.
        for at in 0..products.len() {
            let product = products[(at + round) % products.len()];
            report.loaded(product, slowdown, "cold", cold.load(product).await?);
            report.loaded(product, slowdown, "warm", warm.load(product).await?);
        }
        eprintln!("{slowdown}×: {round} of {rounds} rounds");
    }
    Ok(())
}

async fn walks(report: &mut Report, products: &[&Product], taps: usize, seed: u64) -> Result<()> {
    for product in products {
        let is_heard = product.name == HEARD;
        let count = if is_heard { taps } else { taps.div_ceil(5) };
        report.tapped(product, TABLET, walk::walk(product, TABLET, count, seed).await?);
        if is_heard {
            report.tapped(product, 1, walk::walk(product, 1, count, seed).await?);
        }
        eprintln!("{count} taps in {}", product.name);
    }
    Ok(())
}
