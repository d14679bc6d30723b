//! Today: how it stands, what needs somebody, whether the data are safe.

use std::rc::Rc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    desk::{Desk, Opened},
    events::{alarms, events},
    figures::{Day, carries_figures},
    frame::{Page, Place},
    health::health,
    language::Language,
    parts::{button, heading, notice, parts, tag, words},
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::{Persistence, format},
    ui::element::{Part, element, remade},
};

/// From so many days on the console reminds of the export.
const REMINDER_DAYS: i64 = 7;

/// So many bad ratings are shown before the rest is asked for.
const BAD_SHOWN: usize = 8;

/// The page.
pub(super) fn today(desk: Desk, place: Place, arrived: bool, language: Language) -> Part {
    let (locale, texts) = language.get();
    let opened = desk.opened();
    let now = opened.today();
    let reminder =
        remade(Box::new(move || reminder(&desk.opened(), place, now, locale, texts).into()));
    let kept = opened.persistence != Persistence::NotPromised;
    parts![
        heading(texts.today.title, arrived),
        words("p", "lead", &format::day(now, locale.code())),
        (!kept).then(|| notice("not-persistent", texts.frame.not_persistent)),
        alarms(&opened, now, locale, texts),
        reminder,
        so_far(&Day::of(&opened, now), locale, texts),
        events(desk, now, locale, texts),
        desk.shift().panel(texts),
        health(
            opened.store.clone(),
            Rc::new(opened.settings.get_untracked()),
            RwSignal::new(0),
            language
        ),
    ]
}

/// What the day has brought until now.
fn so_far(day: &Day<'_>, locale: Locale, texts: &'static Texts) -> Part {
    let counts = day.counts();
    let cards = (counts.total + counts.training > 0).then(|| day.cards(locale, texts));
    if counts.total == 0 {
        let empty = tag("section", "panel empty")
            .with("data-notice", "empty-day")
            .holding(element("h2").holding(texts.today.empty))
            .holding(element("p").holding(texts.today.empty_line));
        return parts![empty, cards];
    }
    let caution =
        carries_figures(counts.total).then(|| words("p", "hint", texts.figures.self_chosen));
    let first = element("div").holding(day.bad_list(BAD_SHOWN, locale, texts));
    let second = element("div")
        .holding(day.ratings(locale, texts))
        .holding(day.reasons(locale, texts))
        .holding(day.praise(locale, texts));
    parts![cards, caution, tag("div", "columns").holding(first).holding(second)]
}

/// Asks for an export where one is a week or more overdue.
fn reminder(
    opened: &Opened,
    place: Place,
    now: NaiveDate,
    locale: Locale,
    texts: &'static Texts,
) -> Option<Part> {
    let (waiting, oldest) = opened.unexported();
    oldest.filter(|day| (now - *day).num_days() >= REMINDER_DAYS)?;
    let go = button("second", "go-export", Box::new(move || place.go(Page::Export)));
    let sentence = texts.today.export_due.of(waiting, locale);
    Some(notice("export-due", parts![sentence, " ", go.holding(texts.today.to_export)]).into())
}
