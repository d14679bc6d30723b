//! One score as it is shown: never without its n, nor without its interval.

use heard_insight::{Estimate, Measure};
use leptos::prelude::*;

use super::texts::Texts;
use crate::{
    locale::{Locale, fill},
    platform::format,
};

/// A score with what it rests on: number, interval as a bar, n beside it.
/// Under the minimum base only the n.
pub(super) fn score(
    measure: Measure,
    n: u64,
    estimate: Option<Estimate>,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView + use<> {
    let words = &texts.figures;
    let (label, hint) = match measure {
        Measure::Csat => (words.satisfaction, words.satisfaction_hint),
        Measure::Nps => (words.nps, words.nps_hint),
    };
    let base = words.base.of(usize::try_from(n).unwrap_or(usize::MAX), locale);
    let body = match estimate {
        None => view! {
            <p class="big" data-value=measure.code() data-n=n.to_string()>"—"</p>
            <p class="base">{base}</p>
            <p class="soft">{words.too_few}</p>
        }
        .into_any(),
        Some(estimate) => {
            let shown = |value| match measure {
                Measure::Csat => format::percent(value, locale.code()),
                Measure::Nps => format::decimal(value, 0, locale.code()),
            };
            let interval = fill(words.interval, "low", shown(estimate.interval.low));
            let interval = fill(&interval, "high", shown(estimate.interval.high));
            let low_base =
                estimate.base.is_low().then(|| view! { <em class="low">{words.low_base}</em> });
            view! {
                <p
                    class="big"
                    data-value=measure.code()
                    data-n=n.to_string()
                    data-number=plain(measure, estimate.value)
                >
                    {shown(estimate.value)}
                </p>
                {interval_bar(measure, estimate)}
                <p class="base">{base} " " {low_base}</p>
                <p class="soft">{interval}</p>
            }
            .into_any()
        }
    };
    view! {
        <section class="card">
            <h2>{label}</h2>
            <p class="hint">{hint}</p>
            {body}
        </section>
    }
}

/// The value for programs: per cent or points, to one decimal.
fn plain(measure: Measure, value: f64) -> String {
    let value = if measure == Measure::Csat { value * 100.0 } else { value };
    format::decimal(value, 1, "en-US").replace(',', "")
}

/// The interval on its whole scale, the value as a tick; said in words beside it.
fn interval_bar(measure: Measure, estimate: Estimate) -> impl IntoView + use<> {
    let place = move |value: f64| match measure {
        Measure::Csat => value * 100.0,
        Measure::Nps => f64::midpoint(value, 100.0),
    };
    let per_cent = |value: f64| format!("{}%", format::decimal(value, 2, "en-US"));
    let (low, high) = (place(estimate.interval.low), place(estimate.interval.high));
    view! {
        <div class="interval" aria-hidden="true">
            <span style:left=per_cent(low) style:width=per_cent(high - low)></span>
            <b style:left=per_cent(place(estimate.value))></b>
        </div>
    }
}
