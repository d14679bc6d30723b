//! Which days an export takes.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, TimeDelta};
use heard_exchange::time;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::Choices;
use crate::{
    console::{
        desk::Desk,
        loading::Days,
        parts::{tag, ticked},
        texts::Texts,
    },
    ui::element::{Part, element, remade},
};

/// A period to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Today,
    Yesterday,
    /// The last seven days, today among them.
    Week,
    /// Since the first of this month.
    Month,
    /// From the first response to today.
    All,
    /// Two chosen days and what lies between.
    Range,
}

impl Period {
    const ALL: [Self; 6] =
        [Self::Today, Self::Yesterday, Self::Week, Self::Month, Self::All, Self::Range];

    fn code(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Week => "week",
            Self::Month => "month",
            Self::All => "all",
            Self::Range => "range",
        }
    }

    fn title(self, texts: &Texts) -> &'static str {
        let words = &texts.export;
        match self {
            Self::Today => words.today,
            Self::Yesterday => words.yesterday,
            Self::Week => words.week,
            Self::Month => words.month,
            Self::All => words.all,
            Self::Range => words.range,
        }
    }

    /// The first and the last day. None for a range that is none.
    pub(super) fn days(
        self,
        today: NaiveDate,
        span: Days,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Days {
        let back = |days| today.checked_sub_signed(TimeDelta::days(days)).unwrap_or(today);
        Some(match self {
            Self::Today => today..=today,
            Self::Yesterday => back(1)..=back(1),
            Self::Week => back(6)..=today,
            Self::Month => today.with_day(1).unwrap_or(today)..=today,
            Self::All => {
                let (first, last) = span.map_or((today, today), RangeInclusive::into_inner);
                // A clock that was set wrong may have left responses of tomorrow.
                first.min(today)..=last.max(today)
            }
            Self::Range => from?..=to.filter(|to| Some(*to) >= from)?,
        })
    }
}

/// The choice of a period.
pub(super) fn periods(desk: Desk, choices: Choices, texts: &'static Texts) -> Part {
    let said = &texts.export;
    let choose = move |period: Period| {
        // A range starts out as what was chosen before.
        if period == Period::Range
            && let Some(days) = untrack(|| choices.days(desk))
        {
            choices.from.set(Some(*days.start()));
            choices.to.set(Some(*days.end()));
        }
        choices.outcome.set(None);
        choices.period.set(period);
    };
    let option = |period: Period| -> Part {
        let dial = element("input")
            .with("type", "radio")
            .with("name", "period")
            .with("data-field", &format!("period-{}", period.code()));
        let is_on = move || choices.period.get() == period;
        let dial = ticked(dial, is_on, move |_| choose(period));
        let label = element("span").holding(period.title(texts));
        tag("label", "pill").holding(dial).holding(label).into()
    };
    let options: Vec<Part> = Period::ALL.into_iter().map(option).collect();
    let range = remade(Box::new(move || {
        (choices.period.get() == Period::Range)
            .then(|| {
                tag("div", "range")
                    .holding(day_field("from", said.from, choices.from))
                    .holding(day_field("to", said.to, choices.to))
            })
            .into()
    }));
    tag("fieldset", "pills")
        .holding(element("legend").holding(said.period))
        .holding(element("div").holding(options))
        .holding(range)
        .into()
}

fn day_field(name: &str, label: &str, day: RwSignal<Option<NaiveDate>>) -> Part {
    let chosen = day.get_untracked().map(|day| day.to_string()).unwrap_or_default();
    let field =
        element("input").with("type", "date").with("data-field", name).with("value", &chosen);
    let input: HtmlInputElement = field.element().clone().unchecked_into();
    let field = field.on("change", Box::new(move |_| day.set(time::day(&input.value()))));
    tag("label", "inline").holding(label).holding(field).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(period: Period, today: &str) -> Days {
        period.days(day(today), None, None, None)
    }

    #[test]
    fn a_week_is_seven_days_and_crosses_months() {
        let week = days(Period::Week, "2026-03-02");
        assert_eq!(week, Some(day("2026-02-24")..=day("2026-03-02")));
    }

    #[test]
    fn this_month_begins_on_its_first() {
        let month = days(Period::Month, "2026-03-31");
        assert_eq!(month, Some(day("2026-03-01")..=day("2026-03-31")));
    }

    #[test]
    fn everything_is_today_where_there_is_nothing() {
        let today = day("2026-03-31");
        assert_eq!(days(Period::All, "2026-03-31"), Some(today..=today));
    }

    #[test]
    fn a_range_that_ends_before_it_begins_is_none() {
        let (first, last) = (Some(day("2026-03-01")), Some(day("2026-03-05")));
        let range = |from, to| Period::Range.days(day("2026-03-31"), None, from, to);
        assert_eq!(range(first, last), first.zip(last).map(|(from, to)| from..=to));
        assert_eq!(range(first, first), first.map(|day| day..=day));
        assert_eq!(range(last, first), None);
        assert_eq!(range(first, None), None);
    }
}
