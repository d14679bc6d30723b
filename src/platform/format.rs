//! Numbers and dates as a language writes them, by the browser's own `Intl`.

use chrono::{NaiveDate, NaiveTime};
use js_sys::{Date, Number, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// `Number` whose `toLocaleString` takes options, which js-sys leaves out.
    #[wasm_bindgen(extends = Number)]
    type Formatted;
    #[wasm_bindgen(method, js_name = toLocaleString)]
    fn to_locale_string(this: &Formatted, locale: &str, options: &JsValue) -> String;
}

/// A whole number with its separators: `12,480`.
pub fn count(number: usize, locale: &str) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no tablet has 2^53 of anything")]
    let number = number as f64;
    decimal(number, 0, locale)
}

/// A number with at most `digits` digits after the point.
pub fn decimal(number: f64, digits: u8, locale: &str) -> String {
    let options = options(&[("maximumFractionDigits", digits.into())]);
    number_with(number, locale, &options)
}

/// A share of 0 to 1 in whole per cent: `86%`.
pub fn percent(share: f64, locale: &str) -> String {
    let options = options(&[("style", "percent".into()), ("maximumFractionDigits", 0.into())]);
    number_with(share, locale, &options)
}

/// A day with its weekday: `Saturday, 21 November 2026`.
pub fn day(day: NaiveDate, locale: &str) -> String {
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    #[expect(clippy::cast_precision_loss, reason = "exact for 280,000 years")]
    let moment = Date::new(&JsValue::from(midnight as f64));
    let options = options(&[
        ("timeZone", "UTC".into()),
        ("weekday", "long".into()),
        ("year", "numeric".into()),
        ("month", "long".into()),
        ("day", "numeric".into()),
    ]);
    // British order and punctuation: day before month, as the branches' own.
    let locale = if locale == "en" { "en-GB" } else { locale };
    String::from(moment.to_locale_date_string(locale, &options))
}

fn number_with(number: f64, locale: &str, options: &JsValue) -> String {
    Number::from(number).unchecked_ref::<Formatted>().to_locale_string(locale, options)
}

fn options(pairs: &[(&str, JsValue)]) -> JsValue {
    let options = Object::new();
    for (name, value) in pairs {
        // Setting a property on a fresh object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(name), value);
    }
    options.into()
}
