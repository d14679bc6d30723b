//! Conditions mean what they mean in SurveyJS, and what is not understood is
//! refused with its place.

use heard_survey::{Answers, Expression, Json, Moment, Value};
use serde::Deserialize;

/// Recorded from SurveyJS by `tests/oracle/record.mjs`.
#[derive(Deserialize)]
struct Oracle {
    values: Vec<Option<Value>>,
    /// An expression, and a `1` or `0` for each value of `a`.
    cases: Vec<(String, String)>,
}

#[test]
fn conditions_hold_exactly_where_surveyjs_says_so() {
    let oracle: Oracle = serde_json::from_str(include_str!("oracle/expressions.json")).unwrap();
    let mut wrong = Vec::new();
    for (text, results) in &oracle.cases {
        let expression = Expression::parse(text).unwrap();
        assert_eq!(results.len(), oracle.values.len());
        for (value, expected) in oracle.values.iter().zip(results.chars()) {
            let mut answers = Answers::from([("b".to_owned(), Value::from(2))]);
            answers.extend(value.clone().map(|value| ("a".to_owned(), value)));
            if expression.holds(&answers) != (expected == '1') {
                wrong.push(format!("{text} with {value:?} should give {expected}"));
            }
        }
    }
    assert!(oracle.cases.len() > 300);
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Recorded from SurveyJS by `tests/oracle/random.mjs`.
#[derive(Deserialize)]
struct Random {
    /// What time it is, in milliseconds since 1970 began.
    now: f64,
    data: Vec<serde_json::Value>,
    /// An expression, and pairs of the place in `data` and what it gives there.
    cases: Vec<Vec<serde_json::Value>>,
}

#[test]
fn random_expressions_give_what_surveyjs_gives() {
    let oracle: Random = serde_json::from_str(include_str!("oracle/random.json")).unwrap();
    let data: Vec<Json> = oracle.data.into_iter().map(Json::from).collect();
    let moment = Moment { milliseconds: oracle.now, zone: 0 };
    let (mut wrong, mut pairs) = (Vec::new(), 0);
    for case in oracle.cases {
        let text = case[0].as_str().unwrap();
        let expression = match Expression::parse(text) {
            Ok(expression) => expression,
            Err(error) => {
                wrong.push(format!("{text}: {error}"));
                continue;
            }
        };
        for result in &case[1..] {
            let (set, expected) = (result[0].as_u64().unwrap(), Json::from(result[1].clone()));
            let own = expression.evaluate(&data[usize::try_from(set).unwrap()], moment);
            pairs += 1;
            if !same(&own, &expected) {
                wrong.push(format!("{text} with data {set} should give {expected:?}, not {own:?}"));
            }
        }
    }
    assert!(pairs > 20_000, "only {pairs} pairs");
    assert!(wrong.is_empty(), "{} of {pairs} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn days_begin_at_local_midnight() {
    // Four in the morning of the 23rd in Hong Kong.
    let moment = Moment { milliseconds: 1_795_377_600_000.0, zone: 480 };
    let given = [
        ("currentDate()", Json::Text("2026-11-22T20:00:00.000Z".to_owned())),
        ("today()", Json::Text("2026-11-22T16:00:00.000Z".to_owned())),
        ("day(today())", Json::Number(23.0)),
        ("getDate('2026-01-01')", Json::Text("2025-12-31T16:00:00.000Z".to_owned())),
        ("today() = '2026-11-23'", Json::Boolean(true)),
        ("'' + today()", Json::Text("Mon Nov 23 2026 00:00:00 GMT+0800 (GMT+08:00)".to_owned())),
    ];
    for (text, value) in given {
        let expression = Expression::parse(text).unwrap();
        assert_eq!(expression.evaluate(&Json::Object(Vec::new()), moment), value, "{text}");
    }
}

/// Powers may differ in their last bit.
fn same(own: &Json, expected: &Json) -> bool {
    match (own, expected) {
        (Json::Number(own), Json::Number(expected)) => {
            (own - expected).abs() <= expected.abs() * 4.0 * f64::EPSILON
        }
        (Json::List(own), Json::List(expected)) => {
            own.len() == expected.len()
                && own.iter().zip(expected).all(|(own, expected)| same(own, expected))
        }
        _ => own == expected,
    }
}

#[test]
fn what_is_not_understood_is_refused_with_its_place() {
    let refused = [
        ("", 1, "ends too soon"),
        ("   ", 4, "ends too soon"),
        ("{a} =", 6, "ends too soon"),
        ("{a} = 3 {b}", 9, "an operator"),
        ("{a} = (3", 9, "`)` is missing"),
        ("{a} = 3)", 8, "an operator"),
        ("{a = 3", 1, "never closed"),
        ("a} = 3", 2, "no `{`"),
        ("{} = 3", 1, "name between"),
        ("{a} = 'x", 7, "never closed"),
        ("{a} = 'say \"x\"'", 12, "is written"),
        ("{a} = [1, 2", 12, "`]` is missing"),
        ("{a} = 满意", 7, "quotation marks"),
        ("{名字} = 满意", 8, "quotation marks"),
        ("{a} = 007", 7, "does not begin with 0"),
        ("{a} = 0x1F", 10, "an operator"),
        ("{a} = 0x", 9, "after `0x`"),
        ("{a} = 1.", 9, "decimal point"),
        ("{a} + > 2", 7, "not `>`"),
        ("{a} power", 10, "ends too soon"),
        ("-{a} = 1", 1, "not `-`"),
        ("ages({a}) > 18", 1, "`ages` is not supported"),
        ("{a} > 3 and Iif({b}, 1, 2) = 1", 13, "`Iif` is not supported"),
        ("iif({a}, 1", 11, "`)` is missing"),
        ("not {a}", 1, "written `!`"),
        ("empty {a}", 1, "not `empty`"),
        ("and {a}", 1, "not `and`"),
        ("{a} and and {b}", 9, "not `and`"),
        ("({a}) empty", 7, "an operator"),
        ("{a} <<= 3", 6, "not `<=`"),
        ("{a} ; {b}", 5, "`;` is not understood"),
    ];
    for (text, at, problem) in refused {
        let error = Expression::parse(text).expect_err(text);
        assert_eq!(error.at, at, "{text}: {error}");
        assert!(error.problem.contains(problem), "{text}: {error}");
    }
}

#[test]
fn an_expression_too_large_or_too_deep_is_refused() {
    let deep = format!("{}{{a}}{}", "(".repeat(100), ")".repeat(100));
    let long = vec!["{a} = 1"; 300].join(" or ");
    let longer = "x".repeat(5000);
    for text in [deep, "!".repeat(1000), "[".repeat(1000), long, longer] {
        assert!(Expression::parse(&text).is_err());
    }
}

#[test]
fn the_names_used_are_told_once_each() {
    let expression = Expression::parse("{b} = 1 and ({a} empty or [{c}, {b}] contains {a})");
    assert_eq!(expression.unwrap().names(), ["b", "a", "c"]);
}

#[test]
fn two_conditions_joined_hold_where_each_does() {
    // SurveyJS: `{a}` holds of 1 and of true, but not of 2.
    let joined = |a, b| Expression::parse(a).unwrap().and(Expression::parse(b).unwrap());
    let answers = Answers::from([("two".to_owned(), 2.into()), ("yes".to_owned(), true.into())]);
    assert!(joined("{yes}", "{two} = 2").holds(&answers));
    assert!(!joined("{two}", "{yes}").holds(&answers));
    assert!(!joined("{yes}", "{two}").holds(&answers));
}
