//! Export: which period, which file, and what was written.

mod file;
mod handing_out;
mod period;

use chrono::NaiveDate;
use heard_exchange::ExportKind;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

pub(super) use self::handing_out::Way;
use self::{
    handing_out::{Outcome, hand_out, told},
    period::{Period, periods},
};
use super::{
    desk::{Desk, Opened},
    loading::{Days, Loading},
    parts::{alarm, button, fact, heading, holds, notice, parts, tag, ticked, value, words},
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::can_share,
    ui::element::{Part, element, remade},
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
    fn days(self, desk: Desk) -> Days {
        let opened = desk.opened();
        self.period.get().days(opened.today(), opened.span(), self.from.get(), self.to.get())
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
) -> Part {
    let said = &texts.export;
    choices.outcome.set(None);
    let loading = Loading::of(desk, move || choices.days(desk));
    let counts =
        loading.around(texts, move || counts(&desk.opened(), choices.days(desk), locale, texts));
    let outcome = remade(Box::new(move || {
        choices.outcome.get().map(|outcome| told(outcome, locale, texts)).into()
    }));
    let kinds = [ExportKind::Excel, ExportKind::Raw, ExportKind::Package];
    let kinds = kinds.map(|kind| flavour(kind, desk, choices, loading, locale, texts));
    parts![
        heading(said.title, arrived),
        tag("section", "panel").holding(periods(desk, choices, texts)).holding(counts),
        element("h2").holding(said.files),
        tag("div", "flavours").holding(Vec::from(kinds)),
        tag("div", "outcome").holding(outcome),
        words("p", "hint", said.care),
        words("p", "hint", said.again),
    ]
}

/// What an export of the period would hold. Tracks what is stored and exported.
fn counts(opened: &Opened, days: Days, locale: Locale, texts: &Texts) -> Part {
    let said = &texts.export;
    let Some(days) = days else {
        return alarm("bad-range", said.bad_range).into();
    };
    opened.index.track();
    let chosen = opened.between(days.clone());
    let training = chosen.iter().filter(|held| held.response.training).count();
    let new = chosen.iter().filter(|held| !held.exported.get()).count();
    let (from, to) = days.into_inner();
    let facts = tag("dl", "facts")
        .holding(fact(said.count, value("export-count", chosen.len(), locale)))
        .holding(fact(said.of_which_training, value("export-training", training, locale)))
        .holding(fact(said.of_which_new, value("export-new", new, locale)));
    parts![
        words("p", "days", &format!("{from} – {to}")),
        element("div").with("role", "status").holding(facts),
        chosen.is_empty().then(|| notice("nothing-to-export", said.nothing)),
    ]
}

/// One kind of file: for whom it is, its choices, its buttons.
fn flavour(
    kind: ExportKind,
    desk: Desk,
    choices: Choices,
    loading: Loading,
    locale: Locale,
    texts: &'static Texts,
) -> Part {
    let said = &texts.export;
    let (code, title, line) = match kind {
        ExportKind::Raw => ("raw", said.raw, said.raw_line),
        ExportKind::Excel => ("excel", said.excel, said.excel_line),
        ExportKind::Package => ("package", said.package, said.package_line),
    };
    let empty = Memo::new(move |_| {
        let order = choices.order(kind, desk, locale).filter(|_| loading.is_done());
        order.is_none_or(|order| file::chosen(&desk.opened(), order).is_empty())
    });
    let way = |way: Way, class: &str, act: &str, label: &str| {
        let press = move || hand_out(kind, way, desk, choices, locale, texts);
        button(class, &format!("{act}-{code}"), Box::new(press))
            .with("aria-label", &format!("{label} {title}"))
            .following("disabled", holds(move || empty.get()))
            .holding(label)
    };
    let share =
        can_share(file::media_type(kind)).then(|| way(Way::Share, "second", "share", said.share));
    let ways = tag("div", "acts")
        .holding(way(Way::Download, "act", "export", said.download))
        .holding(share);
    tag("section", "panel")
        .holding(element("h3").holding(title))
        .holding(element("p").holding(line))
        .holding((kind == ExportKind::Excel).then(|| excel_choices(choices, locale, texts)))
        .holding(ways)
        .into()
}

fn excel_choices(choices: Choices, console: Locale, texts: &Texts) -> Part {
    let chosen = choices.locale.get_untracked().unwrap_or(console);
    let option = |locale: Locale| -> Part {
        let option = element("option").with("value", locale.code()).with("lang", locale.code());
        let option = if locale == chosen { option.with("selected", "") } else { option };
        option.holding(locale.name()).into()
    };
    let options: Vec<Part> = Locale::ALL.into_iter().map(option).collect();
    let list = element("select").with("data-field", "excel-locale").holding(options);
    let select: HtmlSelectElement = list.element().clone().unchecked_into();
    let choose = move |_| choices.locale.set(select.value().parse().ok());
    let list = list.on("change", Box::new(choose));
    let tick = element("input").with("type", "checkbox").with("data-field", "with-training");
    let tick = ticked(
        tick,
        move || choices.training.get(),
        move |included| choices.training.set(included),
    );
    parts![
        tag("label", "inline").holding(texts.export.excel_locale).holding(list),
        tag("label", "check").holding(tick).holding(texts.export.with_training),
    ]
}
