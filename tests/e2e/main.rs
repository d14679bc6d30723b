//! What Heard promises, tried in a real browser.

mod accessible;
mod analyst;
mod archive;
mod bound;
mod console;
mod dashboard;
mod database;
mod day;
mod elder;
mod embedded;
mod engine;
mod faults;
mod first_load;
mod guards;
mod health;
mod keeping;
mod languages;
mod life;
mod log;
mod looks;
mod next_person;
mod offline;
mod privacy;
mod restore;
mod retention;
mod sealed;
mod setting_up;
mod shift;
mod soak;
mod tampered;
mod told;
mod tour;
mod trouble;
mod update;

use heard_tests::seams;
