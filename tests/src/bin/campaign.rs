//! Long runs of what the tests do in short ones:
//! `cargo xtask campaign faults --seed S --kills N`, and so for `soak`.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use fastrand::Rng;
use heard_tests::{Act, Fault, Kills, Soak, Tally};

#[derive(Parser)]
#[command(about = "Long runs of what the tests do in short ones")]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Kills the browser while it writes, and lets storage, disk and clock fail
    Faults {
        /// What the moments, the answers and the places are drawn from
        #[arg(long, default_value_t = 2)]
        seed: u64,
        /// How many kills, divided among the acts
        #[arg(long, default_value_t = 300)]
        kills: usize,
        /// Only kills during these acts
        #[arg(long)]
        act: Vec<Act>,
        /// How often each other fault happens
        #[arg(long, default_value_t = 3)]
        rounds: usize,
        /// Only these other faults
        #[arg(long)]
        fault: Vec<Fault>,
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
        What::Faults { seed, kills: count, act, rounds, fault } => {
            kills(seed, count, &all_if_none(act, &Act::ALL)).await?;
            faults(seed, rounds, &all_if_none(fault, &Fault::ALL)).await
        }
        What::Soak { seed, count } => soak(seed, count).await,
    }
}

fn all_if_none<T: Clone>(chosen: Vec<T>, all: &[T]) -> Vec<T> {
    if chosen.is_empty() { all.to_vec() } else { chosen }
}

async fn kills(seed: u64, count: usize, acts: &[Act]) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    let mut kills = Kills::prepare(seed).await?;
    let told = |tallies: &BTreeMap<Act, Tally>| {
        let of = |(act, Tally { kills, done }): (&Act, &Tally)| {
            format!("{} {kills} ({done} done)", act.name())
        };
        eprintln!("{}", tallies.iter().map(of).collect::<Vec<_>>().join(", "));
    };
    kills.kill_during(acts, count.div_ceil(acts.len()), told).await?;
    println!("{}", kills.examine().await?);
    Ok(())
}

async fn faults(seed: u64, rounds: usize, faults: &[Fault]) -> Result<()> {
    let faults = if rounds == 0 { &[] } else { faults };
    for fault in faults {
        // Of its own, so that one can be repeated without the others.
        let mut draw = Rng::with_seed(seed);
        for round in 1..=rounds {
            let happened = fault.happens(&mut draw).await;
            let which = || format!("seed {seed}, {}, round {round}", fault.name());
            eprintln!("{} {round} of {rounds}: {}", fault.name(), happened.with_context(which)?);
        }
        println!("seed {seed}: {}: {rounds} rounds, nothing lost, nothing doubled", fault.name());
    }
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
