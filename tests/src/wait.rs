//! Waiting for what must come, no longer than it takes.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long anything may take before a test gives up on it. Generous: the
/// machine may be busy, and nothing is measured by it.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Asks again and again until the answer is there.
///
/// # Errors
/// What asking failed with, or, after [`PATIENCE`], that `what` did not come.
pub async fn wait_for<T>(what: &str, ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    wait_up_to(PATIENCE, what, ask).await
}

/// The same with a limit of its own.
pub(crate) async fn wait_up_to<T>(
    limit: Duration,
    what: &str,
    mut ask: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        if let Some(answer) = ask().await? {
            return Ok(answer);
        }
        if start.elapsed() > limit {
            bail!("waited {} s in vain for {what}", limit.as_secs());
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_millis(25));
    }
}
