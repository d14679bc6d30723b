//! Whether conditions make sense together: they name questions that exist, and
//! none depends on itself. Page conditions become part of their questions'.

use super::{Drafts, place::Place};
use crate::{Expression, Question, interview::Order};

/// Checks the conditions, and hands those of pages on to their questions.
pub(super) fn settle(drafts: &mut Drafts<'_>) {
    let names = drafts.names();
    for page in &drafts.pages {
        check_names(page.condition.as_ref(), &page.place, &names);
        for (question, place) in page.page.questions.iter().zip(&page.places) {
            check_names(question.visible_if.as_ref(), place, &names);
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
}

fn check_names(condition: Option<&Expression>, place: &Place<'_>, names: &[&str]) {
    let used = condition.into_iter().flat_map(Expression::names);
    for name in used.filter(|name| !names.contains(name)) {
        let problem = format!("No question is called `{name}`.");
        place.child("visibleIf").refuse(problem, place.nearest(name, names));
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
