//! `cargo xtask campaign fuzz`: reads hostile files between good ones for some
//! minutes, and tells what was refused for what. The cases are those of
//! `tests/fuzz`; each is named by the seed and a number, and can be repeated alone.

#[path = "../tests/fuzz/case/mod.rs"]
mod case;

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use case::{Ground, Outcome};

/// No file takes a hundredth of this; one that takes so long never ends.
const LONGEST: Duration = Duration::from_mins(1);
/// More memory than this at any time is a failure, in KiB.
const MOST_KIB: u64 = 512 << 10;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<u64>());
    let [Some(Ok(seed)), Some(Ok(minutes))] = [words.next(), words.next()] else {
        eprintln!("usage: fuzz SEED MINUTES [CASE]");
        return ExitCode::FAILURE;
    };
    let only = words.next().and_then(Result::ok);
    let reached = Arc::new(AtomicU64::new(0));
    let worker = {
        let reached = Arc::clone(&reached);
        thread::spawn(move || run(seed, Duration::from_mins(minutes), only, &reached))
    };
    let (mut last, mut since) = (0, Instant::now());
    while !worker.is_finished() {
        thread::sleep(Duration::from_millis(200));
        let now = reached.load(Ordering::Relaxed);
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > LONGEST {
            eprintln!("seed {seed}, case {now}: does not end");
            return ExitCode::FAILURE;
        }
    }
    match worker.join() {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(why)) => {
            eprintln!("seed {seed}, {why}");
            ExitCode::FAILURE
        }
        Err(_) => {
            eprintln!("seed {seed}, case {}: panicked", reached.load(Ordering::Relaxed));
            ExitCode::FAILURE
        }
    }
}

/// Tries case after case until the time is over, or only one.
fn run(seed: u64, time: Duration, only: Option<u64>, reached: &AtomicU64) -> Result<(), String> {
    let ground = Ground::new(seed)?;
    let (begun, first) = (Instant::now(), only.unwrap_or_default());
    let (mut number, mut taken, mut longest) = (first, 0_u64, (Duration::ZERO, 0));
    let mut refused: BTreeMap<&str, u64> = BTreeMap::new();
    loop {
        reached.store(number, Ordering::Relaxed);
        let start = Instant::now();
        match ground.holds(number)? {
            Outcome::Taken => taken += 1,
            Outcome::Refused(why) => *refused.entry(why).or_default() += 1,
        }
        longest = longest.max((start.elapsed(), number));
        number += 1;
        if only.is_some() || begun.elapsed() > time {
            break;
        }
    }
    let count = number - first;
    println!("seed {seed}: {count} files, {taken} taken whole, the others refused:");
    for (why, count) in refused {
        println!("{count:>8}  {why}");
    }
    println!("the longest took {} ms (case {})", longest.0.as_millis(), longest.1);
    memory().map_or(Ok(()), |most| {
        println!("memory: {} MiB at most", most >> 10);
        if most <= MOST_KIB { Ok(()) } else { Err("too much memory".to_owned()) }
    })
}

/// The most memory this program had, in KiB, where the system tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
