//! Questionnaires and responses for the tests: small ones by hand, arbitrary
//! ones for properties.

use chrono::{DateTime, FixedOffset, TimeZone, Utc};
use heard_exchange::{
    Channel, DeviceId, DeviceSequence, Mode, Outcome, QuestionnaireId, Response, ResponseId, Visit,
};
use heard_survey::{
    Answers, Choice, InputType, Kind, LocalText, Page, Question, Questionnaire, Rating,
    RatingStyle, Required, Roles, Settings, Value,
};
use proptest::{collection, option, prelude::*, sample::select};

/// A questionnaire of one page.
pub(crate) fn questionnaire(name: &str, version: &str, questions: Vec<Question>) -> Questionnaire {
    Questionnaire {
        title: LocalText::default(),
        pages: vec![Page { name: "page".to_owned(), title: LocalText::default(), questions }],
        settings: Settings {
            name: name.to_owned(),
            version: version.to_owned(),
            roles: Roles::default(),
            dimensions: None,
            invitation: Vec::new(),
            notice: None,
            elder: Vec::new(),
        },
    }
}

/// A question whose title is `title`.
pub(crate) fn question(name: &str, title: LocalText, kind: Kind) -> Question {
    Question {
        name: name.to_owned(),
        title,
        description: LocalText::default(),
        required: Required::No,
        visible_if: None,
        kind,
    }
}

/// A text in simplified Chinese and English.
pub(crate) fn texts(chinese: &str, english: &str) -> LocalText {
    let texts = [("zh-cn", chinese), ("en", english)];
    texts.into_iter().map(|(language, text)| (language.to_owned(), text.to_owned())).collect()
}

/// A scale of five whose ends have words.
pub(crate) fn five() -> Kind {
    Kind::Rating(Rating {
        min: 1,
        max: 5,
        style: RatingStyle::Faces,
        min_label: texts("很不满意", "Very dissatisfied"),
        max_label: texts("很满意", "Very satisfied"),
        labels: Vec::new(),
    })
}

/// Choices by code and text.
pub(crate) fn choices(choices: &[(&str, &str, &str)]) -> Vec<Choice> {
    let choice = |(code, chinese, english): &(&str, &str, &str)| Choice {
        value: Value::from(*code),
        text: texts(chinese, english),
    };
    choices.iter().map(choice).collect()
}

/// Free text of several lines.
pub(crate) fn comment() -> Kind {
    Kind::Comment { max_length: 500 }
}

/// A counter questionnaire with one question of each kind.
pub(crate) fn counter(version: &str) -> Questionnaire {
    let reasons = choices(&[
        ("wait", "等候太久", "Long wait"),
        ("attitude", "态度不好", "Unfriendly"),
        ("a|b", "甲|乙", "A|B"),
    ]);
    questionnaire(
        "counter",
        version,
        vec![
            question("satisfaction", texts("总体满意度", "Overall satisfaction"), five()),
            question(
                "reasons",
                texts("哪里不好", "What went wrong"),
                Kind::Checkbox { choices: reasons, max: None },
            ),
            question(
                "in_time",
                texts("是否按承诺时间办完", "In the promised time"),
                Kind::Radiogroup(choices(&[("yes", "是", "Yes"), ("no", "否", "No")])),
            ),
            question(
                "contact",
                texts("可以联系您吗", "May we contact you"),
                Kind::Boolean { yes: LocalText::default(), no: LocalText::default() },
            ),
            question("comment", texts("您的意见", "Your comment"), comment()),
        ],
    )
}

/// A response to `questionnaire`, taken at 14:05:09 in China.
pub(crate) fn response(questionnaire: &Questionnaire, answers: &[(&str, Value)]) -> Response {
    Response {
        id: ResponseId::from_random([7; 16]),
        device: DeviceId::new("tablet-3").unwrap(),
        sequence: DeviceSequence(1),
        visit: Visit { branch: "B001".to_owned(), counter: "3".to_owned(), ..Visit::default() },
        questionnaire: QuestionnaireId {
            name: questionnaire.settings.name.clone(),
            version: questionnaire.settings.version.clone(),
            hash: "0123456789abcdef".to_owned(),
        },
        locale: "zh-CN".to_owned(),
        mode: Mode::Standard,
        assisted: false,
        voice: false,
        channel: Channel::Counter,
        started_at: DateTime::parse_from_rfc3339("2026-11-21T14:05:09+08:00").unwrap(),
        duration_ms: 12_345,
        outcome: Outcome::Complete,
        training: false,
        answers: answers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
    }
}

/// A text that is not empty: whatever is likely to break a CSV file, often.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let nasty = select(vec![
        "|",
        "\\",
        "\"",
        "\"\"",
        ",",
        ";",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "'",
        "=",
        "+",
        "-",
        "@",
        "＝",
        "＋",
        "－",
        "＠",
        " ",
        "\u{3000}",
        "\u{feff}",
        "_",
        "id",
        "true",
        "5",
        "-0",
        "1e5",
        "NaN",
        "您好",
        "😀",
        "👨‍👩‍👧",
    ]);
    prop_oneof![
        3 => collection::vec(nasty, 1..8).prop_map(|parts| parts.concat()),
        1 => any::<String>().prop_filter("empty", |text| !text.is_empty()),
    ]
}

/// What a tablet reads to the last bit, too.
fn exact(number: f64) -> Value {
    Value::Number(if cfg!(feature = "native") { number } else { number.trunc() % 1e15 })
}

fn code() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => text().prop_map(Value::Text),
        1 => any::<i16>().prop_map(|number| Value::from(i32::from(number))),
        1 => any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(exact),
        1 => any::<bool>().prop_map(Value::Boolean),
    ]
}

/// Choices whose codes read differently from one another.
fn codes() -> impl Strategy<Value = Vec<Choice>> {
    collection::vec(code(), 1..5).prop_map(|mut codes| {
        let mut seen = std::collections::BTreeSet::new();
        codes.retain(|code| seen.insert(code.to_string()));
        codes.into_iter().map(|value| Choice { value, text: LocalText::default() }).collect()
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(five()),
        codes().prop_map(Kind::Radiogroup),
        codes().prop_map(|choices| Kind::Checkbox { choices, max: None }),
        Just(Kind::Boolean { yes: LocalText::default(), no: LocalText::default() }),
        Just(comment()),
        Just(Kind::Text { input: InputType::Tel, max_length: 20 }),
    ]
}

fn questions() -> impl Strategy<Value = Vec<Question>> {
    // Few names, so that versions share them; some like metadata columns.
    let names =
        ["satisfaction", "id", "_id", "branch", "a,\"b\"", "行\r\n列", "=1+1", "question.row"];
    let names = proptest::sample::subsequence(names.to_vec(), 1..=names.len()).prop_shuffle();
    names.prop_flat_map(|names| {
        let count = names.len();
        collection::vec(kind(), count).prop_map(move |kinds| {
            let pairs = names.iter().zip(kinds);
            pairs.map(|(name, kind)| question(name, LocalText::default(), kind)).collect()
        })
    })
}

/// One to three questionnaires, told apart by name or by version.
pub(crate) fn questionnaires() -> impl Strategy<Value = Vec<Questionnaire>> {
    collection::vec(questions(), 1..=3).prop_map(|all| {
        let ids = [("counter", "1"), ("counter", "2"), ("lobby", "1")];
        all.into_iter()
            .zip(ids)
            .map(|(questions, (name, version))| questionnaire(name, version, questions))
            .collect()
    })
}

fn value(kind: &Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Rating(rating) => (rating.min..=rating.max).prop_map(Value::from).boxed(),
        Kind::Radiogroup(choices) => {
            select(choices.clone()).prop_map(|choice| choice.value).boxed()
        }
        Kind::Checkbox { choices, .. } => {
            proptest::sample::subsequence(choices.clone(), 1..=choices.len())
                .prop_map(|chosen| Value::List(chosen.into_iter().map(|it| it.value).collect()))
                .boxed()
        }
        Kind::Boolean { .. } => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Comment { .. } | Kind::Text { .. } => text().prop_map(Value::Text).boxed(),
    }
}

fn answers(questionnaire: &Questionnaire) -> impl Strategy<Value = Answers> + use<> {
    let each: Vec<_> = questionnaire
        .questions()
        .map(|question| (Just(question.name.clone()), option::of(value(&question.kind))))
        .collect();
    each.prop_map(|each| {
        each.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    })
}

fn moment() -> impl Strategy<Value = DateTime<FixedOffset>> {
    let last = Utc.with_ymd_and_hms(9999, 12, 30, 0, 0, 0).unwrap().timestamp();
    (0..last, 0..1_000_000_000_u32, -18 * 60..=18 * 60_i32).prop_map(|(seconds, nanos, minutes)| {
        let offset = FixedOffset::east_opt(minutes * 60).unwrap();
        DateTime::from_timestamp(seconds, nanos).unwrap().with_timezone(&offset)
    })
}

/// Any response to `questionnaire`.
pub(crate) fn any_response(
    questionnaire: &Questionnaire,
) -> impl Strategy<Value = Response> + use<> {
    let id = QuestionnaireId {
        name: questionnaire.settings.name.clone(),
        version: questionnaire.settings.version.clone(),
        hash: "0123456789abcdef".to_owned(),
    };
    let visit = (text(), text(), collection::vec(option::of(text()), 4)).prop_map(
        |(branch, counter, others)| {
            let [teller, business, ticket, tier] = others.try_into().unwrap();
            Visit { branch, counter, teller, business, ticket, tier }
        },
    );
    let code =
        (select(Mode::ALL), select(Channel::ALL), select(Outcome::ALL), any::<[bool; 3]>(), text());
    let own = (any::<[u8; 16]>(), "[A-Za-z0-9_-]{1,40}", 1..=u32::MAX, any::<u64>(), moment());
    (own, visit, code, answers(questionnaire)).prop_map(
        move |((random, device, sequence, duration_ms, started_at), visit, code, answers)| {
            let (mode, channel, outcome, [assisted, voice, training], locale) = code;
            Response {
                id: ResponseId::from_random(random),
                device: DeviceId::new(device).unwrap(),
                sequence: DeviceSequence(sequence),
                visit,
                questionnaire: id.clone(),
                locale,
                mode,
                assisted,
                voice,
                channel,
                started_at,
                duration_ms,
                outcome,
                training,
                answers,
            }
        },
    )
}

/// Questionnaires, and responses to them in any order.
pub(crate) fn survey() -> impl Strategy<Value = (Vec<Questionnaire>, Vec<Response>)> {
    questionnaires().prop_flat_map(|questionnaires| {
        let one = proptest::strategy::Union::new(questionnaires.iter().map(any_response));
        (Just(questionnaires), collection::vec(one, 0..6))
    })
}
