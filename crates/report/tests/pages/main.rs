//! Pages as they are written: what they say of responses whose truth is known, and
//! that they hold together whatever people and branches are called.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod board;
mod known;
mod shape;
mod truth;
mod withheld;
