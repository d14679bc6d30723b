//! Long runs of what the tests do in short ones:
//! `cargo xtask campaign kill --seed S --count N`, and so for `soak`.

use anyhow::Result;
use clap::{Parser, Subcommand};
use heard_tests::{Campaign, Soak};

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
    /// Lets visitors come to one page and looks what it needs more of with time
    Soak {
        /// What the visitors are drawn from
        #[arg(long, default_value_t = 3)]
        seed: u64,
        /// How many visitors
        #[arg(long, default_value_t = 10_000)]
        count: usize,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    match Arguments::parse().what {
        What::Kill { seed, count } => kill(seed, count).await,
        What::Soak { seed, count } => soak(seed, count).await,
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

async fn soak(seed: u64, count: usize) -> Result<()> {
    let mut soak = Soak::prepare(seed).await?;
    soak.receive(Soak::SETTLED).await?;
    let before = soak.needs().await?;
    println!("after {} visitors: {before}", Soak::SETTLED);
    let mut received = Soak::SETTLED;
    while received < count {
        let more = (count - received).min(1_000);
        soak.receive(more).await?;
        received += more;
        eprintln!("after {received}: {}", soak.needs().await?);
    }
    let after = soak.needs().await?;
    println!("after {received} visitors: {after}");
    let responses = soak.examine().await?;
    println!("seed {seed}: {responses} responses, each there once and as it was given");
    after.are_those(&before)
}
