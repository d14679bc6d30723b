//! What an expression gives for certain answers.

use super::{
    Binary, Moment, Node, Unary,
    compare::{all_of, any_of, contains, equal, less},
    datum::Datum,
    functions::Call,
};

/// What names stand for, and what time it is.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) find: &'a dyn Fn(&str) -> Datum,
    pub(super) moment: Moment,
}

pub(super) fn value(node: &Node, scope: &Scope<'_>) -> Datum {
    let zone = scope.moment.zone();
    match node {
        Node::Nothing => Datum::Null,
        Node::Constant(constant) => Datum::from(constant),
        Node::Name(name) => (scope.find)(name),
        Node::List(items) => Datum::List(values(items, scope)),
        Node::Unary(operator, inner) => {
            let inner = value(inner, scope);
            Datum::Boolean(match operator {
                Unary::Not => !inner.is_truthy(),
                Unary::Empty => inner.is_empty(),
                Unary::NotEmpty => !inner.is_empty(),
            })
        }
        Node::Binary(operator, left, right) => {
            let (left, right) = (value(left, scope), value(right, scope));
            let (a, b) = (&left, &right);
            Datum::Boolean(match operator {
                Binary::Equal => equal(a, b, scope.moment),
                Binary::NotEqual => !equal(a, b, scope.moment),
                Binary::Less => less(a, b, scope.moment),
                Binary::LessOrEqual => equal(a, b, scope.moment) || less(a, b, scope.moment),
                Binary::Greater => less(b, a, scope.moment),
                Binary::GreaterOrEqual => equal(a, b, scope.moment) || less(b, a, scope.moment),
                Binary::Contains => contains(a, b, true, zone),
                Binary::NotContains => {
                    (!a.is_truthy() && !b.is_empty()) || contains(a, b, false, zone)
                }
                Binary::AnyOf => any_of(a, b, zone),
                Binary::NoneOf => !any_of(a, b, zone),
                Binary::AllOf => all_of(a, b, zone),
                Binary::And => return logic(left, right, true),
                Binary::Or => return logic(left, right, false),
            })
        }
        Node::Call(function, nodes) => {
            function.run(&Call { arguments: values(nodes, scope), nodes, scope })
        }
    }
}

fn values(nodes: &[Node], scope: &Scope<'_>) -> Vec<Datum> {
    nodes.iter().map(|node| value(node, scope)).collect()
}

/// JavaScript's `&&` and `||` give back one of their sides.
fn logic(left: Datum, right: Datum, and: bool) -> Datum {
    let (left, right) = filled(left, right);
    if left.is_truthy() == and { right } else { left }
}

/// SurveyJS replaces a side that is empty by the other side's idea of nothing:
/// 0, an empty text, an empty list.
pub(super) fn filled(left: Datum, right: Datum) -> (Datum, Datum) {
    let fill = |side: Datum, other: &Datum| {
        if !side.is_empty() {
            return side;
        }
        match (&side, other) {
            (_, Datum::Number(_)) => Datum::Number(0.0),
            (Datum::Text(_), _) | (_, Datum::Text(_)) => Datum::text(""),
            (_, Datum::List(_)) => Datum::List(Vec::new()),
            _ => Datum::Number(0.0),
        }
    };
    let left = fill(left, &right);
    let right = fill(right, &left);
    (left, right)
}
