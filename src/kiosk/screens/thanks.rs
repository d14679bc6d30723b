//! The thank-you: the same for every score, and only once the answer is on disk.

use super::{
    attract::masthead,
    closing::closing,
    parts::{Text, button, paragraph, said},
};
use crate::kiosk::{
    app::Kiosk,
    element::{Part, element, nothing, remade},
    saver::Saving,
};

/// Thanks, or why there are none yet.
pub(super) fn thanks(invitation: bool) -> Part {
    let kiosk = Kiosk::here();
    let words = remade(Box::new(move || match kiosk.saving() {
        Saving::Done => thanked(invitation),
        // A few milliseconds: nothing is shown rather than something that jumps.
        Saving::Writing => nothing(),
        Saving::Failing { .. } => message(|t| t.unsaved, |t| t.unsaved_line, nothing()),
    }));
    let said = element("div").with("class", "asked").with("role", "status").holding(words);
    element("main")
        .with("class", "thanks")
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
        button("main", "more", |t| t.say_more, Box::new(accept))
    });
    let finish = button("plain", "finish", |t| t.finish, Box::new(move || kiosk.finish()));
    let ways = element("div").with("class", "ways").with("data-thanked", "");
    let ways = ways.holding(more).holding(finish).into();
    message(|t| t.thanks, |t| t.thanks_line, ways)
}

fn message(heading: Text, line: Text, below: Part) -> Part {
    let heading = element("h1").holding(said(heading)).into();
    vec![heading, paragraph("line", said(line)), below].into()
}
