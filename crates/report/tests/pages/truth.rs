//! What is there is said, and what is not there is not.

use heard_report::Locale;

use crate::known::{Known, Said, day};

/// Numbers that look like chance and are the same every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }
}

const BRANCHES: [&str; 5] = ["B001", "B002", "B003", "B004", "B005"];

/// Two months, twelve responses a branch and day; of a hundred so many are satisfied as
/// `part` says of the branch and the day of both months, counted from 0.
fn world(seed: u64, part: impl Fn(&str, usize) -> u64) -> Known {
    let mut chance = Chance(seed);
    let mut all = Vec::new();
    for (at, date) in day(2026, 9, 1).iter_days().take(61).enumerate() {
        for branch in BRANCHES {
            for _ in 0..12 {
                let stars = if chance.next(100) < part(branch, at) { "5" } else { "2" };
                all.push(Said::on(date, &[("satisfaction", stars)]).at(branch));
            }
        }
    }
    Known::of(&all)
}

fn section<'t>(told: &'t str, title: &str) -> &'t str {
    let (_, rest) = told.split_once(&format!("\n## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

#[test]
fn the_weaker_branch_is_named_and_the_others_are_not_ranked() {
    let told = world(1, |branch, _| if branch == "B003" { 60 } else { 85 }).told();
    let compared = section(&told, "Branches");
    assert!(compared.contains("Lower than the others: B003."), "{compared}");
    let rows: Vec<&str> = compared.lines().filter(|line| line.starts_with("| B0")).collect();
    let order: Vec<&str> = rows.iter().map(|row| &row[2..6]).collect();
    assert_eq!(order, BRANCHES);
}

#[test]
fn a_month_that_is_worse_is_said_to_be_and_so_is_the_day_it_dropped() {
    let dip = |_: &str, at: usize| if at == 45 { 30 } else { 85 };
    let told = world(2, dip).told();
    let trend = section(&told, "Over time");
    assert!(trend.contains("Below what is ordinary: 16 Oct."), "{trend}");
    let worse = world(3, |_, at| if at < 30 { 90 } else { 75 }).told();
    let glance = section(&worse, "At a glance");
    assert!(glance.contains("lower than in September 2026"), "{glance}");
    assert!(section(&worse, "Compared with September 2026").contains("Worse: "));
}

#[test]
fn a_drift_over_the_weeks_is_told() {
    let told = world(4, |_, at| 95 - u64::try_from(at).unwrap() / 2).told();
    let trend = section(&told, "Over time");
    let ends =
        ["Above what is ordinary: week of 31 Aug.", "Below what is ordinary: week of 19 Oct."];
    assert!(ends.iter().all(|end| trend.contains(end)), "{trend}");
}

/// Five of a hundred comparisons may be wrong, and three of a thousand days.
#[test]
fn where_nothing_differs_nothing_is_said_to() {
    let (mut months, mut branches, mut days) = (0, 0, 0);
    for seed in 0..20 {
        let told = world(100 + seed, |_, _| 82).told();
        let is_told = |title: &str, words: &str| u32::from(section(&told, title).contains(words));
        months += is_told("Compared with September 2026", "no difference can be detected");
        branches += is_told("Branches", "None can be told from the others");
        days += is_told("Over time", "Every day was within what is ordinary");
    }
    assert!(months >= 17 && branches >= 17 && days >= 15, "{months} {branches} {days}");
}

#[test]
fn all_three_languages_say_the_same_figures() {
    let known = world(5, |branch, _| if branch == "B002" { 70 } else { 88 });
    let digits = |locale| {
        let told = known.view(locale, |view| known.report(view, &[], &[]).markdown());
        // The figures of the branches' table.
        let rows = told.lines().filter(|line| line.starts_with("| B0"));
        let figures = |row: &str| {
            let is_part = |it: &char| it.is_ascii_digit() || *it == '.';
            row.chars().filter(is_part).collect::<String>()
        };
        rows.map(figures).collect::<Vec<_>>()
    };
    let [cn, tw, en] = Locale::ALL.map(digits);
    assert_eq!(en.len(), 5);
    assert!(cn == en && tw == en, "{cn:?} {en:?}");
}
