//! Small pieces that several pages share.

use leptos::{
    html::{self, ElementType},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{language::Language, leave};
use crate::platform::{StorageError, set_body};

/// Back to the kiosk.
pub(super) fn leave_button(language: Language) -> impl IntoView {
    view! {
        <button type="button" class="second" data-act="leave" on:click=move |_| leave()>
            {move || language.get().1.frame.leave}
        </button>
    }
}

/// Gives an element the focus as soon as it is in the page.
pub(super) fn take_focus<E>(element: NodeRef<E>)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move || {
        if let Some(element) = element.get() {
            // An element in the page takes the focus.
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    });
}

/// Scrolls an element into view as soon as it is in the page, where it might
/// else appear beyond the edge of the screen.
pub(super) fn into_view<E>(element: NodeRef<E>)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move || {
        if let Some(element) = element.get() {
            element.unchecked_into::<HtmlElement>().scroll_into_view_with_bool(false);
        }
    });
}

/// A page's heading. Takes the focus where the person has just come to the
/// page, so that a screen reader begins there.
pub(super) fn heading(text: &'static str, arrived: bool) -> impl IntoView {
    let element = NodeRef::<html::H1>::new();
    if arrived {
        take_focus(element);
    }
    view! { <h1 tabindex="-1" node_ref=element>{text}</h1> }
}

/// A sentence that needs attention, announced when it appears.
pub(super) fn notice(code: &'static str, text: impl IntoView + 'static) -> impl IntoView {
    view! { <p class="notice" role="status" data-notice=code>{text}</p> }
}

/// An alarm: like a notice, but it interrupts.
pub(super) fn alarm(code: &'static str, text: impl IntoView + 'static) -> impl IntoView {
    view! { <p class="notice alarm" role="alert" data-notice=code>{text}</p> }
}

/// The storage cannot be used: what happened, what to do, the browser's words.
pub(super) fn storage_notice(
    language: Language,
    error: StorageError,
    retry: fn(),
) -> impl IntoView {
    set_body("page", Some("trouble"));
    view! {
        <main class="sheet" data-notice="storage-blocked" role="alert">
            <h1>{move || language.get().1.frame.storage[0]}</h1>
            <p>{move || language.get().1.frame.storage[1]}</p>
            <p class="soft" lang="en">{error.detail}</p>
            <button type="button" class="act" data-act="retry" on:click=move |_| retry()>
                {move || language.get().1.frame.retry}
            </button>
        </main>
    }
}

/// A passphrase field with a button that shows what is typed.
pub(super) fn passphrase_input(
    id: &'static str,
    value: RwSignal<String>,
    described_by: &'static str,
    invalid: Signal<bool>,
    show: &'static str,
    input: NodeRef<html::Input>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <div class="secret">
            <input
                id=format!("field-{id}")
                data-field=id
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=described_by
                aria-invalid=move || invalid.get().to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                node_ref=input
            />
            <button
                type="button"
                class="second"
                data-act="show-passphrase"
                aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {show}
            </button>
        </div>
    }
}
