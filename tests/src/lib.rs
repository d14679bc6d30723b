//! A tablet in a branch, for tests: the served app, a real browser and the
//! people who use it.
//!
//! [`Server`] and [`Browser`] run the real parts; [`Tablet`] puts them
//! together; [`Customer`] and [`Staff`] do what people do. What must hold is
//! said by the tests in `e2e/`, not here.

mod accessible;
mod axe;
mod browser;
mod console_log;
mod csv;
mod customer;
mod disk;
mod engine;
mod faults;
mod head_office;
mod interview;
mod keys;
mod process;
mod release;
mod rendering;
pub mod seams;
mod search;
mod server;
mod site;
mod soak;
mod staff;
mod stored;
mod tablet;
mod tampering;
mod traffic;
mod wait;

pub use accessible::Told;
pub use axe::{Audit, Finding};
pub use browser::{Browser, Kind, Profile};
pub use console_log::Complaint;
pub use csv::{Table, read_csv};
pub use customer::{Customer, Glance};
pub use engine::{Ability, Engine, Lack, is_missing};
pub use faults::{
    Act, Breaks, ClockChange, Fault, Kills, Left, Report, Tally, a_date_that_jumps,
    a_day_of_another_length, a_full_device, a_storage_that, an_older_tab_in_the_way, flipped_bytes,
};
pub use head_office::{HeadOffice, heard_program};
pub use interview::{Cells, Interview, Step};
pub use keys::Key;
pub use rendering::{Measured, Rules, Theme};
pub use server::{DEMO_PASSPHRASE, Server};
pub use site::{PASSPHRASE, PIN, Provision, RECOVERY_KEY, Site, built, keyring};
pub use soak::{HANDS, Needs, Soak};
pub use staff::{Form, Saved, Staff};
pub use tablet::Tablet;
pub use tampering::{Place, Tampered};
pub use traffic::{Traffic, Transfer};
pub use wait::{PATIENCE, wait_for};
