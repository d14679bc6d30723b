//! The bank's logo: a small picture, kept in the settings themselves so that
//! it is there without a network.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::{draft::Draft, fault::Fault, fields::Field};
use crate::{
    console::{
        parts::{button, parts, tag},
        texts::Texts,
    },
    platform::{data_address, spawn},
    ui::element::{Part, element, remade},
};

/// The most the picture may take, in bytes.
const LARGEST: f64 = 200.0 * 1024.0;
/// Kinds of picture every browser shows.
const KINDS: [&str; 3] = ["image/png", "image/jpeg", "image/svg+xml"];

/// The field, with the picture it holds.
pub(super) fn logo(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.fields;
    let field = Field { name: "logo", label: said.logo, hint: said.logo_hint, optional: true };
    let picture = remade(Box::new(move || {
        let picture = |address: String| {
            let remove = button("second", "remove-logo", Box::new(move || draft.logo.set(None)));
            tag("div", "picture")
                .holding(element("img").with("src", &address).with("alt", said.logo))
                .holding(remove.holding(said.logo_remove))
        };
        draft.logo.get().map(picture).into()
    }));
    let input = element("input").with("type", "file").with("accept", &KINDS.join(","));
    let input = field.dress(draft, input);
    let files: HtmlInputElement = input.element().clone().unchecked_into();
    let chosen = move |_| {
        if let Some(file) = files.files().and_then(|files| files.get(0)) {
            spawn(take(draft, file));
        }
    };
    field.around(draft, parts![picture, input.on("change", Box::new(chosen))], texts)
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
