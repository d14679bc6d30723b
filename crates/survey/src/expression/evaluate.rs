//! What an expression gives for certain answers. `None` is JavaScript's
//! `undefined`: a question without an answer.

use super::{
    Binary, Node, Unary,
    loose::{self, equal, is_empty, truthy},
};
use crate::{Answers, Value};

pub(super) fn value(node: &Node, answers: &Answers) -> Option<Value> {
    match node {
        Node::Nothing => None,
        Node::Constant(constant) => Some(constant.clone()),
        Node::Name(name) => answers.get(name).map(loose::from_answer),
        // A list cannot hold "nothing" here; SurveyJS keeps a hole, which
        // equals an empty text.
        Node::List(items) => Some(Value::List(
            items
                .iter()
                .map(|item| value(item, answers).unwrap_or_else(|| Value::Text(String::new())))
                .collect(),
        )),
        Node::Unary(operator, inner) => {
            let inner = value(inner, answers);
            Some(Value::Boolean(match operator {
                Unary::Not => !truthy(inner.as_ref()),
                Unary::Empty => is_empty(inner.as_ref()),
                Unary::NotEmpty => !is_empty(inner.as_ref()),
            }))
        }
        Node::Binary(operator, left, right) => {
            binary(*operator, value(left, answers), value(right, answers))
        }
    }
}

fn binary(operator: Binary, left: Option<Value>, right: Option<Value>) -> Option<Value> {
    let (a, b) = (left.as_ref(), right.as_ref());
    Some(Value::Boolean(match operator {
        Binary::And | Binary::Or => return logic(operator == Binary::And, left, right),
        Binary::Equal => equal(a, b),
        Binary::NotEqual => !equal(a, b),
        Binary::Less => loose::less(a, b),
        Binary::LessOrEqual => equal(a, b) || loose::less(a, b),
        Binary::Greater => loose::less(b, a),
        Binary::GreaterOrEqual => equal(a, b) || loose::less(b, a),
        Binary::Contains => contains(a, b, true),
        Binary::NotContains => (!truthy(a) && !is_empty(b)) || contains(a, b, false),
        Binary::AnyOf => any_of(a, b),
        Binary::NoneOf => !any_of(a, b),
        Binary::AllOf => all_of(a, b),
    }))
}

/// JavaScript's `&&` and `||` give back one of their sides. SurveyJS first
/// replaces an empty side by the other side's idea of nothing.
fn logic(and: bool, left: Option<Value>, right: Option<Value>) -> Option<Value> {
    let left = filled(left, right.as_ref());
    let right = filled(right, left.as_ref());
    if truthy(left.as_ref()) == and { right } else { left }
}

fn filled(side: Option<Value>, other: Option<&Value>) -> Option<Value> {
    if !is_empty(side.as_ref()) {
        return side;
    }
    Some(match (&side, other) {
        (_, Some(Value::Number(_))) => Value::Number(0.0),
        (Some(Value::Text(_)), _) | (_, Some(Value::Text(_))) => Value::Text(String::new()),
        (_, Some(Value::List(_))) => Value::List(Vec::new()),
        _ => Value::Number(0.0),
    })
}

fn contains(left: Option<&Value>, right: Option<&Value>, wanted: bool) -> bool {
    match left {
        None => false,
        Some(Value::List(items)) if items.is_empty() => !wanted,
        Some(Value::List(items)) => {
            let has = |sought: Option<&Value>| items.iter().any(|item| equal(Some(item), sought));
            let found = match right {
                Some(Value::List(all)) => all.iter().all(|sought| has(Some(sought))),
                one => has(one),
            };
            found == wanted
        }
        Some(Value::Text(text)) if text.is_empty() => false,
        Some(text) => {
            let lower = |text: &Value| loose::lower(&loose::text(text)).collect::<String>();
            let sought = right.map(lower).unwrap_or_default();
            truthy(right) && is_part(&sought, &lower(text)) == wanted
        }
    }
}

/// Byte by byte: the search made for long texts is much more code than this.
fn is_part(sought: &str, text: &str) -> bool {
    let mut parts = text.as_bytes().windows(sought.len().max(1));
    sought.is_empty() || parts.any(|part| part == sought.as_bytes())
}

fn any_of(left: Option<&Value>, right: Option<&Value>) -> bool {
    match (left, right) {
        _ if is_empty(left) => is_empty(right),
        _ if is_empty(right) => true,
        (Some(Value::List(_)), Some(Value::List(sought))) => {
            sought.iter().any(|item| contains(left, Some(item), true))
        }
        (Some(Value::List(_)), _) => contains(left, right, true),
        _ => contains(right, left, true),
    }
}

fn all_of(left: Option<&Value>, right: Option<&Value>) -> bool {
    if !truthy(left) && !is_empty(right) {
        return false;
    }
    match right {
        Some(Value::List(sought)) => sought.iter().all(|item| contains(left, Some(item), true)),
        _ => contains(left, right, true),
    }
}
