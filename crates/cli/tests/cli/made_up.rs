//! What the demonstration makes up is what its truth says.

#![expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;

use crate::{
    heard::{run, text},
    independent::Table,
};

/// A demonstration with its truth and its transactions.
struct Made {
    table: Table,
    truth: Value,
    transactions: Table,
}

fn made(rows: &str, more: &[&str]) -> Made {
    let directory = tempfile::tempdir().unwrap();
    let [truth, served] = ["truth.json", "served.csv"].map(|it| directory.path().join(it));
    let mut arguments = vec!["demo", "--rows", rows, "--seed", "6", "--exact-times"];
    arguments.extend(["--truth", text(&truth), "--transactions", text(&served)]);
    arguments.extend(more);
    let table = Table::read(&run(&arguments).succeeded());
    let truth = serde_json::from_str(&fs::read_to_string(&truth).unwrap()).unwrap();
    Made { table, truth, transactions: Table::read(&fs::read_to_string(&served).unwrap()) }
}

/// The share of the top two steps among the rows of which `cells` of these columns fit.
fn satisfied(table: &Table, columns: &[&str], fits: impl Fn(&[&str]) -> bool) -> f64 {
    let cells: Vec<_> = columns.iter().map(|column| table.column(column)).collect();
    let scores = table.column("satisfaction");
    let fitting = (0..scores.len()).filter(|&row| {
        let cells: Vec<&str> = cells.iter().map(|column| column[row]).collect();
        !scores[row].is_empty() && fits(&cells)
    });
    let fitting: Vec<&str> = fitting.map(|row| scores[row]).collect();
    assert!(fitting.len() > 500, "{}", fitting.len());
    fitting.iter().filter(|score| matches!(**score, "4" | "5")).count() as f64
        / fitting.len() as f64
}

#[test]
fn branches_tellers_and_days_differ_as_the_truth_says() {
    let Made { table, truth, .. } = made("60000", &["--end", "2026-03-20"]);
    assert_eq!(truth["responses"], 60_000);
    let branch = |code: &str| satisfied(&table, &["branch"], |cells| cells == [code]);
    let [worst, best] = ["B003", "B005"].map(branch);
    let moods = |code: &str| {
        let branches = truth["world"]["branches"].as_array().unwrap();
        branches.iter().find(|branch| branch["code"] == code).unwrap()["mood"].as_i64().unwrap()
    };
    assert!(moods("B003") < moods("B001") && moods("B001") < moods("B005"));
    assert!(worst + 0.04 < branch("B001") && branch("B001") + 0.02 < best);

    // Two tellers of one counter, a quarter of the spread between customers apart.
    let teller = |teller| satisfied(&table, &["branch", "teller"], |it| it == ["B003", teller]);
    assert!(teller("T21") + 0.03 < teller("T22"));

    let season = |name: &str| {
        let all = truth["seasons"].as_array().unwrap();
        let season = all.iter().find(|season| season["name"] == name).unwrap();
        let [from, to] = ["from", "to"].map(|end| season[end].as_str().unwrap().to_owned());
        satisfied(&table, &["started_at"], |cells| {
            (from.as_str()..=to.as_str()).contains(&&cells[0][..10])
        })
    };
    let all = satisfied(&table, &["id"], |_| true);
    assert!(season("before Spring Festival") + 0.03 < all);

    let from = truth["pilot"]["from"].as_str().unwrap();
    let of_pilot = |is_on: bool| {
        satisfied(&table, &["branch", "started_at"], |it| {
            truth["pilot"]["branch"] == it[0] && (&it[1][..10] >= from) == is_on
        })
    };
    assert!(of_pilot(false) + 0.02 < of_pilot(true));
}

#[test]
fn customers_come_when_the_bank_is_open_and_more_of_them_before_noon() {
    for (world, opens, closes) in [("city", 9, 17), ("county", 8, 17), ("suburb", 8, 18)] {
        let Made { table, .. } = made("9000", &["--world", world]);
        let mut hours = BTreeMap::<u32, usize>::new();
        for time in table.column("started_at") {
            *hours.entry(time[11..13].parse().unwrap()).or_default() += 1;
        }
        assert!(*hours.keys().next().unwrap() >= opens, "{world}: {hours:?}");
        assert!(*hours.keys().next_back().unwrap() <= closes, "{world}: {hours:?}");
        if world == "city" {
            assert!(hours[&10] > 2 * hours[&12], "{hours:?}");
        } else if world == "county" {
            assert!(hours.get(&12).is_none_or(|noon| *noon < 90), "{hours:?}");
        }
    }
}

#[test]
fn no_counter_has_more_ratings_than_it_served() {
    let Made { table, transactions, .. } = made("30000", &[]);
    let mut ratings = BTreeMap::<(String, String, String), u64>::new();
    let cells = ["branch", "counter", "started_at"].map(|column| table.column(column));
    let [branches, counters, times] = cells;
    for ((branch, counter), time) in branches.into_iter().zip(counters).zip(times) {
        let day = time[..10].to_owned();
        *ratings.entry((branch.to_owned(), counter.to_owned(), day)).or_default() += 1;
    }
    let mut covered = (0, 0);
    for row in &transactions.rows {
        let [branch, counter, date, served] = &row[..] else { panic!("{row:?}") };
        let served: u64 = served.parse().unwrap();
        let place = (branch.clone(), counter.clone(), date.clone());
        let rated = ratings.remove(&place).unwrap_or_default();
        assert!(rated <= served, "{place:?}: {rated} of {served}");
        covered = (covered.0 + rated, covered.1 + served);
    }
    assert!(ratings.keys().all(|(_, counter, _)| counter == "L"));
    let share = covered.0 as f64 / covered.1 as f64;
    assert!((0.25..0.35).contains(&share), "{share}");
}

#[test]
fn whoever_is_content_does_not_write_of_trouble_nor_the_other_way_round() {
    let Made { table, .. } = made("20000", &[]);
    let comments = table.column("comment");
    let mut seen = BTreeSet::new();
    for (score, comment) in table.column("satisfaction").into_iter().zip(comments) {
        let (content, low) = (["很好", "Very good"], matches!(score, "1" | "2" | "3"));
        let troubled = ["一般", "希望改进", "Please improve this", "等了40分钟，只开两个窗口"];
        assert!(!(low && content.contains(&comment)), "{score}: {comment}");
        assert!(low || !troubled.contains(&comment), "{score}: {comment}");
        seen.insert((low, content.contains(&comment) || troubled.contains(&comment)));
    }
    assert!(seen.contains(&(true, true)) && seen.contains(&(false, true)));
}

/// Each row by its id: the device, and the cells after the sequence, which counts what
/// was added. Somebody who has to wait for the tablet may start a little later.
type Rows<'a> = BTreeMap<&'a str, (&'a str, &'a [String])>;

fn rows(table: &Table) -> Rows<'_> {
    table.rows.iter().map(|row| (row[0].as_str(), (row[1].as_str(), &row[3..]))).collect()
}

#[test]
fn gaming_adds_ratings_or_keeps_people_from_being_asked_and_changes_nobody_else() {
    let honest = made("12000", &[]);
    let before = rows(&honest.table);
    for kind in ["burst", "after-closing", "passed-around", "praise-only"] {
        let gamed = made("12000", &["--gaming", kind]);
        let after = rows(&gamed.table);
        let places: BTreeSet<(&str, &str)> = gamed.truth["gaming"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["device"].as_str().unwrap(), it["date"].as_str().unwrap()))
            .collect();
        assert!(!places.is_empty(), "{kind}");
        let (more, fewer) =
            if kind == "praise-only" { (&before, &after) } else { (&after, &before) };
        assert!(fewer.keys().all(|id| more.contains_key(id)), "{kind}");
        let changed: Vec<_> = more.iter().filter(|(id, _)| !fewer.contains_key(*id)).collect();
        assert!(changed.len() > places.len(), "{kind}: {}", changed.len());
        let time = honest.table.headings.iter().position(|it| it == "started_at").unwrap() - 3;
        for (_, (device, cells)) in changed {
            assert!(places.contains(&(*device, &cells[time][..10])), "{kind}: {cells:?}");
        }
        for (id, (device, cells)) in fewer {
            let (device_then, cells_then) = more[id];
            assert_eq!(*device, device_then);
            let said = |cells: &[String]| [&cells[..time], &cells[time + 1..]].concat();
            assert_eq!(said(cells), said(cells_then));
        }
    }
}

#[test]
fn times_are_cut_where_a_teller_is_named_unless_asked_otherwise() {
    let cut = Table::read(&run(&["demo", "--rows", "2000", "--seed", "6"]).succeeded());
    let on_the_hour = |table: &Table| {
        let rows = table.column("teller").into_iter().zip(table.column("started_at"));
        let named: Vec<_> = rows.filter(|(teller, _)| !teller.is_empty()).collect();
        named.iter().filter(|(_, time)| time[14..19] == *"00:00").count() as f64
            / named.len() as f64
    };
    assert!(on_the_hour(&cut) > 0.999);
    assert!(on_the_hour(&made("2000", &[]).table) < 0.01);
}
