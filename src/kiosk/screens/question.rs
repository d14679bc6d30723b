//! One question a screen: what is asked, what can be said, and the way on.

use heard_survey::{Interview, Invalid, Kind, Question, RatingStyle, Value};
use leptos::prelude::*;

use super::{
    attract::masthead,
    choices::{Single, some_of},
    closing::closing,
    entries::Words,
    parts::{asked, button, heading, page, paragraph},
};
use crate::{
    kiosk::{
        app::Kiosk,
        element::{Part, element, nothing, remade, spoken},
        language::Text,
    },
    locale::fill,
};

/// The question being asked.
pub(super) fn question_screen() -> Part {
    let kiosk = Kiosk::here();
    // Controls are made anew for every turn: nothing of one question, or of
    // one person, can be left in the next.
    remade(Box::new(move || {
        kiosk.turn.track();
        kiosk.question().map_or_else(nothing, |(question, current)| asking(question, current))
    }))
}

fn asking(question: Question, current: Option<Value>) -> Part {
    let kiosk = Kiosk::here();
    let fault = RwSignal::new(None::<Invalid>);
    let words = Words::new(&question, current.as_ref());
    // The step may run into an answer that is still missing, or does not fit.
    let go = move |step: fn(&mut Interview) -> Result<(), Invalid>| {
        if let Err(invalid) = kiosk.step(step) {
            fault.set(Some(invalid));
        }
    };
    let next = move || match words.hand_in(kiosk) {
        Ok(()) => go(Interview::next),
        Err(invalid) => fault.set(Some(invalid)),
    };
    let back = move || {
        go(|interview| {
            interview.back();
            Ok(())
        });
    };
    let can_go_back = kiosk.interview(Interview::can_go_back).unwrap_or(false);
    let has_next = !moves_on_by_itself(&question.kind);
    let notice = asks_for_words(&question.kind).then(privacy_notice);
    let can_skip = kiosk.interview(Interview::can_skip).unwrap_or(false);
    let Question { name, title, description, kind, .. } = question;
    let help = (!description.is_empty()).then(|| paragraph("help", asked(description)));
    let said = spoken(Box::new(move || {
        fault.get().map_or_else(String::new, |invalid| say(invalid, kiosk))
    }));
    let fault = element("p").with("class", "fault").with("id", "fault").with("role", "alert");
    let question = element("div")
        .with("class", "asked")
        .with("data-question", &name)
        .holding(heading(title))
        .holding(help)
        .holding(notice)
        .holding(controls(kind, current, words))
        .holding(fault.holding(said));
    let skip = move || go(Interview::skip);
    let ways = element("footer")
        .holding(can_go_back.then(|| button("plain", "back", Text::Back, Box::new(back))))
        .holding(closing())
        .holding(can_skip.then(|| button("plain", "skip", Text::Skip, Box::new(skip))))
        .holding(has_next.then(|| button("main", "next", Text::Next, Box::new(next))));
    page("question").holding(masthead()).holding(progress()).holding(question).holding(ways).into()
}

/// The controls that fit the question.
pub(super) fn controls(kind: Kind, current: Option<Value>, words: Words) -> Part {
    match kind {
        Kind::Rating(rating) if rating.style == RatingStyle::Faces => {
            Single::new(current).faces(&rating)
        }
        Kind::Rating(rating) => Single::new(current).scale(&rating),
        Kind::Radiogroup(choices) => Single::new(current).one_of(choices),
        Kind::Boolean { yes, no } => Single::new(current).yes_or_no(yes, no),
        Kind::Checkbox { choices, max } => some_of(choices, max, current),
        Kind::Comment { max_length } => words.lines(max_length),
        Kind::Text { input, max_length } => words.line(input, max_length),
    }
}

/// Whether choosing is enough to go on.
fn moves_on_by_itself(kind: &Kind) -> bool {
    matches!(kind, Kind::Rating(_) | Kind::Radiogroup(_) | Kind::Boolean { .. })
}

fn asks_for_words(kind: &Kind) -> bool {
    matches!(kind, Kind::Comment { .. } | Kind::Text { .. })
}

/// What the words are for, before any are asked for.
fn privacy_notice() -> Part {
    let notice = Kiosk::here()
        .interview(|interview| interview.questionnaire().settings.notice.clone())
        .flatten();
    notice.map_or_else(nothing, |notice| paragraph("privacy", asked(notice.text)))
}

/// "2 / 5" and a thin bar.
fn progress() -> Part {
    let kiosk = Kiosk::here();
    let progress = kiosk.interview(Interview::progress).unwrap_or_default();
    let (position, total) = (progress.position.to_string(), progress.total.to_string());
    let label = Box::new({
        let (position, total) = (position.clone(), total.clone());
        move || {
            let text = kiosk.text_with(Text::Progress, "position", &position);
            Some(fill(&text, "total", &total))
        }
    });
    let mut short = position.clone();
    short.push_str(" / ");
    short.push_str(&total);
    let bar = element("progress").with("max", &total).with("value", &position);
    element("div")
        .with("class", "progress")
        .holding(bar.following("aria-label", label))
        .holding(element("span").with("aria-hidden", "true").holding(&*short))
        .into()
}

/// What is wrong with an answer, in the person's language.
fn say(invalid: Invalid, kiosk: Kiosk) -> String {
    match invalid {
        Invalid::Required => kiosk.text(Text::Required),
        Invalid::TooMany { max } => kiosk.text_with(Text::TooMany, "n", max),
        Invalid::TooLong { max } => kiosk.text_with(Text::TooLong, "n", max),
        Invalid::NotATelephone => kiosk.text(Text::NotTelephone),
        Invalid::NotAnEmail => kiosk.text(Text::NotEmail),
        Invalid::NotAChoice | Invalid::WrongKind | Invalid::NothingAsked => {
            kiosk.text(Text::NotAnAnswer)
        }
    }
}
