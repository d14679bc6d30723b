//! Words: a line or several. They are the person's own until handed in.

use heard_survey::{InputType, Invalid, Kind, Question, Value};
use leptos::prelude::*;

use crate::kiosk::{
    app::Kiosk,
    element::{Part, Tag, element},
};

/// What is being written; nothing where the question does not ask for words.
#[derive(Clone, Copy, Default)]
pub(super) struct Words(Option<RwSignal<String>>);

impl Words {
    /// Starts with what was written before, where the person came back.
    pub(super) fn new(question: &Question, current: Option<&Value>) -> Self {
        let asks = matches!(question.kind, Kind::Comment { .. } | Kind::Text { .. });
        Self(asks.then(|| RwSignal::new(current.map(ToString::to_string).unwrap_or_default())))
    }

    /// Makes what was written the answer; nothing written takes it back.
    ///
    /// # Errors
    /// When it does not fit the question.
    pub(super) fn hand_in(self, kiosk: Kiosk) -> Result<(), Invalid> {
        let Some(words) = self.0 else { return Ok(()) };
        let words = words.get_untracked();
        let words = words.trim();
        kiosk.answer((!words.is_empty()).then(|| Value::from(words)))
    }

    /// Room for several lines. Nothing in it is suggested, corrected or remembered.
    pub(super) fn lines(self, max_length: usize) -> Part {
        let written = self.0.map(|words| words.get_untracked()).unwrap_or_default();
        self.entry(element("textarea").with("rows", "5"), max_length).holding(&*written).into()
    }

    /// Room for one line.
    pub(super) fn line(self, input: InputType, max_length: usize) -> Part {
        let written = self.0.map(|words| words.get_untracked()).unwrap_or_default();
        let kind = match input {
            InputType::Text => "text",
            InputType::Tel => "tel",
            InputType::Email => "email",
        };
        let input = element("input").with("type", kind).with("value", &written);
        self.entry(input, max_length).into()
    }

    fn entry(self, tag: Tag, max_length: usize) -> Tag {
        let written = move |event| {
            if let Some(words) = self.0 {
                words.set(event_target_value(&event));
            }
        };
        tag.with("maxlength", &max_length.to_string())
            .with("aria-labelledby", "asked")
            .with("aria-describedby", "fault")
            .with("autocomplete", "off")
            .with("spellcheck", "false")
            .on("input", Box::new(written))
    }
}
