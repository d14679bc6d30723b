//! What happens on a day: how many each counter serves, and who answers when.

use chrono::{Datelike as _, NaiveDate};

use super::{
    bank::Device,
    calendar::{Calendar, Day},
    dice::{Dice, Topic},
    world::{Answering, Slot},
};

/// A device on one day.
pub(super) struct Station {
    /// How many customers were served; nobody is in the lobby, nor when it is closed.
    pub(super) served: u64,
    /// What branch, counter, teller and season do to the mood.
    pub(super) mood: i64,
    /// How many of those who answer do so here, as a weight.
    weight: u32,
}

/// A customer at a tablet.
pub(super) struct Arrival {
    /// Seconds after midnight.
    pub(super) second: u32,
    /// Which of the bank's tablets.
    pub(super) device: usize,
    pub(super) slot: &'static Slot,
}

/// Of 1000 that rate in the lobby, as a weight beside those of counters.
const LOBBY_ANSWERS: u32 = 300;
/// However much the part that answers changes, not under this part of itself.
const LEAST: i64 = 300;
/// Of 1000 families that have answered, those of whom one more does.
const ONE_MORE: u32 = 300;
/// The next of a family comes after so many seconds, and up to so many more.
const NEXT_OF_FAMILY: (u32, u32) = (20, 50);

/// Every device on `day`.
pub(super) fn stations(
    seed: u64,
    calendar: &Calendar,
    day: Day,
    devices: &[Device],
) -> Vec<Station> {
    let Answering { daily, weekly, served } = calendar.world.answering;
    let all: u64 = devices.iter().map(|device| u64::from(device.weight)).sum();
    let mut dice = Dice::new(seed, Topic::Plan, day.number);
    let station = |(place, device): (u64, &Device)| {
        let mut of_week = Dice::new(seed, Topic::Week, week(day.date) << 16 | place);
        let answer = device.at.map_or(LOBBY_ANSWERS, |at| at.answer);
        let here = day.count * u64::from(device.weight) * 1000;
        let usual = here / (all * u64::from(answer)).max(1);
        let customers = varied(usual.max(1), dice.swing() * served / 1000);
        let change = dice.swing() * daily / 1000 + of_week.swing() * weekly / 1000;
        let weight = varied(customers * u64::from(answer), change).max(1);
        Station {
            served: if device.at.is_some() && day.count > 0 { customers } else { 0 },
            mood: device.branch.mood + device.mood(day.date) + calendar.mood(device.branch, day),
            weight: u32::try_from(weight).unwrap_or(u32::MAX),
        }
    };
    (0..).zip(devices).map(station).collect()
}

/// `number`, more or less by so many thousandths of itself.
fn varied(number: u64, change: i64) -> u64 {
    number * (1000 + change).max(LEAST).unsigned_abs() / 1000
}

/// A number for the week of `date`.
pub(super) fn week(date: NaiveDate) -> u64 {
    let week = date.iso_week();
    u64::from(week.year().unsigned_abs()) * 100 + u64::from(week.week())
}

/// Who comes on `day`, from the earliest.
pub(super) fn arrivals(
    seed: u64,
    calendar: &Calendar,
    day: Day,
    stations: &[Station],
) -> Vec<Arrival> {
    let slots = calendar.slots(day.date);
    let mut dice = Dice::new(seed, Topic::Arrivals, day.number);
    let indices: Vec<usize> = (0..stations.len()).collect();
    let mut arrivals: Vec<Arrival> = Vec::new();
    let mut one_more = calendar.world.people.family;
    for _ in 0..day.count {
        let of_family = arrivals.last().filter(|_| dice.chance(one_more));
        one_more = if of_family.is_some() { ONE_MORE } else { calendar.world.people.family };
        let next = match of_family {
            Some(&Arrival { second, device, slot }) => {
                let (at_least, more) = NEXT_OF_FAMILY;
                Some(Arrival { second: second + at_least + dice.below(more), device, slot })
            }
            None => someone(slots, &indices, stations, &mut dice),
        };
        arrivals.extend(next);
    }
    arrivals.sort_by_key(|arrival| (arrival.second, arrival.device));
    arrivals
}

fn someone(
    slots: &'static [Slot],
    devices: &[usize],
    stations: &[Station],
    dice: &mut Dice,
) -> Option<Arrival> {
    let slot = dice.weighted(slots, |slot| slot.weight)?;
    let device = *dice.weighted(devices, |&device| stations[device].weight)?;
    let second = slot.from * 60 + dice.below((slot.to - slot.from) * 60);
    Some(Arrival { second, device, slot })
}
