//! Conditions mean what they mean in SurveyJS, and what is not understood is
//! refused with its place.

use heard_survey::{Answers, Expression, Value};
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
        ("{a} = 0x1F", 7, "hexadecimal"),
        ("{a} = 1.", 9, "decimal point"),
        ("{a} + 1 > 2", 5, "arithmetic"),
        ("{a} - 1 > 2", 5, "arithmetic"),
        ("{a} -1 > 2", 5, "arithmetic"),
        ("{a} * 2 = 4", 5, "arithmetic"),
        ("{a} power 2 = 4", 5, "arithmetic"),
        ("{a} % 2 = 0", 5, "arithmetic"),
        ("age({a}) > 18", 1, "functions"),
        ("{a} > 3 and iif({b}, 1, 2) = 1", 13, "functions"),
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
