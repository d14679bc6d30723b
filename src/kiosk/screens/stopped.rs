//! Something staff have to see to: what happened, what is safe, what to do.

use super::{
    attract::languages,
    parts::{button, paragraph},
};
use crate::{
    kiosk::{
        app::Kiosk,
        element::{Part, element, spoken},
        notice::Notice,
    },
    locale::Locale,
    platform::reload,
};

/// A notice over the whole screen, in the language chosen and switchable.
pub(super) fn stopped(notice: Notice) -> Part {
    let kiosk = Kiosk::here();
    let code = notice.code();
    let detail = notice.detail().map(|detail| paragraph("detail", detail.into()));
    let retry = (notice != Notice::SecondTab)
        .then(|| button("main", "retry", |t| t.retry, Box::new(reload)));
    let happened = {
        let notice = notice.clone();
        spoken(Box::new(move || notice.words(kiosk.texts())[0].to_owned()))
    };
    let what_to_do = spoken(Box::new(move || notice.words(kiosk.texts())[1].to_owned()));
    element("main")
        .with("class", "stopped")
        .with("data-notice", code)
        .with("role", "alert")
        .holding(element("h1").holding(happened))
        .holding(paragraph("line", what_to_do))
        .holding(detail)
        .holding(retry)
        .holding(element("footer").holding(languages(&Locale::ALL)))
        .into()
}
