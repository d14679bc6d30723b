//! Pieces of pages: made once, kept up to date by effects.
//!
//! Leptos's `view!` gives each piece of a page a type of its own, and each of
//! those types its own code: more than a third of what tablets would load.
//! Here all pieces are of one type, and what changes is a boxed closure over
//! Leptos's signals.

use std::{any::Any, cell::RefCell};

use leptos::{
    prelude::*,
    reactive::graph::{Subscriber, ToAnySubscriber},
    tachys::{renderer::types, view::Mountable},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement, Node};

use crate::platform::document;

/// A piece of a page, before it is put there: an element, a text, or several
/// of them.
pub(crate) struct Part(Node);

/// An element being made; a clone is another hold on the same one.
#[derive(Clone)]
pub(crate) struct Tag(Element);

/// An HTML element.
pub(crate) fn element(name: &'static str) -> Tag {
    // Refused is only what is no name of an element.
    let Ok(element) = document().create_element(name) else { unreachable!() };
    Tag(element)
}

/// An element of a drawing.
pub(crate) fn drawn(name: &'static str) -> Tag {
    let space = Some("http://www.w3.org/2000/svg");
    // Refused is only what is no name of an element.
    let Ok(element) = document().create_element_ns(space, name) else { unreachable!() };
    Tag(element)
}

impl Tag {
    /// Gives it an attribute.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        // Fails only for what is no name of an attribute.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Gives it a style of its own: a `style` attribute would be refused.
    pub(crate) fn style(self, property: &str, value: &str) -> Self {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            // Fails only for a rule that is read-only; these are not.
            let _ = element.style().set_property(property, value);
        }
        self
    }

    /// Gives it an attribute that changes, or is absent.
    pub(crate) fn following(self, name: &'static str, value: Attribute) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || {
            let _ = match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        }));
        self
    }

    /// Calls `react` on an event.
    pub(crate) fn on(self, event: &str, react: Box<dyn Fn(Event)>) -> Self {
        let listener = Closure::<dyn Fn(Event)>::wrap(react);
        let target = listener.as_ref().unchecked_ref();
        // Fails only for what cannot be listened to; every element can.
        let _ = self.0.add_event_listener_with_callback(event, target);
        keep(Box::new(listener));
        self
    }

    /// The element itself.
    pub(crate) fn element(&self) -> &Element {
        &self.0
    }

    /// Puts something at its end.
    pub(crate) fn holding(self, part: impl Into<Part>) -> Self {
        self.append(part.into());
        self
    }

    /// Puts something at its end, where it is already in use.
    pub(crate) fn append(&self, part: Part) {
        append(&self.0, &part);
    }
}

/// An attribute's value as it changes; none: the attribute is absent.
pub(crate) type Attribute = Box<dyn Fn() -> Option<String>>;

impl From<Tag> for Part {
    fn from(tag: Tag) -> Self {
        Self(tag.0.into())
    }
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self(document().create_text_node(text).into())
    }
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<Vec<Part>> for Part {
    fn from(parts: Vec<Part>) -> Self {
        let all = document().create_document_fragment();
        for part in &parts {
            append(&all, part);
        }
        Self(all.into())
    }
}

impl<P: Into<Part>> From<Option<P>> for Part {
    fn from(part: Option<P>) -> Self {
        part.map_or_else(nothing, Into::into)
    }
}

/// Nothing to see.
pub(crate) fn nothing() -> Part {
    "".into()
}

/// A text that changes.
pub(crate) fn spoken(text: Box<dyn Fn() -> String>) -> Part {
    let node: Node = document().create_text_node("").into();
    let shown = node.clone();
    follow(Box::new(move || shown.set_text_content(Some(&text()))));
    Part(node)
}

/// Something that is made anew whenever what it looked at changes.
pub(crate) fn remade(content: Box<dyn Fn() -> Part>) -> Part {
    // Whatever stands between these two belongs to it.
    let (start, end) = (nothing().0, nothing().0);
    let all: Part = vec![Part(start.clone()), Part(end.clone())].into();
    follow(Box::new(move || {
        let new = content();
        let Some(parent) = end.parent_node() else { return };
        while let Some(old) = start.next_sibling().filter(|old| old != &end) {
            // It was found there just now.
            let _ = parent.remove_child(&old);
        }
        let _ = parent.insert_before(&new.0, Some(&end));
    }));
    all
}

/// Something shown while a condition holds.
pub(crate) fn shown_while(holds: Box<dyn Fn() -> bool>, content: fn() -> Part) -> Part {
    // A signal of its own, told only of changes: what is shown stays while the
    // condition goes on holding.
    let shown = RwSignal::new(false);
    follow(Box::new(move || {
        let now = holds();
        if shown.get_untracked() != now {
            shown.set(now);
        }
    }));
    remade(Box::new(move || if shown.get() { content() } else { nothing() }))
}

fn append(parent: &Node, part: &Part) {
    // Fails only for a piece within itself.
    let _ = parent.append_child(&part.0);
}

/// Runs `update` now and whenever what it looked at changes, as long as the
/// piece lives that is being made.
pub(crate) fn follow(update: Box<dyn Fn()>) {
    keep(Box::new(Following(RenderEffect::new(move |_| update()))));
}

/// An effect that is forgotten by what it looked at when it goes: by itself it
/// would be remembered until that changes, which may be never.
struct Following(RenderEffect<()>);

impl Drop for Following {
    fn drop(&mut self) {
        let effect = self.0.to_any_subscriber();
        effect.clear_sources(&effect);
    }
}

thread_local! {
    /// What pieces of the page hold, each in the place it was given. Leptos
    /// would hold it, too, but ask each time which thread this is.
    static KEPT: RefCell<Vec<Option<Box<dyn Any>>>> = const { RefCell::new(Vec::new()) };
}

/// Drops `thing` when the piece that is being made goes.
fn keep(thing: Box<dyn Any>) {
    let place = KEPT.with_borrow_mut(|kept| {
        let place = kept.iter().position(Option::is_none).unwrap_or_else(|| {
            kept.push(None);
            kept.len() - 1
        });
        kept[place] = Some(thing);
        place
    });
    // It may hold pieces that hold things themselves: dropped when all is put back.
    on_cleanup(move || drop(KEPT.with_borrow_mut(|kept| kept[place].take())));
}

/// The page itself is put up by Leptos.
impl Render for Part {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, state: &mut Self) {
        *state = self;
    }
}

impl Mountable for Part {
    fn mount(&mut self, parent: &types::Element, before: Option<&types::Node>) {
        // Fails only for a piece within itself.
        let _ = parent.insert_before(&self.0, before);
    }

    fn unmount(&mut self) {
        if let Some(parent) = self.0.parent_node() {
            // It was found there just now.
            let _ = parent.remove_child(&self.0);
        }
    }

    fn insert_before_this(&self, other: &mut dyn Mountable) -> bool {
        let Some(parent) = self.0.parent_element() else { return false };
        other.mount(&parent, Some(&self.0));
        true
    }

    fn elements(&self) -> Vec<types::Element> {
        self.0.clone().dyn_into().into_iter().collect()
    }
}
