//! What happened on the tablet apart from what customers said: how soon staff
//! came when they were called, and what whoever looks after it should know.

use chrono::NaiveDate;
use heard_survey::order;
use leptos::prelude::*;

use super::{
    desk::Opened,
    parts::{alarm, button, fact, panel, parts, tag, value, words},
    texts::{Counted, Texts},
};
use crate::{
    locale::{Locale, fill},
    platform::download,
    store::{Event, What},
    ui::element::{Part, element, nothing, remade},
};

/// So many rows of the list are shown, the newest; all are in the file.
const SHOWN: usize = 200;

/// How soon staff came on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Calls {
    /// In seconds, the shortest first.
    answered: Vec<u32>,
    unanswered: usize,
    all: usize,
}

impl Calls {
    fn of<'a>(events: impl Iterator<Item = &'a Event>) -> Self {
        let mut calls = Self::default();
        for event in events {
            match event.what {
                What::CallAnswered => calls.answered.extend(event.seconds),
                What::CallUnanswered => calls.unanswered += 1,
                What::CallCancelled => {}
                _ => continue,
            }
            calls.all += 1;
        }
        order::sort_by_key(&mut calls.answered, |seconds| *seconds);
        calls
    }

    /// The middle one; of two in the middle their mean, rounded.
    fn median(&self) -> Option<u32> {
        let last = self.answered.len().checked_sub(1)?;
        let (low, high) = (self.answered.get(last / 2)?, self.answered.get(last.div_ceil(2))?);
        Some((low + high).div_ceil(2))
    }
}

/// What needs attention: failures and refused updates of `day`.
pub(super) fn alarms(opened: &Opened, day: NaiveDate, locale: Locale, texts: &Texts) -> Part {
    let said = &texts.events;
    let told = |what, code, words: &Counted| {
        let count = on(&opened.events.borrow(), day).filter(|event| event.what == what).count();
        (count > 0).then(|| alarm(code, words.of(count, locale)))
    };
    parts![
        told(What::Failed, "kiosk-failed", &said.failed),
        told(What::UpdateRefused, "update-refused", &said.update_refused),
    ]
}

/// Calls and presses of `day`, and the list of everything; nothing where
/// nothing ever happened.
pub(super) fn events(
    opened: &Opened,
    day: NaiveDate,
    locale: Locale,
    texts: &'static Texts,
) -> Part {
    let all = opened.events.borrow();
    if all.is_empty() {
        return nothing();
    }
    let said = &texts.events;
    let calls = Calls::of(on(&all, day));
    let repeated = on(&all, day).filter(|event| event.what == What::RepeatedPress).count();
    let seconds = |name: &str, label, seconds: Option<u32>| {
        seconds.map(|number| {
            let text = fill(said.seconds, "n", number);
            let value = element("b").with("data-value", name);
            fact(label, value.with("data-number", &number.to_string()).holding(text))
        })
    };
    let facts = tag("dl", "facts")
        .holding(fact(said.calls, value("calls", calls.all, locale)))
        .holding(seconds("call-median", said.median, calls.median()))
        .holding(seconds("call-longest", said.longest, calls.answered.last().copied()))
        .holding(fact(said.unanswered, value("calls-unanswered", calls.unanswered, locale)))
        .holding(fact(said.repeated, value("repeated-presses", repeated, locale)));
    panel(said.title, parts![facts, list(opened, locale, texts)])
}

fn on(all: &[Event], day: NaiveDate) -> impl Iterator<Item = &Event> {
    let day = day.to_string();
    all.iter().filter(move |event| event.at.starts_with(&day))
}

/// Everything there ever was, folded, with a file of it.
fn list(opened: &Opened, locale: Locale, texts: &'static Texts) -> Part {
    let said = &texts.events;
    let cell = |text: &str| -> Part { element("td").holding(text).into() };
    let row = |event: &Event| -> Part {
        let (day, time) = (event.at.get(..10), event.at.get(11..19));
        let at = format!("{} {}", day.unwrap_or_default(), time.unwrap_or_default());
        let seconds = event.seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
        element("tr")
            .with("data-event", event.what.code())
            .holding(element("td").holding(element("time").holding(at)))
            .holding(cell(kind(event.what, texts)))
            .holding(words("td", "number", &seconds))
            .holding(tag("td", "detail").with("lang", "en").holding(event.detail.as_str()))
            .into()
    };
    let all = opened.events.borrow();
    let rows: Vec<Part> = all.iter().rev().take(SHOWN).map(row).collect();
    let head = |class, text: &str| tag("th", class).with("scope", "col").holding(text);
    let heads = element("tr")
        .holding(head("", said.time))
        .holding(head("", said.what))
        .holding(head("number", said.duration))
        .holding(head("", said.detail));
    let table = element("table")
        .holding(element("thead").holding(heads))
        .holding(element("tbody").holding(rows));
    let scroller = tag("div", "wide")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", said.title)
        .holding(table);
    tag("details", "rest")
        .with("data-fold", "events")
        .holding(element("summary").holding(said.list.of(all.len(), locale)))
        .holding(scroller)
        .holding(as_file(opened, texts))
        .into()
}

fn as_file(opened: &Opened, texts: &'static Texts) -> Part {
    let (name, file) = (file_name(opened), csv(&opened.events.borrow()));
    let failed = RwSignal::new(false);
    let save = move || failed.set(download(&name, "text/csv", file.as_bytes()).is_err());
    let save = button("second", "download-events", Box::new(save)).holding(texts.events.download);
    let refused = remade(Box::new(move || {
        failed.get().then(|| alarm("events-file-failed", texts.handing.file_failed)).into()
    }));
    parts![tag("div", "acts").holding(save), refused]
}

fn file_name(opened: &Opened) -> String {
    let day = opened.today();
    opened.settings.with_untracked(|settings| {
        format!("heard-events-{}-{}-{day}.csv", settings.branch.code, settings.device.as_str())
    })
}

/// One row an event: codes, nothing altered, every text quoted.
fn csv(events: &[Event]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.split('"').collect::<Vec<_>>().join("\"\""));
    let row = |Event { at, what, seconds, detail }: &Event| {
        let seconds = seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
        format!("{},{},{seconds},{}\r\n", quoted(at), what.code(), quoted(detail))
    };
    let head = "at,what,seconds,detail\r\n".to_owned();
    events.iter().map(row).fold(head, |file, row| file + &row)
}

/// What an event is called.
fn kind(what: What, texts: &Texts) -> &'static str {
    let mut named = What::ALL.into_iter().zip(texts.events.kinds);
    named.find(|(other, _)| *other == what).map_or(what.code(), |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(what: What, seconds: u32) -> Event {
        let at = "2026-11-21T10:00:00+08:00".to_owned();
        Event { at, what, seconds: Some(seconds), detail: String::new() }
    }

    #[test]
    fn the_median_is_of_answered_calls_only() {
        let events = [
            call(What::CallAnswered, 90),
            call(What::CallUnanswered, 300),
            call(What::CallAnswered, 10),
            call(What::CallCancelled, 3),
            call(What::CallAnswered, 21),
            call(What::RepeatedPress, 0),
        ];
        let calls = Calls::of(events.iter());
        assert_eq!((calls.all, calls.unanswered, calls.median()), (5, 1, Some(21)));
        assert_eq!(Calls::of(events[..3].iter()).median(), Some(50));
        assert_eq!(Calls::default().median(), None);
    }

    #[test]
    fn the_file_quotes_what_it_must() {
        let detail = "panicked at \"x\", line 3".to_owned();
        let file = csv(&[Event { detail, seconds: None, ..call(What::Failed, 0) }]);
        assert_eq!(
            file,
            "at,what,seconds,detail\r\n\
             \"2026-11-21T10:00:00+08:00\",failed,,\"panicked at \"\"x\"\", line 3\"\r\n"
        );
    }
}
