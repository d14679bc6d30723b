//! A file that is not of the contract is refused with its exact place.

use std::io::{self, Read};

use crate::support::{counter, response};
use heard_exchange::csv::{Columns, CsvError, Meta, Problem, Times, excel, raw};

/// A good file: headings, then two responses; the second's comment has a line
/// break in it, the first's as well.
fn good() -> String {
    let counter = counter("1");
    let mut writer = raw::Writer::new(Vec::new(), &Columns::of([&counter]), Times::Exact).unwrap();
    for _ in 0..2 {
        let said = [("satisfaction", 5.into()), ("comment", "两\n行".into())];
        writer.write(&response(&counter, &said)).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// Reads to the end, as an import does, and gives the error.
fn refusal(file: impl Read) -> CsvError {
    let columns = Columns::of([&counter("1")]);
    let read = || -> Result<(), CsvError> {
        let mut reader = raw::Reader::new(file, "b.csv")?;
        while let Some(row) = reader.next_row()? {
            row.response(&columns)?;
        }
        Ok(())
    };
    read().unwrap_err()
}

fn says(file: impl AsRef<[u8]>, message: &str) {
    assert_eq!(refusal(file.as_ref()).to_string(), message);
}

#[test]
fn an_empty_file() {
    says("", "b.csv: the file is empty; even a file without responses has a row of headings");
}

#[test]
fn a_missing_column() {
    says(
        good().replacen(",locale,", ",", 1),
        "b.csv: row 1, column locale: this column is missing; it belongs in place 13",
    );
}

#[test]
fn columns_in_another_order() {
    says(
        good().replacen("id,device", "device,id", 1),
        "b.csv: row 1, column id: this column is in place 2 but belongs in place 1",
    );
}

#[test]
fn a_column_twice() {
    says(
        good().replacen(",reasons,", ",satisfaction,", 1),
        "b.csv: row 1, column satisfaction: this column is there twice",
    );
    says(
        good().replacen(",reasons,", ",branch,", 1),
        "b.csv: row 1, column branch: this column is there twice",
    );
}

#[test]
fn a_column_without_heading() {
    says(
        good().replacen(",reasons,", ",,", 1),
        "b.csv: row 1, column 23: this column has no heading",
    );
}

#[test]
fn something_else_altogether() {
    says(
        "name,age\r\nx,3\r\n",
        "b.csv: row 1, column id: this column is missing; it belongs in place 1",
    );
}

#[test]
fn the_file_for_excel_in_every_language() {
    for locale in ["zh-CN", "zh-TW", "en"] {
        let columns = Columns::of([&counter("1")]);
        let writer = excel::Writer::new(Vec::new(), &columns, locale, Times::Exact).unwrap();
        let file = writer.finish().unwrap();
        assert_eq!(refusal(file.as_slice()).problem, Problem::ExcelFlavour);
    }
}

#[test]
fn a_row_with_too_few_cells() {
    says(
        format!("{}one,two\r\n", good()),
        "b.csv: row 4 (line 6): this row has 2 cells where the headings are 26",
    );
}

#[test]
fn a_cell_that_does_not_hold_what_its_column_promises() {
    let good = good();
    let place = "b.csv: row 2, column";
    let cases = [
        (
            ",2026-11-21T14:05:09+08:00,",
            ",昨天,",
            "started_at",
            "\"昨天\" is not a date and time like 2026-11-21T14:05:09+08:00",
        ),
        (",complete,", ",done,", "outcome", "\"done\" is not complete or partial"),
        (",false,false,", ",FALSE,false,", "assisted", "\"FALSE\" is not true or false"),
        ("tablet-3,1,", "tablet-3,0,", "sequence", "\"0\" is not a whole number from 1"),
        (
            "tablet-3,1,",
            "tablet 3,1,",
            "device",
            "\"tablet 3\" is not a device id (1 to 40 letters, digits, - and _)",
        ),
        (
            "07070707-0707",
            "x7070707-0707",
            "id",
            "\"x7070707-0707-4707-8707-070707070707\" is not a response id (UUID)",
        ),
        (",complete,false,5,", ",complete,false,NaN,", "satisfaction", "\"NaN\" is not a number"),
        (",12345,", ",-1,", "duration_ms", "\"-1\" is not a whole number of milliseconds"),
    ];
    for (right, wrong, column, problem) in cases {
        says(good.replacen(right, wrong, 1), &format!("{place} {column}: {problem}"));
    }
}

#[test]
fn a_row_after_cells_with_line_breaks_is_named_by_row_and_line() {
    let file = good();
    let (first, second) = file.split_at(file.rfind("complete").unwrap());
    says(
        format!("{first}{}", second.replacen("complete", "\u{1b}[31m", 1)),
        "b.csv: row 3 (line 4), column outcome: \"\\u{1b}[31m\" is not complete or partial",
    );
}

#[test]
fn bytes_that_are_not_utf8_by_row_and_column() {
    let problem = "this is not UTF-8 but probably GB18030 or Big5, or damaged; \
                   take the file as it was exported, or save it as “CSV UTF-8”";
    let good = good();
    let place = good.rfind("两\n行").unwrap();
    let rest = &good.as_bytes()[place + "两\n行".len()..];
    let gb18030 = b"\xc1\xbd\n\xd0\xd0".as_slice();
    let big5 = b"\xa8\xe2\n\xa6\xe6".as_slice();
    let surrogate = b"\xed\xa0\x80".as_slice();
    for wrong in [gb18030, big5, surrogate] {
        says(
            [&good.as_bytes()[..place], wrong, rest].concat(),
            &format!("b.csv: row 3 (line 4), column comment: {problem}"),
        );
    }
    let heading = good.find("satisfaction").unwrap();
    says(
        [&good.as_bytes()[..heading], gb18030].concat(),
        &format!("b.csv: row 1, column 22: {problem}"),
    );
}

#[test]
fn a_file_in_utf16_or_utf32_with_and_without_a_byte_order_mark() {
    let units: Vec<u16> = good().encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let wide: Vec<u8> = good().chars().flat_map(|it| u32::from(it).to_be_bytes()).collect();
    let marks = [b"\xff\xfe".as_slice(), b"\xfe\xff", b"", b"", b""];
    for (mark, file) in marks.into_iter().zip([&little, &big, &little, &big, &wide]) {
        says(
            [mark, file].concat(),
            "b.csv: the file is in UTF-16, not UTF-8; take it as it was exported, \
             or save it as “CSV UTF-8”",
        );
    }
}

#[test]
fn more_columns_than_any_bank_asks() {
    let named = |count: usize| {
        let metadata = Meta::ALL.iter().map(|meta| meta.name().to_owned());
        let names = metadata.chain((0..count).map(|at| format!("q{at}")));
        names.collect::<Vec<_>>().join(",") + "\r\n"
    };
    let most = named(raw::MAX_QUESTIONS);
    assert_eq!(raw::Reader::new(most.as_bytes(), "b.csv").unwrap().columns().len(), 5000);
    says(
        named(raw::MAX_QUESTIONS + 1),
        "b.csv: row 1: this file has 5001 question columns; up to 5000 are read",
    );
}

#[test]
fn a_row_over_the_limit() {
    let long = "长".repeat(usize::try_from(raw::MAX_ROW_BYTES).unwrap() / 3);
    let file = good();
    let place = file.rfind("两").unwrap();
    says(
        format!("{}{long}{}", &file[..place], &file[place..]),
        "b.csv: row 3 (line 4): this row is longer than 1048576 bytes; \
         is a closing quotation mark missing?",
    );
}

#[test]
fn a_quotation_that_never_ends_is_refused_after_a_row_s_worth() {
    struct TooFar;
    impl Read for TooFar {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic!("read far beyond the longest row")
        }
    }
    let good = good();
    let plenty = io::repeat(b'x').take(2 * raw::MAX_ROW_BYTES);
    let error = refusal(good.as_bytes().chain(b"\"".as_slice()).chain(plenty).chain(TooFar));
    assert_eq!(error.problem, Problem::RowTooLong { limit: raw::MAX_ROW_BYTES });
    assert_eq!((error.row, error.line), (Some(4), Some(6)));
}

#[test]
fn a_file_cut_off_inside_a_cell() {
    let file = good();
    let cut = file.rfind("行").unwrap();
    says(
        &file[..cut],
        "b.csv: row 3 (line 4): the file ends inside a quoted cell; it was probably cut off",
    );
}

#[test]
fn a_device_that_cannot_be_read() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("unplugged"))
        }
    }
    let error = refusal(good().as_bytes().chain(Broken));
    assert_eq!(error.problem, Problem::Io("unplugged".to_owned()));
}
