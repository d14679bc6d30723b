//! The form that set-up and settings share: what was entered, what is wrong
//! with it, what it comes to.

mod card;
mod choices;
mod conduct;
mod conduct_fields;
mod draft;
mod fault;
mod fields;
mod logo;
mod pin;
mod secret;
mod values;
mod visit_fields;
mod visits;

pub(super) use conduct::{DAYS, WAITS};
pub(super) use draft::Draft;
pub(super) use fault::wait_name;
pub(super) use fields::{fold, group, summary, values_form};
pub(super) use pin::PinEdit;
pub(super) use secret::{Secret, SecretField};
pub(super) use values::{Kept, Values};
pub(super) use visit_fields::{channel_name, channels};
pub(super) use visits::lines;
