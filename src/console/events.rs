//! What happened on the tablet apart from what customers said: how soon staff
//! came when they were called, and what whoever looks after it should know.

use chrono::NaiveDate;
use heard_survey::order;
use leptos::prelude::*;
use serde_json::Value;

use super::{
    desk::{Desk, Opened},
    parts::{alarm, button, fact, panel, parts, tag, value, words},
    texts::{Counted, Texts},
};
use crate::{
    locale::{Locale, fill},
    platform::{download, log_lines, spawn},
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
pub(super) fn events(desk: Desk, day: NaiveDate, locale: Locale, texts: &'static Texts) -> Part {
    let opened = desk.opened();
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
    panel(said.title, parts![facts, list(desk, locale, texts)])
}

fn on(all: &[Event], day: NaiveDate) -> impl Iterator<Item = &Event> {
    let day = day.to_string();
    all.iter().filter(move |event| event.at.starts_with(&day))
}

/// Everything there ever was, folded, with a file of it.
fn list(desk: Desk, locale: Locale, texts: &'static Texts) -> Part {
    let opened = desk.opened();
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
        .holding(as_file(desk, texts))
        .into()
}

fn as_file(desk: Desk, texts: &'static Texts) -> Part {
    let failed = RwSignal::new(false);
    let save = move || {
        spawn(async move {
            let saved = save(&desk.opened()).await;
            // The page may have been left meanwhile.
            failed.try_set(saved.is_none());
        });
    };
    let save = button("second", "download-events", Box::new(save)).holding(texts.events.download);
    let refused = remade(Box::new(move || {
        failed.get().then(|| alarm("events-file-failed", texts.handing.file_failed)).into()
    }));
    parts![tag("div", "acts").holding(save), refused]
}

/// Hands the file out, and puts that on record; none where it failed.
async fn save(opened: &Opened) -> Option<()> {
    let (name, lines) = (file_name(opened), log_lines().await.ok()?);
    download(&name, "text/csv", csv(&lines).as_bytes()).ok()?;
    opened.put_on_record(What::Exported, name).await.ok()
}

fn file_name(opened: &Opened) -> String {
    let day = opened.today();
    opened.settings.with_untracked(|settings| {
        format!("heard-events-{}-{}-{day}.csv", settings.branch.code, settings.device.as_str())
    })
}

/// One row an event: codes, nothing altered, every text quoted; and its link.
fn csv(log: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.split('"').collect::<Vec<_>>().join("\"\""));
    let read = |json: &str| -> Value { serde_json::from_str(json).unwrap_or_default() };
    let row = |line| {
        // One that says nothing that is known here has its place all the same.
        let entry = read(line);
        let event = read(entry["event"].as_str().unwrap_or_default());
        let (number, link) = (&entry["entry"], entry["link"].as_str().unwrap_or_default());
        let text = |field: &str| event[field].as_str().unwrap_or_default();
        let seconds = event["seconds"].as_u64().map(|it| it.to_string()).unwrap_or_default();
        let (at, what, detail) = (quoted(text("at")), text("what"), quoted(text("detail")));
        format!("{at},{what},{seconds},{detail},{number},{link}\r\n")
    };
    let head = "at,what,seconds,detail,entry,link\r\n".to_owned();
    log.lines().map(row).fold(head, |file, row| file + &row)
}

/// What an event is called.
fn kind(what: What, texts: &Texts) -> &'static str {
    let mut named = What::ALL.into_iter().zip(texts.events.kinds);
    named.find(|(other, _)| *other == what).map_or(what.code(), |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
        let event = r#"{"at":"2026-11-21T10:00:00+08:00","what":"failed","detail":"at \"x\", 3"}"#;
        let failed = json!({ "entry": 7, "event": event, "link": "0a1b" });
        let unknown = json!({ "entry": 8, "event": "", "link": null });
        assert_eq!(
            csv(&format!("{failed}\n{unknown}\n")),
            "at,what,seconds,detail,entry,link\r\n\
             \"2026-11-21T10:00:00+08:00\",failed,,\"at \"\"x\"\", 3\",7,0a1b\r\n\
             \"\",,,\"\",8,\r\n"
        );
    }
}
