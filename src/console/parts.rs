//! The few pieces every page of the console is made of.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::texts::Texts;
use crate::{
    locale::Locale,
    platform::format,
    ui::element::{Part, Tag, element, follow},
};

/// What a press does.
pub(super) type Press = Box<dyn Fn()>;

/// Several pieces as one.
macro_rules! parts {
    ($($part:expr),* $(,)?) => {
        $crate::ui::element::Part::from(vec![$($crate::ui::element::Part::from($part)),*])
    };
}
pub(super) use parts;

/// An element of a class.
pub(super) fn tag(name: &'static str, class: &str) -> Tag {
    element(name).with("class", class)
}

/// An element of a class with words in it.
pub(super) fn words(name: &'static str, class: &str, words: &str) -> Part {
    tag(name, class).holding(words).into()
}

/// A button; `act` says what it does, for tests.
pub(super) fn button(class: &str, act: &str, press: Press) -> Tag {
    let button = tag("button", class).with("type", "button").with("data-act", act);
    button.on("click", Box::new(move |_| press()))
}

/// A page's heading. Takes the focus where the person has just come to the
/// page, so that a screen reader begins there.
pub(super) fn heading(text: &str, arrived: bool) -> Part {
    let heading = element("h1").with("tabindex", "-1").holding(text);
    if arrived { take_focus(heading) } else { heading }.into()
}

/// A sentence that needs attention, announced when it appears.
pub(super) fn notice(code: &str, content: impl Into<Part>) -> Tag {
    noticed("notice", "status", code, content.into())
}

/// An alarm: like a notice, but it interrupts.
pub(super) fn alarm(code: &str, content: impl Into<Part>) -> Tag {
    noticed("notice alarm", "alert", code, content.into())
}

fn noticed(class: &str, role: &str, code: &str, content: Part) -> Tag {
    tag("p", class).with("role", role).with("data-notice", code).holding(content)
}

/// What went wrong, with the browser's own words after it.
pub(super) fn trouble(code: &str, what: &str, detail: &str) -> Part {
    alarm(code, parts![what, " ", element("span").with("lang", "en").holding(detail)]).into()
}

/// A part of a page, under its heading.
pub(super) fn panel(title: impl Into<Part>, content: impl Into<Part>) -> Part {
    let title = element("h2").holding(title);
    tag("section", "panel").holding(title).holding(content).into()
}

/// What a number is, and the number, in a list of facts.
pub(super) fn fact(label: &str, value: impl Into<Part>) -> Part {
    parts![element("dt").holding(label), element("dd").holding(value)]
}

/// A count as the language writes it, marked for tests.
pub(super) fn value(name: &str, count: usize, locale: Locale) -> Part {
    let value = element("b").with("data-value", name).with("data-number", &count.to_string());
    value.holding(format::count(count, locale.code())).into()
}

/// Runs `act` once what is being made is in the page, and again whenever what
/// it looked at changes. One kind of effect, not one for each closure.
pub(super) fn afterwards(act: Box<dyn Fn()>) {
    Effect::new(move |_| act());
}

/// Gives an element the focus as soon as it is in the page.
pub(super) fn take_focus(tag: Tag) -> Tag {
    let element: HtmlElement = tag.element().clone().unchecked_into();
    afterwards(Box::new(move || {
        // An element in the page takes the focus.
        let _ = element.focus();
    }));
    tag
}

/// Scrolls an element into view as soon as it is in the page, where it might
/// else appear beyond the edge of the screen.
pub(super) fn into_view(tag: Tag) -> Tag {
    let element = tag.element().clone();
    afterwards(Box::new(move || element.scroll_into_view_with_bool(false)));
    tag
}

/// An attribute that is there, empty, while something holds.
pub(super) fn holds(condition: impl Fn() -> bool + 'static) -> Box<dyn Fn() -> Option<String>> {
    Box::new(move || condition().then(String::new))
}

/// An attribute that says whether something holds.
pub(super) fn says(condition: impl Fn() -> bool + 'static) -> Box<dyn Fn() -> Option<String>> {
    Box::new(move || Some(condition().to_string()))
}

/// Makes a field, or a list of options, show `value` and take what is entered.
pub(super) fn entered(field: Tag, value: RwSignal<String>) -> Tag {
    let input: HtmlInputElement = field.element().clone().unchecked_into();
    let shown = input.clone();
    follow(Box::new(move || {
        value.with(|value| {
            // Writing what is there would disturb an input method at work.
            if shown.value() != *value {
                shown.set_value(value);
            }
        });
    }));
    field.on("input", Box::new(move |_| value.set(input.value())))
}

/// Makes a box or a dial show whether something holds, and take the choice.
pub(super) fn ticked(
    field: Tag,
    is_on: impl Fn() -> bool + 'static,
    turn: impl Fn(bool) + 'static,
) -> Tag {
    let input: HtmlInputElement = field.element().clone().unchecked_into();
    let shown = input.clone();
    follow(Box::new(move || shown.set_checked(is_on())));
    field.on("change", Box::new(move |_| turn(input.checked())))
}

/// A passphrase field with a button that shows what is typed.
pub(super) fn passphrase_field(
    name: &'static str,
    value: RwSignal<String>,
    described_by: &str,
    invalid: impl Fn() -> bool + 'static,
    texts: &Texts,
) -> (Part, HtmlInputElement) {
    let shown = RwSignal::new(false);
    let kind = move || Some(if shown.get() { "text" } else { "password" }.to_owned());
    let input = element("input")
        .with("id", &format!("field-{name}"))
        .with("data-field", name)
        .with("autocomplete", "off")
        .with("autocapitalize", "off")
        .with("spellcheck", "false")
        .with("aria-describedby", described_by)
        .following("type", Box::new(kind))
        .following("aria-invalid", says(invalid));
    let input = entered(input, value);
    let field = input.element().clone().unchecked_into();
    let toggle = Box::new(move || shown.update(|shown| *shown = !*shown));
    let show = button("second", "show-passphrase", toggle)
        .following("aria-pressed", says(move || shown.get()))
        .holding(texts.unlock.show);
    (tag("div", "secret").holding(input).holding(show).into(), field)
}
