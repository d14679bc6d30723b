//! Whether satisfaction changes over time, and when it was out of the ordinary.

use chrono::{Days, NaiveDate};
use heard_insight::{
    Chart as Control, Interval, Rule, Share, Signal,
    table::{Part, Selection},
};

use super::share_cells;
use crate::{
    chart::trend::{self as drawing, Axes, Point, Sign},
    document::{Block, Chart, Section, Table},
    view::{Period, View, top_two},
};

/// What a point of the chart is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A day of the period.
    Day,
    /// A whole week, from Monday to Sunday, of the half-year up to the period's end.
    Week,
}

/// So many weeks are half a year.
const WEEKS: u64 = 26;

/// The share of satisfied answers over time, with a chart of each of `grains`.
pub fn trend(view: &View<'_>, grains: &[Grain]) -> Section {
    let words = &view.language.words.trend;
    let blocks = grains.iter().flat_map(|grain| chart(view, *grain).unwrap_or_default());
    let mut blocks: Vec<Block> = blocks.collect();
    // What the charts say, then the charts beside each other.
    blocks.sort_by_key(|block| match block {
        Block::Lead(_) => 0,
        Block::Chart(_) => 1,
        _ => 2,
    });
    if blocks.is_empty() {
        blocks.push(Block::Lead(words.none.clone()));
    }
    Section { id: "trend", title: words.title.clone(), blocks }
}

/// One point in time.
struct Instant {
    days: Period,
    part: Part,
}

/// What the chart says, and the chart; none where there is no overall question.
fn chart(view: &View<'_>, grain: Grain) -> Option<Vec<Block>> {
    let (language, words) = (view.language, &view.language.words.trend);
    let instants = instants(view, grain)?;
    let counts: Vec<(u64, u64)> = instants.iter().map(|it| (it.part.count, it.part.n)).collect();
    let title = match grain {
        Grain::Day => &words.by_day,
        Grain::Week => &words.by_week,
    };
    let Some(control) = Control::of(&counts) else {
        let text = language.fill(&words.too_few, &[("chart", title), ("least", &Control::FEWEST)]);
        return Some(vec![Block::Note(text)]);
    };
    let told = told(view, grain, &instants, &control);
    let description = language.sentences(&told);
    let mut blocks = vec![Block::Lead(description.clone())];
    let chart = Chart {
        title: title.clone(),
        drawing: Some(drawn(view, grain, &instants, &control, title, &description)),
        table: table(view, grain, &instants, &control, title),
        description,
    };
    blocks.push(Block::Chart(chart));
    if control.is_provisional() {
        let text = language.fill(&words.provisional, &[("sound", &Control::SOUND)]);
        blocks.push(Block::Note(text));
    }
    Some(blocks)
}

/// The days or weeks with what was answered; none where there is no overall question.
fn instants(view: &View<'_>, grain: Grain) -> Option<Vec<Instant>> {
    let question = view.overall()?;
    let codes = top_two(question);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let (days, length) = match grain {
        Grain::Day => (view.period, 1),
        Grain::Week => (view.period.weeks_up_to(WEEKS)?, 7),
    };
    let selection = view.table.select(&view.filter(days));
    let first_of = |at: u64| days.from.checked_add_days(Days::new(at * length));
    let last_of = |from: NaiveDate| from.checked_add_days(Days::new(length - 1));
    let starts = (0..).map_while(first_of).take_while(|from| *from <= days.to);
    let periods = starts.map_while(|from| Some(Period { from, to: last_of(from)? }));
    let mut instants: Vec<Instant> =
        periods.map(|days| Instant { days, part: Part::default() }).collect();
    count(&selection, &question.name, &codes, &mut instants);
    // Weeks before the first response say nothing.
    let first = instants.iter().position(|it| it.part.n > 0).unwrap_or_default();
    if grain == Grain::Week {
        instants.drain(..first);
    }
    Some(instants)
}

fn count(selection: &Selection<'_>, question: &str, codes: &[&str], instants: &mut [Instant]) {
    let Some(days) = selection.among(question, codes).days() else { return };
    for (day, part) in days.first.iter_days().zip(&days.parts) {
        let instant = instants.iter_mut().find(|it| (it.days.from..=it.days.to).contains(&day));
        if let Some(instant) = instant {
            instant.part.n += part.n;
            instant.part.count += part.count;
        }
    }
}

fn name(view: &View<'_>, grain: Grain, days: Period) -> String {
    let day = view.language.short_day(days.from);
    match grain {
        Grain::Day => day,
        Grain::Week => view.language.fill(&view.language.words.trend.week, &[("day", &day)]),
    }
}

/// The rules that fired, in sentences; that none did.
fn told(view: &View<'_>, grain: Grain, instants: &[Instant], control: &Control) -> Vec<String> {
    let (language, words) = (view.language, &view.language.words.trend);
    if control.signals.is_empty() {
        let ordinary = match grain {
            Grain::Day => &words.ordinary_days,
            Grain::Week => &words.ordinary_weeks,
        };
        return vec![ordinary.clone()];
    }
    let at = |at: usize| instants.get(at).map_or_else(String::new, |it| name(view, grain, it.days));
    let sentence = |signal: &Signal| {
        let [first, last] = [at(signal.first), at(signal.last)];
        let count = signal.last - signal.first + 1;
        let text = rule(view, signal, control);
        let n = language.count(count as u64);
        language.fill(text, &[("first", &first), ("last", &last), ("n", &n)])
    };
    control.signals.iter().map(sentence).collect()
}

fn rule<'w>(view: &View<'w>, signal: &Signal, control: &Control) -> &'w str {
    let words = &view.language.words.trend;
    let share = control.points.get(signal.last).and_then(|point| point.share);
    let is_above = share.is_some_and(|share| share.value() > control.centre);
    match (signal.rule, is_above) {
        (Rule::Beyond, true) => &words.above_limit,
        (Rule::Beyond, false) => &words.below_limit,
        (Rule::OneSide, true) => &words.side_above,
        (Rule::OneSide, false) => &words.side_below,
        (Rule::Rising, _) => &words.rising,
        (Rule::Falling, _) => &words.falling,
    }
}

fn drawn(
    view: &View<'_>,
    grain: Grain,
    instants: &[Instant],
    control: &Control,
    title: &str,
    description: &str,
) -> crate::markup::Element {
    let points = points(view, grain, instants, control);
    let values = || points.iter().flat_map(|it| [it.share, it.limits[0], it.limits[1]]);
    // In whole steps of five points, so that the ends are round.
    let low = (values().fold(control.centre, f64::min) * 20.0).floor() / 20.0;
    let high = (values().fold(control.centre, f64::max) * 20.0).ceil() / 20.0;
    let [low, high] = if high > low { [low, high] } else { [low - 0.05, high + 0.05] };
    let language = view.language;
    let tick = |at: usize| Some((at, language.short_day(instants.get(at)?.days.from)));
    let last = instants.len().saturating_sub(1);
    let axes = Axes {
        periods: instants.len(),
        centre: control.centre,
        centre_label: language.short_percent(control.centre),
        ticks: [0, last / 2, last].into_iter().filter_map(tick).collect(),
        ends: [low, high].map(|it| (it, language.short_percent(it))),
    };
    drawing::chart(title, description, &points, &axes)
}

fn points(view: &View<'_>, grain: Grain, instants: &[Instant], control: &Control) -> Vec<Point> {
    let language = view.language;
    let names = |at: usize| {
        let of = |signal: &&Signal| signal.first <= at && at <= signal.last;
        let found = control.signals.iter().filter(of);
        found.map(|signal| short(view, signal, control).to_owned()).collect::<Vec<_>>()
    };
    let mut points = Vec::new();
    for (at, (instant, point)) in instants.iter().zip(&control.points).enumerate() {
        let Some((share, Interval { low, high })) = point.share.zip(point.limits) else { continue };
        let told = super::share(language, Some(share), instant.part.n);
        let rules = names(at);
        let is_beyond = |it: &Signal| it.rule == Rule::Beyond && it.first == at;
        let sign = match &rules[..] {
            [] => Sign::Ordinary,
            _ if control.signals.iter().any(is_beyond) => Sign::Beyond,
            _ => Sign::Run,
        };
        let words: Vec<String> = [format!("{}: {told}", name(view, grain, instant.days))]
            .into_iter()
            .chain(rules.iter().cloned())
            .collect();
        points.push(Point {
            at,
            share: share.value(),
            limits: [low, high],
            sign,
            words: words.join("; "),
            filter: view.filter(instant.days),
        });
    }
    points
}

/// A rule in a word or two.
fn short<'w>(view: &View<'w>, signal: &Signal, control: &Control) -> &'w str {
    let words = &view.language.words.trend;
    match signal.rule {
        Rule::Beyond => {
            let share = control.points.get(signal.last).and_then(|point| point.share);
            if share.is_some_and(|share| share.value() > control.centre) {
                &words.short_above
            } else {
                &words.short_below
            }
        }
        Rule::OneSide => &words.short_side,
        Rule::Rising => &words.short_rising,
        Rule::Falling => &words.short_falling,
    }
}

fn table(
    view: &View<'_>,
    grain: Grain,
    instants: &[Instant],
    control: &Control,
    title: &str,
) -> Table {
    let (language, words) = (view.language, &view.language.words.trend);
    let figures = &language.words.figures;
    let headings =
        [&words.period, &figures.satisfaction, &figures.interval_heading, &figures.n_heading];
    let mut table = Table {
        caption: title.to_owned(),
        headings: headings.map(Clone::clone).to_vec(),
        rows: Vec::new(),
    };
    table.headings.extend([words.limits.clone(), words.signal.clone()]);
    for (at, (instant, point)) in instants.iter().zip(&control.points).enumerate() {
        // Of days without anybody there is nothing to say.
        if instant.part.n == 0 {
            continue;
        }
        let share = Share::of(instant.part.count, instant.part.n);
        let [value, interval, n] = share_cells(language, share, instant.part.n);
        let percent = |it: f64| language.percent(it);
        let limits = point.limits.map(|it| language.interval(it, percent)).unwrap_or_default();
        let of = |signal: &&Signal| signal.first <= at && at <= signal.last;
        let rules = control.signals.iter().filter(of);
        let rules: Vec<_> = rules.map(|it| short(view, it, control).to_owned()).collect();
        let name = name(view, grain, instant.days);
        table.rows.push(vec![name, value, interval, n, limits, language.list(&rules)]);
    }
    table
}
