//! Whatever is wrong in a questionnaire is named with its place.

use heard_survey::{Problem, Questionnaire, RESERVED_NAMES};

fn problems(json: &str) -> Vec<Problem> {
    Questionnaire::parse(json).err().unwrap_or_default()
}

/// The one problem of a questionnaire that has a single one.
fn only(json: &str) -> Problem {
    let mut found = problems(json);
    assert_eq!(found.len(), 1, "{json}: {found:#?}");
    found.remove(0)
}

const HEARD: &str = r#""heard": {"name": "t", "version": "1"}"#;

fn with_elements(elements: &str) -> String {
    format!(r#"{{{HEARD}, "pages": [{{"name": "p", "elements": [{elements}]}}]}}"#)
}

const GOOD: &str = r#"{"type": "comment", "name": "good"}"#;

/// The second element; the path after `pages[0].elements[1]`; words of the problem.
const FAULTY_QUESTIONS: &[(&str, &str, &str)] = &[
    (r#""text""#, "", "an object, not a text"),
    (r#"{"name": "q"}"#, "", "no `type`"),
    (r#"{"type": 3, "name": "q"}"#, ".type", "a text, not a number"),
    (r#"{"type": "matrix", "name": "q"}"#, ".type", "not supported yet"),
    (r#"{"type": "dropdown", "name": "q", "choices": ["a"]}"#, ".type", "not supported yet"),
    (r#"{"type": "html", "name": "q"}"#, ".type", "not supported yet"),
    (r#"{"type": "panel", "name": "q", "elements": []}"#, ".type", "not supported yet"),
    (r#"{"type": "ratting", "name": "q"}"#, ".type", "no question type"),
    (r#"{"type": "comment"}"#, "", "`name` is missing"),
    (r#"{"type": "comment", "name": ""}"#, ".name", "A name has"),
    (r#"{"type": "comment", "name": "a{b}"}"#, ".name", "A name has"),
    (r#"{"type": "comment", "name": "a.b"}"#, ".name", "A name has"),
    (r#"{"type": "comment", "name": "good"}"#, ".name", "called `good` already"),
    (r#"{"type": "comment", "name": "Good"}"#, ".name", "called `Good` already"),
    (r#"{"type": "comment", "name": "branch"}"#, ".name", "every response has"),
    (r#"{"type": "comment", "name": "q", "isRequired": "yes"}"#, ".isRequired", "true or false"),
    (r#"{"type": "comment", "name": "q", "requiredIf": "{god} = 1"}"#, ".requiredIf", "`god`"),
    (r#"{"type": "comment", "name": "q", "requiredIf": "{q} = 1"}"#, ".requiredIf", "before this"),
    (r#"{"type": "comment", "name": "q", "requiredIf": "{good"}"#, ".requiredIf", "no condition"),
    (r#"{"type": "comment", "name": "q", "title": 3}"#, ".title", "a text, or an object"),
    (r#"{"type": "comment", "name": "q", "title": {"zh-cn": 3}}"#, r#".title["zh-cn"]"#, "a text"),
    (r#"{"type": "comment", "name": "q", "title": {"text": "x"}}"#, ".title.text", "language code"),
    (r#"{"type": "comment", "name": "q", "title": "Hello {good}"}"#, ".title", "`{good}`"),
    (r#"{"type": "comment", "name": "q", "maxLength": 20000}"#, ".maxLength", "from -1 to 10000"),
    (r#"{"type": "comment", "name": "q", "maxLength": 0}"#, ".maxLength", "no length"),
    (r#"{"type": "comment", "name": "q", "maxLength": 1.5}"#, ".maxLength", "whole number"),
    (r#"{"type": "comment", "name": "q", "visible": false}"#, ".visible", "not supported yet"),
    (
        r#"{"type": "comment", "name": "q", "enableIf": "{good} empty"}"#,
        ".enableIf",
        "not supported yet",
    ),
    (
        r#"{"type": "comment", "name": "q", "defaultValue": 0}"#,
        ".defaultValue",
        "not supported yet",
    ),
    (
        r#"{"type": "comment", "name": "q", "validators": [{"type": "email"}]}"#,
        ".validators",
        "not supported yet",
    ),
    (r#"{"type": "comment", "name": "q", "rateMax": 3}"#, ".rateMax", "not known here"),
    (r#"{"type": "comment", "name": "q", "visibleIf": "{good} ="}"#, ".visibleIf", "character 9"),
    (
        r#"{"type": "comment", "name": "q", "visibleIf": "{good} + 1 = 2"}"#,
        ".visibleIf",
        "`+` is not supported",
    ),
    (
        r#"{"type": "comment", "name": "q", "visibleIf": "{goud} = 1"}"#,
        ".visibleIf",
        "called `goud`",
    ),
    (
        r#"{"type": "comment", "name": "q", "visibleIf": "{q} empty"}"#,
        ".visibleIf",
        "its own answer",
    ),
    (r#"{"type": "comment", "name": "q", "visibleIf": 3}"#, ".visibleIf", "a text, not a number"),
    (r#"{"type": "text", "name": "q", "inputType": "date"}"#, ".inputType", "not supported yet"),
    (r#"{"type": "radiogroup", "name": "q"}"#, "", "`choices` is missing"),
    (r#"{"type": "radiogroup", "name": "q", "choices": []}"#, ".choices", "At least one choice"),
    (r#"{"type": "radiogroup", "name": "q", "choices": "a"}"#, ".choices", "a list, not a text"),
    (r#"{"type": "radiogroup", "name": "q", "choices": ["a", ""]}"#, ".choices[1]", "not be empty"),
    (
        r#"{"type": "radiogroup", "name": "q", "choices": ["a", null]}"#,
        ".choices[1]",
        "a text or a number",
    ),
    (r#"{"type": "radiogroup", "name": "q", "choices": ["a", "a"]}"#, ".choices[1]", "twice"),
    (r#"{"type": "radiogroup", "name": "q", "choices": [1, "1"]}"#, ".choices[1]", "twice"),
    (
        r#"{"type": "radiogroup", "name": "q", "choices": [{"text": "a"}]}"#,
        ".choices[0]",
        "`value` is missing",
    ),
    (
        r#"{"type": "radiogroup", "name": "q", "choices": [{"value": true}]}"#,
        ".choices[0].value",
        "a text or a number",
    ),
    (
        r#"{"type": "radiogroup", "name": "q", "choices": [{"value": 1, "visibleIf": "{good} = 1"}]}"#,
        ".choices[0].visibleIf",
        "not supported yet",
    ),
    (
        r#"{"type": "radiogroup", "name": "q", "choices": ["a"], "showOtherItem": true}"#,
        ".showOtherItem",
        "not supported yet",
    ),
    (
        r#"{"type": "checkbox", "name": "q", "choices": ["a"], "maxSelectedChoices": -1}"#,
        ".maxSelectedChoices",
        "from 0",
    ),
    (
        r#"{"type": "rating", "name": "q", "rateMin": 5, "rateMax": 1}"#,
        ".rateMax",
        "above its beginning",
    ),
    (r#"{"type": "rating", "name": "q", "rateMax": 100}"#, ".rateMax", "at most 20 steps"),
    (r#"{"type": "rating", "name": "q", "rateMax": 1e300}"#, ".rateMax", "whole number"),
    (r#"{"type": "rating", "name": "q", "rateStep": 2}"#, ".rateStep", "steps of 1"),
    (r#"{"type": "rating", "name": "q", "rateType": "smiley"}"#, ".rateType", "no rating style"),
    (
        r#"{"type": "rating", "name": "q", "rateValues": ["a", "b"]}"#,
        ".rateValues[0]",
        "whole number",
    ),
    (r#"{"type": "rating", "name": "q", "rateValues": [1, 2, 4]}"#, ".rateValues[2]", "go up by 1"),
    (
        r#"{"type": "rating", "name": "q", "rateValues": [1, 2], "rateMax": 5}"#,
        ".rateMax",
        "disagrees",
    ),
];

#[test]
fn each_fault_in_a_question_is_named_with_its_path() {
    for (element, path, words) in FAULTY_QUESTIONS {
        let json = with_elements(&format!("{GOOD}, {element}"));
        let found = problems(&json);
        let place = format!("pages[0].elements[1]{path}");
        assert!(
            found.iter().any(|it| it.path == place && it.problem.contains(words)),
            "{element} should have a problem at {place} about {words:?}, has {found:#?}"
        );
    }
}

#[test]
fn each_fault_in_the_whole_is_named_with_its_path() {
    let faults = [
        ("[]".to_owned(), "", "an object, not a list"),
        (format!("{{{HEARD}}}"), "", "no `pages`"),
        (format!(r#"{{{HEARD}, "pages": []}}"#), "pages", "At least one page"),
        (format!(r#"{{{HEARD}, "pages": {{}}}}"#), "pages", "a list, not an object"),
        (format!(r#"{{{HEARD}, "pages": [{{"name": "p"}}]}}"#), "pages[0]", "`elements`"),
        (
            format!(r#"{{{HEARD}, "pages": [{{"elements": []}}]}}"#),
            "pages[0].elements",
            "At least one",
        ),
        (format!(r#"{{{HEARD}, "elements": [{GOOD}], "pages": []}}"#), "elements", "side by side"),
        (
            format!(r#"{{{HEARD}, "elements": [{GOOD}], "triggers": [{{}}]}}"#),
            "triggers",
            "not supported yet",
        ),
        (
            format!(r#"{{{HEARD}, "elements": [{GOOD}], "odd thing": 1}}"#),
            r#"["odd thing"]"#,
            "not known",
        ),
        (format!(r#"{{"elements": [{GOOD}]}}"#), "", "`heard`"),
        (
            format!(r#"{{"heard": {{"name": "a b", "version": "1"}}, "elements": [{GOOD}]}}"#),
            "heard.name",
            "letters, digits",
        ),
        (
            format!(r#"{{"heard": {{"name": "a", "version": 1}}, "elements": [{GOOD}]}}"#),
            "heard.version",
            "a text, not a number",
        ),
        (
            format!(r#"{{"heard": {{"name": "a"}}, "elements": [{GOOD}]}}"#),
            "heard",
            "`version` is missing",
        ),
    ];
    for (json, path, words) in faults {
        let found = problems(&json);
        assert!(
            found.iter().any(|it| it.path == path && it.problem.contains(words)),
            "{json} should have a problem at {path:?} about {words:?}, has {found:#?}"
        );
    }
}

fn with_settings(settings: &str) -> String {
    format!(
        r#"{{"heard": {{"name": "t", "version": "1", {settings}}}, "pages": [
            {{"name": "one", "elements": [{{"type": "rating", "name": "score"}}]}},
            {{"name": "two", "elements": [{{"type": "comment", "name": "words"}}]}},
            {{"name": "three", "elements": [{{"type": "comment", "name": "more", "isRequired": true}}]}}
        ]}}"#
    )
}

#[test]
fn settings_must_fit_the_questions_and_pages() {
    let faults = [
        (r#""roles": {"csat": "scare"}"#, "heard.roles.csat", "No question is called `scare`"),
        (r#""roles": {"csat": "words"}"#, "heard.roles.csat", "right kind"),
        (r#""roles": {"nps": "score"}"#, "heard.roles.nps", "right kind"),
        (r#""roles": {"reason": "score"}"#, "heard.roles.reason", "right kind"),
        (r#""roles": {"contact": ["score"]}"#, "heard.roles.contact", "a text, not a list"),
        (r#""roles": {"ces": "words"}"#, "heard.roles.ces", "right kind"),
        (r#""roles": {"effort": "score"}"#, "heard.roles.effort", "not known"),
        (
            r#""elder": [{"question": "scare", "title": "T"}]"#,
            "heard.elder[0].question",
            "No question is called `scare`",
        ),
        (r#""elder": [{"question": "score"}]"#, "heard.elder[0]", "no `title`"),
        (r#""invitation": ["tow"]"#, "heard.invitation[0]", "No page is called `tow`"),
        (r#""invitation": ["two"]"#, "heard.invitation", "the last ones"),
        (r#""invitation": ["three", "two"]"#, "heard.invitation", "the last ones"),
        (r#""invitation": ["one", "two", "three"]"#, "heard.invitation", "before the invitation"),
        (r#""invitation": ["three"]"#, "pages[2].elements[0].isRequired", "cannot be required"),
        (r#""notice": {}"#, "heard.notice", "no `text`"),
        (r#""notice": {"text": {"en": 1}}"#, "heard.notice.text.en", "must be a text"),
    ];
    for (settings, path, words) in faults {
        let found = problems(&with_settings(settings));
        assert!(
            found.iter().any(|it| it.path == path && it.problem.contains(words)),
            "{settings} should have a problem at {path} about {words:?}, has {found:#?}"
        );
    }
}

#[test]
fn dimensions_are_ratings_and_a_judgement_of_each_pair() {
    let faults = [
        (r#""questions": ["score"]"#, "heard.dimensions", "`judgements` is missing"),
        (r#""judgements": [[1]]"#, "heard.dimensions", "`questions` is missing"),
        (
            r#""questions": ["scare"], "judgements": [[1]]"#,
            "heard.dimensions.questions[0]",
            "No question is called `scare`",
        ),
        (
            r#""questions": ["words"], "judgements": [[1]]"#,
            "heard.dimensions.questions[0]",
            "right kind",
        ),
        (
            r#""questions": ["score", "score"], "judgements": [[1, 1], [1, 1]]"#,
            "heard.dimensions.questions[1]",
            "already",
        ),
        (
            r#""questions": ["score"], "judgements": [[1, 2]]"#,
            "heard.dimensions.judgements",
            "a row and a column for each",
        ),
        (
            r#""questions": ["score"], "judgements": [["1"]]"#,
            "heard.dimensions.judgements[0][0]",
            "a number, not a text",
        ),
        (
            r#""questions": ["score"], "judgements": [[0]]"#,
            "heard.dimensions.judgements[0][0]",
            "above 0",
        ),
        (
            r#""questions": ["score", "words"], "judgements": [[1, 3], [0.5, 1]]"#,
            "heard.dimensions.judgements[1][0]",
            "1 over what stands across",
        ),
        (r#""weights": [1]"#, "heard.dimensions.weights", "not known"),
    ];
    for (dimensions, path, words) in faults {
        let found = problems(&with_settings(&format!(r#""dimensions": {{{dimensions}}}"#)));
        assert!(
            found.iter().any(|it| it.path == path && it.problem.contains(words)),
            "{dimensions} should have a problem at {path} about {words:?}, has {found:#?}"
        );
    }
    let one = r#""dimensions": {"questions": ["score"], "judgements": [[1]]}"#;
    let found = problems(&with_settings(one));
    assert!(found.iter().all(|it| !it.path.starts_with("heard")), "{found:#?}");
}

#[test]
fn what_is_not_json_is_named_with_line_and_column() {
    let problem = only("{\n  \"pages\": [,]\n}");
    assert_eq!(problem.path, "");
    assert!(problem.problem.contains("line 2 column 13"), "{}", problem.problem);
}

#[test]
fn all_problems_are_told_at_once() {
    let json = with_elements(
        r#"{"type": "radiogroup", "name": "a", "choices": []},
           {"type": "matrix", "name": "b"},
           {"type": "comment", "name": "c", "visibleIf": "{nobody} = 1", "isRequird": true}"#,
    );
    let paths: Vec<String> = problems(&json).into_iter().map(|problem| problem.path).collect();
    assert_eq!(
        paths,
        [
            "pages[0].elements[0].choices",
            "pages[0].elements[1].type",
            "pages[0].elements[2].isRequird",
            "pages[0].elements[2].visibleIf",
        ]
    );
}

#[test]
fn a_question_that_cannot_be_read_is_blamed_alone() {
    let json = with_elements(
        r#"{"type": "matrix", "name": "a"},
           {"type": "comment", "name": "b", "visibleIf": "{a} notempty"}"#,
    );
    assert_eq!(only(&json).path, "pages[0].elements[0].type");
}

#[test]
fn a_slip_of_the_pen_is_met_with_a_suggestion() {
    let typed = [
        (r#"{"type": "ratting", "name": "q"}"#, "rating"),
        (r#"{"type": "comment", "name": "q", "visbleIf": "{good} empty"}"#, "visibleIf"),
        (r#"{"type": "comment", "name": "q", "visibleIf": "{Good} empty"}"#, "good"),
        (r#"{"type": "rating", "name": "q", "rateType": "smiley"}"#, "smileys"),
    ];
    for (element, meant) in typed {
        let problem = only(&with_elements(&format!("{GOOD}, {element}")));
        assert_eq!(problem.suggestion, Some(format!("Did you mean `{meant}`?")));
    }
}

#[test]
fn conditions_that_go_round_in_a_circle_are_refused() {
    let json = with_elements(
        r#"{"type": "comment", "name": "a", "visibleIf": "{b} empty"},
           {"type": "comment", "name": "b", "visibleIf": "{c} empty"},
           {"type": "comment", "name": "c", "visibleIf": "{a} empty"}"#,
    );
    assert!(only(&json).problem.contains("its own answer"));
}

#[test]
fn a_page_condition_is_blamed_on_the_page() {
    let json = format!(
        r#"{{{HEARD}, "pages": [{{"elements": [{GOOD}]}}, {{"visibleIf": "{{goud}} empty",
            "elements": [{{"type": "comment", "name": "q"}}]}}]}}"#
    );
    let problem = only(&json);
    assert_eq!(problem.path, "pages[1].visibleIf");
    assert_eq!(problem.suggestion.as_deref(), Some("Did you mean `good`?"));
}

#[test]
fn nothing_before_the_invitation_depends_on_what_is_asked_after_it() {
    let json = r#"{"heard": {"name": "t", "version": "1", "invitation": ["more"]}, "pages": [
        {"elements": [{"type": "comment", "name": "a", "visibleIf": "{b} notempty"}]},
        {"name": "more", "elements": [{"type": "comment", "name": "b"}]}
    ]}"#;
    assert_eq!(only(json).path, "pages[0].elements[0].visibleIf");
}

#[test]
fn two_pages_of_one_name_are_refused() {
    let page = |question| {
        format!(r#"{{"name": "p", "elements": [{{"type": "comment", "name": "{question}"}}]}}"#)
    };
    let json = format!(r#"{{{HEARD}, "pages": [{}, {}]}}"#, page("a"), page("b"));
    assert_eq!(only(&json).path, "pages[1].name");
}

#[test]
fn no_question_can_take_the_name_of_a_column() {
    for name in RESERVED_NAMES {
        let json = with_elements(&format!(r#"{{"type": "comment", "name": "{name}"}}"#));
        assert_eq!(only(&json).path, "pages[0].elements[0].name");
    }
}

#[test]
fn what_is_too_deep_too_many_or_too_large_is_refused() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(only(&deep).problem.contains("not JSON"));
    let many: Vec<String> =
        (0..400).map(|n| format!(r#"{{"type": "comment", "name": "q{n}"}}"#)).collect();
    assert!(only(&with_elements(&many.join(","))).problem.contains("too many questions"));
    let choices: Vec<String> = (0..300).map(|n| n.to_string()).collect();
    let element =
        format!(r#"{{"type": "radiogroup", "name": "q", "choices": [{}]}}"#, choices.join(","));
    assert!(only(&with_elements(&element)).problem.contains("too many choices"));
    let long = "很".repeat(3000);
    let element = format!(r#"{{"type": "comment", "name": "q", "title": "{long}"}}"#);
    assert!(only(&with_elements(&element)).problem.contains("longer than"));
    assert!(only(&" ".repeat(2_000_000)).problem.contains("larger than"));
}
