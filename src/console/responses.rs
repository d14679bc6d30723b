//! Every response, by day, newest first. Days are opened and rows are made a
//! page at a time, so that a year's worth does not hold up the tablet.

use std::ops::Range;

use chrono::NaiveDate;
use heard_exchange::{Outcome, Response};
use leptos::prelude::*;

use super::{
    desk::{Desk, Opened, day_of},
    erasing::erasing,
    loading::Loading,
    parts::{afterwards, button, heading, parts, tag, words},
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
    let all = remade(Box::new(move || {
        let total = desk.opened().total();
        let list = if total == 0 {
            tag("section", "panel empty").holding(element("h2").holding(said.empty)).into()
        } else {
            untrack(|| list(desk, total, locale, texts))
        };
        parts![words("p", "lead", &said.total.of(total, locale)), list]
    }));
    parts![heading(said.title, arrived), all, erasing(desk, locale, texts)]
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
    // How many rows are wanted; they are made once their days are open.
    let wanted = RwSignal::new(PAGE.min(total));
    let loading = Loading::of(desk, move || desk.opened().newest(wanted.get()));
    let shown = RwSignal::new(0);
    let growing = table.clone();
    // Whatever is made in an effect goes when it runs again: rows stay.
    let owner = Owner::current();
    afterwards(Box::new(move || {
        let upto = wanted.get();
        if loading.is_done() && shown.get_untracked() < upto {
            let rows =
                || growing.append(page(&desk.opened(), shown.get_untracked()..upto, locale, texts));
            match &owner {
                Some(owner) => owner.with(rows),
                None => rows(),
            }
            shown.set(upto);
        }
    }));
    let more = loading.around(texts, move || {
        let left = total - wanted.get();
        let label = said.more.of(left.min(PAGE), locale);
        let grow = move || wanted.set((wanted.get_untracked() + PAGE).min(total));
        (left > 0).then(|| button("act", "more-responses", Box::new(grow)).holding(label)).into()
    });
    parts![table, tag("p", "more").holding(more)]
}

/// The rows at `places`, counted from the newest.
fn page(opened: &Opened, places: Range<usize>, locale: Locale, texts: &'static Texts) -> Part {
    let days = opened.newest(places.end);
    let newest = days.map(|days| opened.between(days)).unwrap_or_default();
    let mut rows =
        newest.iter().rev().map(|held| &held.response).skip(places.start.saturating_sub(1));
    let newer = if places.start > 0 { rows.next() } else { None };
    let mut day = newer.map(day_of);
    let mut bodies = Vec::new();
    let mut body = element("tbody");
    for response in rows.take(places.len()) {
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
    let count = opened.between(day..=day).len();
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
