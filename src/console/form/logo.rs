//! The bank's logo: a small picture, kept in the settings themselves so that
//! it is there without a network.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};

use super::{
    draft::{Draft, Fault},
    fields::{error_line, has_fault, hint_line, label_line},
};
use crate::{console::texts::Texts, platform::data_address};

/// The most the picture may take, in bytes.
const LARGEST: f64 = 200.0 * 1024.0;
/// Kinds of picture every browser shows.
const KINDS: [&str; 3] = ["image/png", "image/jpeg", "image/svg+xml"];

/// The field, with the picture it holds.
pub(super) fn logo(draft: Draft, texts: &'static Texts) -> impl IntoView {
    let words = &texts.fields;
    let chosen = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let file = input.and_then(|input| input.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            spawn_local(take(draft, file));
        }
    };
    let picture = move || {
        draft.logo.get().map(|address| {
            view! {
                <div class="picture">
                    <img src=address alt=words.logo />
                    <button
                        type="button"
                        class="second"
                        data-act="remove-logo"
                        on:click=move |_| draft.logo.set(None)
                    >
                        {words.logo_remove}
                    </button>
                </div>
            }
        })
    };
    view! {
        <div class="field">
            {label_line("logo", words.logo, true, texts)} {hint_line("logo", words.logo_hint)}
            {picture}
            <input
                id="field-logo"
                data-field="logo"
                type="file"
                accept=KINDS.join(",")
                aria-describedby="hint-logo error-logo"
                aria-invalid=move || has_fault(draft, "logo").to_string()
                on:change=chosen
            />
            {error_line(draft, "logo", texts)}
        </div>
    }
}

/// Takes the picture in, or says at once why not. The old one stays then.
async fn take(draft: Draft, file: File) {
    let fault = if !KINDS.contains(&file.type_().as_str()) {
        Some(Fault::LogoKind)
    } else if file.size() > LARGEST {
        Some(Fault::LogoSize)
    } else {
        match data_address(&file).await {
            Ok(address) => {
                draft.logo.try_set(Some(address));
                None
            }
            Err(_) => Some(Fault::LogoUnreadable),
        }
    };
    draft.faults.try_update(|faults| {
        faults.retain(|other| other.field() != "logo");
        faults.extend(fault);
    });
}
