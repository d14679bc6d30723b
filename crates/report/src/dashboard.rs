//! The dashboard: the sections of any days and any filter, and over them what is shown
//! and how to change that.
//!
//! A state of the dashboard is a [`Filter`] and nothing else. Whatever leads to another
//! one — a mark of a chart, a button, an option of a list — carries that in
//! `data-filter` (an option in its value), as JSON: the page that shows the markup has
//! only to ask for it. What it was before is the page's to remember, for `data-undo`.

use chrono::{Days, NaiveDate};
use heard_insight::table::{Dimension, Filter, Label, Table};
use heard_survey::Questionnaire;
use serde::Deserialize;

use crate::{
    about::{about, condition},
    document::Section,
    html::{Tables, section},
    language::{Language, Locale},
    markup::Element,
    monthly::compared,
    section::{
        Grain, Seen, change, compare, drivers, figures, hours, method, problems, ratings, trend,
        trust,
    },
    view::{Period, View},
};

/// What is asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The BCP 47 tag of the language; English where there are no texts in it.
    pub locale: String,
    /// The branch's day.
    pub today: NaiveDate,
    /// Which responses; those of the last thirty days where nothing is said.
    #[serde(default)]
    pub filter: Option<Filter>,
    /// The first day, instead of that of the filter.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last one, likewise.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

/// The periods that are one press away, in days up to today.
const PERIODS: [u64; 3] = [7, 30, 90];
/// The one that comes first.
const FIRST: u64 = PERIODS[1];
/// What can be chosen from a list, where there are several of it.
const CHOSEN: [Dimension; 4] =
    [Dimension::Branch, Dimension::Counter, Dimension::Business, Dimension::Mode];
/// A list of more is none that anybody chooses from.
const MOST_CHOICES: usize = 500;

/// The page, as markup to be put into another one. `seen` are the patterns in all the
/// ratings of the table.
pub fn dashboard(
    table: &Table,
    questionnaires: &[Questionnaire],
    seen: &[Seen],
    asked: &Asked,
) -> String {
    // A test reads every language.
    let Ok(language) = Language::of(Locale::of_tag(&asked.locale)) else { return String::new() };
    let mut filter = asked.filter.clone().unwrap_or_else(|| last(asked.today, FIRST));
    filter.from = asked.from.or(filter.from);
    filter.to = asked.to.or(filter.to);
    let period = period(table, asked.today, &filter);
    let view = View::of_days(&language, table, questionnaires, period, filter.clone());
    let now = Filter { from: Some(period.from), to: Some(period.to), ..filter };
    let sections = sections(&view, &of_branches(seen, &now));
    Element::of("div", "report board")
        .set("data-state", json(&now))
        .with(steer(&view, &now, asked.today))
        .with_all(sections.iter().map(|it| section(&language, it, Tables::Folded)))
        .to_string()
}

/// Those of the branches that are shown.
fn of_branches(seen: &[Seen], now: &Filter) -> Vec<Seen> {
    let branches = now.labels.iter().filter(|(it, _)| *it == Dimension::Branch);
    let is_shown = |it: &Seen, labels: &[Label]| labels.iter().any(|label| label.code == it.branch);
    let shown = seen.iter().filter(|it| branches.clone().all(|(_, labels)| is_shown(it, labels)));
    shown.cloned().collect()
}

fn sections(view: &View<'_>, seen: &[Seen]) -> Vec<Section> {
    let mut sections = vec![figures(view, 0)];
    // Of days without responses there is nothing else to say.
    if view.now().responses().total > 0 {
        sections.extend([
            change(view),
            trend(view, &[Grain::Day, Grain::Week]),
            ratings(view),
            problems(view),
            hours(view),
            drivers(view),
            compare(view, compared(view)),
            trust(view, seen),
        ]);
    }
    sections.push(method(view));
    sections
}

/// The days of `filter`; where it names none, those that have responses.
fn period(table: &Table, today: NaiveDate, filter: &Filter) -> Period {
    let (first, last) = table.span().unwrap_or((today, today));
    let from = filter.from.unwrap_or(first);
    Period { from, to: filter.to.unwrap_or(last).max(from) }
}

/// Everything in so many days up to `today`.
fn last(today: NaiveDate, days: u64) -> Filter {
    // The calendar begins long before there were tablets.
    let from = today.checked_sub_days(Days::new(days - 1));
    Filter { from, to: Some(today), ..Filter::default() }
}

fn json(filter: &Filter) -> String {
    // Texts and dates are always JSON.
    serde_json::to_string(filter).unwrap_or_default()
}

/// What is shown, in words, and how to change it.
fn steer(view: &View<'_>, now: &Filter, today: NaiveDate) -> Element {
    let words = &view.language.words.dashboard;
    let lines = about(view).into_iter().map(|line| Element::of("p", "about").text(line));
    let undo = Element::of("button", "second")
        .set("type", "button")
        .set("data-undo", "")
        .text(&words.undo);
    Element::of("div", "steer")
        .set("role", "group")
        .set("aria-label", &words.filters)
        .with(periods(view, now, today))
        .with(Element::of("div", "choices").with_all(days(view)).with_all(lists(view, now)))
        .with(Element::of("div", "shown").set("tabindex", -1).with_all(lines))
        .with(Element::of("div", "conditions").with_all(conditions(view, now)).with(undo))
}

/// Periods that are one press away.
fn periods(view: &View<'_>, now: &Filter, today: NaiveDate) -> Element {
    let (language, words) = (view.language, &view.language.words.dashboard);
    let button = |label: &str, days: &Filter| {
        let there = Filter { from: days.from, to: days.to, ..now.clone() };
        let is_now = (view.asked.from, view.asked.to) == (days.from, days.to);
        leading(label, &there).set("aria-pressed", is_now)
    };
    let several = PERIODS
        .map(|days| button(&language.fill(&words.last, &[("n", &days)]), &last(today, days)));
    Element::of("div", "periods")
        .set("role", "group")
        .set("aria-label", &words.period)
        .with_all(several)
        .with(button(&words.all, &Filter::default()))
}

/// A button that leads to `there`.
fn leading(label: &str, there: &Filter) -> Element {
    Element::of("button", "second")
        .set("type", "button")
        .set("data-filter", json(there))
        .text(label)
}

/// The first and the last day, to be changed: what is chosen is asked for beside the
/// state, under the name in `data-part`.
fn days(view: &View<'_>) -> [Element; 2] {
    let words = &view.language.words.dashboard;
    let Period { from, to } = view.period;
    [(&words.from, "from", from), (&words.to, "to", to)].map(|(label, part, day)| {
        let input = Element::new("input").set("type", "date").set("required", "");
        labelled(label, input.set("data-part", part).set("value", day))
    })
}

fn labelled(label: &str, control: Element) -> Element {
    Element::new("label").with(Element::new("span").text(label)).with(control)
}

/// For each dimension with several labels a list of them.
fn lists(view: &View<'_>, now: &Filter) -> Vec<Element> {
    let several = |it: &Dimension| (2..=MOST_CHOICES).contains(&view.table.labels(*it).len());
    CHOSEN.into_iter().filter(several).map(|it| list(view, now, it)).collect()
}

fn list(view: &View<'_>, now: &Filter, dimension: Dimension) -> Element {
    let words = &view.language.words.dashboard;
    let (own, others): (Vec<_>, Vec<_>) =
        now.labels.iter().cloned().partition(|(other, _)| *other == dimension);
    let branches = now.labels.iter().find(|(it, _)| *it == Dimension::Branch);
    // Of the branches that are shown.
    let is_of = |label: &&Label| {
        dimension != Dimension::Counter
            || branches.is_none_or(|(_, codes)| codes.iter().any(|it| it.code == label.of))
    };
    let with = |labels: Vec<Label>| {
        let more = (!labels.is_empty()).then_some((dimension, labels));
        let labels = others.iter().cloned().chain(more).collect();
        json(&Filter { labels, ..now.clone() })
    };
    let option = |label: &str, value: String, is_now: bool| {
        let option = Element::new("option").set("value", value).text(label);
        if is_now { option.set("selected", "") } else { option }
    };
    let mut labels: Vec<&Label> = view.table.labels(dimension).iter().filter(is_of).collect();
    labels.sort();
    let options = labels.into_iter().map(|label| {
        let is_now = own.iter().any(|(_, chosen)| *chosen == [label.clone()]);
        let name = crate::about::label(view.language, dimension, label);
        option(&name, with(vec![label.clone()]), is_now)
    });
    let every = option(&words.every, with(Vec::new()), own.is_empty());
    let select = Element::new("select").set("data-filters", "").with(every).with_all(options);
    labelled(words.dimensions.of(dimension), select)
}

/// Each condition as a button that takes it away, and one for all of them.
fn conditions(view: &View<'_>, now: &Filter) -> Vec<Element> {
    let (language, words) = (view.language, &view.language.words.dashboard);
    let mut buttons = Vec::new();
    let mut chip = |what: String, without: Filter| {
        let name = language.fill(&words.remove, &[("what", &what)]);
        let cross = Element::new("span").set("aria-hidden", "true").text(" ×");
        buttons.push(leading(&what, &without).with(cross).set("aria-label", name));
    };
    for (at, (dimension, labels)) in now.labels.iter().enumerate() {
        let mut without = now.clone();
        without.labels.remove(at);
        chip(condition(language, *dimension, labels), without);
    }
    for (at, (question, codes)) in now.answers.iter().enumerate() {
        let mut without = now.clone();
        without.answers.remove(at);
        chip(crate::about::answered(view, question, codes), without);
    }
    if buttons.len() > 1 {
        let none = Filter { labels: Vec::new(), answers: Vec::new(), ..now.clone() };
        buttons.push(leading(&words.clear, &none));
    }
    buttons
}
