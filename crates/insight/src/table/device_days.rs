//! The ratings of a table by device and day, row by row: what trust signals are looked
//! for in.

use chrono::NaiveDate;
use heard_exchange::Mode;
use heard_survey::Questionnaire;

use super::{Dimension, Table, block::Block, numbers::Numbers};
use crate::trust::{DeviceDays, Overall, Rating, scale_of};

/// What a questionnaire rates, as places in the table.
struct Scale {
    /// Which labels of [`Dimension::Version`] are its versions.
    versions: Vec<bool>,
    overall: usize,
    /// The questions with the same steps as the overall one, and that one.
    questions: Vec<usize>,
    best: String,
}

/// What is known of a row.
#[derive(Clone, Copy, Default)]
struct Row {
    device: usize,
    counter: usize,
    /// From 1; 0 where the questionnaire has no scale.
    scale: usize,
    is_elder: bool,
    duration: u64,
    answers: u8,
    /// How many of them are on the scale.
    on_scale: u8,
    /// The first of these, by its place among all steps met, from 1.
    step: u16,
    differs: bool,
    overall: Overall,
}

impl Table {
    /// The ratings of all settled responses. `questionnaires` say which question is the
    /// overall one, and which have its steps.
    pub fn device_days(&self, questionnaires: &[Questionnaire]) -> DeviceDays {
        let scales: Vec<Scale> = questionnaires.iter().filter_map(|it| self.scale(it)).collect();
        let mut days = DeviceDays::default();
        for block in self.settled() {
            let rows = self.rows(block, &scales);
            self.put(block, &rows, &mut days);
        }
        days
    }

    fn scale(&self, questionnaire: &Questionnaire) -> Option<Scale> {
        let (overall, questions, best) = scale_of(questionnaire)?;
        let name = &questionnaire.settings.name;
        Some(Scale {
            versions: self.labels(Dimension::Version).iter().map(|it| it.of == *name).collect(),
            overall: self.place(overall)?,
            questions: questions.into_iter().filter_map(|it| self.place(it)).collect(),
            best,
        })
    }

    /// What is known of each row of a block.
    fn rows(&self, block: &Block, scales: &[Scale]) -> Vec<Row> {
        let mut rows = vec![Row::default(); block.rows as usize];
        each_label(block, Dimension::Device, |row, label| rows[row].device = label);
        each_label(block, Dimension::Counter, |row, label| rows[row].counter = label);
        let elder = self.labels(Dimension::Mode).iter().map(|it| it.code == Mode::Elder.code());
        let elder: Vec<bool> = elder.collect();
        each_label(block, Dimension::Mode, |row, label| rows[row].is_elder = elder[label]);
        each_label(block, Dimension::Version, |row, label| {
            let scale = scales.iter().position(|it| it.versions[label]);
            rows[row].scale = scale.map_or(0, |at| at + 1);
        });
        durations(&block.durations, &mut rows);
        for column in &block.questions {
            column.answered.each(|row| rows[row].answers = rows[row].answers.saturating_add(1));
        }
        for (at, scale) in (1..).zip(scales) {
            self.rate(block, at, scale, &mut rows);
        }
        rows
    }

    /// Notes the answers on one scale; `number` is the scale's.
    fn rate(&self, block: &Block, number: usize, scale: &Scale, rows: &mut [Row]) {
        let mut steps: Vec<&str> = Vec::new();
        for question in &scale.questions {
            let Some(column) = block.questions.get(*question) else { continue };
            let is_overall = *question == scale.overall;
            for (code, gave) in self.questions[*question].codes().iter().zip(&column.gave) {
                let known = steps.iter().position(|step| **step == **code).unwrap_or_else(|| {
                    steps.push(code);
                    steps.len() - 1
                });
                // A scale has a few steps.
                let step = u16::try_from(known + 1).unwrap_or(u16::MAX);
                let overall = if **code == *scale.best { Overall::Top } else { Overall::Below };
                gave.each(|row| {
                    let row = &mut rows[row];
                    if row.scale != number {
                        return;
                    }
                    row.differs |= row.on_scale > 0 && row.step != step;
                    row.step = step;
                    row.on_scale = row.on_scale.saturating_add(1);
                    if is_overall {
                        row.overall = overall;
                    }
                });
            }
        }
    }

    /// Puts the ratings of a block to their device-days.
    fn put(&self, block: &Block, rows: &[Row], days: &mut DeviceDays) {
        let [devices, counters, branches] =
            [Dimension::Device, Dimension::Counter, Dimension::Branch].map(|it| self.labels(it));
        let mut from = 0;
        for (day, end) in block.days.iter().zip(&block.ends) {
            let to = *end as usize;
            // Days come from dates.
            let date = NaiveDate::from_num_days_from_ce_opt(day.number).unwrap_or_default();
            let branch = &branches[day.branch as usize].code;
            for (row, second) in rows[from..to].iter().zip(&block.seconds[from..to]) {
                let counter = &counters[row.counter].code;
                let place = days.place(&devices[row.device].code, date, [branch, counter]);
                days.put(place, row.rating(*second));
            }
            from = to;
        }
    }
}

impl Row {
    fn rating(&self, second: u32) -> Rating {
        Rating {
            second,
            duration_ms: u32::try_from(self.duration).unwrap_or(u32::MAX),
            answers: self.answers,
            overall: self.overall,
            straight: self.on_scale >= 3 && !self.differs,
            mode: if self.is_elder { Mode::Elder } else { Mode::Standard },
        }
    }
}

/// Every row with the number of its label.
fn each_label(block: &Block, dimension: Dimension, mut act: impl FnMut(usize, usize)) {
    for (label, rows) in block.labels(dimension).iter().enumerate() {
        rows.each(|row| act(row, label));
    }
}

fn durations(numbers: &Numbers, rows: &mut [Row]) {
    for place in 0..numbers.width() {
        if let Some(ones) = numbers.digit(place) {
            ones.each(|row| rows[row].duration |= 1 << place);
        }
    }
}
