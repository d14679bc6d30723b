//! Power cuts and other faults. Three hundred kills, and every fault again and
//! again: `cargo xtask campaign faults`.

use anyhow::Result;
use fastrand::Rng;
use heard_tests::{
    Ability, Act, ClockChange, Kills, a_day_of_another_length, flipped_bytes, is_missing,
};

const SEED: u64 = 1;

#[tokio::test]
async fn kills_at_random_moments_lose_and_double_nothing_whatever_they_interrupt() -> Result<()> {
    if is_missing(Ability::Memory)? {
        return Ok(());
    }
    let mut kills = Kills::prepare(SEED).await?;
    kills.kill_during(&[Act::Interviews], 2, |_| ()).await?;
    kills.kill_during(&Act::ALL, 1, |_| ()).await?;
    println!("{}", kills.examine().await?);
    Ok(())
}

#[tokio::test]
async fn a_response_of_which_one_bit_is_another_is_named_and_the_rest_is_read() -> Result<()> {
    flipped_bytes(1, &mut Rng::with_seed(SEED)).await.map(drop)
}

#[tokio::test]
async fn a_day_of_23_hours_is_counted_and_deleted_as_a_day() -> Result<()> {
    a_day_of_another_length(ClockChange::Spring, &mut Rng::with_seed(SEED)).await.map(drop)
}

#[tokio::test]
async fn a_day_of_25_hours_is_counted_and_deleted_as_a_day() -> Result<()> {
    a_day_of_another_length(ClockChange::Autumn, &mut Rng::with_seed(SEED)).await.map(drop)
}
