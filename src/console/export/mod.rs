//! Export: which period, which file, and what was written.

mod file;
mod period;

use chrono::NaiveDate;
use heard_exchange::{ExportKind, Response, ResponseId};
use leptos::{prelude::*, task::spawn_local};

use self::{
    file::Made,
    period::{Period, periods},
};
use super::{
    desk::Desk,
    parts::{alarm, heading, notice},
    texts::Texts,
};
use crate::{
    locale::{Locale, fill},
    platform::{FileError, can_share, download, format, now_in, share},
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

/// What came of the latest export.
#[derive(Clone)]
enum Outcome {
    /// A file went out by download.
    Written { count: usize, file: String },
    /// Or by the share sheet.
    Shared { count: usize, file: String },
    /// It went out, but the tablet could not note that.
    Unmarked(String),
    /// No file.
    Failed(String),
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
        <div class="outcome">{move || choices.outcome.get().map(|it| told(it, locale, texts))}</div>
        <h2>{words.files}</h2>
        <div class="flavours">
            {[ExportKind::Excel, ExportKind::Raw, ExportKind::Package].map(flavour)}
        </div>
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
        choices.days(desk).is_none_or(|(from, to)| desk.opened().between(from, to).is_empty())
    });
    let shareable = can_share(file::media_type(kind)).then(|| {
        view! {
            <button
                type="button"
                class="second"
                data-act=format!("share-{code}")
                disabled=move || empty.get()
                on:click=move |_| hand_out(kind, true, desk, choices, locale, texts)
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
                    on:click=move |_| hand_out(kind, false, desk, choices, locale, texts)
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

/// Makes the file and gives it to the person.
fn hand_out(
    kind: ExportKind,
    by_share: bool,
    desk: Desk,
    choices: Choices,
    locale: Locale,
    texts: &'static Texts,
) {
    let Some(days) = untrack(|| choices.days(desk)) else { return };
    let options = file::Options {
        kind,
        days,
        locale: choices.locale.get_untracked().unwrap_or(locale),
        with_training: kind != ExportKind::Excel || choices.training.get_untracked(),
    };
    choices.outcome.set(None);
    let made = match file::make(&desk.opened(), options, texts) {
        Ok(made) => made,
        Err(error) => return choices.outcome.set(Some(Outcome::Failed(error.to_string()))),
    };
    if by_share {
        spawn_local(async move {
            let shared = share(&made.name, file::media_type(kind), &made.bytes).await;
            match shared {
                Ok(()) => mark(desk, choices, made, true).await,
                // The person changed their mind: nothing happened.
                Err(FileError::Cancelled) => {}
                Err(error) => {
                    choices.outcome.try_set(Some(Outcome::Failed(error.to_string())));
                }
            }
        });
    } else {
        match download(&made.name, file::media_type(kind), &made.bytes) {
            Ok(()) => spawn_local(mark(desk, choices, made, false)),
            Err(error) => choices.outcome.set(Some(Outcome::Failed(error.to_string()))),
        }
    }
}

/// Notes that the responses in the file were exported, and says so.
async fn mark(desk: Desk, choices: Choices, made: Made, by_share: bool) {
    let opened = desk.opened();
    let zone = opened.settings.with_untracked(|settings| settings.zone.clone());
    let at = now_in(&zone).to_rfc3339();
    let Made { ids, name: file, .. } = made;
    let count = ids.len();
    let outcome = match note(&opened, &ids, &at).await {
        Err(error) => Outcome::Unmarked(error.detail),
        Ok(()) if by_share => Outcome::Shared { count, file },
        Ok(()) => Outcome::Written { count, file },
    };
    choices.outcome.try_set(Some(outcome));
}

async fn note(
    opened: &super::desk::Opened,
    ids: &[ResponseId],
    at: &str,
) -> Result<(), crate::platform::StorageError> {
    opened.reader.mark_exported(ids, at).await?;
    opened.exported.set(opened.reader.exported().await?);
    Ok(())
}

fn told(outcome: Outcome, locale: Locale, texts: &'static Texts) -> AnyView {
    let words = &texts.export;
    match outcome {
        Outcome::Written { count, file } => {
            exported(fill(&words.written.of(count, locale), "file", &file), count, file).into_any()
        }
        Outcome::Shared { count, file } => {
            exported(fill(&words.shared.of(count, locale), "file", &file), count, file).into_any()
        }
        Outcome::Unmarked(detail) => {
            alarm("export-unmarked", view! { {words.unmarked} " " <span lang="en">{detail}</span> })
                .into_any()
        }
        Outcome::Failed(detail) => {
            alarm("export-failed", view! { {words.failed} " " <span lang="en">{detail}</span> })
                .into_any()
        }
    }
}

fn exported(sentence: String, count: usize, file: String) -> impl IntoView {
    view! {
        <p
            class="notice done"
            role="status"
            data-notice="exported"
            data-count=count.to_string()
            data-file=file
        >
            {sentence}
        </p>
    }
}
