//! The day's closing sheet: what the branch reviews each evening and files; and
//! what of it can be had without the passphrase.

use std::rc::Rc;

use chrono::NaiveDate;
use heard_exchange::{DeviceId, log::Digest};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{
    desk::{Desk, Opened},
    digest::in_fours,
    figures::Day,
    language::Language,
    loading::Loading,
    parts::{button, fact, heading, notice, panel, parts, tag, trouble, value, words},
    texts::Texts,
};
use crate::{
    locale::{Locale, fill},
    platform::{format, now_in, spawn, window},
    store::{Event, Place, Settings, Store, What},
    ui::element::{Part, Tag, element, nothing, remade},
};

/// How the log stands, once that is known.
type Stands = RwSignal<Option<Digest>>;

/// The page: which day, and its sheet.
pub(super) fn closing(desk: Desk, arrived: bool, locale: Locale, texts: &'static Texts) -> Part {
    let said = &texts.closing;
    let today = desk.opened().today();
    let day = RwSignal::new(today);
    let stands: Stands = RwSignal::new(None);
    spawn(async move {
        let (store, now) = (desk.opened().store.clone(), desk.opened().now());
        let settings = desk.opened().settings.get_untracked();
        // A sheet without it is better than none. The page may have been left meanwhile.
        stands.try_set(store.digest(&settings, now).await.ok());
    });
    let print = button("act", "print", Box::new(move || print(desk, day.get_untracked())));
    let tools = tag("div", "tools")
        .holding(heading(said.title, arrived))
        .holding(tag("label", "inline").holding(said.day).holding(day_field(day, today)))
        .holding(print.holding(said.print));
    let loading = Loading::of(desk, move || Some(day.get()..=day.get()));
    let sheet = loading.around(texts, move || {
        let day = day.get();
        let stands = stands.get();
        untrack(|| sheet(&desk.opened(), day, stands.as_ref(), locale, texts))
    });
    parts![tools, sheet]
}

/// Prints the sheet of `day`, once that is on record.
fn print(desk: Desk, day: NaiveDate) {
    spawn(async move {
        // What cannot be put on record can be printed all the same: the sheet is signed.
        drop(desk.opened().put_on_record(What::Printed, day.to_string()).await);
        // Where there is no printer the browser says so itself.
        let _ = window().print();
    });
}

fn day_field(day: RwSignal<NaiveDate>, today: NaiveDate) -> Part {
    let field = element("input")
        .with("type", "date")
        .with("data-field", "day")
        .with("max", &today.to_string())
        .with("value", &today.to_string());
    let input: HtmlInputElement = field.element().clone().unchecked_into();
    let choose = move |_| {
        // An emptied date field leaves the sheet as it is.
        if let Ok(chosen) = input.value().parse() {
            day.set(chosen);
        }
    };
    field.on("change", Box::new(choose)).into()
}

fn sheet(
    opened: &Opened,
    day: NaiveDate,
    stands: Option<&Digest>,
    locale: Locale,
    texts: &Texts,
) -> Part {
    let said = &texts.closing;
    let figures = Day::of(opened, day);
    let counts = figures.counts();
    let body = if counts.total + counts.training == 0 {
        words("p", "panel", said.none)
    } else {
        parts![
            figures.cards(locale, texts),
            figures.ratings(locale, texts),
            figures.reasons(locale, texts),
            figures.bad_list(usize::MAX, locale, texts),
            figures.praise(locale, texts),
        ]
    };
    let (waiting, _) = opened.unexported();
    let settings = opened.settings.get();
    let sequences = sequences(&figures, &settings.device);
    let facts = tag("dl", "facts")
        .holding(fact(said.last_of_day, sequences.unwrap_or_else(|| "—".to_owned())))
        .holding(fact(said.last_sequence, value("last-sequence", opened.last_sequence(), locale)))
        .holding(fact(said.not_exported, value("not-exported", waiting, locale)))
        .holding(fact(said.device, settings.device.as_str()))
        .holding(stands.map(|stands| log_facts(stands, locale, texts)));
    paper(&settings, day, body, facts, locale, texts)
}

/// The sheet for whoever closes the day without the passphrase: how many responses
/// there are and how the log stands, nothing of what anybody said.
pub(super) fn closing_by_count(store: Store, settings: Rc<Settings>, language: Language) -> Part {
    let stands: RwSignal<Option<Result<Digest, String>>> = RwSignal::new(None);
    remade(Box::new(move || {
        let (locale, texts) = language.get();
        let said = &texts.closing;
        let of_print = (store.clone(), settings.clone());
        let print = move || {
            let (store, settings) = of_print.clone();
            spawn(async move {
                let now = now_in(&settings.zone);
                let found = store.digest(&settings, now).await.map_err(|error| error.detail);
                let day = found.as_ref().ok().map(|digest| digest.day.to_string());
                // The page may have been left meanwhile.
                stands.try_set(Some(found));
                let Some(day) = day else { return };
                let event = Event::of(What::Printed, now, day);
                // As with the other sheet: what cannot be put on record is signed.
                drop(store.put_on_record(&event).await);
                let _ = window().print();
            });
        };
        let print = button("second", "print-closing", Box::new(print)).holding(said.print);
        let settings = settings.clone();
        let sheet = remade(Box::new(move || match stands.get() {
            None => nothing(),
            Some(Err(why)) => trouble("closing-failed", said.failed, &why),
            Some(Ok(stands)) => counted(&settings, &stands, locale, texts),
        }));
        let line = words("p", "", said.by_count);
        panel(said.title, parts![line, tag("div", "acts").holding(print), sheet])
    }))
}

fn counted(settings: &Settings, stands: &Digest, locale: Locale, texts: &Texts) -> Part {
    let said = &texts.closing;
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let last = number(stands.last_sequence.0.into());
    let facts = tag("dl", "facts")
        .holding(fact(said.responses, value("of-day", number(stands.responses), locale)))
        .holding(fact(said.last_sequence, value("last-of-tablet", last, locale)))
        .holding(fact(said.device, stands.device.as_str()))
        .holding(log_facts(stands, locale, texts));
    paper(settings, stands.day, nothing(), facts, locale, texts)
}

/// A sheet: where and when, what there is, who has seen it.
fn paper(
    settings: &Settings,
    day: NaiveDate,
    body: Part,
    facts: Tag,
    locale: Locale,
    texts: &Texts,
) -> Part {
    let said = &texts.closing;
    let title = format!("{} · {}", said.title, format::day(day, locale.code()));
    let head = element("header")
        .holding(element("h2").holding(title))
        .holding(element("p").holding(place(settings)))
        .holding(settings.demo.as_ref().map(|_| notice("demo", texts.frame.demo)));
    let now = now_in(&settings.zone).to_rfc3339();
    let made = now.get(..16).unwrap_or_default().replace('T', " ");
    let signature = tag("p", "signature").holding(said.signature).holding(" ");
    let foot = element("footer")
        .holding(element("p").holding(fill(said.made, "time", made)))
        .holding(signature.holding(element("span")));
    tag("article", "paper")
        .with("data-sheet", &day.to_string())
        .holding(head)
        .holding(body)
        .holding(tag("section", "panel").holding(facts))
        .holding(foot)
        .into()
}

/// How the tablet's log stands, for head office to compare later.
fn log_facts(stands: &Digest, locale: Locale, texts: &Texts) -> Part {
    let said = &texts.digest;
    let head = tag("code", "head").with("data-value", "log-head").holding(in_fours(&stands.head));
    let entries = usize::try_from(stands.entries).unwrap_or(usize::MAX);
    parts![fact(said.entries, value("log-entries", entries, locale)), fact(said.head, head),]
}

/// Bank, branch and counter, with the codes by which exports name them.
fn place(settings: &Settings) -> String {
    let Settings { bank, branch, .. } = settings;
    let counter = settings.counter.as_ref();
    let counter = counter.map(|counter| format!(" · {}", coded(counter)));
    format!("{bank} · {}{}", coded(branch), counter.unwrap_or_default())
}

/// Code and name; the name alone where the code is part of it.
fn coded(place: &Place) -> String {
    let Place { code, name } = place;
    if name.contains(code.as_str()) { name.clone() } else { format!("{code} {name}") }
}

/// The tablet's own first and last sequence number of the day.
fn sequences(day: &Day<'_>, device: &DeviceId) -> Option<String> {
    let responses = day.responses.iter().map(|held| &held.response);
    let own = responses.filter(|response| response.device == *device);
    let numbers: Vec<_> = own.map(|response| response.sequence.0).collect();
    let (first, last) = (numbers.iter().min()?, numbers.iter().max()?);
    Some(format!("{first} – {last}"))
}
