//! What Heard promises, tried in a real browser.

mod accessible;
mod console;
mod database;
mod day;
mod elder;
mod embedded;
mod engine;
mod first_load;
mod guards;
mod keeping;
mod kill;
mod life;
mod looks;
mod next_person;
mod offline;
mod privacy;
mod retention;
mod sealed;
mod seams;
mod setting_up;
mod shift;
mod soak;
mod told;
mod tour;
mod trouble;
mod update;
