//! The command line as people and pipelines use it: the real binary, with
//! files, pipes and exit codes.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod bad_input;
mod checking;
mod demonstration;
mod digests;
mod evaluating;
mod figures;
mod heard;
mod independent;
mod keys;
mod made_up;
mod merging;
mod reporting;
mod sealed;
mod signals;
mod trust;
mod unsealing;
mod verifying;
