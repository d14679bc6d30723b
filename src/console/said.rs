//! How one response is shown: its rating, and what the person said.

use heard_exchange::time::clock;
use leptos::prelude::*;

use super::{
    parts::{button, parts, tag, words},
    reading::{Rated, Reading},
    texts::Texts,
};
use crate::{
    locale::Locale,
    ui::{
        element::{Part, element, remade},
        face,
    },
};

/// A rating as face, number and words.
pub(super) fn rating(rated: Option<Rated<'_>>, locale: Locale, texts: &Texts) -> Part {
    let Some(rated) = rated else { return words("span", "soft", texts.responses.no_rating) };
    tag("span", if rated.is_bad() { "rating bad" } else { "rating" })
        .holding(face(rated.step, rated.steps))
        .holding(element("b").holding(rated.number.to_string()))
        .holding(" ")
        .holding(element("span").holding(rated.label(locale.code())))
        .into()
}

/// The time of day, as the branch's clock showed it.
pub(super) fn time(reading: Reading<'_>) -> Part {
    element("time").holding(clock(&reading.response.started_at)).into()
}

/// Reasons, praise, comments and the wish to be contacted.
pub(super) fn said(reading: Reading<'_>, locale: Locale, texts: &Texts) -> Part {
    let code = locale.code();
    let tags = |class: &str, tags: Vec<String>| -> Vec<Part> {
        tags.iter().map(|word| words("li", class, word)).collect()
    };
    let mut tagged = tags("tag warn", reading.reasons(code));
    tagged.extend(tags("tag praise", reading.praise(code)));
    let tagged = (!tagged.is_empty()).then(|| tag("ul", "tags").holding(tagged));
    let comments = reading.comments().into_iter();
    let comments: Vec<Part> = comments
        .map(|comment| tag("blockquote", "comment").with("dir", "auto").holding(comment).into())
        .collect();
    let contact = reading.wishes_contact().then(|| element("p").holding(texts.responses.contact));
    tag("div", "said").holding(tagged).holding(comments).holding(contact).into()
}

/// The telephone number, hidden until somebody asks for it: whoever looks over
/// a shoulder need not read it.
pub(super) fn contact(reading: Reading<'_>, texts: &'static Texts) -> Option<Part> {
    let numbers = reading.contacts().join(" · ");
    if numbers.is_empty() {
        return None;
    }
    let asked = RwSignal::new(false);
    Some(remade(Box::new(move || {
        if asked.get() {
            return words("span", "contact", &numbers);
        }
        let show = button("second small", "show-contact", Box::new(move || asked.set(true)));
        show.holding(texts.responses.show_contact).into()
    })))
}

/// The answers that have no place of their own, folded away.
pub(super) fn others(reading: Reading<'_>, locale: Locale, texts: &Texts) -> Option<Part> {
    let said = &texts.responses;
    let others = reading.others(locale.code(), [said.yes, said.no], said.separator);
    if others.is_empty() {
        return None;
    }
    let pairs: Vec<Part> = others
        .into_iter()
        .map(|[question, answer]| {
            parts![element("dt").holding(question), element("dd").holding(answer)]
        })
        .collect();
    let folded = tag("details", "others")
        .holding(element("summary").holding(said.more_answers))
        .holding(element("dl").holding(pairs));
    Some(folded.into())
}
