//! Export: which period, which file, and what was written.

mod file;
mod handing_out;
mod period;

use chrono::NaiveDate;
use heard_exchange::{ExportKind, Response};
use leptos::prelude::*;

use self::{
    handing_out::{Outcome, Way, hand_out, told},
    period::{Period, periods},
};
use super::{
    desk::Desk,
    parts::{alarm, heading, notice},
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::{can_share, format},
};

/// What the person has chosen; kept while the console is open.
#[derive(Clone, Copy)]
pub(super) struct Choices {
    period: RwSignal<Period>,
    from: RwSignal<Option<NaiveDate>>,
    to: RwSignal<Option<NaiveDate>>,
    /// Training responses in the file for Excel.
    training: RwSignal<bool>,
    /// Its language; the console's where nothing was chosen.
    locale: RwSignal<Option<Locale>>,
    outcome: RwSignal<Option<Outcome>>,
}

impl Choices {
    /// Today, and nothing else chosen.
    pub(super) fn new() -> Self {
        Self {
            period: RwSignal::new(Period::Today),
            from: RwSignal::new(None),
            to: RwSignal::new(None),
            training: RwSignal::new(false),
            locale: RwSignal::new(None),
            outcome: RwSignal::new(None),
        }
    }

    /// The first and the last day; none where the chosen range is none. Tracked.
    fn days(self, desk: Desk) -> Option<(NaiveDate, NaiveDate)> {
        let opened = desk.opened();
        self.period.get().days(opened.today(), &opened.responses, self.from.get(), self.to.get())
    }

    /// What to make, as far as chosen; `console` is the console's language. Tracked.
    fn order(self, kind: ExportKind, desk: Desk, console: Locale) -> Option<file::Order> {
        Some(file::Order {
            kind,
            days: self.days(desk)?,
            locale: self.locale.get().unwrap_or(console),
            with_training: kind != ExportKind::Excel || self.training.get(),
        })
    }
}

/// The page.
pub(super) fn export(
    desk: Desk,
    choices: Choices,
    arrived: bool,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView {
    let words = &texts.export;
    choices.outcome.set(None);
    let flavour = move |kind| flavour(kind, desk, choices, locale, texts);
    view! {
        {heading(words.title, arrived)}
        <section class="panel">
            {periods(desk, choices, texts)}
            {move || counts(desk, choices, locale, texts)}
        </section>
        <h2>{words.files}</h2>
        <div class="flavours">
            {[ExportKind::Excel, ExportKind::Raw, ExportKind::Package].map(flavour)}
        </div>
        <div class="outcome">{move || choices.outcome.get().map(|it| told(it, locale, texts))}</div>
        <p class="hint">{words.care}</p>
        <p class="hint">{words.again}</p>
    }
}

/// What an export of the period would hold.
fn counts(
    desk: Desk,
    choices: Choices,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView + use<> {
    let words = &texts.export;
    let Some((from, to)) = choices.days(desk) else {
        return alarm("bad-range", words.bad_range).into_any();
    };
    let opened = desk.opened();
    let chosen = opened.between(from, to);
    let training = chosen.iter().filter(|response| response.training).count();
    let never =
        |response: &&&Response| opened.exported.with(|done| !done.contains_key(&response.id));
    let new = chosen.iter().filter(never).count();
    let value = |name: &'static str, label: &'static str, count: usize| {
        view! {
            <dt>{label}</dt>
            <dd>
                <b data-value=name data-number=count.to_string()>
                    {format::count(count, locale.code())}
                </b>
            </dd>
        }
    };
    let nothing = chosen.is_empty().then(|| notice("nothing-to-export", words.nothing));
    view! {
        <p class="days">
            <time>{from.to_string()}</time> " – " <time>{to.to_string()}</time>
        </p>
        <dl class="facts" role="status">
            {value("export-count", words.count, chosen.len())}
            {value("export-training", words.of_which_training, training)}
            {value("export-new", words.of_which_new, new)}
        </dl>
        {nothing}
    }
    .into_any()
}

/// One kind of file: for whom it is, its choices, its buttons.
fn flavour(
    kind: ExportKind,
    desk: Desk,
    choices: Choices,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView + use<> {
    let words = &texts.export;
    let (code, title, line) = match kind {
        ExportKind::Raw => ("raw", words.raw, words.raw_line),
        ExportKind::Excel => ("excel", words.excel, words.excel_line),
        ExportKind::Package => ("package", words.package, words.package_line),
    };
    let empty = Memo::new(move |_| {
        let order = choices.order(kind, desk, locale);
        order.is_none_or(|order| file::chosen(&desk.opened(), order).is_empty())
    });
    let shareable = can_share(file::media_type(kind)).then(|| {
        view! {
            <button
                type="button"
                class="second"
                data-act=format!("share-{code}")
                disabled=move || empty.get()
                on:click=move |_| hand_out(kind, Way::Share, desk, choices, locale, texts)
            >
                {words.share}
            </button>
        }
    });
    let excel = (kind == ExportKind::Excel).then(|| excel_choices(choices, locale, texts));
    view! {
        <section class="panel">
            <h3>{title}</h3>
            <p>{line}</p>
            {excel}
            <div class="acts">
                <button
                    type="button"
                    class="act"
                    data-act=format!("export-{code}")
                    aria-label=format!("{} {title}", words.download)
                    disabled=move || empty.get()
                    on:click=move |_| hand_out(kind, Way::Download, desk, choices, locale, texts)
                >
                    {words.download}
                </button>
                {shareable}
            </div>
        </section>
    }
}

fn excel_choices(
    choices: Choices,
    console: Locale,
    texts: &'static Texts,
) -> impl IntoView + use<> {
    let words = &texts.export;
    let chosen = move || choices.locale.get().unwrap_or(console);
    let option = move |locale: Locale| {
        view! {
            <option value=locale.code() lang=locale.code() selected=move || chosen() == locale>
                {locale.name()}
            </option>
        }
    };
    view! {
        <label class="inline">
            {words.excel_locale}
            <select
                data-field="excel-locale"
                on:change=move |event| choices.locale.set(event_target_value(&event).parse().ok())
            >
                {Locale::ALL.map(option).into_iter().collect_view()}
            </select>
        </label>
        <label class="check">
            <input
                type="checkbox"
                data-field="with-training"
                prop:checked=move || choices.training.get()
                on:change=move |event| choices.training.set(event_target_checked(&event))
            />
            {words.with_training}
        </label>
    }
}
