//! The contract with everything outside, tested from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[cfg(feature = "native")]
mod bundle;
mod excel;
mod ids;
mod independent;
mod log;
mod names;
mod package;
mod raw;
mod refusals;
#[cfg(feature = "native")]
mod sealed;
#[cfg(feature = "native")]
mod segment;
mod support;
