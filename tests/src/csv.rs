//! A reader of CSV that shares nothing with the app: RFC 4180, one character
//! at a time.

use std::collections::BTreeMap;

use anyhow::{Result, bail, ensure};

/// A file: its columns in order, and each row by column name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The first row.
    pub columns: Vec<String>,
    /// The others; empty cells are left out.
    pub rows: Vec<BTreeMap<String, String>>,
}

impl Table {
    /// One column from the top; an empty cell is an empty text.
    pub fn column(&self, name: &str) -> Vec<&str> {
        self.rows.iter().map(|row| row.get(name).map_or("", String::as_str)).collect()
    }
}

/// Reads a whole file.
///
/// # Errors
/// When a quote is never closed or stands where it must not, or a row has more
/// or fewer cells than the first.
pub fn read_csv(text: &str) -> Result<Table> {
    let mut records = records(text)?.into_iter();
    let Some(columns) = records.next() else { bail!("the file is empty") };
    let mut rows = Vec::new();
    for (index, record) in records.enumerate() {
        let (found, wanted) = (record.len(), columns.len());
        ensure!(found == wanted, "row {}: {found} cells instead of {wanted}", index + 2);
        let cells = columns.iter().cloned().zip(record);
        rows.push(cells.filter(|(_, cell)| !cell.is_empty()).collect());
    }
    Ok(Table { columns, rows })
}

fn records(text: &str) -> Result<Vec<Vec<String>>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut cell = String::new();
    let mut characters = text.chars().peekable();
    let mut quoted = false;
    while let Some(character) = characters.next() {
        match (character, quoted) {
            ('"', true) if characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            ('"', true) => quoted = false,
            ('"', false) => {
                ensure!(
                    cell.is_empty(),
                    "a quote within an unquoted cell, row {}",
                    records.len() + 1
                );
                quoted = true;
            }
            (',', false) => record.push(std::mem::take(&mut cell)),
            ('\r', false) => ensure!(
                characters.peek() == Some(&'\n'),
                "a lone carriage return outside quotes, row {}",
                records.len() + 1
            ),
            ('\n', false) => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            (other, _) => cell.push(other),
        }
    }
    ensure!(!quoted, "a quote is never closed");
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push(record);
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_line_breaks_stand_inside_cells() {
        let table = read_csv("a,b\r\n\"1,\"\"2\"\"\",\"x\r\ny\"\r\n").unwrap();
        assert_eq!(table.column("a"), ["1,\"2\""]);
        assert_eq!(table.column("b"), ["x\r\ny"]);
    }

    #[test]
    fn a_torn_file_is_refused() {
        assert!(read_csv("a,b\r\n1\r\n").is_err());
        assert!(read_csv("a\r\n\"1").is_err());
        assert!(read_csv("").is_err());
    }
}
