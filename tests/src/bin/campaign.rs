//! Long runs of what the tests do in short ones:
//! `cargo xtask campaign kill --seed S --count N`.

use anyhow::Result;
use clap::{Parser, Subcommand};
use heard_tests::Campaign;

#[derive(Parser)]
#[command(about = "Long runs of what the tests do in short ones")]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Kills the browser during interviews and looks for what was thanked for
    Kill {
        /// What the moments and the answers are drawn from
        #[arg(long, default_value_t = 2)]
        seed: u64,
        /// How many kills
        #[arg(long, default_value_t = 100)]
        count: usize,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    match Arguments::parse().what {
        What::Kill { seed, count } => kill(seed, count).await,
    }
}

async fn kill(seed: u64, count: usize) -> Result<()> {
    let mut campaign = Campaign::prepare(seed).await?;
    for number in 1..=count {
        campaign.kill_once().await?;
        if number % 10 == 0 {
            eprintln!("{number} of {count} kills");
        }
    }
    println!("seed {seed}: {}", campaign.examine().await?);
    Ok(())
}
