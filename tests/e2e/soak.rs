//! Months in one page. Ten thousand visitors: `cargo xtask campaign soak`.

use anyhow::Result;
use heard_tests::{Ability, Soak, is_missing};

const SEED: u64 = 1;

#[tokio::test]
async fn two_hundred_visitors_leave_a_page_as_they_found_it() -> Result<()> {
    if is_missing(Ability::MemoryMeter)? {
        return Ok(());
    }
    let mut soak = Soak::prepare(SEED).await?;
    soak.receive(Soak::SETTLED).await?;
    let before = soak.needs().await?;
    soak.receive(200 - Soak::SETTLED).await?;
    let after = soak.needs().await?;
    println!("seed {SEED}: after {}: {before}; after 200: {after}", Soak::SETTLED);
    soak.examine().await?;
    after.are_those(&before)
}
