//! The recovery key on a sheet for print: shown once, until somebody says that
//! it is put away.

use heard_exchange::sealed::RecoveryKey;
use leptos::prelude::*;

use super::{
    parts::{button, holds, tag, take_focus, ticked, words},
    texts::Texts,
};
use crate::{
    platform::window,
    ui::element::{Part, element},
};

/// The sheet. `whose`: which tablet it belongs to; `done`: it is put away.
pub(super) fn sheet(
    key: &RecoveryKey,
    whose: &str,
    done: impl Fn() + 'static,
    texts: &Texts,
) -> Part {
    let said = &texts.keys;
    let kept = RwSignal::new(false);
    let tick = element("input").with("type", "checkbox").with("data-field", "recovery-kept");
    let tick = ticked(tick, move || kept.get(), move |is_kept| kept.set(is_kept));
    // Where there is no printer the browser says so itself.
    let print = Box::new(|| drop(window().print()));
    let print = button("act", "print-recovery", print).holding(said.print);
    let go_on = button("act primary", "recovery-done", Box::new(done))
        .following("disabled", holds(move || !kept.get()));
    let title = take_focus(element("h1").with("tabindex", "-1")).holding(said.recovery);
    tag("section", "panel recovery")
        .with("data-notice", "recovery-key")
        .holding(title)
        .holding(words("p", "", whose))
        .holding(tag("p", "key").with("lang", "en").holding(key.to_string()))
        .holding(words("p", "notice", said.once))
        .holding(tag("div", "acts").holding(print))
        .holding(tag("label", "check").holding(tick).holding(said.kept))
        .holding(tag("div", "acts").holding(go_on.holding(said.go_on)))
        .into()
}
