//! Whether conditions make sense together: they name questions that exist, and
//! none depends on itself. Page conditions become part of their questions'.

use super::{Drafts, place::Place};
use crate::{Expression, Question, interview::Order};

/// Checks the conditions, and hands those of pages on to their questions.
pub(super) fn settle(drafts: &mut Drafts<'_>) {
    let names = drafts.names();
    for page in &drafts.pages {
        check_names(page.condition.as_ref(), &page.place, "visibleIf", &names);
        for (question, place) in page.page.questions.iter().zip(&page.places) {
            check_names(question.visible_if.as_ref(), place, "visibleIf", &names);
        }
    }
    for page in &mut drafts.pages {
        let Some(condition) = page.condition.take() else { continue };
        for question in &mut page.page.questions {
            question.visible_if = Some(match question.visible_if.take() {
                Some(own) => condition.clone().and(own),
                None => condition.clone(),
            });
        }
    }
    refuse_circles(drafts);
    if let Some((_, place)) = drafts.questions().next() {
        place.check_required(drafts);
    }
}

/// What `requiredIf` asks about exists and comes before: whether a question must
/// be answered is known when it is asked, and nobody is led back to one that was
/// left out.
pub(super) fn check_required(drafts: &Drafts<'_>) {
    let known = drafts.names();
    let questions: Vec<(&Question, &Place<'_>)> = drafts.questions().collect();
    for (index, (question, place)) in questions.iter().enumerate() {
        let mut later = questions.iter().skip(index).map(|(later, _)| later.name.as_str());
        check_names(question.required.condition(), place, "requiredIf", &known);
        let names = question.required.condition().map(Expression::names).unwrap_or_default();
        if let Some(name) = later.find(|name| names.contains(name)) {
            let problem = format!("`{name}` does not come before this question.");
            place.child("requiredIf").refuse(problem, None);
        }
    }
}

fn check_names(condition: Option<&Expression>, place: &Place<'_>, key: &str, names: &[&str]) {
    let used = condition.into_iter().flat_map(Expression::names);
    for name in used.filter(|name| !names.contains(name)) {
        let problem = format!("No question is called `{name}`.");
        place.child(key).refuse(problem, place.nearest(name, names));
    }
}

fn refuse_circles(drafts: &Drafts<'_>) {
    let (questions, places): (Vec<&Question>, Vec<_>) = drafts.questions().unzip();
    for index in Order::of(&questions).circular {
        let name = &questions[index].name;
        let problem = format!("Whether `{name}` is asked depends on its own answer.");
        places[index].child("visibleIf").refuse(problem, None);
    }
}
