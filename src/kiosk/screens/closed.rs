//! Outside the opening hours: dark and quiet, with the staff's door.

use super::{
    attract::{masthead, staff_door},
    parts::{page, paragraph, said},
};
use crate::kiosk::{
    app::Kiosk,
    element::{Part, element, spoken},
    language::Text,
};

/// The closed screen.
pub(super) fn closed() -> Part {
    let kiosk = Kiosk::here();
    let hours = spoken(Box::new(move || match kiosk.hours_today() {
        hours if hours.is_empty() => kiosk.text(Text::ClosedToday),
        hours => kiosk.text_with(Text::ClosedLine, "hours", hours.replace(' ', ", ")),
    }));
    let told = element("div")
        .with("class", "asked")
        .holding(element("h1").holding(said(Text::Closed)))
        .holding(paragraph("line", hours));
    page("closed")
        .holding(masthead())
        .holding(told)
        .holding(element("footer").holding(staff_door()))
        .into()
}
