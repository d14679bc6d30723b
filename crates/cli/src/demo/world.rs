//! What makes one bank of the demonstration: everything by which banks differ.
//!
//! The figures stand in the modules below, one file a bank, and are written
//! into the truth as they stand there. Moods are in thousandths of the spread
//! between customers: a counter at −300 serves customers three tenths of a standard
//! deviation less satisfied. Parts are of 1000, times of day in minutes after
//! midnight.

mod city;
mod coast;
mod county;
mod suburb;

use clap::ValueEnum;
use serde::Serialize;

/// The banks there are.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Name {
    /// A bank in a city: six branches, crowded at noon.
    City,
    /// A bank in a county town: other hours, other rates, other moods.
    County,
    /// A bank in a suburb: few tablets, crowded early and late.
    Suburb,
    /// A bank in a resort: open until the evening every day, families, content people.
    Coast,
}

impl Name {
    pub(super) fn world(self) -> &'static World {
        match self {
            Self::City => &city::WORLD,
            Self::County => &county::WORLD,
            Self::Suburb => &suburb::WORLD,
            Self::Coast => &coast::WORLD,
        }
    }
}

/// A bank and its customers.
#[derive(Serialize)]
pub(super) struct World {
    pub(super) name: &'static str,
    pub(super) opens: u32,
    pub(super) closes: u32,
    /// About so many responses a day, where the number of days allows it.
    pub(super) a_day: u64,
    /// How many customers come on a weekday, from Monday, as weights.
    pub(super) weekdays: [u64; 7],
    /// When they come on working days.
    pub(super) working_day: &'static [Slot],
    /// When they come on Saturdays and Sundays.
    pub(super) weekend: &'static [Slot],
    pub(super) seasons: &'static [Season],
    pub(super) branches: &'static [Branch],
    /// Of 1000 customers of a branch, those who answer in the lobby.
    pub(super) lobby: u32,
    pub(super) pilot: Pilot,
    pub(super) people: People,
    pub(super) answering: Answering,
    pub(super) gaming: Gaming,
}

/// A part of the day.
#[derive(Serialize)]
pub(super) struct Slot {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) weight: u32,
    /// What the queue does to the mood.
    pub(super) mood: i64,
}

/// Days around Spring Festival.
#[derive(Serialize)]
pub(super) struct Season {
    pub(super) name: &'static str,
    /// The first day, counted from the festival's.
    pub(super) from: i64,
    /// The last day, likewise.
    pub(super) to: i64,
    /// How many customers come, of 1000 on other days.
    pub(super) customers: u64,
    pub(super) mood: i64,
}

/// A branch and how it does.
#[derive(Serialize)]
pub(super) struct Branch {
    pub(super) code: &'static str,
    /// How many of the bank's customers come here, as a weight.
    pub(super) weight: u32,
    pub(super) mood: i64,
    /// What the mood gains in a hundred days.
    pub(super) drift: i64,
    /// Whether responses name the teller.
    pub(super) names_tellers: bool,
    /// From counter 1.
    pub(super) counters: &'static [Counter],
}

/// A counter and who works there.
#[derive(Serialize)]
pub(super) struct Counter {
    pub(super) mood: i64,
    /// What each of the two tellers, who take turns week by week, adds to it.
    pub(super) tellers: [i64; 2],
    /// Of 1000 customers served, those who answer.
    pub(super) answer: u32,
}

/// A branch that tries something new, from a day on.
#[derive(Serialize)]
pub(super) struct Pilot {
    pub(super) branch: &'static str,
    /// After so many of 1000 days.
    pub(super) after: u64,
    pub(super) mood: i64,
}

/// Who the customers are, of 1000 each.
#[derive(Serialize)]
pub(super) struct People {
    /// What lifts every mood of the bank.
    pub(super) mood: i64,
    /// In elder mode before eleven.
    pub(super) elder_early: u32,
    /// In elder mode later.
    pub(super) elder_later: u32,
    /// Helped by staff, of those in elder mode.
    pub(super) assisted_elder: u32,
    /// Helped by staff, of the others.
    pub(super) assisted: u32,
    /// Who speak, of those in elder mode.
    pub(super) voice: u32,
    /// Staff practising.
    pub(super) training: u32,
    /// Of whom business, ticket and tier are known.
    pub(super) visit_known: u32,
    /// Who come right after another one and belong to them.
    pub(super) family: u32,
}

/// How much the part that answers changes from day to day and from week to week, as
/// the standard deviation in thousandths of itself; and how much the number served
/// does.
#[derive(Serialize)]
pub(super) struct Answering {
    pub(super) daily: i64,
    pub(super) weekly: i64,
    pub(super) served: i64,
}

/// How ratings are gamed where that is asked for.
#[derive(Serialize)]
pub(super) struct Gaming {
    /// Of 1000 device-days, those gamed in each of the three ways of a day.
    pub(super) days: u32,
    /// Of 1000 weeks of a counter, those in which only praise is asked for.
    pub(super) weeks: u32,
    pub(super) burst: Presses,
    pub(super) after_closing: Presses,
    pub(super) passed_around: Presses,
    pub(super) praise_only: PraiseOnly,
}

/// Ratings that one hand gives or one tablet collects; each as at least, and up to so
/// much more.
#[derive(Serialize)]
pub(super) struct Presses {
    pub(super) count: (u32, u32),
    /// Seconds from one to the next.
    pub(super) gap: (u32, u32),
    /// Minutes after opening or, after closing, after that.
    pub(super) starts: (u32, u32),
}

/// Who is asked while only praise is wanted, of 1000 each.
#[derive(Serialize)]
pub(super) struct PraiseOnly {
    /// From this mood on a customer is expected to praise.
    pub(super) content: i64,
    /// Of those, who are asked.
    pub(super) asked: u32,
    /// Of the others, who rate unasked.
    pub(super) unasked: u32,
}
