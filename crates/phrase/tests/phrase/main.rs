//! What people say, and what they are understood to mean.

#![expect(clippy::unwrap_used, reason = "a test may stop where it cannot go on")]

mod corpus;
mod lists;
mod properties;
mod questions;
