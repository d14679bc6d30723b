//! What Heard promises, tried in a real browser.

mod console;
mod day;
mod engine;
mod first_load;
mod keeping;
mod kill;
mod looks;
mod next_person;
mod offline;
mod seams;
mod setting_up;
mod shift;
mod trouble;
