//! What `cargo xtask …` does: set-up, build, serve, test and the small verbs
//! around them. `main.rs` only reads the command line.
//!
//! Progress goes to standard error, results (the address, the size table, the
//! test summary) to standard output. Every error is one sentence.

pub mod bench;
pub mod build;
pub mod engines;
pub mod failure;
pub mod files;
pub mod finish;
pub mod media;
mod npm;
pub mod oracles;
pub mod places;
pub mod process;
pub mod serve;
pub mod setup;
pub mod sizes;
mod tally;
pub mod test;
pub mod wasm;
