//! One question a screen: what is asked, what can be said, and the way on.

use heard_survey::{Invalid, Kind, Question};
use leptos::prelude::*;

use super::{
    attract::Masthead,
    choices::{Faces, OneOf, Scale, SomeOf, YesNo},
    closing::Closing,
    entries::Words,
};
use crate::{
    kiosk::{app::Kiosk, texts::Texts},
    locale::fill,
};
use heard_survey::RatingStyle;

/// The question being asked.
#[component]
pub(super) fn QuestionScreen() -> impl IntoView {
    let kiosk = Kiosk::here();
    // Controls are made anew for every turn: nothing of one question, or of
    // one person, can be left in the next.
    move || {
        kiosk.turn.track();
        kiosk.question().map(|question| view! { <Asked question /> })
    }
}

#[component]
fn Asked(question: Question) -> impl IntoView {
    let kiosk = Kiosk::here();
    let fault = RwSignal::new(None::<Invalid>);
    let has_next = !moves_on_by_itself(&question.kind);
    let skippable = !question.required;
    let can_go_back = kiosk.session(|session| session.interview.can_go_back()).unwrap_or(false);
    // The step may run into an answer that is still missing, or does not fit.
    let go = move |step: fn(&mut heard_survey::Interview) -> Result<(), Invalid>| {
        let outcome = kiosk.step(|session| step(&mut session.interview));
        fault.try_set(outcome.err());
    };
    let words = Words::new(&question);
    let next = move |_| match words.hand_in(kiosk) {
        Ok(()) => go(heard_survey::Interview::next),
        Err(invalid) => fault.set(Some(invalid)),
    };
    let Question { name, title, description, .. } = question.clone();
    let has_description = !description.is_empty();
    view! {
        <main class="question">
            <Masthead />
            <Progress />
            <div class="asked" data-question=name>
                <h1 id="asked" tabindex="-1">{move || kiosk.fill_in(&title)}</h1>
                {has_description.then(|| view! {
                    <p class="help" id="help">{move || kiosk.fill_in(&description)}</p>
                })}
                <PrivacyNotice kind=question.kind.clone() />
                <Controls question words />
                <p class="fault" id="fault" role="alert">
                    {move || fault.get().map(|invalid| say(invalid, kiosk.texts()))}
                </p>
            </div>
            <footer>
                {can_go_back.then(|| view! {
                    <button class="plain" data-act="back" on:click=move |_| go(|interview| {
                        interview.back();
                        Ok(())
                    })>
                        {move || kiosk.texts().back}
                    </button>
                })}
                <Closing />
                {skippable.then(|| view! {
                    <button class="plain" data-act="skip" on:click=move |_| go(heard_survey::Interview::skip)>
                        {move || kiosk.texts().skip}
                    </button>
                })}
                {has_next.then(|| view! {
                    <button class="main" data-act="next" on:click=next>
                        {move || kiosk.texts().next}
                    </button>
                })}
            </footer>
        </main>
    }
}

/// The controls that fit the question.
#[component]
pub(super) fn Controls(question: Question, #[prop(optional)] words: Words) -> impl IntoView {
    let kiosk = Kiosk::here();
    let current = kiosk.session(super::super::session::Session::current).flatten();
    match question.kind {
        Kind::Rating(rating) if rating.style == RatingStyle::Faces => {
            view! { <Faces rating current /> }.into_any()
        }
        Kind::Rating(rating) => view! { <Scale rating current /> }.into_any(),
        Kind::Radiogroup(choices) => view! { <OneOf choices current /> }.into_any(),
        Kind::Boolean { yes, no } => view! { <YesNo yes no current /> }.into_any(),
        Kind::Checkbox { choices, max } => view! { <SomeOf choices max current /> }.into_any(),
        Kind::Comment { max_length } => words.lines(max_length).into_any(),
        Kind::Text { input, max_length } => words.line(input, max_length).into_any(),
    }
}

/// Whether choosing is enough to go on.
fn moves_on_by_itself(kind: &Kind) -> bool {
    matches!(kind, Kind::Rating(_) | Kind::Radiogroup(_) | Kind::Boolean { .. })
}

/// What the words are for, before any are asked for.
#[component]
fn PrivacyNotice(kind: Kind) -> impl IntoView {
    let kiosk = Kiosk::here();
    let asks_for_words = matches!(kind, Kind::Comment { .. } | Kind::Text { .. });
    let notice = kiosk.tablet(|tablet| tablet.in_use.questionnaire.settings.notice.clone());
    notice.flatten().filter(|_| asks_for_words).map(|notice| {
        view! { <p class="privacy">{move || kiosk.fill_in(&notice.text)}</p> }
    })
}

/// "2 / 5" and a thin bar.
#[component]
fn Progress() -> impl IntoView {
    let kiosk = Kiosk::here();
    let progress = kiosk.session(|session| session.interview.progress()).unwrap_or_default();
    let said = move || {
        let text = fill(kiosk.texts().progress, "position", progress.position);
        fill(&text, "total", progress.total)
    };
    view! {
        <div class="progress">
            <progress
                max=progress.total.to_string()
                value=progress.position.to_string()
                aria-label=said
            ></progress>
            <span aria-hidden="true">{progress.position} " / " {progress.total}</span>
        </div>
    }
}

/// What is wrong with an answer, in the person's language.
fn say(invalid: Invalid, texts: &Texts) -> String {
    match invalid {
        Invalid::Required => texts.required.to_owned(),
        Invalid::TooMany { max } => fill(texts.too_many, "n", max),
        Invalid::TooLong { max } => fill(texts.too_long, "n", max),
        Invalid::NotATelephone => texts.not_telephone.to_owned(),
        Invalid::NotAnEmail => texts.not_email.to_owned(),
        Invalid::NotAChoice | Invalid::WrongKind | Invalid::NothingAsked => {
            texts.not_an_answer.to_owned()
        }
    }
}
