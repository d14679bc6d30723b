//! Trust signals on days of which it is known how they were made: how many honest
//! ones are flagged, and how many gamed ones found.
//!
//! `cargo test --profile native -p heard --test cli trust -- --nocapture` measures
//! on a million responses and prints the tables of `docs/trust.md`.

#![expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]

mod days;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;
use heard_insight::trust::{Coverage, Invitation, Known, Pattern, Precision, Usual, Watch};

use crate::heard::{run, text};
use days::{Days, Gamed, Opening, Place, Week};

/// How many customers answer.
const ROWS: &str = if cfg!(debug_assertions) { "80000" } else { "1000000" };
/// Chosen before anything was measured with it.
const SEED: &str = "3";
const KINDS: [&str; 4] = ["burst", "praise-only", "after-closing", "passed-around"];

/// What was found of one bank's days.
struct Found {
    honest: usize,
    /// Honest device-days that are flagged, by pattern.
    flagged: BTreeMap<&'static str, BTreeSet<Place>>,
    /// By kind: how many there are, and how many were found by a pattern that fits.
    /// One is a device-day, and with praise only a counter's week.
    attacks: BTreeMap<&'static str, (usize, usize)>,
}

impl Found {
    fn flagged(&self) -> usize {
        self.flagged.values().flatten().collect::<BTreeSet<_>>().len()
    }

    fn print(&self, title: &str) {
        let share = |part: usize, of: usize| 100.0 * part as f64 / of as f64;
        let flagged = self.flagged();
        println!("\n{title}: {} honest device-days", self.honest);
        println!("flagged: {flagged} ({:.2} %)", share(flagged, self.honest));
        for (pattern, days) in &self.flagged {
            println!("  by {pattern}: {} ({:.2} %)", days.len(), share(days.len(), self.honest));
        }
        for (kind, (there, found)) in &self.attacks {
            println!("{kind}: {found} of {there} found ({:.1} %)", share(*found, *there));
        }
    }
}

fn name(pattern: &Pattern) -> &'static str {
    match pattern {
        Pattern::TooFast(_) => "too fast",
        Pattern::StraightLined(_) => "straight-lined",
        Pattern::Burst(_) => "burst",
        Pattern::BeforeClosing(_) => "run before closing",
        Pattern::OutsideHours(_) => "outside hours",
        Pattern::Repeated(_) => "repeated",
    }
}

/// Whether the pattern is what this kind of gaming looks like.
fn fits(kind: &str, pattern: &str) -> bool {
    match kind {
        "burst" | "passed-around" => pattern == "burst",
        "after-closing" => matches!(pattern, "outside hours" | "burst" | "run before closing"),
        _ => pattern == "few and good",
    }
}

/// The patterns of every device-day.
fn patterns(
    days: &Days,
    opening: Opening,
    precision: Precision,
) -> BTreeSet<(Place, &'static str)> {
    let mut found = BTreeSet::new();
    for (device, of_device) in days.devices() {
        let ratings: Vec<_> = of_device.values().map(Vec::as_slice).collect();
        let hours = days.hours(device, opening);
        let usual = Usual::of(&ratings, hours, precision);
        let watch = Watch::new(Known { usual, hours, cooldown: 2, precision });
        for (date, day) in of_device {
            let signals = watch.signals(day);
            found.extend(signals.iter().map(|it| ((device.clone(), *date), name(&it.pattern))));
        }
    }
    for (device, weeks) in days.coverage() {
        for (week, here) in &weeks {
            let mut usual = Coverage::default();
            weeks.iter().filter(|(other, _)| *other != week).for_each(|(_, it)| usual += *it);
            if Invitation::of(*here, usual).is_some() {
                let of_week = days.of(&device, *week);
                found.extend(of_week.map(|date| ((device.clone(), date), "few and good")));
            }
        }
    }
    found
}

/// The days of a bank where every kind of gaming happens.
fn days(world: &str) -> Days {
    let directory = tempfile::tempdir().unwrap();
    let [truth, transactions] =
        ["truth.json", "transactions.csv"].map(|it| directory.path().join(it));
    let mut arguments = vec!["demo", "--rows", ROWS, "--seed", SEED, "--world", world];
    arguments.extend(["--truth", text(&truth), "--transactions", text(&transactions)]);
    arguments.extend(KINDS.iter().flat_map(|kind| ["--gaming", kind]));
    arguments.push("--exact-times");
    Days::read(&run(&arguments).succeeded(), &truth, &transactions)
}

fn found(days: &Days, opening: Opening, precision: Precision) -> Found {
    score(days, &patterns(days, opening, precision))
}

fn score(days: &Days, patterns: &BTreeSet<(Place, &'static str)>) -> Found {
    let gamed: BTreeSet<&Place> = days.gamed.iter().map(|gamed| &gamed.place).collect();
    let mut flagged: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (place, pattern) in patterns.iter().filter(|(place, _)| !gamed.contains(place)) {
        flagged.entry(*pattern).or_default().insert(place.clone());
    }
    // One press of a week is as good as seven: praise only is one attack a week.
    let mut attacks: BTreeMap<(&'static str, &str, Week), BTreeMap<_, bool>> = BTreeMap::new();
    for Gamed { kind, place } in &days.gamed {
        let kind = KINDS.into_iter().find(|known| known == kind).unwrap();
        let is_found = patterns.iter().any(|(of, pattern)| of == place && fits(kind, pattern));
        let week = place.1.iso_week();
        let days = attacks.entry((kind, &place.0, (week.year(), week.week()))).or_default();
        days.insert(place.1, is_found);
    }
    let mut counted = BTreeMap::from(KINDS.map(|kind| (kind, (0, 0))));
    for ((kind, ..), days) in attacks {
        let (there, found) = counted.get_mut(kind).unwrap();
        if kind == "praise-only" {
            *there += 1;
            *found += usize::from(days.values().any(|found| *found));
        } else {
            *there += days.len();
            *found += days.values().filter(|found| **found).count();
        }
    }
    let all = days.devices().map(|(_, days)| days.len()).sum::<usize>();
    let with_ratings = |place: &&&Place| days.has(place);
    let honest = all - gamed.iter().filter(with_ratings).count();
    Found { honest, flagged, attacks: counted }
}

/// At most one honest day of a hundred is flagged, and at least nine gamed ones of ten
/// are found; where few are measured, but for what chance does in 99 of 100 cases.
fn assert_promised(found: &Found) {
    let sure = if cfg!(debug_assertions) { 2.33 } else { 0.0 };
    let off = |n: usize, share: f64| sure * (n as f64 * share * (1.0 - share)).sqrt();
    let most = 0.01 * found.honest as f64 + off(found.honest, 0.01);
    assert!(found.honest > 1_000);
    assert!(found.flagged() as f64 <= most, "{} of {}", found.flagged(), found.honest);
    for (kind, &(there, of_these)) in &found.attacks {
        let least = 0.9 * there as f64 - off(there, 0.9);
        assert!(there > 5 && of_these as f64 >= least, "{kind}: {of_these} of {there}");
    }
}

#[test]
fn one_honest_day_of_a_hundred_is_flagged_at_most_and_nine_gamed_ones_of_ten_are_found() {
    let mut days = days("city");
    let known = found(&days, Opening::Known, Precision::Second);
    known.print("city, hours known");
    assert_promised(&known);
    // Where nobody tells the hours, the ratings do.
    let seen = found(&days, Opening::Seen, Precision::Second);
    seen.print("city, hours from the ratings");
    assert_promised(&seen);
    // Bursts are not seen where times are cut, and no honest day pays for it.
    days.cut_to_hours();
    let cut = found(&days, Opening::Known, Precision::Hour);
    cut.print("city, times cut to the hour");
    assert!(cut.flagged() * 100 <= cut.honest);
    assert_eq!((cut.attacks["burst"].1, cut.attacks["passed-around"].1), (0, 0));
}

#[test]
fn so_it_is_at_banks_with_other_hours_rates_and_moods() {
    for world in ["county", "suburb", "coast"] {
        let found = found(&days(world), Opening::Known, Precision::Second);
        found.print(world);
        assert_promised(&found);
    }
}
