//! Power cuts. A hundred of them: `cargo xtask campaign kill --count 100`.

use anyhow::Result;
use heard_tests::{Ability, Campaign, is_missing};

const SEED: u64 = 1;

#[tokio::test]
async fn ten_kills_at_random_moments_lose_and_double_nothing() -> Result<()> {
    if is_missing(Ability::Memory)? {
        return Ok(());
    }
    let mut campaign = Campaign::prepare(SEED).await?;
    for _ in 0..10 {
        campaign.kill_once().await?;
    }
    println!("seed {SEED}: {}", campaign.examine().await?);
    Ok(())
}
