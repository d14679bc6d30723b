//! Choices as buttons: faces, scales, one of several, some of several.

use std::rc::Rc;

use heard_survey::{Choice, LocalText, Rating, RatingStyle, Value};
use leptos::prelude::*;

use super::{
    paged::paged,
    parts::{Answer, answers, asked, paragraph, said},
};
use crate::{
    kiosk::{
        app::Kiosk,
        element::{Attribute, Part, drawn, element, nothing, spoken},
        language::Text,
    },
    ui::face,
};

/// The answer that is chosen, of those that exclude each other. The second tap
/// while the first is being acknowledged says nothing new.
#[derive(Clone, Copy)]
pub(super) struct Single {
    kiosk: Kiosk,
    chosen: RwSignal<Option<String>>,
    settled: RwSignal<bool>,
}

impl Single {
    /// Starts with what was chosen before, where the person came back.
    pub(super) fn new(current: Option<Value>) -> Self {
        Self {
            kiosk: Kiosk::here(),
            chosen: RwSignal::new(current.map(|value| value.to_string())),
            settled: RwSignal::new(false),
        }
    }

    fn answer(self, value: Value, label: Option<Attribute>, content: Part) -> Part {
        let code = value.to_string();
        let this = code.clone();
        let chosen = Rc::new(move || self.chosen.with(|chosen| chosen.as_ref() == Some(&this)));
        let press = {
            let code = code.clone();
            Box::new(move || {
                if !self.settled.get_untracked() && self.kiosk.choose(value.clone()).is_ok() {
                    self.settled.set(true);
                    self.chosen.set(Some(code.clone()));
                }
            })
        };
        Answer { code, chosen, open: None, label, content, press }.part()
    }

    /// Faces with their words.
    pub(super) fn faces(self, rating: &Rating) -> Part {
        let scale = rating.min..=rating.max;
        let steps = scale.clone().count();
        let answer = |(step, value)| {
            let words = label_of(rating, value);
            // A face without words has at least its number for a name.
            let said = if words.is_empty() { value.to_string().into() } else { asked(words) };
            let content = vec![face(step, steps), element("span").holding(said).into()];
            self.answer(Value::from(value), None, content.into())
        };
        answers("faces", false, scale.enumerate().map(answer).collect())
    }

    /// A row of numbers (or of so many stars) with words at both ends.
    pub(super) fn scale(self, rating: &Rating) -> Part {
        let star = if rating.style == RatingStyle::Stars { " ★" } else { "" };
        let answer = |value| {
            // The ends are read with their words: "0, not at all likely".
            let words = label_of(rating, value);
            let kiosk = self.kiosk;
            let label: Attribute = Box::new(move || {
                let mut label = value.to_string();
                label.push(' ');
                label.push_str(&kiosk.fill_in(&words));
                Some(label)
            });
            let mut content = value.to_string();
            content.push_str(star);
            self.answer(Value::from(value), Some(label), content.as_str().into())
        };
        let steps = answers("steps", false, (rating.min..=rating.max).map(answer).collect());
        let low = asked(rating.min_label.clone());
        let high = asked(rating.max_label.clone());
        let ends = element("div")
            .with("class", "ends")
            .with("aria-hidden", "true")
            .holding(element("span").holding(low))
            .holding(element("span").holding(high));
        element("div").with("class", "scale").holding(steps).holding(ends).into()
    }

    /// One of several, each on a card.
    pub(super) fn one_of(self, choices: Vec<Choice>) -> Part {
        let answer = move |Choice { value, text }| self.answer(value, None, asked(text));
        paged("cards", false, choices, Rc::new(answer))
    }

    /// Yes or no.
    pub(super) fn yes_or_no(self, yes: LocalText, no: LocalText) -> Part {
        let answer = |value: bool, own: LocalText, usual: Text| {
            let words = if own.is_empty() { said(usual) } else { asked(own) };
            self.answer(Value::from(value), None, words)
        };
        let yes = answer(true, yes, Text::Yes);
        let no = answer(false, no, Text::No);
        answers("cards", false, vec![yes, no])
    }
}

/// Some of several; each tap is kept at once, "next" goes on.
pub(super) fn some_of(choices: Vec<Choice>, max: Option<usize>, current: Option<Value>) -> Part {
    let kiosk = Kiosk::here();
    let chosen = RwSignal::new(match current {
        Some(Value::List(values)) => values,
        _ => Vec::new(),
    });
    let toggle = Rc::new(move |value: &Value| {
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
    });
    let option = move |Choice { value, text }: Choice| {
        let code = value.to_string();
        let this = value.clone();
        let is_chosen = Rc::new(move || chosen.with(|chosen| chosen.contains(&this)));
        let is_full = move || max.is_some_and(|max| chosen.with(Vec::len) >= max);
        let this_one = is_chosen.clone();
        let open = move || !is_full() || this_one();
        let toggle = toggle.clone();
        let tick = drawn("svg")
            .with("viewBox", "0 0 24 24")
            .with("aria-hidden", "true")
            .holding(drawn("path").with("d", "M5 12.5l4.5 4.5L19 7.5"));
        let content = vec![tick.into(), element("span").holding(asked(text)).into()];
        Answer {
            code,
            chosen: is_chosen,
            open: Some(Box::new(open)),
            label: None,
            content: content.into(),
            press: Box::new(move || toggle(&value)),
        }
        .part()
    };
    // Boxes to tick say that several can be chosen; only a limit needs words.
    let hint = max.map_or_else(nothing, |max| {
        let words = spoken(Box::new(move || kiosk.text_with(Text::ChooseUpTo, "n", max)));
        paragraph("hint", words)
    });
    vec![hint, paged("cards many", true, choices, Rc::new(option))].into()
}

/// The words the questionnaire gives a step; those of the ends where it gives none.
fn label_of(rating: &Rating, value: i32) -> LocalText {
    let given = rating.labels.iter().find(|(step, _)| *step == value);
    match given {
        Some((_, text)) => text.clone(),
        None if value == rating.min => rating.min_label.clone(),
        None if value == rating.max => rating.max_label.clone(),
        None => LocalText::default(),
    }
}
