//! When people are satisfied: the hour of the day by the day of the week.

use heard_insight::{
    Share,
    table::{Dimension, Label},
};
use heard_survey::Question;

use super::too_few;
use crate::{
    chart::heat::{self, Cell, Row},
    document::{Block, Chart, Section, Table},
    language::Language,
    view::{View, top_two},
};

/// The share of satisfied answers for each hour of each day of the week.
pub fn hours(view: &View<'_>) -> Section {
    let words = &view.language.words.hours;
    let chart = view.overall().and_then(|overall| map(view, overall));
    let block = chart.map_or_else(|| Block::Lead(words.none.clone()), Block::Chart);
    Section { id: "hours", title: words.title.clone(), blocks: vec![block] }
}

/// Weekday by hour.
struct Grid<'a> {
    hours: Vec<&'a Label>,
    /// For each day of the week how many were satisfied, of how many, hour by hour.
    days: Vec<(&'a Label, Vec<(u64, u64)>)>,
}

/// None where nobody answered.
fn grid<'a>(view: &View<'a>, overall: &Question) -> Option<Grid<'a>> {
    let codes: Vec<String> = view.table.codes(&overall.name).map(str::to_owned).collect();
    let pairs = |codes: &[String]| {
        let selection = view.table.select(&view.answered(&overall.name, codes));
        selection.pairs(Dimension::Weekday, Dimension::Hour)
    };
    let (all, top) = (pairs(&codes), pairs(&top_two(overall)));
    let [weekdays, hours] = [Dimension::Weekday, Dimension::Hour].map(|it| view.table.labels(it));
    let count = |cells: &[Vec<u64>], day: usize, hour: usize| {
        cells.get(day).and_then(|row| row.get(hour)).copied().unwrap_or_default()
    };
    // Labels are numbered as they were met: here they come by the clock.
    let in_order = |labels: &'a [Label]| {
        let mut numbered: Vec<(usize, &Label)> = labels.iter().enumerate().collect();
        numbered.sort_by(|(_, one), (_, other)| one.code.cmp(&other.code));
        numbered
    };
    let is_open =
        |(hour, _): &(usize, &Label)| (0..weekdays.len()).any(|day| count(&all, day, *hour) > 0);
    let hours: Vec<(usize, &Label)> = in_order(hours).into_iter().filter(is_open).collect();
    let row = |(day, label): (usize, &'a Label)| {
        let cells =
            hours.iter().map(|(hour, _)| (count(&top, day, *hour), count(&all, day, *hour)));
        (label, cells.collect::<Vec<_>>())
    };
    let days: Vec<_> = in_order(weekdays)
        .into_iter()
        .map(row)
        .filter(|(_, cells)| cells.iter().any(|(_, n)| *n > 0))
        .collect();
    let hours = hours.into_iter().map(|(_, label)| label).collect();
    (!days.is_empty()).then_some(Grid { hours, days })
}

fn map(view: &View<'_>, overall: &Question) -> Option<Chart> {
    let (language, words) = (view.language, &view.language.words.hours);
    let grid = grid(view, overall)?;
    let shares = || {
        let cells = grid.days.iter().flat_map(|(_, cells)| cells);
        cells.filter_map(|&(count, n)| Share::of(count, n)).map(Share::value)
    };
    // Darkest where people are least satisfied: there is something to do.
    let (low, high) = (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max));
    let level = |share: Share| if high > low { (high - share.value()) / (high - low) } else { 0.0 };
    let row = |(day, cells): &(&Label, Vec<(u64, u64)>)| {
        let name = weekday(language, day);
        let cell = |(&(count, n), hour): (&(u64, u64), &&Label)| {
            let share = Share::of(count, n);
            let mut filter = view.labelled(Dimension::Weekday, day);
            filter.labels.push((Dimension::Hour, vec![(*hour).clone()]));
            Cell {
                figure: share
                    .map_or_else(String::new, |it| language.decimal(it.value() * 100.0, 0)),
                level: share.map(level),
                words: format!(
                    "{name} {}: {}",
                    clock(&hour.code),
                    super::share(language, share, n)
                ),
                filter,
            }
        };
        let cells = cells.iter().zip(&grid.hours).map(cell).collect();
        Row { label: short_weekday(language, day), cells }
    };
    let rows: Vec<Row> = grid.days.iter().map(row).collect();
    let headings: Vec<String> = grid.hours.iter().map(|hour| hour.code.clone()).collect();
    let drawing = Some(heat::chart(&words.chart, &words.description, &headings, &rows));
    let table = table(language, &grid);
    Some(Chart {
        title: words.chart.clone(),
        description: words.description.clone(),
        drawing,
        table,
    })
}

fn table(language: &Language, grid: &Grid<'_>) -> Table {
    let words = &language.words.hours;
    let row = |(day, cells): &(&Label, Vec<(u64, u64)>)| {
        let cell = |&(count, n): &(u64, u64)| match Share::of(count, n) {
            Some(share) => {
                format!("{} ({})", language.percent(share.value()), language.count(n))
            }
            None if n == 0 => "–".to_owned(),
            None => too_few(language, n),
        };
        [weekday(language, day)].into_iter().chain(cells.iter().map(cell)).collect()
    };
    let hours = grid.hours.iter().map(|hour| clock(&hour.code));
    Table {
        caption: words.chart.clone(),
        headings: [words.weekday.clone()].into_iter().chain(hours).collect(),
        rows: grid.days.iter().map(row).collect(),
    }
}

/// An hour as its first minute: `09:00`.
fn clock(hour: &str) -> String {
    format!("{hour}:00")
}

fn weekday(language: &Language, day: &Label) -> String {
    named(&language.words.hours.weekdays, day)
}

fn short_weekday(language: &Language, day: &Label) -> String {
    named(&language.words.hours.short_weekdays, day)
}

/// By its number from 1, Monday, to 7.
fn named(names: &[String], day: &Label) -> String {
    let number = day.code.parse::<usize>().ok();
    let name = number.and_then(|number| names.get(number.checked_sub(1)?));
    name.unwrap_or(&day.code).clone()
}
