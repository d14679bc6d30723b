//! The form's fields, with hints and errors beside them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{
    choices::{languages, questionnaires, zones},
    conduct_fields::conduct_fields,
    draft::Draft,
    fault::Fault,
    logo::logo,
    pin::pin,
    visit_fields::visit_fields,
};
use crate::{
    console::{
        parts::{afterwards, button, entered, parts, says, tag, take_focus, words},
        texts::Texts,
    },
    platform::document,
    ui::element::{Part, Tag, element, nothing, remade},
};

/// One field.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// Empty where there is nothing to say.
    pub(super) hint: &'static str,
    pub(super) optional: bool,
}

/// Everything but the passphrase.
pub(crate) fn values_form(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.fields;
    let text = |name, label, hint, value| {
        let field = Field { name, label, hint, optional: name.starts_with("counter") };
        let input = entered(field.dress(draft, element("input").with("type", "text")), value);
        field.around(draft, input, texts)
    };
    let retention = Field {
        name: "retention",
        label: said.retention,
        hint: said.retention_hint,
        optional: false,
    };
    let days = element("input").with("type", "number").with("min", "1").with("max", "3650");
    let days = entered(retention.dress(draft, days), draft.retention);
    let pair = |first: Part, second: Part| tag("div", "pair").holding(first).holding(second);
    parts![
        group(said.bank_group)
            .holding(text("bank", said.bank, said.bank_hint, draft.bank))
            .holding(logo(draft, texts)),
        group(said.place_group)
            .holding(pair(
                text("branch-code", said.branch_code, said.branch_code_hint, draft.branch_code),
                text("branch-name", said.branch_name, "", draft.branch_name),
            ))
            .holding(pair(
                text("counter-code", said.counter_code, said.counter_hint, draft.counter_code),
                text("counter-name", said.counter_name, "", draft.counter_name),
            ))
            .holding(zones(draft, texts)),
        group(said.asking_group)
            .holding(questionnaires(draft, texts))
            .holding(languages(draft, texts))
            .holding(retention.around(draft, days, texts)),
        conduct_fields(draft, texts),
        visit_fields(draft, texts),
        pin(draft, texts),
    ]
}

/// Fields that belong together, under their heading.
pub(crate) fn group(title: &str) -> Tag {
    tag("fieldset", "panel").holding(element("legend").holding(title))
}

/// Fields that few tablets need, under a heading that unfolds them. `now` says
/// in a few words how they stand.
pub(crate) fn fold(name: &str, title: &str, now: Part, content: Part) -> Part {
    let heading = element("summary")
        .holding(words("span", "title", title))
        .holding(" ")
        .holding(tag("span", "soft").holding(now));
    tag("details", "panel fold")
        .with("data-fold", name)
        .holding(heading)
        .holding(
            tag("div", "folded").with("role", "group").with("aria-label", title).holding(content),
        )
        .into()
}

impl Field {
    /// Gives an input the field's name, and says where its hint and error stand.
    pub(super) fn dress(self, draft: Draft, input: Tag) -> Tag {
        let name = self.name;
        input
            .with("id", &format!("field-{name}"))
            .with("data-field", name)
            .with("autocomplete", "off")
            .with("aria-describedby", &format!("hint-{name} error-{name}"))
            .with("aria-required", &(!self.optional).to_string())
            .following("aria-invalid", says(move || draft.has_fault(name)))
    }

    /// Puts label, hint and error around an input.
    pub(super) fn around(
        self,
        draft: Draft,
        input: impl Into<Part>,
        texts: &'static Texts,
    ) -> Part {
        let optional =
            self.optional.then(|| parts![" ", words("span", "soft", texts.fields.optional)]);
        let label = element("label")
            .with("for", &format!("field-{}", self.name))
            .holding(self.label)
            .holding(optional);
        tag("div", "field")
            .holding(label)
            .holding(hint_line(self.name, self.hint))
            .holding(input)
            .holding(error_line(draft, self.name, texts))
            .into()
    }
}

/// The line of help over a field; nothing where it is empty.
pub(crate) fn hint_line(name: &str, hint: &str) -> Option<Tag> {
    let line = || tag("p", "hint").with("id", &format!("hint-{name}")).holding(hint);
    (!hint.is_empty()).then(line)
}

/// Where what is wrong with a field stands.
pub(crate) fn error_line(draft: Draft, name: &'static str, texts: &'static Texts) -> Part {
    let wrong = remade(Box::new(move || {
        let fault =
            draft.faults.with(|faults| faults.iter().find(|it| it.field() == name).copied());
        let line =
            |fault: Fault| element("span").with("data-error", name).holding(fault.text(texts));
        fault.map(line).into()
    }));
    tag("p", "error").with("id", &format!("error-{name}")).holding(wrong).into()
}

/// Everything that is wrong, each leading to its field. Takes the focus when
/// something is found.
pub(crate) fn summary(draft: Draft, texts: &'static Texts) -> Part {
    remade(Box::new(move || {
        let faults = draft.faults.get();
        if faults.is_empty() {
            return nothing();
        }
        let item = |fault: Fault| -> Part {
            let go = button("second", "go-field", Box::new(move || focus_field(fault.field())));
            element("li").holding(go.holding(fault.text(texts))).into()
        };
        // A fault in a fold is seen without looking for it.
        let found = faults.clone();
        afterwards(Box::new(move || {
            for fault in &found {
                unfold(fault.field());
            }
        }));
        let items: Vec<Part> = faults.into_iter().map(item).collect();
        let summary = tag("div", "notice alarm")
            .with("role", "alert")
            .with("tabindex", "-1")
            .with("data-notice", "form-errors")
            .holding(element("p").holding(texts.fields.errors))
            .holding(element("ul").holding(items));
        take_focus(summary).into()
    }))
}

/// Gives a field the focus.
pub(super) fn focus_field(name: &str) {
    unfold(name);
    if let Some(field) = field(name) {
        // An element in the page takes the focus.
        let _ = field.unchecked_into::<HtmlElement>().focus();
    }
}

/// Unfolds what holds a field.
fn unfold(name: &str) {
    let fold = field(name).and_then(|field| field.closest("details").ok().flatten());
    if let Some(fold) = fold {
        // Fails only for what is no name of an attribute.
        let _ = fold.set_attribute("open", "");
    }
}

fn field(name: &str) -> Option<Element> {
    document().get_element_by_id(&format!("field-{name}"))
}
