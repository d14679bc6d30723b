//! The keyboard: arrows move among the choices, digits choose, Escape goes
//! back. Enter and space are the browser's own.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::app::Kiosk;
use crate::platform::document;

/// What a key means here.
enum Key {
    /// To the next choice, or the one before.
    Move { forward: bool },
    /// A digit.
    Digit(u32),
    /// One step back.
    Back,
}

/// Takes a key, unless it is meant for words being written.
pub(super) fn pressed(kiosk: Kiosk, event: &KeyboardEvent) {
    let rtl = kiosk.inside.with_value(|inside| inside.language.rtl);
    let Some(key) = meaning(&event.key(), rtl) else { return };
    let with_others = event.ctrl_key() || event.alt_key() || event.meta_key();
    if with_others || focused().is_some_and(|it| is(&it, "input, textarea")) {
        return;
    }
    // Whatever lies over the screen comes first.
    let place = if exists(".over") { ".over" } else { "#kiosk > main" };
    let done = match key {
        Key::Move { forward } => step(place, forward),
        Key::Digit(digit) => choose(place, digit),
        Key::Back => press(place, "[data-act=cancel], [data-act=stay], [data-act=back]"),
    };
    if done {
        event.prevent_default();
    }
}

fn meaning(key: &str, rtl: bool) -> Option<Key> {
    Some(match key {
        "ArrowDown" => Key::Move { forward: true },
        "ArrowUp" => Key::Move { forward: false },
        "ArrowRight" => Key::Move { forward: !rtl },
        "ArrowLeft" => Key::Move { forward: rtl },
        "Escape" => Key::Back,
        _ => Key::Digit(key.parse().ok().filter(|digit| *digit < 10)?),
    })
}

/// Gives the focus to the choice after, or before, the one that has it; to the
/// first where none has.
fn step(place: &str, forward: bool) -> bool {
    let choices = all(place, "[data-choice]");
    let last = choices.len().saturating_sub(1);
    let here = focused().and_then(|it| choices.iter().position(|other| *other == it));
    let next = match here {
        None => 0,
        Some(here) if forward => {
            if here == last {
                0
            } else {
                here + 1
            }
        }
        Some(here) => here.checked_sub(1).unwrap_or(last),
    };
    choices.get(next).is_some_and(|choice| choice.focus().is_ok())
}

/// Presses the choice whose code the digit is, or else the one in that place.
fn choose(place: &str, digit: u32) -> bool {
    let choices = all(place, "[data-choice]");
    let code = digit.to_string();
    let named = choices.iter().find(|it| it.get_attribute("data-choice").as_ref() == Some(&code));
    let placed = || choices.get(digit.checked_sub(1)? as usize);
    let choice = named.or_else(placed);
    if let Some(choice) = choice {
        choice.click();
    }
    choice.is_some()
}

fn press(place: &str, wanted: &str) -> bool {
    let found = all(place, wanted).into_iter().next();
    if let Some(button) = &found {
        button.click();
    }
    found.is_some()
}

fn all(place: &str, wanted: &str) -> Vec<HtmlElement> {
    let Some(place) = document().query_selector(place).ok().flatten() else { return Vec::new() };
    let Ok(found) = place.query_selector_all(wanted) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

fn exists(selector: &str) -> bool {
    document().query_selector(selector).ok().flatten().is_some()
}

fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

fn is(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}
