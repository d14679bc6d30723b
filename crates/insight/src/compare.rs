//! Whether two periods, branches or groups differ, and by how much: always the
//! second against the first, always with an interval, never by point estimate.
//!
//! Who looks at many pairs passes all their chances through [`holm`] and says how
//! many there were.

mod difference;
mod groups;
mod ranks;

pub use difference::{Difference, Verdict};
pub use groups::{holm, same_share};
pub use ranks::Superiority;
