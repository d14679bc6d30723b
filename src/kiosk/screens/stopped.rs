//! Something staff have to see to: what happened, what is safe, what to do.

use super::{
    attract::languages,
    parts::{button, paragraph, said},
};
use crate::{
    kiosk::{
        element::{Part, element},
        language::Text,
        notice::Notice,
    },
    locale::Locale,
    platform::reload,
};

/// A notice over the whole screen, in the language chosen and switchable.
pub(super) fn stopped(notice: Notice) -> Part {
    let code = notice.code();
    let detail = notice.detail().map(|detail| paragraph("detail", detail.into()));
    let retry = (notice != Notice::SecondTab)
        .then(|| button("main", "retry", Text::Retry, Box::new(reload)));
    let [happened, what_to_do] = notice.words().map(said);
    let told = element("div")
        .with("class", "asked")
        .with("role", "alert")
        .holding(element("h1").holding(happened))
        .holding(paragraph("line", what_to_do))
        .holding(detail)
        .holding(retry);
    element("main")
        .with("class", "stopped")
        .with("data-notice", code)
        .holding(told)
        .holding(element("footer").holding(languages(&Locale::ALL)))
        .into()
}
