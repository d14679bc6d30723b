//! The dashboard: what the analyst shows of all responses. It writes the markup, and in
//! it where each control leads; here it is put into the page, and the way back kept.
//! A shadow tree keeps its styles, which it shares with reports, from the console's.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, ShadowRoot,
    ShadowRootInit, ShadowRootMode,
};

use super::{
    desk::{Desk, Opened},
    parts::{heading, parts, tag, trouble},
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::{Analyst, spawn},
    ui::element::{Part, Tag, element, nothing, remade},
};

/// What can be pressed, and what has the focus again once the markup is another.
const CONTROLS: &str = ".steer button, .steer input, .steer select";

#[derive(Clone, PartialEq)]
enum Stage {
    /// Responses are read: how far, in percent.
    Reading(u32),
    Shown,
    Failed(String),
}

/// The page.
pub(super) fn dashboard(desk: Desk, arrived: bool, locale: Locale, texts: &'static Texts) -> Part {
    let stage = RwSignal::new(Stage::Reading(0));
    let shown = element("div");
    let board = Rc::new(Board {
        opened: desk.opened(),
        locale,
        stage,
        place: shown.element().clone(),
        analyst: RefCell::default(),
        before: RefCell::default(),
    });
    let begin = Rc::clone(&board);
    spawn(async move { begin.begin().await });
    let hears = |react: fn(&Rc<Board>, &Event)| -> Box<dyn Fn(Event)> {
        let board = Rc::clone(&board);
        Box::new(move |event| react(&board, &event))
    };
    let shown = shown
        .on("click", hears(Board::press))
        .on("change", hears(Board::choose))
        .on("keydown", hears(Board::key));
    let progress = remade(Box::new(move || match stage.get() {
        Stage::Shown => nothing(),
        Stage::Failed(detail) => {
            trouble("dashboard-failed", &texts.frame.reading_failed.join(" "), &detail)
        }
        Stage::Reading(percent) => {
            let bar = element("progress").with("aria-label", texts.frame.reading);
            let bar = bar.with("max", "100").with("value", &percent.to_string());
            tag("p", "reading").with("data-notice", "reading").holding(bar).into()
        }
    }));
    parts![heading(texts.dashboard.title, arrived), progress, apart(&shown)]
}

/// `shown` in a tree of its own, with the style of reports.
fn apart(shown: &Tag) -> Tag {
    let host = element("div").with("data-board", "");
    // Fails only for elements that may have none, or one already.
    if let Ok(tree) = host.element().attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)) {
        let style = element("link").with("rel", "stylesheet").with("href", "page.css");
        let _ = tree.append_with_node_2(style.element(), shown.element());
    }
    host
}

struct Board {
    opened: Rc<Opened>,
    locale: Locale,
    stage: RwSignal<Stage>,
    /// Where the markup goes.
    place: Element,
    analyst: RefCell<Option<Rc<Analyst>>>,
    /// The states before the present one, as JSON.
    before: RefCell<Vec<String>>,
}

impl Board {
    async fn begin(&self) {
        let stage = self.stage;
        let told = move |percent| {
            stage.try_set(Stage::Reading(percent));
        };
        match self.opened.analyst(Rc::new(told)).await {
            Ok(analyst) => {
                self.analyst.replace(Some(analyst));
                let last = self.opened.board.borrow().clone();
                self.show(last.as_deref().unwrap_or("null"), "").await;
            }
            Err(detail) => {
                stage.try_set(Stage::Failed(detail));
            }
        }
    }

    /// Shows the responses of `filter`, JSON; those of the usual days where that is null.
    /// `besides` are further fields of what is asked.
    async fn show(&self, filter: &str, besides: &str) {
        let Some(analyst) = self.analyst.borrow().clone() else { return };
        let today = self.opened.today().to_string();
        // Neither a language nor a day has anything to be escaped.
        let locale = self.locale.code();
        let asked =
            format!(r#"{{"locale":"{locale}","today":"{today}","filter":{filter}{besides}}}"#);
        let markup = match analyst.show(&asked).await {
            Ok(Some(markup)) => markup,
            Ok(None) => return,
            Err(detail) => {
                self.stage.try_set(Stage::Failed(detail));
                return;
            }
        };
        let focused = self.focused();
        self.place.set_inner_html(&markup);
        let is_first = self.before.borrow().is_empty();
        if let Ok(Some(undo)) = self.place.query_selector("[data-undo]") {
            undo.toggle_attribute_with_force("hidden", is_first).unwrap_or_default();
        }
        if let Some(focused) = focused {
            self.focus(focused);
        }
        self.stage.try_set(Stage::Shown);
        // What is shown stays, whatever language or page comes in between.
        self.opened.board.replace(Some(self.state()));
    }

    /// Which control has the focus: none outside, and far off in a chart.
    fn focused(&self) -> Option<u32> {
        let tree = self.place.get_root_node().dyn_into::<ShadowRoot>().ok()?;
        let active = tree.active_element()?;
        let controls = self.place.query_selector_all(CONTROLS).ok()?;
        let is_active = |at: &u32| controls.get(*at).is_some_and(|it| it == *active);
        Some((0..controls.length()).find(is_active).unwrap_or(u32::MAX))
    }

    /// Gives the focus to the control that was there; to what is shown, in words, where
    /// there is none any more.
    fn focus(&self, control: u32) {
        let Ok(controls) = self.place.query_selector_all(CONTROLS) else { return };
        let control = controls.get(control).and_then(|it| it.dyn_into::<HtmlElement>().ok());
        let words = || self.place.query_selector(".shown").ok().flatten()?.dyn_into().ok();
        if let Some(found) = control.or_else(words) {
            // Nothing is lost where it cannot have the focus.
            let _ = found.focus();
        }
    }

    /// The state that is shown.
    fn state(&self) -> String {
        let shown = self.place.query_selector("[data-state]").ok().flatten();
        shown.and_then(|it| it.get_attribute("data-state")).unwrap_or_else(|| "null".to_owned())
    }

    /// Goes to another state, and keeps the way back.
    fn go(self: &Rc<Self>, filter: String, besides: String) {
        self.before.borrow_mut().push(self.state());
        self.go_to(filter, besides);
    }

    fn go_to(self: &Rc<Self>, filter: String, besides: String) {
        let board = Rc::clone(self);
        spawn(async move { board.show(&filter, &besides).await });
    }

    fn press(self: &Rc<Self>, event: &Event) {
        let Some(pressed) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else {
            return;
        };
        let control = pressed.closest("[data-filter], [data-undo]").ok().flatten();
        let Some(control) = control else { return };
        if let Some(filter) = control.get_attribute("data-filter") {
            return self.go(filter, String::new());
        }
        let before = self.before.borrow_mut().pop();
        if let Some(before) = before {
            self.go_to(before, String::new());
        }
    }

    /// A mark of a chart is pressed by the keys of a button.
    fn key(self: &Rc<Self>, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_mark = event
            .target()
            .and_then(|it| it.dyn_into::<Element>().ok())
            .is_some_and(|it| it.has_attribute("data-filter") && it.tag_name() != "BUTTON");
        if is_mark && [" ", "Enter"].contains(&key.key().as_str()) {
            event.prevent_default();
            self.press(event);
        }
    }

    fn choose(self: &Rc<Self>, event: &Event) {
        let Some(target) = event.target() else { return };
        if let Some(list) = target.dyn_ref::<HtmlSelectElement>() {
            return self.go(list.value(), String::new());
        }
        let Some(day) = target.dyn_ref::<HtmlInputElement>() else { return };
        let Some(part) = day.get_attribute("data-part") else { return };
        let day = day.value();
        // One that is not finished is none yet.
        if !day.is_empty() {
            self.go(self.state(), format!(r#","{part}":"{day}""#));
        }
    }
}
