//! Any file reads as an independent reader has it, the `csv` crate: the same rows of
//! the same cells, or neither takes it.

use std::io::Read;

use heard_exchange::csv::{Meta, raw};
use proptest::prelude::*;

/// Three question columns.
const QUESTIONS: [&str; 3] = ["one", "two", "three"];

/// Pieces that rows are made of, hostile ones among them.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let meaning = prop_oneof![Just("\""), Just("\"\""), Just(","), Just("\r"), Just("\n")];
    let other =
        prop_oneof![Just(" "), Just("\0"), Just("\u{feff}"), Just("两"), Just("a|b"), Just("=-+")];
    prop_oneof![
        3 => meaning.prop_map(|piece| piece.as_bytes().to_vec()),
        2 => other.prop_map(|piece| piece.as_bytes().to_vec()),
        1 => "[a-z]{0,70}".prop_map(String::into_bytes),
        1 => Just(b"\xe4".to_vec()),
    ]
}

/// A row: mostly of as many cells as there are headings, some of them quoted.
fn row() -> impl Strategy<Value = Vec<u8>> {
    let cells = Meta::ALL.len() + QUESTIONS.len();
    let cell = prop_oneof![
        6 => "[a-zä]{0,9}".prop_map(String::into_bytes),
        2 => "\"([a-z,\r\n]|\"\"){0,9}\"".prop_map(String::into_bytes),
        1 => proptest::collection::vec(piece(), 0..3).prop_map(|pieces| pieces.concat()),
    ];
    let end = prop_oneof![4 => Just("\r\n"), 1 => Just("\n"), 1 => Just("\r"), 1 => Just("\n\n\r\n"), 1 => Just("")];
    let row = (proptest::collection::vec(cell, cells), end)
        .prop_map(|(cells, end)| [&cells.join(&b','), end.as_bytes()].concat());
    prop_oneof![
        9 => row,
        1 => proptest::collection::vec(piece(), 0..20).prop_map(|pieces| pieces.concat()),
    ]
}

/// A few bytes at a time.
struct Pieces<'f>(&'f [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = buffer.len().min(self.1);
        self.0.read(&mut buffer[..most])
    }
}

/// The cells of all rows before the first that is refused, and whether one was.
type Rows = (Vec<Vec<String>>, bool);

fn read(file: impl Read) -> Rows {
    let mut rows = Vec::new();
    let mut reader = raw::Reader::new(file, "drawn.csv").unwrap();
    loop {
        match reader.next_row() {
            Ok(None) => return (rows, false),
            Err(_) => return (rows, true),
            Ok(Some(row)) => {
                let metadata = Meta::ALL.into_iter().map(|meta| row.meta(meta));
                let answers = (0..QUESTIONS.len()).map(|position| row.cell(position));
                rows.push(metadata.chain(answers).map(str::to_owned).collect());
            }
        }
    }
}

fn read_independently(file: &[u8]) -> Rows {
    let mut rows = Vec::new();
    for record in csv::Reader::from_reader(file).records() {
        match record {
            Ok(record) => rows.push(record.iter().map(str::to_owned).collect()),
            Err(_) => return (rows, true),
        }
    }
    (rows, false)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_file_reads_as_others_read_it(
        rows in proptest::collection::vec(row(), 0..12),
        mark in any::<bool>(),
        at_once in prop_oneof![1..90_usize, Just(usize::MAX)],
    ) {
        let headings = Meta::ALL.into_iter().map(Meta::name).chain(QUESTIONS);
        let headings = headings.collect::<Vec<_>>().join(",") + "\r\n";
        let mark = if mark { "\u{feff}" } else { "" };
        let file = [mark.as_bytes(), headings.as_bytes(), &rows.concat()].concat();
        let (found, is_refused) = read(Pieces(&file, at_once));
        let (due, is_due) = read_independently(&file);
        // An odd number of quotation marks is refused besides, at the end of the file.
        let is_odd = file.iter().fold(false, |is_odd, byte| is_odd ^ (*byte == b'"'));
        prop_assert_eq!(is_refused, is_due || is_odd);
        if is_odd && !is_due {
            prop_assert!(found == due || found[..] == due[..due.len() - 1]);
        } else {
            prop_assert_eq!(found, due);
        }
    }
}
