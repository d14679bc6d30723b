//! Something staff have to see to: what happened, what is safe, what to do.

use leptos::prelude::*;

use super::{
    attract::languages,
    parts::{button, paragraph, spoken},
};
use crate::{
    kiosk::{app::Kiosk, notice::Notice},
    locale::Locale,
    platform::reload,
};

/// A notice over the whole screen, in the language chosen and switchable.
pub(super) fn stopped(notice: Notice) -> AnyView {
    let kiosk = Kiosk::here();
    let code = notice.code();
    let detail = notice.detail().map(|detail| paragraph("detail", detail.to_owned().into_any()));
    let retry = (notice != Notice::SecondTab)
        .then(|| button("main", "retry", |t| t.retry, Box::new(reload)));
    let happened = {
        let notice = notice.clone();
        spoken(Box::new(move || notice.words(kiosk.texts())[0].to_owned()))
    };
    let what_to_do = spoken(Box::new(move || notice.words(kiosk.texts())[1].to_owned()));
    view! {
        <main class="stopped" data-notice=code role="alert">
            <h1>{happened}</h1>
            {paragraph("line", what_to_do)}
            {detail}
            {retry}
            <footer>{languages(&Locale::ALL)}</footer>
        </main>
    }
    .into_any()
}
