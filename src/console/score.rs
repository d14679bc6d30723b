//! One score as it is shown: never without its n, nor without its interval.

use heard_insight::{Estimate, Figure, Measure};

use super::{
    parts::{parts, tag, words},
    texts::Texts,
};
use crate::{
    locale::{Locale, fill},
    platform::format,
    ui::element::{Part, element},
};

/// A score with what it rests on: number, interval as a bar, n beside it.
/// Under the minimum base only the n.
pub(super) fn score(figure: &Figure<'_>, locale: Locale, texts: &Texts) -> Part {
    let said = &texts.figures;
    let (label, hint) = match figure.measure {
        Measure::Csat => (said.satisfaction, said.satisfaction_hint),
        Measure::Nps => (said.nps, said.nps_hint),
        Measure::Ces => (said.ces, said.ces_hint),
    };
    let base = said.base.of(usize::try_from(figure.n).unwrap_or(usize::MAX), locale);
    let number = tag("p", "big")
        .with("data-value", figure.measure.code())
        .with("data-n", &figure.n.to_string());
    let body = match figure.estimate {
        None => {
            parts![number.holding("—"), words("p", "base", &base), words("p", "soft", said.too_few)]
        }
        Some(estimate) => {
            let shown = |value| shown(figure.measure, value, locale);
            let interval = fill(said.interval, "low", shown(estimate.interval.low));
            let interval = fill(&interval, "high", shown(estimate.interval.high));
            let low = estimate.base.is_low().then(|| words("em", "low", said.low_base));
            let number = number.with("data-number", &plain(figure.measure, estimate.value));
            parts![
                number.holding(shown(estimate.value)),
                interval_bar(figure, estimate),
                tag("p", "base").holding(base).holding(" ").holding(low),
                words("p", "soft", &interval),
            ]
        }
    };
    tag("section", "card")
        .holding(element("h2").holding(label))
        .holding(words("p", "hint", hint))
        .holding(body)
        .into()
}

fn shown(measure: Measure, value: f64, locale: Locale) -> String {
    match measure {
        Measure::Csat => format::percent(value, locale.code()),
        Measure::Nps => format::decimal(value, 0, locale.code()),
        Measure::Ces => format::decimal(value, 1, locale.code()),
    }
}

/// The value for programs: per cent, points or steps, to one decimal.
fn plain(measure: Measure, value: f64) -> String {
    let value = if measure == Measure::Csat { value * 100.0 } else { value };
    format::decimal(value, 1, "en-US").replace(',', "")
}

/// The interval on its whole scale, the value as a tick; said in words beside it.
fn interval_bar(figure: &Figure<'_>, estimate: Estimate) -> Part {
    // A score of effort is on a scale, or there would be none.
    let [lowest, highest] = figure.scale.unwrap_or([0, 1]).map(f64::from);
    let place = |value: f64| match figure.measure {
        Measure::Csat => value * 100.0,
        Measure::Nps => f64::midpoint(value, 100.0),
        Measure::Ces => 100.0 * (value - lowest) / (highest - lowest),
    };
    let (low, high) = (place(estimate.interval.low), place(estimate.interval.high));
    let span = element("span").style("left", &per_cent(low));
    let tick = element("b").style("left", &per_cent(place(estimate.value)));
    tag("div", "interval")
        .with("aria-hidden", "true")
        .holding(span.style("width", &per_cent(high - low)))
        .holding(tick)
        .into()
}

fn per_cent(value: f64) -> String {
    format!("{}%", format::decimal(value, 2, "en-US"))
}
