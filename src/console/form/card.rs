//! How large things are on this screen: a drawing of a bank card is made as
//! large as a real one held against it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::draft::Draft;
use crate::{
    console::{
        parts::{button, parts, tag, words},
        texts::Texts,
    },
    locale::fill,
    platform::{format, window},
    store::Conduct,
    ui::element::{Part, Tag, drawn, element, follow, remade, spoken},
};

/// A card on a screen of 96 pixels an inch, which CSS pixels are named after.
const USUAL: u16 = 324;
/// What stands beside the card where it fills the page.
const MARGIN: f64 = 96.0;
/// The same on a telephone, which is narrower than a card: there it stands.
const NARROW_MARGIN: f64 = 56.0;
const NARROW: f64 = 600.0;
/// A standing card is so much narrower than a lying one.
const UPRIGHT: f64 = 53.98 / 85.6;

/// The drawing and the dial, or the way to them.
pub(super) fn card(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.conduct;
    let width = draft.conduct().card;
    let is_measured = Memo::new(move |_| width.get().is_some());
    let measuring = remade(Box::new(move || {
        if is_measured.get() {
            return measuring(width, texts);
        }
        let begin = button("second", "measure", Box::new(move || width.set(Some(USUAL))));
        begin.holding(said.card_measure).into()
    }));
    let outcome = spoken(Box::new(move || outcome(width.get(), texts)));
    parts![
        words("p", "hint", said.card_line),
        measuring,
        tag("p", "result")
            .with("role", "status")
            .with("data-value", "elder-scale")
            .holding(outcome),
    ]
}

fn measuring(width: RwSignal<Option<u16>>, texts: &'static Texts) -> Part {
    let said = &texts.conduct;
    let shown = move || width.get().unwrap_or(USUAL);
    let most = widest().max(width.get_untracked().unwrap_or_default());
    let dial = element("input")
        .with("type", "range")
        .with("id", "field-card")
        .with("data-field", "card")
        .with("min", &Conduct::CARD.start().to_string())
        .with("max", &most.to_string())
        .with("aria-label", said.card_dial)
        .following("aria-valuetext", Box::new(move || Some(format!("{} px", shown()))));
    let input: HtmlInputElement = dial.element().clone().unchecked_into();
    let turned = input.clone();
    follow(Box::new(move || input.set_value(&shown().to_string())));
    let turn = move |_| {
        if let Ok(chosen) = turned.value().parse() {
            width.set(Some(chosen));
        }
    };
    let step = |by: i16, act: &str, sign: &str, name: &str| {
        let press = move || {
            let next = width.get_untracked().and_then(|now| now.checked_add_signed(by));
            if let Some(next) = next.filter(|next| (*Conduct::CARD.start()..=most).contains(next)) {
                width.set(Some(next));
            }
        };
        button("second small", act, Box::new(press)).with("aria-label", name).holding(sign)
    };
    let forget = button("second", "forget-card", Box::new(move || width.set(None)));
    parts![
        tag("div", "bench").holding(drawing(shown)),
        tag("div", "dial stepped")
            .holding(step(-1, "card-smaller", "−", said.card_smaller))
            .holding(dial.on("input", Box::new(turn)))
            .holding(step(1, "card-larger", "+", said.card_larger)),
        forget.holding(said.card_forget),
    ]
}

/// How wide the page is, in CSS pixels.
fn page() -> f64 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(NARROW)
}

/// How large a card can be drawn here: its long side in CSS pixels.
fn widest() -> u16 {
    let (page, least, most) = (page(), f64::from(USUAL), f64::from(*Conduct::CARD.end()));
    let room = if page < NARROW { (page - NARROW_MARGIN) / UPRIGHT } else { page - MARGIN };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let widest = room.clamp(least, most) as u16;
    widest
}

/// A bank card (ISO/IEC 7810 ID-1: 85.60 × 53.98 mm) whose long side has so
/// many CSS pixels, drawn in millimetres; the other side follows. It stands
/// where the page is too narrow for it.
fn drawing(length: impl Fn() -> u16 + Copy + 'static) -> Tag {
    let along = Box::new(move || Some(length().to_string()));
    let (class, field, side, turned) = if page() < NARROW {
        ("bank-card upright", "0 0 53.98 85.6", "height", "translate(53.98) rotate(90)")
    } else {
        ("bank-card", "0 0 85.6 53.98", "width", "")
    };
    let shape = |name, x: &str, y: &str, w: &str, h: &str, round: &str| {
        let shape = drawn("rect").with("class", name).with("x", x).with("y", y);
        shape.with("width", w).with("height", h).with("rx", round)
    };
    let card = drawn("g")
        .with("transform", turned)
        .holding(shape("plastic", "0", "0", "85.6", "53.98", "3.18"))
        .holding(shape("chip", "10", "19", "12", "9.5", "1.5"))
        .holding(shape("line", "10", "34", "52", "3", "1.5"))
        .holding(shape("line", "10", "42", "30", "2.4", "1.2"));
    drawn("svg")
        .with("class", class)
        .with("viewBox", field)
        .with("aria-hidden", "true")
        .following(side, along)
        .holding(card)
}

/// What follows for elder mode.
fn outcome(card: Option<u16>, texts: &Texts) -> String {
    let said = &texts.conduct;
    let scale = Conduct { card, ..Conduct::default() }.elder_scale();
    match card {
        None => said.card_unmeasured.to_owned(),
        Some(_) if scale < 1.005 => said.card_usual.to_owned(),
        Some(_) => fill(said.card_scaled, "factor", format::decimal(scale, 2, "en")),
    }
}
