//! Merging keeps every response, and each once.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::{
    heard::{demo, fixture, run, run_with, text},
    independent::Table,
};

/// A folder with files of responses.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// The names of all files in it.
    fn files(&self) -> BTreeSet<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let entries = fs::read_dir(self.0.path()).unwrap();
        entries.map(|entry| name(entry).into_string().unwrap()).collect()
    }
}

/// The rows of a file as they stand, headings first.
fn rows(csv: &str) -> Vec<&str> {
    let (mut rows, mut start, mut quotes) = (Vec::new(), 0, 0);
    for (end, byte) in csv.bytes().enumerate() {
        quotes += usize::from(byte == b'"');
        if byte == b'\n' && quotes % 2 == 0 {
            rows.push(&csv[start..=end]);
            start = end + 1;
        }
    }
    rows
}

fn merge(output: &Path, inputs: &[&Path]) -> String {
    let mut arguments = vec!["merge", "-o", text(output)];
    arguments.extend(inputs.iter().map(|input| text(input)));
    run(&arguments).succeeded()
}

#[test]
fn overlapping_files_become_one_with_each_response_once() {
    let (folder, csv) = (Folder::new(), demo(600, 21));
    let rows = rows(&csv);
    let part = |name, from: usize, to: usize| {
        folder.write(name, &(rows[0].to_owned() + &rows[from..to].concat()))
    };
    let parts = [part("a.csv", 1, 301), part("b.csv", 201, 501), part("c.csv", 401, 601)];
    let all = folder.path("all.csv");
    let report = merge(&all, &parts.each_ref().map(PathBuf::as_path));
    assert!(report.starts_with("3 files, 800 rows: 600 responses in "), "{report}");
    assert!(report.contains("200 rows repeat a response and are left out"), "{report}");
    assert!(!report.contains("missing"), "{report}");
    assert_eq!(fs::read_to_string(&all).unwrap(), csv);
}

#[test]
fn merging_again_changes_nothing() {
    let (folder, csv) = (Folder::new(), demo(400, 22));
    let (one, all) = (folder.write("one.csv", &csv), folder.path("all.csv"));
    merge(&all, &[&one, &one]);
    let before = fs::read(&all).unwrap();
    assert_eq!(before, csv.as_bytes());
    // What was merged may be added to in place.
    merge(&all, &[&all, &one, &all]);
    assert_eq!(fs::read(&all).unwrap(), before);
    assert_eq!(folder.files(), ["all.csv", "one.csv"].map(str::to_owned).into());
}

#[test]
fn files_of_different_questionnaires_give_the_union_of_columns() {
    let folder = Folder::new();
    let counter = folder.write("counter.csv", &demo(50, 23));
    let all = folder.path("all.csv");
    merge(&all, &[&counter, &fixture("responses.csv")]);
    let table = Table::read(&fs::read_to_string(&all).unwrap());
    assert_eq!(table.rows.len(), 350);
    for column in ["satisfaction", "promised_time", "overall", "visits"] {
        assert_eq!(table.headings.iter().filter(|heading| *heading == column).count(), 1);
    }
    let visit = table.only("questionnaire", "visit");
    assert!(visit.column("satisfaction").iter().all(|cell| cell.is_empty()));
    let before = Table::read(&fs::read_to_string(fixture("responses.csv")).unwrap());
    for column in &before.headings {
        assert_eq!(visit.column(column), before.column(column), "{column}");
    }
}

#[test]
fn the_same_response_under_another_order_of_columns_is_no_conflict() {
    let folder = Folder::new();
    let responses = fixture("responses.csv");
    let counter = folder.write("counter.csv", &demo(10, 24));
    let (one, other) = (folder.path("one.csv"), folder.path("other.csv"));
    merge(&one, &[&counter, &responses]);
    merge(&other, &[&responses, &counter]);
    let report = merge(&folder.path("all.csv"), &[&one, &other]);
    assert!(report.contains("310 rows repeat a response"), "{report}");
}

#[test]
fn two_different_responses_of_one_id_stop_the_merge() {
    let (folder, csv) = (Folder::new(), demo(40, 25));
    let (one, other) = (
        folder.write("one.csv", &csv),
        folder.write("other.csv", &csv.replacen(",zh-CN,", ",en,", 1)),
    );
    let all = folder.write("all.csv", "what stood here before");
    let arguments = ["merge", text(&one), text(&other), "-o", text(&all)];
    let told = run(&arguments).failed(1);
    let changed = rows(&csv).iter().position(|row| row.contains(",zh-CN,")).unwrap() + 1;
    assert!(told.contains(&format!("{}: row {changed}: response ", other.display())), "{told}");
    assert!(told.contains(&format!("differs from {}: row {changed}", one.display())), "{told}");
    assert_eq!(fs::read_to_string(&all).unwrap(), "what stood here before");
    assert_eq!(folder.files().len(), 3);

    let kept = run(&[&arguments[..], &["--keep-first"]].concat());
    assert!(kept.err.contains("the response read first is kept"), "{}", kept.err);
    kept.succeeded();
    assert_eq!(fs::read_to_string(&all).unwrap(), csv);
}

#[test]
fn missing_places_and_days_of_a_device_are_told() {
    let (folder, csv) = (Folder::new(), demo(900, 26));
    let gone = |row: &&&str| {
        ![",demo-B001-2,5,", ",demo-B001-2,6,", ",demo-B001-2,8,", ",demo-B001-2,1,"]
            .iter()
            .any(|place| row.contains(place))
    };
    let is_of = |row: &&&str, day: &str| row.contains(",demo-B001-1,") && row.contains(day);
    let quiet = |row: &&&str| is_of(row, ",2026-06-11T") || is_of(row, ",2026-06-12T");
    let left: Vec<&str> =
        rows(&csv).iter().filter(|row| gone(row) && !quiet(row)).copied().collect();
    let input = folder.write("gaps.csv", &left.concat());
    let report = merge(&folder.path("all.csv"), &[&input]);
    assert!(report.contains("device demo-B001-2: missing in its sequence: 5–6, 8\n"), "{report}");
    let missing = report.lines().filter(|line| line.contains("-2: missing in its sequence"));
    assert_eq!(missing.count(), 1, "{report}");
    let quiet = report.lines().find(|line| line.starts_with("device demo-B001-1: days without"));
    assert!(quiet.is_some_and(|line| line.contains("2026-06-12")), "{report}");
}

#[test]
fn standard_input_can_be_merged_too() {
    let folder = Folder::new();
    let (first, second) = (folder.write("first.csv", &demo(30, 27)), demo(20, 28));
    let all = folder.path("all.csv");
    let arguments = ["merge", text(&first), "-", "-o", text(&all)];
    run_with(&arguments, std::io::Cursor::new(second)).succeeded();
    assert_eq!(Table::read(&fs::read_to_string(&all).unwrap()).rows.len(), 50);
}

#[test]
fn a_mistake_in_the_last_file_leaves_nothing_behind() {
    let folder = Folder::new();
    let good = folder.write("good.csv", &demo(30, 29));
    let cut = demo(30, 30);
    let cut = folder.write("cut.csv", &(cut.trim_end().to_owned() + "\r\nnot,a,response\r\n"));
    let told = run(&["merge", text(&good), text(&cut), "-o", text(&folder.path("all.csv"))]);
    let told = told.failed(1);
    assert!(told.starts_with(&format!("{}: row 32", cut.display())), "{told}");
    assert_eq!(folder.files(), ["cut.csv", "good.csv"].map(str::to_owned).into());
}
