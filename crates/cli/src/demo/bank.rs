//! The bank of the demonstration: its branches, tablets and business types.
//!
//! Moods are in thousandths of the spread between customers: a counter at −300
//! serves customers three tenths of a standard deviation less satisfied.

use chrono::{Datelike as _, NaiveDate};
use heard_exchange::{Channel, DeviceId, InvalidId};

/// A branch and how it does.
pub(super) struct Branch {
    pub(super) code: &'static str,
    /// How many of the bank's customers come here, as a weight.
    pub(super) weight: u32,
    pub(super) mood: i64,
    /// Whether responses name the teller.
    pub(super) names_tellers: bool,
    /// The mood of each counter, from counter 1.
    counters: &'static [i64],
}

pub(super) const BRANCHES: [Branch; 6] = [
    Branch { code: "B001", weight: 24, mood: 0, names_tellers: true, counters: &[50, 0, -50, 0] },
    Branch { code: "B002", weight: 20, mood: 80, names_tellers: false, counters: &[0, 0, 60, 0] },
    Branch { code: "B003", weight: 18, mood: -260, names_tellers: true, counters: &[0, -300, 0] },
    Branch { code: "B004", weight: 16, mood: -60, names_tellers: false, counters: &[0, 40, -40] },
    Branch { code: "B005", weight: 12, mood: 240, names_tellers: true, counters: &[0, 0, 0] },
    Branch { code: "B006", weight: 10, mood: 60, names_tellers: false, counters: &[100, -100] },
];

/// Of 1000 customers of a branch, those who answer in the lobby.
const LOBBY_PER_MILLE: u32 = 120;

/// A tablet, which belongs to one counter or to the lobby.
pub(super) struct Device {
    pub(super) id: DeviceId,
    pub(super) branch: &'static Branch,
    /// `1`, `2`, … or `L` for the lobby.
    pub(super) counter: String,
    pub(super) channel: Channel,
    pub(super) weight: u32,
    pub(super) mood: i64,
}

impl Device {
    /// Who sits at the counter on `date`: two tellers take turns, week by week.
    /// Nobody in the lobby.
    pub(super) fn teller(&self, date: NaiveDate) -> Option<String> {
        let of_week = date.iso_week().week() % 2 + 1;
        (self.channel == Channel::Counter).then(|| format!("T{}{of_week}", self.counter))
    }
}

/// Every tablet of the bank. Their names begin with `demo-`, so that
/// demonstration responses are known as such wherever they turn up.
pub(super) fn devices() -> Result<Vec<Device>, InvalidId> {
    let mut devices = Vec::new();
    for branch in &BRANCHES {
        let at_counters = branch.weight * (1000 - LOBBY_PER_MILLE);
        let each = at_counters / u32::try_from(branch.counters.len()).unwrap_or(1);
        for (number, mood) in (1..).zip(branch.counters) {
            devices.push(Device {
                id: DeviceId::new(format!("demo-{}-{number}", branch.code))?,
                branch,
                counter: format!("{number}"),
                channel: Channel::Counter,
                weight: each,
                mood: branch.mood + mood,
            });
        }
        devices.push(Device {
            id: DeviceId::new(format!("demo-{}-L", branch.code))?,
            branch,
            counter: "L".to_owned(),
            channel: Channel::Lobby,
            weight: branch.weight * LOBBY_PER_MILLE,
            mood: branch.mood,
        });
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
