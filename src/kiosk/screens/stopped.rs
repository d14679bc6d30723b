//! Something staff have to see to: what happened, what is safe, what to do.

use leptos::prelude::*;

use crate::{
    kiosk::{app::Kiosk, notice::Notice},
    locale::Locale,
    platform::reload,
};

/// A notice over the whole screen, in the language chosen and switchable.
#[component]
pub(super) fn Stopped(notice: Notice) -> impl IntoView {
    let kiosk = Kiosk::here();
    let code = notice.code();
    let detail = notice.detail().map(|detail| view! { <p class="detail">{detail.to_owned()}</p> });
    let can_retry = notice != Notice::SecondTab;
    let words = StoredValue::new(notice);
    let word = move |index: usize| {
        words.with_value(|notice| notice.words(kiosk.texts()).get(index).copied())
    };
    view! {
        <main class="stopped" data-notice=code role="alert">
            <h1>{move || word(0)}</h1>
            <p>{move || word(1)}</p>
            {detail}
            {can_retry.then(|| view! {
                <button class="main" data-act="retry" on:click=|_| reload()>
                    {move || kiosk.texts().retry}
                </button>
            })}
            <footer>
                <div class="languages">
                    {Locale::ALL.map(|locale| view! {
                        <button class="quiet" lang=locale.code() data-locale=locale.code()
                            on:click=move |_| kiosk.locale.set(locale)>
                            {locale.name()}
                        </button>
                    }).collect_view()}
                </div>
            </footer>
        </main>
    }
}
