//! What went wrong: how often, how badly, and for which business.

use heard_insight::{
    Share, Spread,
    table::{Dimension, Label},
};
use heard_survey::Question;

use super::{share_cells, too_few};
use crate::{
    chart::{
        bars::{self, Bar},
        heat::{self, Cell, Row},
    },
    document::{Block, Chart, Section, Table},
    language::Language,
    view::View,
};

/// So many problems have a row in the heat map: those named most.
const MOST_ROWS: usize = 8;
/// So many kinds of business have a column: those with most ratings.
const MOST_COLUMNS: usize = 8;

/// One problem of the catalogue.
struct Problem {
    code: String,
    label: String,
    /// How many named it.
    people: u64,
}

/// The problems people named, of all who rated the service.
pub fn problems(view: &View<'_>) -> Section {
    let words = &view.language.words.problems;
    let mut blocks = Vec::new();
    match view.overall().zip(view.reason()) {
        Some((overall, reason)) => {
            let n = view.now().tally(&overall.name).n();
            let problems = ranked(view, reason);
            blocks.push(Block::Lead(lead(view, &problems, n)));
            if !problems.is_empty() {
                blocks.push(Block::Chart(list(view, overall, reason, &problems, n)));
                blocks.extend(map(view, overall, reason, &problems).map(Block::Chart));
            }
        }
        None => blocks.push(Block::Lead(words.not_asked.clone())),
    }
    Section { id: "problems", title: words.title.clone(), blocks }
}

/// Those that anybody named, most often first.
fn ranked(view: &View<'_>, reason: &Question) -> Vec<Problem> {
    let tally = view.now().tally(&reason.name);
    let named = tally.counts().filter(|(_, count)| *count > 0);
    let mut problems: Vec<Problem> = named
        .map(|(code, people)| Problem {
            code: code.to_owned(),
            label: view.answer(reason, code),
            people,
        })
        .collect();
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.people));
    problems
}

/// Which problems are many people's.
fn lead(view: &View<'_>, problems: &[Problem], n: u64) -> String {
    let (language, words) = (view.language, &view.language.words.problems);
    if problems.is_empty() {
        return words.none.clone();
    }
    let is_common = |it: &&Problem| Spread::of(it.people, n) == Spread::Common;
    let common: Vec<String> =
        problems.iter().filter(is_common).map(|it| it.label.clone()).collect();
    if common.is_empty() {
        return words.individual.clone();
    }
    language.fill(&words.common, &[("problems", &language.titles(&common))])
}

fn list(
    view: &View<'_>,
    overall: &Question,
    reason: &Question,
    problems: &[Problem],
    n: u64,
) -> Chart {
    let (language, words) = (view.language, &view.language.words.problems);
    let most = problems.iter().map(|it| it.people).max().unwrap_or_default();
    let mut table = Table { caption: words.list.clone(), ..Table::default() };
    let headings = [&words.problem, &words.people, &words.of_all];
    table.headings = headings.map(Clone::clone).to_vec();
    table.headings.extend([
        language.words.figures.interval_heading.clone(),
        words.spread.clone(),
        words.severe.clone(),
    ]);
    let mut drawn = Vec::new();
    for problem in problems {
        let share = Share::of(problem.people, n);
        let [value, interval, _] = share_cells(language, share, n);
        let people = language.count(problem.people);
        let spread = match Spread::of(problem.people, n) {
            Spread::Common => &words.is_common,
            Spread::Individual => &words.is_individual,
        };
        let figure = match share {
            Some(_) => format!("{people} · {value}"),
            None => people.clone(),
        };
        drawn.push(Bar {
            label: problem.label.clone(),
            length: part(problem.people, most),
            words: format!("{}: {people} ({value})", problem.label),
            figure,
            filter: Some(view.answered(&reason.name, std::slice::from_ref(&problem.code))),
        });
        let severe = severe(view, overall, reason, problem);
        let label = problem.label.clone();
        table.rows.push(vec![label, people, value, interval, spread.clone(), severe]);
    }
    let description = language.fill(&words.list_description, &[("n", &language.count(n))]);
    let drawing = Some(bars::chart(&words.list, &description, &drawn));
    Chart { title: words.list.clone(), description, drawing, table }
}

/// Of those who named it, the share that gave the worst step.
fn severe(view: &View<'_>, overall: &Question, reason: &Question, problem: &Problem) -> String {
    let filter = view.answered(&reason.name, std::slice::from_ref(&problem.code));
    let tally = view.table.select(&filter).tally(&overall.name);
    // The first of a scale is its lowest step.
    let worst = tally.counts().next().map_or(0, |(_, count)| count);
    let share = Share::of(worst, tally.n());
    share.map_or_else(|| too_few(view.language, tally.n()), |it| view.language.percent(it.value()))
}

/// A count as a part of the greatest.
fn part(count: u64, most: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "only for how long a bar is")]
    let part = count as f64 / most.max(1) as f64;
    part
}

/// A kind of business: its place among the labels, itself, and how many rated.
type Column<'a> = (usize, &'a Label, u64);

/// Problem by kind of business, in people of a hundred who rated it; none where
/// no kind is known.
fn map(
    view: &View<'_>,
    overall: &Question,
    reason: &Question,
    problems: &[Problem],
) -> Option<Chart> {
    let (language, words) = (view.language, &view.language.words.problems);
    let rated = view.now().among(&overall.name, &[]).parts(Dimension::Business);
    let known = rated.iter().enumerate().map(|(at, (label, part))| (at, *label, part.n));
    let mut columns: Vec<Column<'_>> =
        known.filter(|(_, label, n)| !label.code.is_empty() && *n > 0).collect();
    columns.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    columns.truncate(MOST_COLUMNS);
    columns.first()?;
    let codes: Vec<&str> = view.table.codes(&reason.name).collect();
    let cross = view.now().cross(&reason.name, Dimension::Business);
    let counts = |code: &str| {
        let row = codes.iter().position(|it| *it == code).and_then(|at| cross.get(at));
        columns
            .iter()
            .map(|(at, ..)| row.and_then(|row| row.get(*at)).copied().unwrap_or_default())
            .collect::<Vec<u64>>()
    };
    let lines: Vec<(&Problem, Vec<u64>)> =
        problems.iter().take(MOST_ROWS).map(|it| (it, counts(&it.code))).collect();
    let headings: Vec<String> = columns.iter().map(|(_, label, _)| language.label(label)).collect();
    let description = words.map_description.clone();
    let rows = rows(view, reason, &columns, &lines);
    let drawing = Some(heat::chart(&words.map, &description, &headings, &rows));
    let table = map_table(language, &columns, &lines, headings);
    Some(Chart { title: words.map.clone(), description, drawing, table })
}

fn rows(
    view: &View<'_>,
    reason: &Question,
    columns: &[Column<'_>],
    lines: &[(&Problem, Vec<u64>)],
) -> Vec<Row> {
    let language = view.language;
    let share = |count: u64, n: u64| Share::of(count, n);
    let shares = lines.iter().flat_map(|(_, counts)| counts.iter().zip(columns));
    let highest = shares
        .filter_map(|(count, (_, _, n))| share(*count, *n))
        .map(Share::value)
        .fold(0.01, f64::max);
    let row = |(problem, counts): &(&Problem, Vec<u64>)| {
        let cell = |(count, (_, label, n)): (&u64, &Column<'_>)| {
            let mut filter = view.labelled(Dimension::Business, label);
            filter.answers.push((reason.name.clone(), vec![problem.code.clone()]));
            let share = share(*count, *n);
            let told = super::share(language, share, *n);
            Cell {
                figure: share
                    .map_or_else(String::new, |it| language.decimal(it.value() * 100.0, 0)),
                level: share.map(|it| it.value() / highest),
                words: format!("{} · {}: {told}", problem.label, language.label(label)),
                filter,
            }
        };
        Row { label: problem.label.clone(), cells: counts.iter().zip(columns).map(cell).collect() }
    };
    lines.iter().map(row).collect()
}

fn map_table(
    language: &Language,
    columns: &[Column<'_>],
    lines: &[(&Problem, Vec<u64>)],
    headings: Vec<String>,
) -> Table {
    let words = &language.words.problems;
    let row = |(problem, counts): &(&Problem, Vec<u64>)| {
        let cell = |(count, (_, _, n)): (&u64, &Column<'_>)| {
            Share::of(*count, *n).map_or_else(
                || too_few(language, *n),
                |share| format!("{} ({})", language.percent(share.value()), language.count(*count)),
            )
        };
        let cells = counts.iter().zip(columns).map(cell);
        [problem.label.clone()].into_iter().chain(cells).collect()
    };
    let n = columns.iter().map(|(_, _, n)| language.count(*n));
    let all = [words.rated.clone()].into_iter().chain(n).collect();
    Table {
        caption: words.map.clone(),
        headings: [words.problem.clone()].into_iter().chain(headings).collect(),
        rows: lines.iter().map(row).chain([all]).collect(),
    }
}
