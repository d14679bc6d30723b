//! The thank-you: the same for every score, and only once the answer is on disk.

use leptos::prelude::*;

use super::{
    attract::masthead,
    closing::closing,
    parts::{Text, button, nothing, paragraph, remade, said},
};
use crate::kiosk::{app::Kiosk, saver::Saving};

/// Thanks, or why there are none yet.
pub(super) fn thanks(invitation: bool) -> AnyView {
    let kiosk = Kiosk::here();
    let saving = Memo::new(move |_| kiosk.saving());
    let words = remade(Box::new(move || match saving.get() {
        Saving::Done => thanked(invitation),
        // A few milliseconds: nothing is shown rather than something that jumps.
        Saving::Writing => nothing(),
        Saving::Failing { .. } => message(|t| t.unsaved, |t| t.unsaved_line, nothing()),
    }));
    view! {
        <main class="thanks">
            {masthead()}
            <div class="asked" role="status">{words}</div>
            <footer>{closing()}</footer>
        </main>
    }
    .into_any()
}

fn thanked(invitation: bool) -> AnyView {
    let kiosk = Kiosk::here();
    let more = invitation.then(|| {
        let accept = move || {
            // Accepting cannot fail.
            let _ = kiosk.step(|interview| {
                interview.accept_invitation();
                Ok(())
            });
        };
        button("main", "more", |t| t.say_more, Box::new(accept))
    });
    let finish = button("plain", "finish", |t| t.finish, Box::new(move || kiosk.finish()));
    let ways = view! { <div class="ways" data-thanked="">{more} {finish}</div> }.into_any();
    message(|t| t.thanks, |t| t.thanks_line, ways)
}

fn message(heading: Text, line: Text, below: AnyView) -> AnyView {
    let heading = view! { <h1>{said(heading)}</h1> }.into_any();
    vec![heading, paragraph("line", said(line)), below].into_any()
}
