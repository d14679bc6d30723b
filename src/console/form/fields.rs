//! The form's fields, with hints and errors beside them.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    choices::{languages, questionnaires, zones},
    draft::{Draft, Fault},
    logo::logo,
};
use crate::{
    console::{parts::take_focus, texts::Texts},
    platform::document,
};

/// One field of text.
struct TextField {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: RwSignal<String>,
    /// `text`, or `number` for whole numbers.
    kind: &'static str,
    optional: bool,
}

/// Everything but the passphrase.
pub(crate) fn values_form(draft: Draft, texts: &'static Texts) -> impl IntoView {
    let words = &texts.fields;
    let field = |name, label, hint, value| TextField {
        name,
        label,
        hint,
        value,
        kind: "text",
        optional: false,
    };
    let optional = |field| TextField { optional: true, ..field };
    let bank = field("bank", words.bank, words.bank_hint, draft.bank);
    let branch_code =
        field("branch-code", words.branch_code, words.branch_code_hint, draft.branch_code);
    let branch_name = field("branch-name", words.branch_name, "", draft.branch_name);
    let counter_code =
        optional(field("counter-code", words.counter_code, words.counter_hint, draft.counter_code));
    let counter_name = optional(field("counter-name", words.counter_name, "", draft.counter_name));
    let retention = TextField {
        kind: "number",
        ..field("retention", words.retention, words.retention_hint, draft.retention)
    };
    view! {
        <fieldset class="panel">
            <legend>{words.bank_group}</legend>
            {text_field(draft, bank, texts)}
            {logo(draft, texts)}
        </fieldset>
        <fieldset class="panel">
            <legend>{words.place_group}</legend>
            <div class="pair">
                {text_field(draft, branch_code, texts)} {text_field(draft, branch_name, texts)}
            </div>
            <div class="pair">
                {text_field(draft, counter_code, texts)} {text_field(draft, counter_name, texts)}
            </div>
            {zones(draft, texts)}
        </fieldset>
        <fieldset class="panel">
            <legend>{words.asking_group}</legend>
            {questionnaires(draft, texts)}
            {languages(draft, texts)}
            {text_field(draft, retention, texts)}
        </fieldset>
    }
}

fn text_field(draft: Draft, field: TextField, texts: &'static Texts) -> impl IntoView + use<> {
    let TextField { name, label, hint, value, kind, optional } = field;
    view! {
        <div class="field">
            {label_line(name, label, optional, texts)}
            {hint_line(name, hint)}
            <input
                id=format!("field-{name}")
                data-field=name
                type=kind
                autocomplete="off"
                aria-describedby=format!("hint-{name} error-{name}")
                aria-invalid=move || has_fault(draft, name).to_string()
                aria-required=(!optional).to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            {error_line(draft, name, texts)}
        </div>
    }
}

/// A field's name, and whether it may stay empty.
pub(super) fn label_line(
    name: &'static str,
    label: &'static str,
    optional: bool,
    texts: &'static Texts,
) -> impl IntoView {
    let optional =
        optional.then(|| view! { " " <span class="soft">{texts.fields.optional}</span> });
    view! { <label for=format!("field-{name}")>{label} {optional}</label> }
}

/// The line of help over a field.
pub(super) fn hint_line(name: &'static str, hint: &'static str) -> Option<impl IntoView> {
    (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("hint-{name}")>{hint}</p> })
}

/// Where what is wrong with a field stands.
pub(crate) fn error_line(draft: Draft, name: &'static str, texts: &'static Texts) -> impl IntoView {
    let wrong = move || {
        let fault =
            draft.faults.with(|faults| faults.iter().find(|it| it.field() == name).copied());
        fault.map(|fault| {
            view! { <span data-error=name>{fault.text(texts)}</span> }
        })
    };
    view! { <p class="error" id=format!("error-{name}")>{wrong}</p> }
}

/// Something is wrong with the field.
pub(super) fn has_fault(draft: Draft, name: &str) -> bool {
    draft.faults.with(|faults| faults.iter().any(|fault| fault.field() == name))
}

/// Everything that is wrong, each leading to its field. Takes the focus when
/// something is found.
pub(crate) fn summary(draft: Draft, texts: &'static Texts) -> impl IntoView {
    let item = move |fault: Fault| {
        view! {
            <li>
                <button type="button" class="second" on:click=move |_| focus_field(fault.field())>
                    {fault.text(texts)}
                </button>
            </li>
        }
    };
    move || {
        let faults = draft.faults.get();
        (!faults.is_empty()).then(|| {
            let element = NodeRef::<html::Div>::new();
            take_focus(element);
            view! {
                <div
                    class="notice alarm"
                    role="alert"
                    tabindex="-1"
                    data-notice="form-errors"
                    node_ref=element
                >
                    <p>{texts.fields.errors}</p>
                    <ul>{faults.into_iter().map(item).collect_view()}</ul>
                </div>
            }
        })
    }
}

fn focus_field(name: &str) {
    let field = document().get_element_by_id(&format!("field-{name}"));
    if let Some(field) = field {
        // An element in the page takes the focus.
        let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}
