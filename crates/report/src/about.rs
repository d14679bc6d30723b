//! Which responses a page is about, in words: what is filtered is always said.

use heard_insight::table::{Dimension, Label};

use crate::{language::Language, view::View};

/// The days, and every condition; whether anybody said any of it.
pub(crate) fn about(view: &View<'_>) -> Vec<String> {
    let (language, words) = (view.language, &view.language.words.page);
    let [from, to] = [view.period.from, view.period.to].map(|day| language.day(day));
    let period = language.fill(&words.days, &[("from", &from), ("to", &to)]);
    let only = |what: String| language.fill(&words.only, &[("names", &what)]);
    let labels = view.within.labels.iter();
    let mut conditions: Vec<String> =
        labels.map(|(dimension, labels)| only(condition(language, *dimension, labels))).collect();
    let answers = view.within.answers.iter();
    conditions.extend(answers.map(|(question, codes)| only(answered(view, question, codes))));
    if conditions.is_empty() {
        conditions.push(words.everything.clone());
    }
    let demo = view.table.labels(Dimension::Device).iter().any(|it| it.code.starts_with("demo-"));
    let mut lines = vec![language.sentences(&[vec![period], conditions].concat())];
    lines.extend(demo.then(|| words.demo.clone()));
    lines
}

/// One of these labels: `Counter: B001 · 3`.
pub(crate) fn condition(language: &Language, dimension: Dimension, labels: &[Label]) -> String {
    let words = &language.words.dashboard;
    let names: Vec<String> = labels.iter().map(|it| label(language, dimension, it)).collect();
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("name", &words.dimensions.of(dimension)), ("names", &language.list(&names))];
    language.fill(&words.is, &values)
}

/// One of these answers, in the words that people read.
pub(crate) fn answered(view: &View<'_>, question: &str, codes: &[String]) -> String {
    let (language, words) = (view.language, &view.language.words.dashboard);
    let asked = view.questionnaires.iter().find_map(|it| it.question(question));
    let said = |code: &String| match asked {
        _ if code.is_empty() => words.unanswered.clone(),
        Some(asked) => view.answer(asked, code),
        None => code.clone(),
    };
    let codes: Vec<String> = codes.iter().map(said).collect();
    let title = asked.map_or(question, |asked| view.title(asked));
    language.fill(&words.answer, &[("question", &title), ("codes", &language.list(&codes))])
}

/// A label as people read it.
pub(crate) fn label(language: &Language, dimension: Dimension, label: &Label) -> String {
    let words = &language.words;
    match dimension {
        Dimension::Hour => language.fill(&words.dashboard.hour, &[("hour", &label.code)]),
        Dimension::Weekday => {
            let day = label.code.parse::<usize>().ok().and_then(|day| day.checked_sub(1));
            let name = day.and_then(|day| words.hours.weekdays.get(day));
            name.unwrap_or(&label.code).clone()
        }
        _ => language.label(label),
    }
}
