//! What a response says, with the help of the questionnaire it answers.

use heard_exchange::{Response, csv::Columns};
use heard_insight::Summary;
use heard_survey::{
    Choice, InputType, Kind, LocalText, Question, Questionnaire, Roles, Value, order,
};

use crate::{
    questionnaires::{self, InUse},
    store::QuestionnaireName,
};

/// The questionnaires at hand, the one in use first. One that cannot be read
/// is left out: answers to it show as codes.
pub(super) struct Known(Vec<InUse>);

impl Known {
    /// Reads them all.
    pub(super) async fn load(current: QuestionnaireName) -> Self {
        let mut names = QuestionnaireName::ALL;
        order::sort_by_key(&mut names, |name| *name != current);
        let mut known = Vec::new();
        for name in names {
            known.extend(questionnaires::load(name).await.ok());
        }
        Self(known)
    }

    /// `response` with the questionnaire it answers.
    pub(super) fn read<'r>(&'r self, response: &'r Response) -> Reading<'r> {
        Reading { response, questionnaire: self.asked_in(response) }
    }

    fn asked_in(&self, response: &Response) -> Option<&Questionnaire> {
        let same = |known: &&InUse| known.id.name == response.questionnaire.name;
        self.0.iter().find(same).map(|known| &*known.questionnaire)
    }

    /// The questionnaire in use, where it can be read.
    pub(super) fn current(&self) -> Option<&Questionnaire> {
        self.0.first().map(|known| &*known.questionnaire)
    }

    /// The counts and scores of `responses`.
    pub(super) fn summary<'r>(&self, responses: impl IntoIterator<Item = &'r Response>) -> Summary {
        let mut summary = Summary::default();
        self.0.iter().for_each(|known| summary.know(&known.questionnaire));
        for response in responses {
            // Off its scale only in a file brought in from elsewhere: an
            // answer nobody can place is in no figure.
            let _ = summary.add(response);
        }
        summary
    }

    /// The columns of an export of `responses`: every question of the
    /// questionnaires they answer (of the one in use, where there are none),
    /// and of any answer besides, so that none is lost.
    pub(super) fn columns(&self, responses: &[&Response]) -> Columns {
        let answered = |known: &&InUse| {
            let name = &known.id.name;
            responses.iter().any(|response| response.questionnaire.name == *name)
        };
        let mut columns = if responses.is_empty() {
            Columns::of(self.0.iter().map(|known| &*known.questionnaire))
        } else {
            Columns::of(self.0.iter().filter(answered).map(|known| &*known.questionnaire))
        };
        for response in responses {
            columns.include_answers(&response.answers);
        }
        columns
    }
}

/// A response and the questionnaire it answers, where that is at hand.
#[derive(Clone, Copy)]
pub(super) struct Reading<'r> {
    /// The response.
    pub(super) response: &'r Response,
    questionnaire: Option<&'r Questionnaire>,
}

/// An answer on a scale.
#[derive(Clone, Copy)]
pub(super) struct Rated<'r> {
    /// The number as stored.
    pub(super) number: i32,
    /// Its step on the scale, from 0.
    pub(super) step: usize,
    /// How many steps there are.
    pub(super) steps: usize,
    label: Option<&'r LocalText>,
}

impl Rated<'_> {
    /// One of the lowest two.
    pub(super) fn is_bad(self) -> bool {
        self.step < 2
    }

    /// The step in words, where the questionnaire has any.
    pub(super) fn label(self, locale: &str) -> String {
        self.label.map(|label| label.get(locale).to_owned()).unwrap_or_default()
    }
}

impl<'r> Reading<'r> {
    /// The overall rating.
    pub(super) fn rating(self) -> Option<Rated<'r>> {
        let (question, value) = self.role(|roles| &roles.csat)?;
        rated(question, value)
    }

    /// What went wrong, in words.
    pub(super) fn reasons(self, locale: &str) -> Vec<String> {
        self.chosen(|roles| &roles.reason, locale)
    }

    /// What was praised, in words.
    pub(super) fn praise(self, locale: &str) -> Vec<String> {
        self.chosen(|roles| &roles.praise, locale)
    }

    /// The person may be contacted.
    pub(super) fn wishes_contact(self) -> bool {
        self.role(|roles| &roles.contact).is_some_and(|(_, value)| *value == Value::Boolean(true))
    }

    /// Telephone numbers and addresses left for that.
    pub(super) fn contacts(self) -> Vec<&'r str> {
        self.texts(is_contact)
    }

    /// In the person's own words.
    pub(super) fn comments(self) -> Vec<&'r str> {
        self.texts(is_comment)
    }

    /// Every other answer: the question and what was said, codes where nobody
    /// has words.
    pub(super) fn others(
        self,
        locale: &str,
        [yes, no]: [&str; 2],
        separator: &str,
    ) -> Vec<[String; 2]> {
        let shown = |name: &str| {
            self.questionnaire.is_some_and(|questionnaire| {
                let Roles { csat, reason, praise, contact, nps: _, ces: _ } =
                    &questionnaire.settings.roles;
                [csat, reason, praise, contact].into_iter().flatten().any(|role| role == name)
            })
        };
        let answers = self.response.answers.iter().filter(|(name, _)| !shown(name));
        answers
            .filter_map(|(name, value)| {
                let question = self.question(name);
                if question.is_some_and(|q| is_contact(&q.kind) || is_comment(&q.kind)) {
                    return None;
                }
                let title = question.map_or("", |question| question.title.get(locale));
                let title = if title.is_empty() { name } else { title };
                let said = question.map_or_else(
                    || value.to_string(),
                    |question| words(question, value, locale, [yes, no], separator),
                );
                Some([title.to_owned(), said])
            })
            .collect()
    }

    fn question(self, name: &str) -> Option<&'r Question> {
        self.questionnaire?.question(name)
    }

    fn role(self, role: fn(&Roles) -> &Option<String>) -> Option<(&'r Question, &'r Value)> {
        let name = role(&self.questionnaire?.settings.roles).as_deref()?;
        Some((self.question(name)?, self.response.answers.get(name)?))
    }

    fn chosen(self, role: fn(&Roles) -> &Option<String>, locale: &str) -> Vec<String> {
        let Some((question, value)) = self.role(role) else { return Vec::new() };
        match value {
            Value::List(items) => items.iter().map(|item| label(question, item, locale)).collect(),
            one => vec![label(question, one, locale)],
        }
    }

    fn texts(self, wanted: fn(&Kind) -> bool) -> Vec<&'r str> {
        let answers = self.response.answers.iter();
        answers
            .filter_map(|(name, value)| match value {
                Value::Text(text) if wanted(&self.question(name)?.kind) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }
}

fn is_contact(kind: &Kind) -> bool {
    matches!(kind, Kind::Text { input: InputType::Tel | InputType::Email, .. })
}

fn is_comment(kind: &Kind) -> bool {
    matches!(kind, Kind::Comment { .. } | Kind::Text { input: InputType::Text, .. })
}

/// `value` on the scale of `question`; none where it is not on it.
pub(super) fn rated<'q>(question: &'q Question, value: &Value) -> Option<Rated<'q>> {
    let Kind::Rating(rating) = &question.kind else { return None };
    let code = value.to_string();
    let number = (rating.min..=rating.max).find(|step| step.to_string() == code)?;
    let label = rating.labels.iter().find(|(step, _)| *step == number).map(|(_, label)| label);
    let distance = |from: i32, to: i32| usize::try_from(to - from).unwrap_or_default();
    let step = distance(rating.min, number);
    Some(Rated { number, step, steps: distance(rating.min, rating.max) + 1, label })
}

/// What people read for one chosen code.
pub(super) fn label(question: &Question, value: &Value, locale: &str) -> String {
    let found = choices(&question.kind).iter().find(|choice| choice.value == *value);
    let label = found.map_or("", |choice| choice.text.get(locale));
    if label.is_empty() { value.to_string() } else { label.to_owned() }
}

/// What can be chosen; nothing where there are no choices.
pub(super) fn choices(kind: &Kind) -> &[Choice] {
    match kind {
        Kind::Radiogroup(choices) | Kind::Checkbox { choices, .. } => choices,
        _ => &[],
    }
}

fn words(
    question: &Question,
    value: &Value,
    locale: &str,
    [yes, no]: [&str; 2],
    separator: &str,
) -> String {
    let own = |words: &LocalText, usual: &str| {
        Some(words.get(locale)).filter(|words| !words.is_empty()).unwrap_or(usual).to_owned()
    };
    match (&question.kind, value) {
        (Kind::Boolean { yes: words, .. }, Value::Boolean(true)) => own(words, yes),
        (Kind::Boolean { no: words, .. }, Value::Boolean(false)) => own(words, no),
        (Kind::Rating(rating), number) => {
            let step = rated(question, number).map(|rated| rated.label(locale));
            match step.filter(|label| !label.is_empty()) {
                Some(label) => format!("{number} · {label}"),
                None => format!("{number} / {}", rating.max),
            }
        }
        (_, Value::List(items)) => {
            let labels: Vec<_> = items.iter().map(|item| label(question, item, locale)).collect();
            labels.join(separator)
        }
        (_, one) => label(question, one, locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counter() -> Questionnaire {
        let json = include_str!("../../public/questionnaires/counter.json");
        Questionnaire::parse(json).unwrap()
    }

    fn response(answers: &str) -> Response {
        let json = format!(
            r#"{{"id":"5940bb69-1098-49a6-a95d-4310a1a7c661","device":"t","sequence":1,
            "visit":{{"branch":"B","counter":"3"}},
            "questionnaire":{{"name":"counter","version":"1","hash":"0"}},
            "locale":"en","mode":"standard","assisted":false,"voice":false,"channel":"counter",
            "started_at":"2026-11-21T09:00:00+08:00","duration_ms":1000,"outcome":"complete",
            "training":false,"answers":{answers}}}"#
        );
        Response::parse(&json).unwrap()
    }

    #[test]
    fn a_bad_rating_is_read_with_its_reasons_and_comment() {
        let questionnaire = counter();
        let response = response(
            r#"{"satisfaction":2,"reasons":["wait","gone"],"contact":true,
            "contact_phone":"5550143","comment":"慢"}"#,
        );
        let reading = Reading { response: &response, questionnaire: Some(&questionnaire) };
        let rated = reading.rating().unwrap();
        assert!(rated.is_bad());
        assert_eq!((rated.number, rated.step, rated.steps), (2, 1, 5));
        assert_eq!(reading.reasons("en"), ["Waited too long", "gone"]);
        assert_eq!((reading.comments(), reading.contacts()), (vec!["慢"], vec!["5550143"]));
        assert!(reading.wishes_contact());
    }

    #[test]
    fn nothing_private_is_repeated_among_the_other_answers() {
        let questionnaire = counter();
        let response =
            response(r#"{"satisfaction":5,"contact_phone":"5550143","comment":"x","attitude":4}"#);
        let reading = Reading { response: &response, questionnaire: Some(&questionnaire) };
        let others = reading.others("en", ["Yes", "No"], ", ");
        assert_eq!(others, [["How did the staff treat you?".to_owned(), "4 · Well".to_owned()]]);
    }

    #[test]
    fn answers_to_an_unknown_questionnaire_show_as_codes() {
        let response = response(r#"{"satisfaction":2,"reasons":["wait"]}"#);
        let reading = Reading { response: &response, questionnaire: None };
        assert!(reading.rating().is_none());
        let others = reading.others("en", ["Yes", "No"], ", ");
        assert_eq!(others[0], ["reasons".to_owned(), "wait".to_owned()]);
    }
}
