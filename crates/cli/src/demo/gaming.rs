//! Ratings that are gamed, where that is asked for: which days of which tablets, and
//! what is done to them.
//!
//! The other customers stay exactly as they are without: gaming adds ratings, or
//! keeps people from being asked.

use clap::ValueEnum;
use serde::Serialize;

use super::{
    bank::Device,
    calendar::Day,
    dice::{Dice, Topic},
    plan::{Arrival, week},
    world::{PraiseOnly, Presses, Slot, World},
};

/// The named kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Gaming {
    /// Somebody presses the best rating many times in a short while.
    Burst,
    /// For a week a counter asks only those who are expected to praise.
    PraiseOnly,
    /// Somebody presses the best rating after closing.
    AfterClosing,
    /// One tablet goes from hand to hand.
    PassedAround,
}

impl Gaming {
    /// What of `asked` is done with `device` on `day`: the first that the dice say.
    pub(super) fn of(
        asked: &[Self],
        seed: u64,
        world: &World,
        day: Day,
        (place, device): (usize, &Device),
    ) -> Option<Self> {
        let is_done = |kind: &Self| {
            let (time, often) = match kind {
                Self::PraiseOnly => (week(day.date), world.gaming.weeks),
                _ => (day.number, world.gaming.days),
            };
            let by_the_counter = *kind == Self::PassedAround || device.at.is_some();
            let mut dice = Dice::new(seed, Topic::Gaming, key(time, place, *kind));
            by_the_counter && dice.chance(often)
        };
        asked.iter().copied().find(|kind| day.count > 0 && is_done(kind))
    }

    /// The ratings this adds to a tablet's day, from the earliest, each with the number
    /// of its row.
    pub(super) fn added(
        self,
        seed: u64,
        world: &World,
        day: Day,
        place: usize,
    ) -> Vec<(u64, Arrival)> {
        let (presses, from) = match self {
            Self::Burst => (&world.gaming.burst, world.opens),
            Self::AfterClosing => (&world.gaming.after_closing, world.closes),
            Self::PassedAround => (&world.gaming.passed_around, world.opens),
            Self::PraiseOnly => return Vec::new(),
        };
        let Presses { count, gap, starts } = presses;
        let first = key(day.number, place, self) << 16;
        let mut dice = Dice::new(seed, Topic::Gaming, first);
        let mut draw = |(at_least, more): (u32, u32)| at_least + dice.below(more + 1);
        let mut second = (from + draw(*starts)) * 60 + draw((0, 59));
        let rows = first..first + u64::from(draw(*count));
        let next = |row| {
            let slot = slot_at(world.working_day, second)?;
            let arrival = Arrival { second, device: place, slot };
            second += draw(*gap);
            Some((row, arrival))
        };
        rows.filter_map(next).collect()
    }
}

impl PraiseOnly {
    /// Whether the customer of `row` in this mood rates while only praise is wanted.
    pub(super) fn lets(&self, seed: u64, row: u64, mood: i64) -> bool {
        let part = if mood >= self.content { self.asked } else { self.unasked };
        Dice::new(seed, Topic::Gaming, row).chance(part)
    }
}

/// The part of the day at `second`, or the nearest before it; the first where none is.
fn slot_at(slots: &'static [Slot], second: u32) -> Option<&'static Slot> {
    slots.iter().rfind(|slot| slot.from * 60 <= second).or(slots.first())
}

/// The number of one kind of gaming with one tablet on one day or in one week: higher
/// than that of any row, and so are those of the rows it adds.
fn key(time: u64, place: usize, kind: Gaming) -> u64 {
    (1 << 46) | time << 24 | (place as u64) << 4 | kind as u64
}
