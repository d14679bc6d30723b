//! Input that is not what it should be: a message with file and place, exit
//! code 1, nothing written. Commands that cannot run: exit code 2.

use std::{
    fs,
    io::{self, Cursor, Read as _},
};

use crate::heard::{demo, run, run_with, text};

/// Raw files with one mistake each, and what the message must contain.
fn mistakes() -> Vec<(&'static str, Vec<u8>, Vec<&'static str>)> {
    let good = demo(40, 31);
    // Nobody writes before row 3 in these responses: rows are lines there.
    let changed = |from: &str, to: &str| good.replacen(from, to, 1).into_bytes();
    let row = good.lines().nth(2).unwrap().to_owned();
    let cells: Vec<&str> = row.split(',').collect();
    let with = |column: usize, cell: &[u8]| {
        let mut cells: Vec<Vec<u8>> = cells.iter().map(|cell| cell.as_bytes().to_vec()).collect();
        cells[column] = cell.to_vec();
        let (before, after) = good.split_once(&row).unwrap();
        [before.as_bytes(), &cells.join(&b','), after.as_bytes()].concat()
    };
    let wide = (0..6_000).fold(good.lines().next().unwrap().to_owned(), |headings, question| {
        headings + &format!(",q{question}")
    });
    let cut_off = good.split_inclusive('\n').take(2).collect::<String>() + &row + "\"never closed";
    let cut_off = cut_off.into_bytes();
    vec![
        ("empty", Vec::new(), vec!["empty"]),
        (
            "prose",
            b"Dear colleagues,\nhere are the figures.\n".to_vec(),
            vec!["row 1", "column id"],
        ),
        ("missing column", changed(",outcome,", ",result,"), vec!["row 1", "column outcome"]),
        ("column twice", changed(",comment\r\n", ",praise\r\n"), vec!["row 1", "column praise"]),
        ("cell too many", changed("\r\n", "\r\nx,"), vec!["row 2", "cells"]),
        ("endless headings", wide.into(), vec!["row 1", "question columns"]),
        ("bad id", with(0, b"17"), vec!["row 3", "column id"]),
        ("bad sequence", with(2, b"0"), vec!["row 3", "column sequence"]),
        ("bad outcome", with(19, b"done"), vec!["row 3", "column outcome"]),
        ("bad training", with(20, b"no"), vec!["row 3", "column training"]),
        ("encoding", with(22, b"\xff\xfe"), vec!["row 3", "column reasons", "UTF-8"]),
        ("cut off", cut_off, vec!["row 3", "ends inside a quoted cell"]),
    ]
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("all.csv");
    for (name, bytes, expected) in mistakes() {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        for arguments in [
            &["summarize", text(&file)][..],
            &["summarize", "--format", "markdown", text(&file)],
            &["merge", text(&file), "-o", text(&output)],
            &["report", "--month", "2026-06", text(&file)],
        ] {
            let told = run(arguments).failed(1);
            assert!(told.starts_with(&format!("{}: ", file.display())), "{name}: {told}");
            for expected in &expected {
                assert!(told.contains(expected), "{name}: {told}");
            }
        }
        fs::remove_file(&file).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{name}");
    }
}

#[test]
fn an_answer_that_is_not_on_the_scale_is_told_with_its_place() {
    let csv = demo(40, 31);
    let row = csv.lines().nth(2).unwrap();
    let mut cells: Vec<&str> = row.split(',').collect();
    cells[21] = "9";
    let csv = csv.replacen(row, &cells.join(","), 1);
    let told = run_with(&["summarize"], Cursor::new(csv)).failed(1);
    assert_eq!(
        told,
        "standard input: row 3, column satisfaction: \"9\" is not a step of its scale\n"
    );
}

#[test]
fn one_endless_line_is_given_up_early() {
    for pattern in [b'x', b'"', b','] {
        let endless = io::repeat(pattern).take(200 << 20);
        let told = run_with(&["summarize"], endless).failed(1);
        assert!(told.starts_with("standard input: row 1"), "{told}");
        let told = run_with(&["check"], io::repeat(pattern).take(200 << 20)).failed(1);
        assert!(told.starts_with("standard input: "), "{told}");
    }
}

#[test]
fn an_endless_row_after_good_ones_is_given_up_early() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("all.csv");
    let endless = || Cursor::new(demo(5, 1)).chain(io::repeat(b'x').take(200 << 20));
    for arguments in [&["summarize"][..], &["merge", "-o", text(&output)]] {
        let told = run_with(arguments, endless()).failed(1);
        assert!(told.starts_with("standard input: row 7"), "{told}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_cannot_be_read_or_written_is_not_the_fault_of_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.csv");
    fs::write(&good, demo(5, 1)).unwrap();
    let missing = folder.path().join("missing.csv");
    let nowhere = folder.path().join("no/such/folder.csv");
    for (arguments, named) in [
        (&["summarize", text(&missing)][..], &missing),
        (&["check", text(&missing)], &missing),
        (&["merge", text(&missing), "-o", text(&good)], &missing),
        (&["merge", text(&good), "-o", text(&nowhere)], &nowhere),
    ] {
        let told = run(arguments).failed(2);
        assert!(told.starts_with(&format!("heard: {}: ", named.display())), "{told}");
    }
    assert_eq!(fs::read_to_string(&good).unwrap(), demo(5, 1));
}

#[test]
fn a_command_that_makes_no_sense_cannot_run() {
    for arguments in [
        &["unseal"][..],
        &[],
        &["summarize", "--format", "xml"],
        &["demo", "--rows", "-1", "--seed", "1"],
        &["demo", "--rows", "5", "--seed", "1", "--end", "yesterday"],
        &["merge"],
        &["merge", "-", "-", "-o", "never.csv"],
    ] {
        run(arguments).failed(2);
    }
}
