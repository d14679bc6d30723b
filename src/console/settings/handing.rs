//! The set-up for other tablets: a file, a link, and a code of the link for
//! their cameras.

use std::fmt::Write as _;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::{
    console::{
        desk::Desk,
        form::fold,
        parts::{alarm, button, parts, tag, ticked, words},
        setup_file::{Own, to_file, to_link},
        texts::Texts,
    },
    platform::{download, spawn, window},
    store::{Settings, What},
    ui::element::{Part, drawn, element, nothing, remade},
};

/// Light modules that must surround a code (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The panel.
pub(super) fn handing(desk: Desk, texts: &'static Texts) -> Part {
    let said = &texts.handing;
    let own = RwSignal::new(Own::default());
    let failed = RwSignal::new(false);
    let choices = remade(Box::new(move || {
        let settings = desk.opened().settings.get();
        parts![
            settings.counter.map(|_| without_counter(own, texts)),
            settings.conduct.card.map(|_| with_card(own, texts)),
        ]
    }));
    let save = move || {
        let settings = desk.opened().settings.get_untracked();
        let json = to_file(&settings, own.get_untracked());
        let name = format!("heard-setup-{}.json", settings.branch.code);
        spawn(async move {
            let saved = download(&name, "application/json", json.as_bytes()).is_ok()
                && desk.opened().put_on_record(What::Exported, name).await.is_ok();
            // The page may have been left meanwhile.
            failed.try_set(!saved);
        });
    };
    let save = button("act", "download-setup", Box::new(save)).holding(said.download);
    let refused = remade(Box::new(move || {
        failed.get().then(|| alarm("setup-file-failed", said.file_failed)).into()
    }));
    let link = remade(Box::new(move || {
        let settings = desk.opened().settings.get();
        linked(&settings, &to_link(&settings, own.get()), texts)
    }));
    let content = parts![
        words("p", "hint", said.line),
        words("p", "hint", said.secrets),
        choices,
        tag("div", "acts").holding(save),
        refused,
        link,
    ];
    tag("section", "handing").holding(fold("handing", said.title, nothing(), content)).into()
}

fn without_counter(own: RwSignal<Own>, texts: &Texts) -> Part {
    let tick = element("input").with("type", "checkbox").with("data-field", "without-counter");
    let turn = move |without: bool| own.update(|own| own.counter = !without);
    let tick = ticked(tick, move || !own.get().counter, turn);
    tag("label", "check").holding(tick).holding(texts.handing.without_counter).into()
}

fn with_card(own: RwSignal<Own>, texts: &Texts) -> Part {
    let tick = element("input").with("type", "checkbox").with("data-field", "with-card");
    let turn = move |with: bool| own.update(|own| own.card = with);
    let tick = ticked(tick, move || own.get().card, turn);
    tag("label", "check").holding(tick).holding(texts.handing.with_card).into()
}

/// The link and its code.
fn linked(settings: &Settings, link: &str, texts: &Texts) -> Part {
    let said = &texts.handing;
    let area = element("textarea")
        .with("id", "field-setup-link")
        .with("data-field", "setup-link")
        .with("rows", "3")
        .with("readonly", "")
        .with("aria-describedby", "hint-setup-link")
        .holding(link);
    let written: HtmlTextAreaElement = area.element().clone().unchecked_into();
    // Whoever goes there wishes to copy it.
    let area = area.on("focus", Box::new(move |_| written.select()));
    let field = tag("div", "field")
        .holding(element("label").with("for", "field-setup-link").holding(said.link))
        .holding(tag("p", "hint").with("id", "hint-setup-link").holding(said.link_hint))
        .holding(settings.logo.as_ref().map(|_| words("p", "hint", said.logo_left_out)))
        .holding(area);
    let whose = format!("{} · {} {}", settings.bank, settings.branch.code, settings.branch.name);
    let print = button(
        "second",
        "print-setup",
        Box::new(|| {
            // Where there is no printer the browser says so itself.
            let _ = window().print();
        }),
    );
    // An address has small letters: no other way of writing it would fit.
    let coded = match QrCode::encode_binary(link.as_bytes(), QrCodeEcc::Low) {
        Err(_) => words("p", "notice", said.too_long),
        Ok(code) => tag("figure", "code")
            .holding(drawing(&code, said.code))
            .holding(element("figcaption").holding(words("strong", "", &whose)).holding(words(
                "p",
                "",
                said.code_line,
            )))
            .holding(print.holding(said.print))
            .into(),
    };
    parts![field, coded]
}

/// The code as one path, a square a module.
fn drawing(code: &QrCode, name: &str) -> Part {
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| code.get_module(*x, y)).count();
            if run > 0 {
                // Writing to a text does not fail.
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += i32::try_from(run).unwrap_or_default() + 1;
        }
    }
    let across = (size + 2 * QUIET).to_string();
    let start = (-QUIET).to_string();
    let paper = drawn("rect").with("x", &start).with("y", &start);
    drawn("svg")
        .with("class", "qr")
        .with("role", "img")
        .with("aria-label", name)
        .with("viewBox", &format!("{start} {start} {across} {across}"))
        .with("shape-rendering", "crispEdges")
        .holding(paper.with("width", &across).with("height", &across))
        .holding(drawn("path").with("d", &path))
        .into()
}
