//! What a name in an expression stands for: `{name}`, `{panel.question}`,
//! `{matrix.row}`, `{name[0]}`, `{name-Comment}`, `{name.length}`.

use super::datum::{Datum, is_one, number_in};

/// The value behind `name` in `data`; `null` where there is none.
pub(super) fn find(name: &str, data: &Datum) -> Datum {
    // `#` in front asks for the value as it is.
    let plain = name.strip_prefix('#').filter(|rest| !rest.is_empty());
    let wanted = plain.unwrap_or(name);
    let nothing = || wanted.ends_with(".length").then_some(Datum::Number(0.0));
    match within(data, wanted).or_else(nothing) {
        Some(value) if plain.is_none() => value.read(),
        Some(value) => value,
        None => Datum::Null,
    }
}

/// Follows `path` into `data`. A name may hold points itself, so the longest
/// name that is there is taken.
fn within(data: &Datum, path: &str) -> Option<Datum> {
    let mut end = match path.find('[') {
        Some(bracket) => path[bracket..].find('.').map_or(path.len(), |point| bracket + point),
        None => path.len(),
    };
    loop {
        if let Some(value) = step(data, &path[..end]) {
            return match path.get(end + 1..) {
                Some(rest) => within(&value, rest),
                None => Some(value),
            };
        }
        end = path[..end].rfind('.')?;
    }
}

/// One name, with or without an index behind it.
fn step(data: &Datum, name: &str) -> Option<Datum> {
    let indexed = name.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    let Some((name, index)) = indexed.and_then(|(name, index)| Some((name, number_in(index)?)))
    else {
        return member(data, name);
    };
    let Datum::List(items) = member(data, name)? else { return None };
    let count = i32::try_from(items.len()).ok()?;
    let index = if index < 0.0 { index + f64::from(count) } else { index };
    (0..count).zip(items).find(|(place, _)| is_one(f64::from(*place), index)).map(|(_, item)| item)
}

/// The member called `name`, in any case.
fn member(data: &Datum, name: &str) -> Option<Datum> {
    match data {
        Datum::Object(members) => {
            let own = members.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
            own.map(|(_, value)| value.clone()).filter(|value| *value != Datum::Undefined)
        }
        Datum::List(items) if name == "length" => length(items.len()),
        Datum::List(items) => name.parse::<usize>().ok().and_then(|at| items.get(at)).cloned(),
        Datum::Text(text) if name == "length" => length(text.encode_utf16().count()),
        _ => None,
    }
}

fn length(count: usize) -> Option<Datum> {
    u32::try_from(count).ok().map(|count| Datum::Number(f64::from(count)))
}
