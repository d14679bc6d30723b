//! The day's closing sheet: what the branch reviews each evening and files.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    desk::{Desk, Opened},
    figures::{Day, number},
    parts::{heading, notice},
    texts::Texts,
};
use crate::{
    locale::{Locale, fill},
    platform::{format, now_in, window},
};

/// The page: which day, and its sheet.
pub(super) fn closing(
    desk: Desk,
    arrived: bool,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView {
    let words = &texts.closing;
    let today = desk.opened().today();
    let day = RwSignal::new(today);
    let choose = move |event| {
        // An emptied date field leaves the sheet as it is.
        if let Ok(chosen) = event_target_value(&event).parse() {
            day.set(chosen);
        }
    };
    view! {
        <div class="tools">
            {heading(words.title, arrived)}
            <label class="inline">
                {words.day}
                <input
                    type="date"
                    data-field="day"
                    max=today.to_string()
                    prop:value=move || day.get().to_string()
                    on:change=choose
                />
            </label>
            <button
                type="button"
                class="act"
                data-act="print"
                on:click=move |_| {
                    // Where there is no printer the browser says so itself.
                    let _ = window().print();
                }
            >
                {words.print}
            </button>
        </div>
        {move || sheet(&desk.opened(), day.get(), locale, texts)}
    }
}

fn sheet(
    opened: &Opened,
    day: NaiveDate,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView + use<> {
    let words = &texts.closing;
    let figures = Day::of(opened, day);
    let counts = figures.counts();
    let settings = opened.settings.get_untracked();
    let made = now_in(&settings.zone).format("%Y-%m-%d %H:%M").to_string();
    let (waiting, _) = opened.unexported();
    let counter = settings.counter.map(|counter| format!(" · {} {}", counter.code, counter.name));
    let place = format!(
        "{} · {} {}{}",
        settings.bank,
        settings.branch.code,
        settings.branch.name,
        counter.unwrap_or_default()
    );
    let body = if counts.total + counts.training == 0 {
        view! { <p class="panel">{words.none}</p> }.into_any()
    } else {
        view! {
            {figures.cards(locale, texts)}
            {figures.ratings(locale, texts)}
            {figures.reasons(locale, texts)}
            {figures.bad_list(usize::MAX, locale, texts)}
            {figures.praise(locale, texts)}
        }
        .into_any()
    };
    let demo = settings.demo.map(|_| notice("demo", texts.frame.demo));
    view! {
        <article class="paper" data-sheet=day.to_string()>
            <header>
                <h2>{words.title} " · " {format::day(day, locale.code())}</h2>
                <p>{place}</p>
                {demo}
            </header>
            {body}
            <section class="panel">
                <dl class="facts">
                    <dt>{words.last_of_day}</dt>
                    <dd>{sequences(&figures, &settings.device).unwrap_or_else(|| "—".to_owned())}</dd>
                    <dt>{words.last_sequence}</dt>
                    <dd>
                        <b data-value="last-sequence" data-number=opened.last.0.to_string()>
                            {number(opened.last.0.into(), locale)}
                        </b>
                    </dd>
                    <dt>{words.not_exported}</dt>
                    <dd>
                        <b data-value="not-exported" data-number=waiting.to_string()>
                            {format::count(waiting, locale.code())}
                        </b>
                    </dd>
                    <dt>{words.device}</dt>
                    <dd>{settings.device.as_str().to_owned()}</dd>
                </dl>
            </section>
            <footer>
                <p>{fill(words.made, "time", made)}</p>
                <p class="signature">{words.signature} <span></span></p>
            </footer>
        </article>
    }
}

/// The tablet's own first and last sequence number of the day.
fn sequences(day: &Day<'_>, device: &heard_exchange::DeviceId) -> Option<String> {
    let own = day.responses.iter().filter(|response| response.device == *device);
    let numbers: Vec<_> = own.map(|response| response.sequence.0).collect();
    let (first, last) = (numbers.iter().min()?, numbers.iter().max()?);
    Some(format!("{first} – {last}"))
}
