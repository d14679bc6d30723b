//! Today: how it stands, what needs somebody, whether the data are safe.

use chrono::NaiveDate;

use super::{
    desk::{Desk, Opened},
    events::{alarms, events},
    figures::{Day, carries_figures},
    frame::{Page, Place},
    parts::{button, fact, heading, notice, panel, parts, tag, value, words},
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
pub(super) fn today(
    desk: Desk,
    place: Place,
    arrived: bool,
    locale: Locale,
    texts: &'static Texts,
) -> Part {
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
        events(&opened, now, locale, texts),
        desk.shift().panel(texts),
        keeping(desk, now, locale, texts),
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

/// What is still only on this tablet, and how safe it is there.
fn keeping(desk: Desk, now: NaiveDate, locale: Locale, texts: &'static Texts) -> Part {
    let said = &texts.today;
    let opened = desk.opened();
    let storage = match opened.persistence {
        Persistence::Promised => said.storage_promised,
        Persistence::NotPromised => said.storage_not_promised,
        Persistence::Unknown => said.storage_unknown,
    };
    let unexported = remade(Box::new(move || {
        let (waiting, oldest) = desk.opened().unexported();
        let age = oldest.and_then(|day| usize::try_from((now - day).num_days()).ok());
        let note = match age {
            None => said.all_exported.to_owned(),
            Some(days) => said.oldest.of(days, locale),
        };
        parts![value("not-exported", waiting, locale), " ", words("span", "soft", &note)]
    }));
    let facts = tag("dl", "facts")
        .holding(fact(said.not_exported, unexported))
        .holding(fact(said.last_sequence, value("last-sequence", opened.last_sequence(), locale)))
        .holding(fact(said.storage, storage));
    panel(said.keeping, facts)
}
