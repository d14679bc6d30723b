//! Which days an export takes.

use chrono::{Datelike, NaiveDate, TimeDelta};
use heard_exchange::Response;
use leptos::prelude::*;

use super::Choices;
use crate::console::{
    desk::{Desk, day_of},
    texts::Texts,
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
        responses: &[Response],
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let back = |days| today.checked_sub_signed(TimeDelta::days(days)).unwrap_or(today);
        Some(match self {
            Self::Today => (today, today),
            Self::Yesterday => (back(1), back(1)),
            Self::Week => (back(6), today),
            Self::Month => (today.with_day(1).unwrap_or(today), today),
            Self::All => {
                // A clock that was set wrong may have left responses of tomorrow.
                let days = || responses.iter().map(day_of);
                (days().min().unwrap_or(today), days().max().unwrap_or(today).max(today))
            }
            Self::Range => (from?, to.filter(|to| Some(*to) >= from)?),
        })
    }
}

/// The choice of a period.
pub(super) fn periods(desk: Desk, choices: Choices, texts: &'static Texts) -> impl IntoView {
    let words = &texts.export;
    let choose = move |period: Period| {
        // A range starts out as what was chosen before.
        if period == Period::Range
            && let Some((from, to)) = untrack(|| choices.days(desk))
        {
            choices.from.set(Some(from));
            choices.to.set(Some(to));
        }
        choices.outcome.set(None);
        choices.period.set(period);
    };
    let option = move |period: Period| {
        view! {
            <label class="pill">
                <input
                    type="radio"
                    name="period"
                    data-field=format!("period-{}", period.code())
                    prop:checked=move || choices.period.get() == period
                    on:change=move |_| choose(period)
                />
                <span>{period.title(texts)}</span>
            </label>
        }
    };
    let day = move |field: &'static str,
                    label: &'static str,
                    value: RwSignal<Option<NaiveDate>>| {
        view! {
            <label class="inline">
                {label}
                <input
                    type="date"
                    data-field=field
                    prop:value=move || value.get().map(|day| day.to_string()).unwrap_or_default()
                    on:change=move |event| value.set(event_target_value(&event).parse().ok())
                />
            </label>
        }
    };
    let range = move || {
        (choices.period.get() == Period::Range).then(|| {
            view! {
                <div class="range">
                    {day("from", words.from, choices.from)} {day("to", words.to, choices.to)}
                </div>
            }
        })
    };
    view! {
        <fieldset class="pills">
            <legend>{words.period}</legend>
            <div>{Period::ALL.map(option).into_iter().collect_view()}</div>
            {range}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(period: Period, today: &str) -> Option<(NaiveDate, NaiveDate)> {
        period.days(day(today), &[], None, None)
    }

    #[test]
    fn a_week_is_seven_days_and_crosses_months() {
        let week = days(Period::Week, "2026-03-02");
        assert_eq!(week, Some((day("2026-02-24"), day("2026-03-02"))));
    }

    #[test]
    fn this_month_begins_on_its_first() {
        let month = days(Period::Month, "2026-03-31");
        assert_eq!(month, Some((day("2026-03-01"), day("2026-03-31"))));
    }

    #[test]
    fn everything_is_today_where_there_is_nothing() {
        assert_eq!(days(Period::All, "2026-03-31"), Some((day("2026-03-31"), day("2026-03-31"))));
    }

    #[test]
    fn a_range_that_ends_before_it_begins_is_none() {
        let (first, last) = (Some(day("2026-03-01")), Some(day("2026-03-05")));
        let range = |from, to| Period::Range.days(day("2026-03-31"), &[], from, to);
        assert_eq!(range(first, last), first.zip(last));
        assert_eq!(range(first, first), first.zip(first));
        assert_eq!(range(last, first), None);
        assert_eq!(range(first, None), None);
    }
}
