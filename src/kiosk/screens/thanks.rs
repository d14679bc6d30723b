//! The thank-you: the same for every score, and only once the answer is on disk.

use leptos::prelude::*;

use super::{
    attract::masthead,
    closing::closing,
    parts::{button, page, paragraph, said},
};
use crate::kiosk::{
    app::Kiosk,
    element::{Part, element, nothing, remade},
    language::Text,
    saver::Saving,
};

/// Thanks, or why there are none yet.
pub(super) fn thanks(invitation: bool) -> Part {
    let kiosk = Kiosk::here();
    let words = remade(Box::new(move || match kiosk.saving() {
        Saving::Done => thanked(invitation),
        // A few milliseconds: nothing is shown rather than something that jumps.
        Saving::Writing => nothing(),
        Saving::Failing { .. } => message(Text::Unsaved, Text::UnsavedLine, nothing()),
    }));
    let said = element("div")
        .with("class", "asked")
        .with("id", "asked")
        .with("tabindex", "-1")
        .with("role", "status")
        .holding(words);
    page("thanks")
        .holding(masthead())
        .holding(said)
        .holding(element("footer").holding(closing()))
        .into()
}

fn thanked(invitation: bool) -> Part {
    let kiosk = Kiosk::here();
    let more = invitation.then(|| {
        let accept = move || {
            // Accepting cannot fail.
            let _ = kiosk.step(|interview| {
                interview.accept_invitation();
                Ok(())
            });
        };
        button("main", "more", Text::SayMore, Box::new(accept))
    });
    // Only in elder mode, and without showing what was answered.
    let again = kiosk.elder.get().then(|| {
        button("plain", "reconsider", Text::Reconsider, Box::new(move || kiosk.reconsider()))
    });
    let finish = button("plain", "finish", Text::Finish, Box::new(move || kiosk.finish()));
    let ways = element("div").with("class", "ways").with("data-thanked", "");
    let ways = ways.holding(more).holding(again).holding(finish).into();
    message(Text::Thanks, Text::ThanksLine, ways)
}

fn message(heading: Text, line: Text, below: Part) -> Part {
    let heading = element("h1").holding(said(heading)).into();
    vec![heading, paragraph("line", said(line)), below].into()
}
