//! Whole interviews, without a screen.

use std::rc::Rc;

use heard_survey::{Interview, Invalid, Progress, Questionnaire, Stage, Value};

const COUNTER: &str = include_str!("../../../public/questionnaires/counter.json");
const LOBBY: &str = include_str!("../../../public/questionnaires/lobby.json");

/// Somebody in front of the screen.
struct Person {
    interview: Interview,
}

impl Person {
    fn at(json: &str) -> Self {
        match Questionnaire::parse(json) {
            Ok(questionnaire) => Self { interview: Interview::new(Rc::new(questionnaire)) },
            Err(problems) => panic!("{problems:?}"),
        }
    }

    /// What is being asked.
    fn sees(&self) -> &str {
        self.interview.question().map_or("", |question| &question.name)
    }

    /// Answers, and goes on.
    fn says(&mut self, question: &str, value: impl Into<Value>) {
        assert_eq!(self.sees(), question);
        assert_eq!(self.interview.answer(value.into()), Ok(()));
        assert_eq!(self.interview.next(), Ok(()));
    }

    fn skips(&mut self, question: &str) {
        assert_eq!(self.sees(), question);
        assert_eq!(self.interview.skip(), Ok(()));
    }

    fn said(&self) -> String {
        serde_json::to_string(self.interview.answers()).unwrap_or_default()
    }
}

fn codes(codes: &[&str]) -> Value {
    Value::List(codes.iter().map(|code| Value::from(*code)).collect())
}

#[test]
fn who_reconsiders_is_asked_again_and_loses_nothing() {
    let mut person = Person::at(COUNTER);
    assert!(!person.interview.reconsider(), "nothing has been answered");
    person.says("satisfaction", 5);
    assert!(person.interview.reconsider());
    assert_eq!(person.sees(), "satisfaction");
    assert_eq!(person.said(), r#"{"satisfaction":5}"#, "until there is another answer");
    person.says("satisfaction", 4);
    assert_eq!(person.said(), r#"{"satisfaction":4}"#);
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: true });
}

#[test]
fn one_tap_is_a_whole_interview() {
    let mut person = Person::at(COUNTER);
    assert_eq!(person.interview.stage(), Stage::Asking);
    assert!(!person.interview.can_go_back());
    assert!(!person.interview.is_complete());
    person.says("satisfaction", 5);
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: true });
    assert!(person.interview.is_complete());
    assert_eq!(person.interview.question(), None);
    assert_eq!(person.said(), r#"{"satisfaction":5}"#);
    person.interview.end();
    assert_eq!(person.interview.stage(), Stage::Ended);
    assert_eq!(person.said(), r#"{"satisfaction":5}"#);
}

#[test]
fn who_was_not_satisfied_is_asked_why_and_may_be_called() {
    let mut person = Person::at(COUNTER);
    person.says("satisfaction", 1);
    assert!(person.interview.is_complete(), "only satisfaction is required");
    person.says("reasons", codes(&["other", "wait", "wait"]));
    person.says("contact", true);
    person.says("contact_phone", " １３８－０００１－２３４５ ");
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: true });
    assert_eq!(
        person.said(),
        r#"{"contact":true,"contact_phone":"138-0001-2345","reasons":["wait","other"],"satisfaction":1}"#
    );
}

#[test]
fn who_was_half_satisfied_is_asked_why_but_not_called() {
    let mut person = Person::at(COUNTER);
    person.says("satisfaction", 3);
    person.skips("reasons");
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: true });
    assert_eq!(person.said(), r#"{"satisfaction":3}"#);
}

#[test]
fn who_does_not_want_a_call_is_not_asked_for_a_number() {
    let mut person = Person::at(COUNTER);
    person.says("satisfaction", 2);
    person.skips("reasons");
    person.says("contact", false);
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: true });
}

#[test]
fn going_back_keeps_every_answer_and_changes_what_is_asked() {
    let mut person = Person::at(COUNTER);
    person.says("satisfaction", 1);
    person.says("reasons", codes(&["attitude"]));
    person.says("contact", true);
    assert_eq!(person.sees(), "contact_phone");
    assert!(person.interview.back());
    assert!(person.interview.back());
    assert!(person.interview.back());
    assert_eq!(person.sees(), "satisfaction");
    assert!(!person.interview.back(), "nothing lies before the first question");
    assert_eq!(person.interview.value("reasons"), Some(&codes(&["attitude"])));

    // Satisfied after all: the reasons are no longer part of the answers …
    assert_eq!(person.interview.answer(4.into()), Ok(()));
    assert_eq!(person.said(), r#"{"satisfaction":4}"#);
    // … but they are not forgotten, should the first answer have been right.
    assert_eq!(person.interview.answer(2.into()), Ok(()));
    assert_eq!(person.said(), r#"{"contact":true,"reasons":["attitude"],"satisfaction":2}"#);
    assert_eq!(person.interview.next(), Ok(()));
    assert_eq!(person.sees(), "reasons");
}

#[test]
fn whoever_wishes_may_say_more_and_is_thanked_again() {
    let mut person = Person::at(COUNTER);
    person.says("satisfaction", 5);
    person.interview.accept_invitation();
    assert_eq!(person.interview.stage(), Stage::Asking);
    person.says("attitude", 5);
    person.says("efficiency", 4);
    person.says("knowledge", 5);
    person.skips("environment");
    person.says("promised_time", "not_promised");
    person.says("recommend", 10);
    person.says("praise", codes(&["care", "staff"]));
    person.says("comment", "  办得快，谢谢。\n下次还来。 ");
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: false });
    assert_eq!(person.interview.value("praise"), Some(&codes(&["staff", "care"])));
    assert_eq!(person.interview.value("comment"), Some(&"办得快，谢谢。\n下次还来。".into()));
    assert_eq!(person.interview.answers().len(), 8);
    person.interview.accept_invitation();
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: false });
}

#[test]
fn everything_further_may_be_left_out() {
    let mut person = Person::at(COUNTER);
    person.says("satisfaction", 4);
    person.interview.accept_invitation();
    let mut asked = 0;
    while person.interview.stage() == Stage::Asking {
        assert_eq!(person.interview.skip(), Ok(()));
        asked += 1;
    }
    assert_eq!(asked, 8);
    assert_eq!(person.said(), r#"{"satisfaction":4}"#);
    assert!(person.interview.is_complete());
}

#[test]
fn nobody_gets_from_the_thanks_back_to_a_rating() {
    let mut person = Person::at(COUNTER);
    person.says("satisfaction", 1);
    person.skips("reasons");
    person.says("contact", false);
    assert!(!person.interview.can_go_back());
    assert!(!person.interview.back());
    // From the first further question one comes back to the thanks only.
    person.interview.accept_invitation();
    assert!(person.interview.can_go_back());
    assert!(person.interview.back());
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: true });
    assert!(!person.interview.back());
    person.interview.accept_invitation();
    assert_eq!(person.sees(), "attitude");
}

#[test]
fn the_lobby_asks_all_in_one_go() {
    let mut person = Person::at(LOBBY);
    person.says("satisfaction", 2);
    person.says("reasons", codes(&["procedure"]));
    for question in ["attitude", "efficiency", "knowledge", "environment"] {
        person.says(question, 3);
    }
    person.says("promised_time", "no");
    person.says("recommend", 0);
    person.skips("praise");
    person.skips("comment");
    person.says("contact", true);
    person.skips("contact_phone");
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: false });
    assert_eq!(person.interview.answers().len(), 9);
}

#[test]
fn progress_counts_what_may_still_come_and_never_falls() {
    let mut person = Person::at(COUNTER);
    let at = |position, total| Progress { position, total };
    assert_eq!(person.interview.progress(), at(1, 4));
    person.says("satisfaction", 3);
    assert_eq!(person.interview.progress(), at(2, 2));
    person.interview.back();
    person.says("satisfaction", 1);
    assert_eq!(person.interview.progress(), at(2, 4));
    person.skips("reasons");
    assert_eq!(person.interview.progress(), at(3, 4));
    person.says("contact", false);
    assert_eq!(person.interview.progress(), at(3, 3));
    person.interview.accept_invitation();
    assert_eq!(person.interview.progress(), at(1, 8));
}

#[test]
fn a_required_question_is_neither_passed_nor_skipped() {
    let mut person = Person::at(COUNTER);
    assert_eq!(person.interview.next(), Err(Invalid::Required));
    assert_eq!(person.interview.skip(), Err(Invalid::Required));
    assert_eq!(person.interview.answer(4.into()), Ok(()));
    person.interview.clear();
    assert_eq!(person.interview.next(), Err(Invalid::Required));
    assert_eq!(person.sees(), "satisfaction");
}

#[test]
fn skipping_takes_an_earlier_answer_back() {
    let mut person = Person::at(COUNTER);
    person.says("satisfaction", 2);
    person.says("reasons", codes(&["wait"]));
    person.interview.back();
    person.skips("reasons");
    assert_eq!(person.said(), r#"{"satisfaction":2}"#);
}

#[test]
fn nothing_is_taken_after_the_end() {
    let mut person = Person::at(COUNTER);
    person.interview.end();
    assert_eq!(person.interview.answer(5.into()), Err(Invalid::NothingAsked));
    assert_eq!(person.interview.next(), Err(Invalid::NothingAsked));
    assert_eq!(person.interview.skip(), Err(Invalid::NothingAsked));
    assert!(!person.interview.back());
    person.interview.accept_invitation();
    person.interview.clear();
    assert_eq!(person.interview.stage(), Stage::Ended);
    assert!(!person.interview.is_complete());
}

fn asks(element: &str) -> Interview {
    let json = format!(
        r#"{{"heard": {{"name": "t", "version": "1"}}, "elements": [{{"name": "q", {element}}}]}}"#
    );
    Person::at(&json).interview
}

#[test]
fn each_kind_of_question_refuses_what_is_no_answer_to_it() {
    let rating = r#""type": "rating""#;
    let radiogroup = r#""type": "radiogroup", "choices": ["a", 1]"#;
    let checkbox = r#""type": "checkbox", "choices": ["a", "b", "c"], "maxSelectedChoices": 2"#;
    let boolean = r#""type": "boolean""#;
    let comment = r#""type": "comment", "maxLength": 5"#;
    let tel = r#""type": "text", "inputType": "tel""#;
    let email = r#""type": "text", "inputType": "email""#;
    let refused: Vec<(&str, Value, Invalid)> = vec![
        (rating, 0.into(), Invalid::NotAChoice),
        (rating, 6.into(), Invalid::NotAChoice),
        (rating, Value::Number(2.5), Invalid::NotAChoice),
        (rating, Value::Number(f64::NAN), Invalid::NotAChoice),
        (rating, "5".into(), Invalid::WrongKind),
        (radiogroup, "b".into(), Invalid::NotAChoice),
        (radiogroup, "1".into(), Invalid::NotAChoice),
        (radiogroup, codes(&["a"]), Invalid::WrongKind),
        (checkbox, codes(&["a", "d"]), Invalid::NotAChoice),
        (checkbox, codes(&["c", "b", "a"]), Invalid::TooMany { max: 2 }),
        (checkbox, "a".into(), Invalid::WrongKind),
        (boolean, "true".into(), Invalid::WrongKind),
        (boolean, 1.into(), Invalid::WrongKind),
        (comment, "一二三四五六".into(), Invalid::TooLong { max: 5 }),
        (comment, 5.into(), Invalid::WrongKind),
        (tel, "1234".into(), Invalid::NotATelephone),
        (tel, "1234567890123456".into(), Invalid::NotATelephone),
        (tel, "138 0001 234x".into(), Invalid::NotATelephone),
        (tel, "138+00012345".into(), Invalid::NotATelephone),
        (email, "li.wei".into(), Invalid::NotAnEmail),
        (email, "li@wei".into(), Invalid::NotAnEmail),
        (email, "li wei@bank.example".into(), Invalid::NotAnEmail),
        (email, "@bank.example".into(), Invalid::NotAnEmail),
        (email, "li@bank..example".into(), Invalid::NotAnEmail),
    ];
    for (element, value, why) in refused {
        let mut interview = asks(element);
        assert_eq!(interview.answer(value.clone()), Err(why), "{element} {value:?}");
        assert!(interview.answers().is_empty());
    }
}

#[test]
fn each_kind_of_question_keeps_answers_in_one_form() {
    let kept: Vec<(&str, Value, Option<Value>)> = vec![
        (r#""type": "rating""#, 5.into(), Some(5.into())),
        (r#""type": "radiogroup", "choices": ["a", 1]"#, 1.into(), Some(1.into())),
        (
            r#""type": "checkbox", "choices": ["a", "b"]"#,
            codes(&["b", "a"]),
            Some(codes(&["a", "b"])),
        ),
        (r#""type": "checkbox", "choices": ["a", "b"]"#, codes(&[]), None),
        (r#""type": "boolean""#, false.into(), Some(false.into())),
        (r#""type": "comment", "maxLength": 5"#, "一二三四五".into(), Some("一二三四五".into())),
        (r#""type": "comment""#, " \n　".into(), None),
        (r#""type": "text""#, " a\nb ".into(), Some("a b".into())),
        (
            r#""type": "text", "inputType": "tel""#,
            "＋８６（１０）６６５５".into(),
            Some("+86(10)6655".into()),
        ),
        (r#""type": "text", "inputType": "tel""#, "95588".into(), Some("95588".into())),
        (
            r#""type": "text", "inputType": "email""#,
            " 李@bank.example ".into(),
            Some("李@bank.example".into()),
        ),
        (r#""type": "text", "inputType": "email""#, "".into(), None),
    ];
    for (element, value, expected) in kept {
        let mut interview = asks(element);
        assert_eq!(interview.answer(value), Ok(()), "{element}");
        assert_eq!(interview.value("q"), expected.as_ref(), "{element}");
    }
}

#[test]
fn a_question_that_a_later_answer_brings_up_is_still_asked() {
    let mut person = Person::at(
        r#"{"heard": {"name": "t", "version": "1"}, "elements": [
            {"type": "comment", "name": "why", "visibleIf": "{score} < 3", "isRequired": true},
            {"type": "rating", "name": "score"}
        ]}"#,
    );
    assert_eq!(person.interview.progress(), Progress { position: 1, total: 2 });
    person.says("score", 1);
    assert!(!person.interview.is_complete());
    person.says("why", "…");
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: false });
    assert!(person.interview.is_complete());
}

#[test]
fn an_answer_that_does_not_count_opens_no_further_question() {
    // `second` depends on `first`, `third` on `second`: one answer hides both.
    let mut person = Person::at(
        r#"{"heard": {"name": "t", "version": "1"}, "elements": [
            {"type": "boolean", "name": "first"},
            {"type": "boolean", "name": "second", "visibleIf": "{first} = true"},
            {"type": "comment", "name": "third", "visibleIf": "{second} = true"}
        ]}"#,
    );
    person.says("first", true);
    person.says("second", true);
    person.interview.back();
    person.interview.back();
    assert_eq!(person.interview.answer(false.into()), Ok(()));
    assert_eq!(person.interview.next(), Ok(()));
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: false });
    assert_eq!(person.said(), r#"{"first":false}"#);
}

#[test]
fn a_page_condition_holds_for_each_of_its_questions() {
    let mut person = Person::at(
        r#"{"heard": {"name": "t", "version": "1"}, "pages": [
            {"elements": [{"type": "boolean", "name": "visit"}]},
            {"visibleIf": "{visit} = true", "elements": [
                {"type": "comment", "name": "a"},
                {"type": "comment", "name": "b", "visibleIf": "{a} notempty"}]}
        ]}"#,
    );
    person.says("visit", true);
    person.says("a", "x");
    assert_eq!(person.sees(), "b");
    person.interview.back();
    person.interview.back();
    person.says("visit", false);
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: false });
}

#[test]
fn an_invitation_with_nothing_to_ask_is_not_made() {
    let mut person = Person::at(
        r#"{"heard": {"name": "t", "version": "1", "invitation": ["more"]}, "pages": [
            {"elements": [{"type": "rating", "name": "score"}]},
            {"name": "more", "visibleIf": "{score} = 5", "elements": [{"type": "comment", "name": "a"}]}
        ]}"#,
    );
    person.says("score", 4);
    assert_eq!(person.interview.stage(), Stage::Thanks { invitation: false });
}

#[test]
fn a_question_is_required_while_its_condition_holds() {
    let mut person = Person::at(
        r#"{"heard": {"name": "t", "version": "1"}, "elements": [
            {"type": "rating", "name": "score"},
            {"type": "comment", "name": "why", "isRequired": true, "requiredIf": "{score} < 3"},
            {"type": "comment", "name": "more"}
        ]}"#,
    );
    person.says("score", 2);
    assert_eq!(person.interview.skip(), Err(Invalid::Required));
    assert_eq!(person.interview.next(), Err(Invalid::Required));
    assert!(!person.interview.is_complete());
    assert!(person.interview.back());
    person.says("score", 4);
    // `requiredIf` counts, whatever `isRequired` says: so it is in SurveyJS.
    person.skips("why");
    assert!(person.interview.is_complete());
}
