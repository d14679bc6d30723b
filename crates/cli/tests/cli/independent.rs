//! Figures computed a second time: an own reader of CSV and formulas written
//! in another form than the program's.

#![expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]

use std::collections::BTreeMap;

/// A CSV file: headings and rows, read by RFC 4180 character by character.
pub(crate) struct Table {
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn read(text: &str) -> Self {
        let mut rows = vec![vec![String::new()]];
        let mut quoted = false;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let row = rows.last_mut().unwrap();
            match character {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    row.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\r' if !quoted => {}
                '\n' if !quoted => rows.push(vec![String::new()]),
                other => row.last_mut().unwrap().push(other),
            }
        }
        assert_eq!(rows.pop().unwrap(), [""], "the file ends with a line break");
        let headings = rows.remove(0);
        assert!(rows.iter().all(|row| row.len() == headings.len()));
        Self { headings, rows }
    }

    fn place(&self, column: &str) -> usize {
        self.headings.iter().position(|heading| heading == column).unwrap()
    }

    /// All cells of `column`, from the top.
    pub(crate) fn column(&self, column: &str) -> Vec<&str> {
        let place = self.place(column);
        self.rows.iter().map(|row| row[place].as_str()).collect()
    }

    /// Only the rows whose cell in `column` is `cell`.
    pub(crate) fn only(self, column: &str, cell: &str) -> Self {
        let place = self.place(column);
        let rows = self.rows.into_iter().filter(|row| row[place] == cell).collect();
        Self { headings: self.headings, rows }
    }

    /// How often each code stands in `column`, several codes of a cell apart.
    pub(crate) fn counts(&self, column: &str) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        for cell in self.column(column).into_iter().filter(|cell| !cell.is_empty()) {
            // A code of the fixtures holds `\|`, and none holds NUL.
            for code in cell.replace(r"\|", "\0").split('|') {
                *counts.entry(code.replace('\0', "|")).or_default() += 1;
            }
        }
        counts
    }

    /// The numbers in `column`.
    pub(crate) fn numbers(&self, column: &str) -> Vec<f64> {
        let cells = self.column(column).into_iter().filter(|cell| !cell.is_empty());
        cells.map(|cell| cell.parse().unwrap()).collect()
    }
}

const Z: f64 = 1.959_963_984_540_054;

/// A figure with its interval: value, low, high.
pub(crate) type Estimate = [f64; 3];

/// The share of `scores` of at least `top`, with the Wilson interval as it is
/// defined: the two shares from which the one seen lies z standard errors off,
/// found by halving.
pub(crate) fn satisfied(scores: &[f64], top: f64) -> Estimate {
    let n = scores.len() as f64;
    let share = scores.iter().filter(|score| **score >= top).count() as f64 / n;
    let off = |p: f64| (share - p).abs() - Z * (p * (1.0 - p) / n).sqrt();
    let halve = |mut inside: f64, mut outside: f64| {
        for _ in 0..200 {
            let middle = f64::midpoint(inside, outside);
            *if off(middle) > 0.0 { &mut outside } else { &mut inside } = middle;
        }
        inside
    };
    [share, halve(share, 0.0), halve(share, 1.0)]
}

/// Promoters minus detractors, with the adjusted Wald interval as mean and
/// variance of a list of +100, 0 and −100 to which three answers are added.
pub(crate) fn net_promoters(scores: &[f64]) -> Estimate {
    let points = |score: &f64| match *score {
        score if score > 8.5 => 100.0,
        score if score < 6.5 => -100.0,
        _ => 0.0,
    };
    let points: Vec<f64> = scores.iter().map(points).collect();
    let value = points.iter().sum::<f64>() / points.len() as f64;
    let added = [(100.0, 0.75), (0.0, 1.5), (-100.0, 0.75)];
    let weighted: Vec<(f64, f64)> =
        points.into_iter().map(|point| (point, 1.0)).chain(added).collect();
    let n: f64 = weighted.iter().map(|(_, weight)| weight).sum();
    let mean = weighted.iter().map(|(point, weight)| point * weight).sum::<f64>() / n;
    let spread = weighted.iter().map(|(point, weight)| weight * (point - mean).powi(2));
    let error = Z * (spread.sum::<f64>() / n / n).sqrt();
    [value, (mean - error).max(-100.0), (mean + error).min(100.0)]
}

/// Pearson's correlation of pairs.
pub(crate) fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        pairs.iter().map(|pair| of(pair.0 - x, pair.1 - y)).sum()
    };
    sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
}
