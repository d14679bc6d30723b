//! Every response, by day, newest first. Rows are made a page at a time, so
//! that a year's worth does not hold up the tablet.

use chrono::NaiveDate;
use heard_exchange::{Outcome, Response};
use leptos::prelude::*;

use super::{
    desk::{Desk, Opened, day_of},
    erasing::erasing,
    parts::{button, heading, parts, tag, words},
    said,
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::format,
    ui::element::{Part, element, remade},
};

/// How many rows come at a time.
const PAGE: usize = 100;

/// The page.
pub(super) fn responses(desk: Desk, arrived: bool, locale: Locale, texts: &'static Texts) -> Part {
    let said = &texts.responses;
    // Counts the changes to what is stored: the list is made anew.
    let changed = RwSignal::new(0_u32);
    let all = remade(Box::new(move || {
        changed.track();
        let total = desk.opened().responses.len();
        let list = if total == 0 {
            tag("section", "panel empty").holding(element("h2").holding(said.empty)).into()
        } else {
            untrack(|| list(desk, total, locale, texts))
        };
        parts![words("p", "lead", &said.total.of(total, locale)), list]
    }));
    parts![heading(said.title, arrived), all, erasing(desk, changed, locale, texts)]
}

/// The table, and the button that makes it longer.
fn list(desk: Desk, total: usize, locale: Locale, texts: &'static Texts) -> Part {
    let said = &texts.responses;
    let heads = [said.time, said.rating, said.said, said.language, said.outcome];
    let heads: Vec<Part> = heads
        .into_iter()
        .map(|head| element("th").with("scope", "col").holding(head).into())
        .collect();
    let table = tag("table", "list")
        .holding(words("caption", "hidden", said.caption))
        .holding(element("thead").holding(element("tr").holding(heads)));
    let shown = RwSignal::new(0);
    // The rows live as long as the page, not until more are asked for.
    let owner = Owner::current();
    let growing = table.clone();
    let grow = move || {
        let start = shown.get_untracked();
        let rows = || growing.append(page(&desk.opened(), start, locale, texts));
        match &owner {
            Some(owner) => owner.with(rows),
            None => rows(),
        }
        shown.set((start + PAGE).min(total));
    };
    grow();
    let more = remade(Box::new(move || {
        let left = total - shown.get();
        let label = said.more.of(left.min(PAGE), locale);
        let grow = grow.clone();
        (left > 0).then(|| button("act", "more-responses", Box::new(grow)).holding(label)).into()
    }));
    parts![table, tag("p", "more").holding(more)]
}

/// The page of rows from `start` on, counted from the newest.
fn page(opened: &Opened, start: usize, locale: Locale, texts: &'static Texts) -> Part {
    let total = opened.responses.len();
    let newer = start.checked_sub(1).and_then(|newer| opened.responses.get(total - 1 - newer));
    let mut day = newer.map(day_of);
    let mut bodies = Vec::new();
    let mut body = element("tbody");
    for response in opened.responses.iter().rev().skip(start).take(PAGE) {
        // A day that began on the page before has its heading there.
        if day != Some(day_of(response)) {
            day = Some(day_of(response));
            bodies.push(Part::from(body));
            body = element("tbody").holding(day_row(opened, day_of(response), locale, texts));
        }
        body = body.holding(row(opened, response, locale, texts));
    }
    bodies.push(body.into());
    bodies.into()
}

fn day_row(opened: &Opened, day: NaiveDate, locale: Locale, texts: &Texts) -> Part {
    let count = opened.between(day, day).len();
    let head = element("th")
        .with("scope", "rowgroup")
        .with("colspan", "5")
        .holding(format::day(day, locale.code()))
        .holding(words("span", "soft", &texts.responses.day.of(count, locale)));
    tag("tr", "day")
        .with("data-day", &day.to_string())
        .with("data-count", &count.to_string())
        .holding(head)
        .into()
}

fn row(opened: &Opened, response: &Response, locale: Locale, texts: &'static Texts) -> Part {
    let words_of_page = &texts.responses;
    let reading = opened.known.read(response);
    let rated = reading.rating();
    let outcome = match response.outcome {
        Outcome::Complete => words_of_page.complete,
        Outcome::Partial => words_of_page.partial,
    };
    let language = response.locale.parse::<Locale>();
    let language = language.map_or(response.locale.as_str(), |known| known.name());
    let training = response.training.then(|| words("span", "tag training", words_of_page.training));
    let answers = element("td")
        .holding(said::said(reading, locale, texts))
        .holding(said::contact(reading, texts))
        .holding(said::others(reading, locale, texts));
    let row = element("tr")
        .with("data-response", &response.id.to_string())
        .with("data-outcome", response.outcome.code())
        .with("data-training", &response.training.to_string());
    let row = match rated {
        Some(rated) => row.with("data-rating", &rated.number.to_string()),
        None => row,
    };
    row.holding(element("td").holding(said::time(reading)))
        .holding(element("td").holding(said::rating(rated, locale, texts)))
        .holding(answers)
        .holding(element("td").holding(language))
        .holding(element("td").holding(outcome).holding(" ").holding(training))
        .into()
}
