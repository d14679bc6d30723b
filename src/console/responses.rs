//! Every response, by day, newest first. Rows are made a page at a time, so
//! that a year's worth does not hold up the tablet.

use std::rc::Rc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    desk::{Desk, Opened, day_of},
    parts::heading,
    said,
    texts::Texts,
};
use crate::{locale::Locale, platform::format};

/// How many rows come at a time.
const PAGE: usize = 100;

/// The page.
pub(super) fn responses(
    desk: Desk,
    arrived: bool,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView {
    let words = &texts.responses;
    let opened = desk.opened();
    let total = opened.responses.len();
    let body = if total == 0 {
        view! { <section class="panel empty"><h2>{words.empty}</h2></section> }.into_any()
    } else {
        table(opened, locale, texts).into_any()
    };
    view! {
        {heading(words.title, arrived)}
        <p class="lead">{words.total.of(total, locale)}</p>
        {body}
    }
}

/// The page of rows from `start` on, counted from the newest, cut into days.
fn days_from(opened: &Opened, start: usize) -> Vec<(NaiveDate, Vec<usize>)> {
    let total = opened.responses.len();
    let mut days: Vec<(NaiveDate, Vec<usize>)> = Vec::new();
    for index in (0..total).rev().skip(start).take(PAGE) {
        let Some(day) = opened.responses.get(index).map(day_of) else { continue };
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, rows)) => rows.push(index),
            None => days.push((day, vec![index])),
        }
    }
    days
}

fn table(opened: Rc<Opened>, locale: Locale, texts: &'static Texts) -> impl IntoView {
    let words = &texts.responses;
    let total = opened.responses.len();
    let shown = RwSignal::new(PAGE.min(total));
    let opened = StoredValue::new_local(opened);
    let pages = move || (0..shown.get()).step_by(PAGE).collect::<Vec<_>>();
    let page = move |start: usize| {
        opened.with_value(|opened| {
            let before = start
                .checked_sub(1)
                .and_then(|newer| opened.responses.get(total - 1 - newer).map(day_of));
            days_from(opened, start)
                .into_iter()
                .map(|(day, rows)| {
                    // A day that began on the page before has its heading there.
                    let head = (before != Some(day)).then(|| day_row(opened, day, locale, texts));
                    let rows: Vec<_> =
                        rows.into_iter().map(|index| row(opened, index, locale, texts)).collect();
                    view! { <tbody>{head} {rows}</tbody> }
                })
                .collect_view()
        })
    };
    let more = move || {
        let left = total - shown.get();
        (left > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="act"
                    data-act="more-responses"
                    on:click=move |_| shown.update(|shown| *shown = (*shown + PAGE).min(total))
                >
                    {words.more.of(left.min(PAGE), locale)}
                </button>
            }
        })
    };
    view! {
            <table class="list">
                <caption class="hidden">{words.caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.time}</th>
                        <th scope="col">{words.rating}</th>
                        <th scope="col">{words.said}</th>
                        <th scope="col">{words.language}</th>
                        <th scope="col">{words.outcome}</th>
                    </tr>
                </thead>
                <For each=pages key=|start| *start children=page />
            </table>
        <p class="more">{more}</p>
    }
}

fn day_row(
    opened: &Opened,
    day: NaiveDate,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView + use<> {
    let count = opened.between(day, day).len();
    view! {
        <tr class="day" data-day=day.to_string() data-count=count.to_string()>
            <th scope="rowgroup" colspan="5">
                {format::day(day, locale.code())}
                <span class="soft">{texts.responses.day.of(count, locale)}</span>
            </th>
        </tr>
    }
}

fn row(
    opened: &Opened,
    index: usize,
    locale: Locale,
    texts: &'static Texts,
) -> Option<impl IntoView + use<>> {
    let words = &texts.responses;
    let response = opened.responses.get(index)?;
    let reading = opened.known.read(response);
    let rated = reading.rating();
    let complete = response.outcome == heard_exchange::Outcome::Complete;
    let outcome = if complete { words.complete } else { words.partial };
    let language = response.locale.parse::<Locale>();
    let language = language.map_or(response.locale.clone(), |known| known.name().to_owned());
    let training =
        response.training.then(|| view! { <span class="tag training">{words.training}</span> });
    Some(view! {
        <tr
            data-response=response.id.to_string()
            data-rating=rated.map(|rated| rated.number.to_string())
            data-outcome=response.outcome.code()
            data-training=response.training.to_string()
        >
            <td class="when"><time>{said::time(reading)}</time></td>
            <td>{said::rating(rated, locale, texts)}</td>
            <td>
                {said::said(reading, locale, texts)}
                {said::contact(reading, texts)}
                {said::others(reading, locale, texts)}
            </td>
            <td>{language}</td>
            <td>{outcome} " " {training}</td>
        </tr>
    })
}
