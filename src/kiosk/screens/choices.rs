//! Choices as buttons: faces, scales, one of several, some of several.

use heard_survey::{Choice, LocalText, Rating, RatingStyle, Value};
use leptos::prelude::*;

use crate::{
    kiosk::{app::Kiosk, faces::face},
    locale::fill,
};

/// A button that is an answer. Only the chosen one takes the accent.
#[component]
fn Answer(
    value: Value,
    chosen: RwSignal<Option<Value>>,
    /// Read instead of the content, where that does not say enough.
    #[prop(optional)]
    label: Option<Signal<String>>,
    children: Children,
) -> impl IntoView {
    let kiosk = Kiosk::here();
    // A second tap while the first is being acknowledged says nothing new.
    let settled = StoredValue::new(false);
    let code = value.to_string();
    let this = StoredValue::new(value);
    let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&this.get_value()));
    let choose = move |_| {
        if !settled.get_value() && kiosk.choose(this.get_value()).is_ok() {
            settled.set_value(true);
            chosen.set(Some(this.get_value()));
        }
    };
    view! {
        <button
            class="choice"
            class:chosen=is_chosen
            data-choice=code
            aria-pressed=move || is_chosen().to_string()
            aria-label=move || label.map(|label| label.get())
            on:click=choose
        >
            {children()}
        </button>
    }
}

/// Five faces with their words.
#[component]
pub(super) fn Faces(rating: Rating, current: Option<Value>) -> impl IntoView {
    let kiosk = Kiosk::here();
    let chosen = RwSignal::new(current);
    let scale = rating.min..=rating.max;
    let steps = scale.clone().count();
    let answer = move |(step, value): (usize, i32)| {
        let text = label_of(&rating, value);
        view! {
            <Answer value=Value::from(value) chosen>
                {face(step, steps)}
                <span>{move || kiosk.in_words(&text)}</span>
            </Answer>
        }
    };
    view! {
        <div class="faces" role="group" aria-labelledby="asked">
            {scale.enumerate().map(answer).collect_view()}
        </div>
    }
}

/// A row of numbers (or of so many stars) with words at both ends.
#[component]
pub(super) fn Scale(rating: Rating, current: Option<Value>) -> impl IntoView {
    let kiosk = Kiosk::here();
    let chosen = RwSignal::new(current);
    let Rating { min, max, style, min_label, max_label, .. } = rating.clone();
    let ends = (min_label.clone(), max_label.clone());
    let answer = move |value: i32| {
        // The ends are read with their words: "0, not at all likely".
        let words = match value {
            _ if value == min => ends.0.clone(),
            _ if value == max => ends.1.clone(),
            _ => label_of(&rating, value),
        };
        let label = Signal::derive(move || format!("{value} {}", kiosk.in_words(&words)));
        let star = (style == RatingStyle::Stars).then_some(" ★");
        view! { <Answer value=Value::from(value) chosen label>{value}{star}</Answer> }
    };
    view! {
        <div class="scale" role="group" aria-labelledby="asked">
            <div class="steps">{(min..=max).map(answer).collect_view()}</div>
            <div class="ends" aria-hidden="true">
                <span>{move || kiosk.in_words(&min_label)}</span>
                <span>{move || kiosk.in_words(&max_label)}</span>
            </div>
        </div>
    }
}

/// One of several, each on a card.
#[component]
pub(super) fn OneOf(choices: Vec<Choice>, current: Option<Value>) -> impl IntoView {
    let kiosk = Kiosk::here();
    let chosen = RwSignal::new(current);
    let answer = move |Choice { value, text }| {
        view! { <Answer value chosen>{move || kiosk.in_words(&text)}</Answer> }
    };
    view! {
        <div class="cards" role="group" aria-labelledby="asked">
            {choices.into_iter().map(answer).collect_view()}
        </div>
    }
}

/// Yes or no.
#[component]
pub(super) fn YesNo(yes: LocalText, no: LocalText, current: Option<Value>) -> impl IntoView {
    let kiosk = Kiosk::here();
    let chosen = RwSignal::new(current);
    let words = move |own: LocalText, usual: fn(&super::super::texts::Texts) -> &'static str| {
        move || if own.is_empty() { usual(kiosk.texts()).to_owned() } else { kiosk.in_words(&own) }
    };
    let (yes, no) = (words(yes, |texts| texts.yes), words(no, |texts| texts.no));
    view! {
        <div class="cards" role="group" aria-labelledby="asked">
            <Answer value=Value::from(true) chosen>{yes}</Answer>
            <Answer value=Value::from(false) chosen>{no}</Answer>
        </div>
    }
}

/// Some of several; each tap is kept at once, "next" goes on.
#[component]
pub(super) fn SomeOf(
    choices: Vec<Choice>,
    max: Option<usize>,
    current: Option<Value>,
) -> impl IntoView {
    let kiosk = Kiosk::here();
    let chosen = RwSignal::new(match current {
        Some(Value::List(values)) => values,
        _ => Vec::new(),
    });
    let is_full = move || max.is_some_and(|max| chosen.with(Vec::len) >= max);
    let toggle = move |value: &Value| {
        let mut values = chosen.get_untracked();
        match values.iter().position(|other| other == value) {
            Some(place) => drop(values.remove(place)),
            None => values.push(value.clone()),
        }
        let answer = (!values.is_empty()).then(|| Value::List(values.clone()));
        // One too many is not taken; the line above says how many can be.
        if kiosk.answer(answer).is_ok() {
            chosen.set(values);
        }
    };
    let option = move |Choice { value, text }| {
        let code = value.to_string();
        let this = StoredValue::new(value);
        let is_chosen = move || chosen.with(|chosen| chosen.contains(&this.get_value()));
        view! {
            <button
                class="choice tick"
                class:chosen=is_chosen
                role="checkbox"
                data-choice=code
                aria-checked=move || is_chosen().to_string()
                aria-disabled=move || (is_full() && !is_chosen()).to_string()
                on:click=move |_| this.with_value(toggle)
            >
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5" /></svg>
                <span>{move || kiosk.in_words(&text)}</span>
            </button>
        }
    };
    let hint = move || match max {
        Some(max) => fill(kiosk.texts().choose_up_to, "n", max),
        None => kiosk.texts().choose_any.to_owned(),
    };
    view! {
        <p class="hint" id="hint">{hint}</p>
        <div class="cards many" role="group" aria-labelledby="asked" aria-describedby="hint">
            {choices.into_iter().map(option).collect_view()}
        </div>
    }
}

/// The words the questionnaire gives a step; the ends' words where it gives none.
fn label_of(rating: &Rating, value: i32) -> LocalText {
    let given = rating.labels.iter().find(|(step, _)| *step == value);
    given.map(|(_, text)| text.clone()).unwrap_or_default()
}
