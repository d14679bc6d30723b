//! How the figures were made, and what they cannot say.

use crate::{
    document::{Block, Section},
    view::View,
};

/// The method note.
pub fn method(view: &View<'_>) -> Section {
    let words = &view.language.words.method;
    let notes = words.notes.iter().cloned().map(Block::Note).collect();
    Section { id: "method", title: words.title.clone(), blocks: notes }
}
