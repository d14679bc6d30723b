//! The form that set-up and settings share: what was entered, what is wrong
//! with it, what it comes to.

mod choices;
mod draft;
mod fields;
mod logo;

pub(super) use draft::{Draft, Fault, Values};
pub(super) use fields::{error_line, group, hint_line, summary, values_form};
