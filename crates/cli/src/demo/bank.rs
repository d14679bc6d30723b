//! The tablets of the bank, and what its customers come for.

use chrono::{Datelike as _, NaiveDate};
use heard_exchange::{Channel, DeviceId, InvalidId};

use super::world::{Branch, Counter, World};

/// A tablet, which belongs to one counter or to the lobby.
pub(super) struct Device {
    pub(super) id: DeviceId,
    pub(super) branch: &'static Branch,
    /// `1`, `2`, … or `L` for the lobby.
    pub(super) counter: String,
    /// The counter; none in the lobby.
    pub(super) at: Option<&'static Counter>,
    /// How many of the bank's customers come by, as a weight.
    pub(super) weight: u32,
}

impl Device {
    /// How the people were reached.
    pub(super) fn channel(&self) -> Channel {
        if self.at.is_some() { Channel::Counter } else { Channel::Lobby }
    }

    /// Who sits at the counter on `date`: two tellers take turns, week by week.
    /// Nobody in the lobby.
    pub(super) fn teller(&self, date: NaiveDate) -> Option<String> {
        self.at.map(|_| format!("T{}{}", self.counter, of_week(date) + 1))
    }

    /// What counter and teller do to the mood on `date`.
    pub(super) fn mood(&self, date: NaiveDate) -> i64 {
        let of_teller = |counter: &Counter| counter.tellers.get(of_week(date)).copied();
        self.at.map_or(LOBBY_MOOD, |at| at.mood + of_teller(at).unwrap_or_default())
    }
}

/// Which of two tellers has the week of `date`.
fn of_week(date: NaiveDate) -> usize {
    usize::from(date.iso_week().week() % 2 == 1)
}

/// What waiting in the lobby does to the mood.
const LOBBY_MOOD: i64 = -40;

/// Every tablet of the bank. Their names begin with `demo-`, so that
/// demonstration responses are known as such wherever they turn up.
pub(super) fn devices(world: &'static World) -> Result<Vec<Device>, InvalidId> {
    let mut devices = Vec::new();
    for branch in world.branches {
        let at_counters = branch.weight * (1000 - world.lobby);
        let each = at_counters / u32::try_from(branch.counters.len()).unwrap_or(1);
        let mut add = |counter: String, at, weight| {
            let id = DeviceId::new(format!("demo-{}-{counter}", branch.code))?;
            devices.push(Device { id, branch, counter, at, weight });
            Ok(())
        };
        for (number, at) in (1..).zip(branch.counters) {
            add(format!("{number}"), Some(at), each)?;
        }
        add("L".to_owned(), None, branch.weight * world.lobby)?;
    }
    Ok(devices)
}

/// What a customer came for.
pub(super) struct Business {
    pub(super) code: &'static str,
    pub(super) weight: u32,
    pub(super) mood: i64,
    /// The letter its queue tickets begin with.
    pub(super) ticket: char,
    /// The trouble that is met three times as often here as elsewhere.
    pub(super) trouble: &'static str,
}

pub(super) const BUSINESSES: [Business; 8] = [
    Business { code: "deposit", weight: 26, mood: 80, ticket: 'A', trouble: "wait" },
    Business { code: "transfer", weight: 20, mood: -80, ticket: 'A', trouble: "limits" },
    Business { code: "card", weight: 16, mood: 0, ticket: 'B', trouble: "procedure" },
    Business { code: "account", weight: 12, mood: -160, ticket: 'B', trouble: "procedure" },
    Business { code: "wealth", weight: 10, mood: 120, ticket: 'V', trouble: "information" },
    Business { code: "loan", weight: 6, mood: -120, ticket: 'C', trouble: "promise" },
    Business { code: "exchange", weight: 4, mood: 0, ticket: 'C', trouble: "knowledge" },
    Business { code: "online", weight: 6, mood: -60, ticket: 'B', trouble: "channel" },
];

/// What can go wrong.
pub(super) struct Trouble {
    /// Its code in the problem catalogue.
    pub(super) code: &'static str,
    pub(super) weight: u32,
    /// The question that suffers from it.
    pub(super) hurts: &'static str,
}

pub(super) const TROUBLES: [Trouble; 13] = [
    Trouble { code: "wait", weight: 30, hurts: "efficiency" },
    Trouble { code: "procedure", weight: 18, hurts: "efficiency" },
    Trouble { code: "attitude", weight: 12, hurts: "attitude" },
    Trouble { code: "knowledge", weight: 8, hurts: "knowledge" },
    Trouble { code: "information", weight: 8, hurts: "knowledge" },
    Trouble { code: "limits", weight: 6, hurts: "efficiency" },
    Trouble { code: "channel", weight: 6, hurts: "environment" },
    Trouble { code: "environment", weight: 5, hurts: "environment" },
    Trouble { code: "elder", weight: 2, hurts: "environment" },
    Trouble { code: "security", weight: 1, hurts: "knowledge" },
    Trouble { code: "privacy", weight: 1, hurts: "attitude" },
    Trouble { code: "promise", weight: 4, hurts: "promise" },
    Trouble { code: "other", weight: 3, hurts: "" },
];

/// What is praised, with its weight.
pub(super) const PRAISE: [(&str, u32); 4] =
    [("staff", 45), ("speed", 30), ("care", 20), ("environment", 15)];

/// Customer tiers, with their weights.
pub(super) const TIERS: [(&str, u32); 3] = [("standard", 80), ("gold", 16), ("private", 4)];
