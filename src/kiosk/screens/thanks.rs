//! The thank-you: the same for every score, and only once the answer is on disk.

use heard_survey::Interview;
use leptos::prelude::*;

use super::{attract::Masthead, closing::Closing};
use crate::kiosk::{app::Kiosk, saver::Saving};

/// Thanks, or why there are none yet.
#[component]
pub(super) fn Thanks(invitation: bool) -> impl IntoView {
    let kiosk = Kiosk::here();
    let words = move || match kiosk.saving() {
        Saving::Done => Some([kiosk.texts().thanks, kiosk.texts().thanks_line]),
        // A few milliseconds: nothing is shown rather than something that jumps.
        Saving::Writing => None,
        Saving::Failing { .. } => Some([kiosk.texts().unsaved, kiosk.texts().unsaved_line]),
    };
    let is_saved = Memo::new(move |_| kiosk.saving() == Saving::Done);
    let say_more = move |_| {
        let accept = |interview: &mut Interview| interview.accept_invitation();
        let Ok(()) = kiosk.step(|session| {
            accept(&mut session.interview);
            Ok::<(), std::convert::Infallible>(())
        });
    };
    view! {
        <main class="thanks">
            <Masthead />
            <div class="asked" role="status">
                {move || words().map(|[title, line]| view! {
                    <h1>{title}</h1>
                    <p>{line}</p>
                })}
                <Show when=move || is_saved.get()>
                    <div class="ways" data-thanked="">
                        {invitation.then(|| view! {
                            <button class="main" data-act="more" on:click=say_more>
                                {move || kiosk.texts().say_more}
                            </button>
                        })}
                        <button class="plain" data-act="finish" on:click=move |_| kiosk.finish()>
                            {move || kiosk.texts().finish}
                        </button>
                    </div>
                </Show>
            </div>
            <footer><Closing /></footer>
        </main>
    }
}
