//! The questionnaires that come with Heard, and what is read from SurveyJS
//! JSON in general.

use heard_survey::{
    InputType, Kind, LocalText, Questionnaire, Rating, RatingStyle, Required, Value,
};

const COUNTER: &str = include_str!("../../../public/questionnaires/counter.json");
const LOBBY: &str = include_str!("../../../public/questionnaires/lobby.json");

/// The problem catalogue; reports are drawn by these codes.
const PROBLEMS: [&str; 13] = [
    "wait",
    "procedure",
    "attitude",
    "knowledge",
    "information",
    "limits",
    "channel",
    "environment",
    "elder",
    "security",
    "privacy",
    "promise",
    "other",
];

/// Every text people meet, with a name for messages.
fn texts(questionnaire: &Questionnaire) -> Vec<(String, LocalText)> {
    let mut texts = vec![("title".to_owned(), questionnaire.title.clone())];
    let notice = questionnaire.settings.notice.iter();
    texts.extend(notice.map(|notice| ("notice".to_owned(), notice.text.clone())));
    for question in questionnaire.questions() {
        let mut add = |what: &str, text: &LocalText| {
            texts.push((format!("{} {what}", question.name), text.clone()));
        };
        add("title", &question.title);
        if !question.description.is_empty() {
            add("description", &question.description);
        }
        match &question.kind {
            Kind::Rating(rating) if rating.labels.is_empty() => {
                add("low end", &rating.min_label);
                add("high end", &rating.max_label);
            }
            Kind::Rating(rating) => {
                for (step, text) in &rating.labels {
                    add(&step.to_string(), text);
                }
            }
            Kind::Radiogroup(choices) | Kind::Checkbox { choices, .. } => {
                for choice in choices {
                    add(&choice.value.to_string(), &choice.text);
                }
            }
            Kind::Boolean { yes, no } => {
                add("yes", yes);
                add("no", no);
            }
            Kind::Comment { .. } | Kind::Text { .. } => {}
        }
    }
    texts
}

fn codes(questionnaire: &Questionnaire, name: &str) -> Vec<String> {
    match questionnaire.question(name).map(|question| &question.kind) {
        Some(Kind::Checkbox { choices, .. } | Kind::Radiogroup(choices)) => {
            choices.iter().map(|choice| choice.value.to_string()).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn both_questionnaires_are_read_without_a_problem() {
    for (json, name) in [(COUNTER, "counter"), (LOBBY, "lobby")] {
        let questionnaire = Questionnaire::parse(json).unwrap();
        assert_eq!(questionnaire.settings.name, name);
        assert_eq!(questionnaire.settings.version, "1");
        let required =
            questionnaire.questions().filter(|question| question.required == Required::Yes);
        assert_eq!(required.map(|question| &question.name).collect::<Vec<_>>(), ["satisfaction"]);
        assert_eq!(codes(&questionnaire, "reasons"), PROBLEMS);
        assert_eq!(codes(&questionnaire, "praise"), ["staff", "speed", "care", "environment"]);
        assert_eq!(codes(&questionnaire, "promised_time"), ["yes", "no", "not_promised"]);
    }
}

#[test]
fn every_text_is_there_in_all_three_languages_and_differs() {
    for json in [COUNTER, LOBBY] {
        let questionnaire = Questionnaire::parse(json).unwrap();
        for (what, text) in texts(&questionnaire) {
            assert_eq!(
                text.languages().collect::<Vec<_>>(),
                ["default", "zh-cn", "zh-tw"],
                "{what}"
            );
            for language in ["en", "zh-CN", "zh-TW"] {
                assert!(!text.get(language).trim().is_empty(), "{what} in {language}");
                assert!(!text.get(language).contains(['!', '！']), "{what} in {language}");
            }
            assert_ne!(text.get("en"), text.get("zh-CN"), "{what}");
            assert!(!text.get("zh-CN").contains(['?', ',', ';']), "{what}: Chinese punctuation");
            assert!(!text.get("zh-TW").contains(['?', ',', ';']), "{what}: Chinese punctuation");
        }
    }
}

#[test]
fn whoever_is_asked_for_a_number_is_told_how_long_it_is_kept() {
    for json in [COUNTER, LOBBY] {
        let questionnaire = Questionnaire::parse(json).unwrap();
        let contact = &questionnaire.question("contact").unwrap().description;
        let notice = &questionnaire.settings.notice.as_ref().unwrap().text;
        for language in ["en", "zh-CN", "zh-TW"] {
            assert!(contact.get(language).contains("{retention_days}"));
            assert!(notice.get(language).contains("{retention_days}"));
        }
    }
}

#[test]
fn only_the_counter_invites_to_say_more() {
    let counter = Questionnaire::parse(COUNTER).unwrap();
    assert_eq!(counter.settings.invitation, ["service", "words"]);
    let lobby = Questionnaire::parse(LOBBY).unwrap();
    assert!(lobby.settings.invitation.is_empty());
    // The same things are asked under the same names, so that figures can be pooled.
    let names = |questionnaire: &Questionnaire| {
        let mut names: Vec<_> = questionnaire.questions().map(|q| q.name.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&counter), names(&lobby));
}

#[test]
fn satisfaction_is_five_labelled_faces_and_recommendation_eleven_steps() {
    let counter = Questionnaire::parse(COUNTER).unwrap();
    let Kind::Rating(satisfaction) = &counter.question("satisfaction").unwrap().kind else {
        panic!("satisfaction is a rating");
    };
    assert_eq!((satisfaction.min, satisfaction.max), (1, 5));
    assert_eq!(satisfaction.style, RatingStyle::Faces);
    assert_eq!(satisfaction.labels[0].1.get("zh-TW"), "很不滿意");
    let Kind::Rating(recommend) = &counter.question("recommend").unwrap().kind else {
        panic!("recommend is a rating");
    };
    assert_eq!((recommend.min, recommend.max), (0, 10));
    assert_eq!(recommend.style, RatingStyle::Numbers);
}

fn with_element(element: &str) -> Questionnaire {
    let json = format!(
        r#"{{"heard": {{"name": "t", "version": "1"}}, "elements": [{{"name": "q", {element}}}]}}"#
    );
    Questionnaire::parse(&json).unwrap_or_else(|problems| panic!("{json}: {problems:?}"))
}

fn kind(element: &str) -> Kind {
    with_element(element).pages.remove(0).questions.remove(0).kind
}

#[test]
fn elements_without_pages_are_one_page() {
    let questionnaire = with_element(r#""type": "comment""#);
    assert_eq!(questionnaire.pages.len(), 1);
    assert_eq!(questionnaire.pages[0].name, "page1");
    assert_eq!(questionnaire.pages[0].questions[0].title.get("zh-CN"), "q");
}

#[test]
fn what_is_left_out_gets_surveyjs_defaults() {
    let scale = |min, max, style| {
        let none = LocalText::default;
        Kind::Rating(Rating {
            min,
            max,
            style,
            min_label: none(),
            max_label: none(),
            labels: vec![],
        })
    };
    assert_eq!(kind(r#""type": "rating""#), scale(1, 5, RatingStyle::Numbers));
    assert_eq!(kind(r#""type": "rating", "rateCount": 7"#), scale(1, 7, RatingStyle::Numbers));
    assert_eq!(
        kind(r#""type": "rating", "rateMin": 0, "rateMax": 10, "rateType": "stars""#),
        scale(0, 10, RatingStyle::Stars)
    );
    assert_eq!(kind(r#""type": "comment""#), Kind::Comment { max_length: 2000 });
    let text = |input, max_length| Kind::Text { input, max_length };
    assert_eq!(kind(r#""type": "text""#), text(InputType::Text, 200));
    assert_eq!(
        kind(r#""type": "text", "inputType": "email", "maxLength": 100"#),
        text(InputType::Email, 100)
    );
    assert_eq!(kind(r#""type": "comment", "maxLength": -1"#), Kind::Comment { max_length: 2000 });
}

#[test]
fn choices_may_be_plain_codes_or_codes_with_texts() {
    let Kind::Checkbox { choices, max } = kind(
        r#""type": "checkbox", "maxSelectedChoices": 2, "choices": ["a", 2, {"value": "b", "text": "Bee"}]"#,
    ) else {
        panic!("a checkbox");
    };
    assert_eq!(max, Some(2));
    let read: Vec<_> =
        choices.iter().map(|choice| (choice.value.clone(), choice.text.get("en"))).collect();
    assert_eq!(read, [(Value::from("a"), "a"), (Value::from(2), "2"), (Value::from("b"), "Bee")]);
}

#[test]
fn what_only_concerns_surveyjs_screens_is_passed_over() {
    let json = r#"{
        "$schema": "x", "locale": "zh-cn", "showProgressBar": true, "widthMode": "responsive",
        "heard": {"name": "t", "version": "1"},
        "pages": [{"elements": [{"type": "radiogroup", "name": "q", "colCount": 2,
            "titleLocation": "top", "choices": ["a"], "showOtherItem": false, "validators": []}]}]
    }"#;
    assert!(Questionnaire::parse(json).is_ok());
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert!(Questionnaire::parse(&format!("\u{feff}{COUNTER}")).is_ok());
}
