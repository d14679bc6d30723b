//! What holds of any interview, whatever people press, and of any file,
//! whatever is in it.

use std::rc::Rc;

use heard_survey::{
    Answers, Expression, Interview, Kind, Progress, Question, Questionnaire, Stage, Value,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const COUNTER: &str = include_str!("../../../public/questionnaires/counter.json");

/// What somebody does in front of the screen.
#[derive(Clone, Debug)]
enum Action {
    /// Answers with one of the values that make sense, or nearly so.
    Answer(u8),
    Clear,
    Next,
    Skip,
    Back,
    SayMore,
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        5 => any::<u8>().prop_map(Action::Answer),
        1 => Just(Action::Clear),
        5 => Just(Action::Next),
        2 => Just(Action::Skip),
        3 => Just(Action::Back),
        1 => Just(Action::SayMore),
    ]
}

/// A value for `question`, seldom one it does not take.
fn value(question: &Question, pick: u8) -> Value {
    let pick_i32 = i32::from(pick);
    match &question.kind {
        Kind::Rating(rating) => (rating.min + pick_i32 % (rating.max - rating.min + 2)).into(),
        Kind::Boolean { .. } => (pick & 1 == 0).into(),
        Kind::Radiogroup(choices) => choices[usize::from(pick) % choices.len()].value.clone(),
        Kind::Checkbox { choices, .. } => Value::List(
            (0..choices.len())
                .filter(|index| pick >> (index % 8) & 1 == 1)
                .map(|index| choices[index].value.clone())
                .rev()
                .collect(),
        ),
        Kind::Comment { .. } | Kind::Text { .. } => {
            ["", "95588", " a\nb ", "x@y.example"][usize::from(pick) % 4].into()
        }
    }
}

/// A few questions with conditions on each other, in any direction.
fn questionnaire() -> impl Strategy<Value = Rc<Questionnaire>> {
    let condition = prop_oneof![
        2 => Just(None),
        3 => (0..8_usize, 0..5_usize).prop_map(Some),
    ];
    let question = (0..4_usize, any::<bool>(), condition);
    let any = (proptest::collection::vec(question, 1..8), any::<bool>(), 1..8_usize);
    any.prop_filter_map("conditions go round in a circle", |(questions, invite, cut)| {
        let count = questions.len();
        let cut = if invite { cut.min(count) } else { count };
        let element = |(index, (kind, required, condition)): (usize, (usize, bool, _))| {
            let kinds = ["rating", "boolean", "comment", "checkbox"];
            let mut element = json!({"type": kinds[kind], "name": format!("q{index}"),
                "isRequired": required && index < cut});
            if kinds[kind] == "checkbox" {
                element["choices"] = json!(["a", "b", "c"]);
            }
            if let Some((on, how)) = condition {
                let tests = ["empty", "notempty", "= true", "<= 3", "contains 'b'"];
                element["visibleIf"] = json!(format!("{{q{}}} {}", on % count, tests[how]));
            }
            element
        };
        let mut elements: Vec<Json> = questions.into_iter().enumerate().map(element).collect();
        let more = elements.split_off(cut);
        let mut pages = vec![json!({"name": "main", "elements": elements})];
        let mut invitation = Vec::new();
        if !more.is_empty() {
            pages.push(json!({"name": "more", "elements": more}));
            invitation.push("more");
        }
        let heard = json!({"name": "t", "version": "1", "invitation": invitation});
        Questionnaire::parse(&json!({"heard": heard, "pages": pages}).to_string()).ok().map(Rc::new)
    })
}

fn name(interview: &Interview) -> Option<String> {
    interview.question().map(|question| question.name.clone())
}

/// Whether `later` is not behind `earlier`, as shares of the way.
fn not_behind(earlier: Progress, later: Progress) -> bool {
    later.position * earlier.total >= earlier.position * later.total
}

/// What holds at every moment.
fn check(interview: &Interview) {
    let questionnaire = interview.questionnaire();
    let visible = |question: &Question| {
        question.visible_if.as_ref().is_none_or(|condition| condition.holds(interview.answers()))
    };
    for (name, value) in interview.answers() {
        let Some(question) = questionnaire.question(name) else { panic!("{name} is no question") };
        assert!(visible(question), "{name} was answered but is not visible");
        assert_eq!(question.accept(value.clone()), Ok(Some(value.clone())));
    }
    assert_eq!(interview.question().is_some(), interview.stage() == Stage::Asking);
    assert!(interview.question().is_none_or(visible));
    let progress = interview.progress();
    assert!(progress.position <= progress.total);
    if matches!(interview.stage(), Stage::Thanks { .. }) {
        assert!(interview.is_complete());
        assert_eq!(progress.position, progress.total);
    }
}

/// Moves on, and checks what holds of every move.
fn forward(interview: &mut Interview, skip: bool) {
    let before = interview.clone();
    let gone = if skip { interview.skip() } else { interview.next() };
    if gone.is_err() {
        assert_eq!(name(interview), name(&before));
        return;
    }
    assert!(not_behind(before.progress(), interview.progress()));
    if interview.stage() == Stage::Asking {
        let mut returned = interview.clone();
        assert!(returned.back());
        assert_eq!(name(&returned), name(&before));
        assert_eq!(returned.answers(), interview.answers());
    }
}

fn act(interview: &mut Interview, action: &Action) {
    match action {
        Action::Answer(pick) => {
            let Some(question) = interview.question() else { return };
            let value = value(question, *pick);
            let before = interview.progress();
            let _ = interview.answer(value);
            assert_eq!(interview.progress(), before, "an answer alone is no progress");
        }
        Action::Clear => interview.clear(),
        Action::Next => forward(interview, false),
        Action::Skip => forward(interview, true),
        Action::Back => {
            let (could, answers) = (interview.can_go_back(), interview.answers().clone());
            assert_eq!(interview.back(), could);
            assert_eq!(interview.answers(), &answers, "going back loses nothing");
        }
        Action::SayMore => interview.accept_invitation(),
    }
}

/// Answers what must be answered and goes on, until all is said.
fn finish(mut interview: Interview) {
    let most = interview.questionnaire().questions().count();
    for _ in 0..=most {
        let Some(question) = interview.question() else { return };
        if question.required.holds(interview.answers()) {
            let answer = (0..=u8::MAX)
                .map(|pick| value(question, pick))
                .find(|value| matches!(question.accept(value.clone()), Ok(Some(_))));
            let Some(answer) = answer else { panic!("{} takes nothing", question.name) };
            assert_eq!(interview.answer(answer), Ok(()));
        }
        assert_eq!(interview.next(), Ok(()));
    }
    panic!("asked more questions than there are");
}

proptest! {
    #[test]
    fn an_interview_stays_sound_whatever_is_pressed(
        questionnaire in questionnaire(),
        actions in proptest::collection::vec(action(), 0..60),
    ) {
        let mut interview = Interview::new(questionnaire);
        check(&interview);
        for action in &actions {
            act(&mut interview, action);
            check(&interview);
        }
        finish(interview);
    }

    #[test]
    fn the_counter_interview_stays_sound_whatever_is_pressed(
        actions in proptest::collection::vec(action(), 0..60),
    ) {
        let questionnaire = Questionnaire::parse(COUNTER).expect("it is sound");
        let mut interview = Interview::new(Rc::new(questionnaire));
        for action in &actions {
            act(&mut interview, action);
            check(&interview);
        }
        finish(interview);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".*") {
        let _ = Questionnaire::parse(&text);
        let _ = Expression::parse(&text);
    }

    #[test]
    fn any_damage_to_a_questionnaire_is_read_or_refused(
        steps in proptest::collection::vec(any::<usize>(), 0..12),
        damage in damage(),
    ) {
        let mut json: Json = serde_json::from_str(COUNTER).expect("it is sound");
        spoil(&mut json, &steps, damage);
        match Questionnaire::parse(&json.to_string()) {
            Ok(questionnaire) => finish(Interview::new(Rc::new(questionnaire))),
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }

    #[test]
    fn any_expression_is_judged_or_refused(
        words in proptest::collection::vec(prop::sample::select(WORDS), 0..12),
        a in prop::sample::select(vec![Value::from(3), "x".into(), true.into(), Value::List(vec![])]),
    ) {
        let answers = Answers::from([("a".to_owned(), a)]);
        match Expression::parse(&words.join(" ")) {
            Ok(expression) => { expression.holds(&answers); }
            Err(error) => prop_assert!((1..=words.join(" ").chars().count() + 1).contains(&error.at)),
        }
    }
}

const WORDS: &[&str] = &[
    "{a}", "{b}", "3", "-1", "'x'", "true", "[", "]", ",", "(", ")", "!", "=", "<=", "and", "or",
    "empty", "notempty", "contains", "anyof", "null", "满", "{", "'", "+", "x", "0.5",
];

fn damage() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        (-3..20_i32).prop_map(Json::from),
        ".{0,8}".prop_map(Json::from),
        prop::sample::select(vec![
            "{contact} = 1",
            "{satisfaction} >",
            "recommend",
            "words",
            "text"
        ])
        .prop_map(Json::from),
    ];
    let keys = prop::sample::select(vec!["value", "text", "name", "type", "elements", "default"]);
    leaf.prop_recursive(3, 12, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            proptest::collection::vec((keys.clone(), inner), 0..4).prop_map(|members| {
                Json::Object(members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
            }),
        ]
    })
}

/// Puts `damage` at some place inside `json`, led by `steps`.
fn spoil(json: &mut Json, steps: &[usize], damage: Json) {
    match (steps.split_first(), json) {
        (Some((step, rest)), Json::Array(items)) if !items.is_empty() => {
            let index = step % items.len();
            spoil(&mut items[index], rest, damage);
        }
        (Some((step, rest)), Json::Object(members)) if !members.is_empty() => {
            let index = step % members.len();
            members.values_mut().skip(index).take(1).for_each(|it| spoil(it, rest, damage.clone()));
        }
        (_, place) => *place = damage,
    }
}
