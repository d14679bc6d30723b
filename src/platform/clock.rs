//! Time: the wall clock in the branch's zone, and a clock that never jumps.

use std::cell::RefCell;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use js_sys::{Array, Date, Function, Intl, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Milliseconds since the page was opened, by a clock that never jumps.
pub fn monotonic_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Milliseconds since 1970 by the tablet's clock, which may be set.
pub fn now_ms() -> f64 {
    Date::now()
}

/// The present moment with the offset of `zone` (IANA, e.g. `Asia/Shanghai`);
/// with the device's own offset where the browser does not know the zone.
pub fn now_in(zone: &str) -> DateTime<FixedOffset> {
    in_zone(zone, &Date::new_0())
}

/// The moment that RFC 3339 `text` names, with the offset of `zone`.
pub fn moment_in(zone: &str, text: &str) -> DateTime<FixedOffset> {
    in_zone(zone, &Date::new(&text.into()))
}

fn in_zone(zone: &str, moment: &Date) -> DateTime<FixedOffset> {
    let own = -moment.get_timezone_offset();
    at(moment.get_time(), offset_minutes(zone, moment).unwrap_or(own))
}

/// Waits so many milliseconds. The browser alone holds what wakes it: nothing
/// stays behind, however often somebody waits.
pub async fn pause(milliseconds: i32) {
    let over = Promise::new(&mut |wake, _| {
        // Fails only for what is no function.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&wake, milliseconds);
    });
    // Never refused.
    drop(JsFuture::from(over).await);
}

/// Today's date in `zone`.
pub fn local_day(zone: &str) -> NaiveDate {
    now_in(zone).date_naive()
}

/// The zone the device itself is set to.
pub fn zone_of_device() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    Reflect::get(&format.resolved_options(), &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// Whether the browser knows `zone`. It takes long over the first one.
pub fn zone_exists(zone: &str) -> bool {
    formatter(zone).is_some()
}

/// The zones the browser can list, e.g. for a choice in set-up; may be empty.
pub fn zones() -> Vec<String> {
    let list = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &"supportedValuesOf".into()))
        .and_then(wasm_bindgen::JsCast::dyn_into::<Function>)
        .and_then(|list| list.call1(&JsValue::UNDEFINED, &"timeZone".into()));
    list.map(|zones| Array::from(&zones).iter().filter_map(|zone| zone.as_string()).collect())
        .unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds and minutes fit by far")]
fn at(milliseconds: f64, offset_minutes: f64) -> DateTime<FixedOffset> {
    let utc = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(milliseconds as i64);
    let offset = FixedOffset::east_opt(offset_minutes as i32 * 60);
    utc.with_timezone(&offset.unwrap_or(DateTime::UNIX_EPOCH.fixed_offset().timezone()))
}

thread_local! {
    /// The zone asked for last, with its formatter: making one takes a thousand
    /// times longer than using it.
    static LAST: RefCell<Option<(String, Object)>> = const { RefCell::new(None) };
}

fn formatter(zone: &str) -> Option<Object> {
    LAST.with_borrow_mut(|last| {
        if last.as_ref().is_none_or(|(known, _)| known != zone) {
            *last = Some((zone.to_owned(), new_formatter(zone)?));
        }
        last.as_ref().map(|(_, formatter)| formatter.clone())
    })
}

fn new_formatter(zone: &str) -> Option<Object> {
    let options = Object::new();
    Reflect::set(&options, &"timeZone".into(), &zone.into()).ok()?;
    Reflect::set(&options, &"timeZoneName".into(), &"longOffset".into()).ok()?;
    // Called through `Reflect`: an unknown zone throws, which the binding's
    // constructor does not catch.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function =
        Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let arguments = Array::of2(&"en-US".into(), &options);
    Reflect::construct(&constructor, &arguments).ok()?.dyn_into().ok()
}

/// The offset east of UTC that `zone` has at `moment`, in minutes, read from a
/// name such as `GMT+05:45`, or `GMT` for none.
fn offset_minutes(zone: &str, moment: &Date) -> Option<f64> {
    let format = formatter(zone)?;
    let function: Function =
        Reflect::get(&format, &"formatToParts".into()).ok()?.dyn_into().ok()?;
    let parts = Array::from(&function.call1(&format, moment).ok()?);
    let name = parts.iter().find_map(|part| {
        let kind = Reflect::get(&part, &"type".into()).ok()?;
        (kind == "timeZoneName").then(|| Reflect::get(&part, &"value".into()).ok()?.as_string())?
    })?;
    let offset = name.strip_prefix("GMT")?;
    let Some((sign, digits)) = offset.split_at_checked(1) else { return Some(0.0) };
    let (hours, minutes) = digits.split_once(':')?;
    let total =
        f64::from(hours.parse::<u8>().ok()?) * 60.0 + f64::from(minutes.parse::<u8>().ok()?);
    Some(if sign == "+" { total } else { -total })
}
