//! How one response is shown: its rating, and what the person said.

use leptos::prelude::*;

use super::{
    reading::{Rated, Reading},
    texts::Texts,
};
use crate::{kiosk::faces::face, locale::Locale};

/// A rating as face, number and words.
pub(super) fn rating(rated: Option<Rated<'_>>, locale: Locale, texts: &'static Texts) -> AnyView {
    let Some(rated) = rated else {
        return view! { <span class="soft">{texts.responses.no_rating}</span> }.into_any();
    };
    view! {
        <span class="rating" class:bad=rated.is_bad()>
            {face(rated.step, rated.steps)} <b>{rated.number}</b> " "
            <span>{rated.label(locale.code())}</span>
        </span>
    }
    .into_any()
}

/// The time of day, as the branch's clock showed it.
pub(super) fn time(reading: Reading<'_>) -> String {
    reading.response.started_at.format("%H:%M").to_string()
}

/// Reasons, praise, comments and the wish to be contacted.
pub(super) fn said(
    reading: Reading<'_>,
    locale: Locale,
    texts: &'static Texts,
) -> impl IntoView + use<> {
    let tags = |class: &'static str, words: Vec<String>| {
        words.into_iter().map(|word| view! { <li class=class>{word}</li> }).collect_view()
    };
    let code = locale.code();
    let (reasons, praise) = (reading.reasons(code), reading.praise(code));
    let tagged = (!reasons.is_empty() || !praise.is_empty()).then(|| {
        view! { <ul class="tags">{tags("tag warn", reasons)} {tags("tag praise", praise)}</ul> }
    });
    let comments: Vec<_> = reading.comments().into_iter().map(str::to_owned).collect();
    let comments = comments.into_iter().map(|comment| {
        view! { <blockquote class="comment" dir="auto">{comment}</blockquote> }
    });
    let contact = reading.wishes_contact().then(|| view! { <p>{texts.responses.contact}</p> });
    view! { <div class="said">{tagged} {comments.collect_view()} {contact}</div> }
}

/// The telephone number, hidden until somebody asks for it: whoever looks over
/// a shoulder need not read it.
pub(super) fn contact(
    reading: Reading<'_>,
    texts: &'static Texts,
) -> Option<impl IntoView + use<>> {
    let numbers: Vec<_> = reading.contacts().into_iter().map(str::to_owned).collect();
    let shown = RwSignal::new(false);
    let view = move || {
        if shown.get() {
            view! { <span class="contact" tabindex="-1">{numbers.join(" · ")}</span> }.into_any()
        } else {
            view! {
                <button
                    type="button"
                    class="second small"
                    data-act="show-contact"
                    on:click=move |_| shown.set(true)
                >
                    {texts.responses.show_contact}
                </button>
            }
            .into_any()
        }
    };
    (!reading.contacts().is_empty()).then_some(view)
}

/// The answers that have no place of their own, folded away.
pub(super) fn others(
    reading: Reading<'_>,
    locale: Locale,
    texts: &'static Texts,
) -> Option<impl IntoView + use<>> {
    let words = &texts.responses;
    let others = reading.others(locale.code(), [words.yes, words.no], words.separator);
    if others.is_empty() {
        return None;
    }
    let pairs = others.into_iter().map(|[question, answer]| {
        view! { <dt>{question}</dt><dd>{answer}</dd> }
    });
    let pairs = pairs.collect_view();
    Some(view! {
        <details class="others">
            <summary>{words.more_answers}</summary>
            <dl>{pairs}</dl>
        </details>
    })
}
