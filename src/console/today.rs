//! Today: how it stands, what needs somebody, whether the data are safe.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    desk::{Desk, Opened},
    figures::{Day, carries_figures, number},
    frame::{Page, Place},
    parts::{heading, notice},
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::{Persistence, format},
};

/// From so many days on the console reminds of the export.
const REMINDER_DAYS: i64 = 7;

/// So many bad ratings are shown before the rest is asked for.
const BAD_SHOWN: usize = 8;

/// The page.
pub(super) fn today(
    desk: Desk,
    place: Place,
    arrived: bool,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView {
    let opened = desk.opened();
    let now = opened.today();
    let day = Day::of(&opened, now);
    let words = &texts.today;
    let counts = day.counts();
    let empty = (counts.total == 0).then(|| {
        view! {
            <section class="panel empty" data-notice="empty-day">
                <h2>{words.empty}</h2>
                <p>{words.empty_line}</p>
            </section>
        }
    });
    let figures = (counts.total + counts.training > 0).then(|| day.cards(locale, texts));
    let caution = carries_figures(counts.total)
        .then(|| view! { <p class="hint">{texts.figures.self_chosen}</p> });
    let details = (counts.total > 0).then(|| {
        view! {
            <div class="columns">
                <div>{day.bad_list(BAD_SHOWN, locale, texts)}</div>
                <div>
                    {day.ratings(locale, texts)} {day.reasons(locale, texts)}
                    {day.praise(locale, texts)}
                </div>
            </div>
        }
    });
    view! {
        {heading(words.title, arrived)}
        <p class="lead">{format::day(now, locale.code())}</p>
        {(opened.persistence == Persistence::NotPromised)
            .then(|| notice("not-persistent", texts.frame.not_persistent))}
        {reminder(desk, place, now, locale, texts)}
        {empty}
        {figures}
        {caution}
        {details}
        {keeping(&opened, desk, now, locale, texts)}
    }
}

/// Asks for an export where one is a week or more overdue.
fn reminder(
    desk: Desk,
    place: Place,
    now: NaiveDate,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView {
    move || {
        let (waiting, oldest) = desk.opened().unexported();
        let due = oldest.is_some_and(|day| (now - day).num_days() >= REMINDER_DAYS);
        due.then(|| {
            let words = &texts.today;
            let sentence = view! {
                {words.export_due.of(waiting, locale)} " "
                <button type="button" class="second" on:click=move |_| place.go(Page::Export)>
                    {words.to_export}
                </button>
            };
            notice("export-due", sentence)
        })
    }
}

/// What is still only on this tablet, and how safe it is there.
fn keeping(
    opened: &Opened,
    desk: Desk,
    now: NaiveDate,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView + use<> {
    let words = &texts.today;
    let last = opened.last.0;
    let storage = match opened.persistence {
        Persistence::Promised => words.storage_promised,
        Persistence::NotPromised => words.storage_not_promised,
        Persistence::Unknown => words.storage_unknown,
    };
    let unexported = move || {
        let (waiting, oldest) = desk.opened().unexported();
        let age = oldest.and_then(|day| usize::try_from((now - day).num_days()).ok());
        let note = match age {
            None => words.all_exported.to_owned(),
            Some(days) => words.oldest.of(days, locale),
        };
        view! {
            <dd>
                <b data-value="not-exported" data-number=waiting.to_string()>
                    {format::count(waiting, locale.code())}
                </b>
                " "
                <span class="soft">{note}</span>
            </dd>
        }
    };
    view! {
        <section class="panel">
            <h2>{words.keeping}</h2>
            <dl class="facts">
                <dt>{words.not_exported}</dt>
                {unexported}
                <dt>{words.last_sequence}</dt>
                <dd>
                    <b data-value="last-sequence" data-number=last.to_string()>
                        {number(last.into(), locale)}
                    </b>
                </dd>
                <dt>{words.storage}</dt>
                <dd>{storage}</dd>
            </dl>
        </section>
    }
}
