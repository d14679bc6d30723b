//! Conditions on answers, in SurveyJS's expression language.
//!
//! Reading lives in `parse`, meaning in `evaluate`, and what JavaScript makes
//! of values of different kinds in `loose`. Supported are names, constants,
//! lists, comparisons, `contains` and its kin, `empty`, and logic; arithmetic
//! and functions are refused by name, never taken for something else.

mod evaluate;
mod loose;
mod parse;
mod tokens;

use crate::{Answers, Value};

/// A condition such as `{satisfaction} <= 3 and {reasons} notempty`.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    root: Node,
}

/// Why a text is no expression, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at character {at})")]
pub struct ExpressionError {
    /// The how-manieth character, from 1; one past the last when something is
    /// missing at the end.
    pub at: usize,
    /// What is wrong, without a full stop.
    pub problem: String,
}

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    /// `null`, `undefined`.
    Nothing,
    Constant(Value),
    /// `{name}`.
    Name(String),
    List(Vec<Node>),
    Unary(Unary, Box<Node>),
    Binary(Binary, Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unary {
    Not,
    Empty,
    NotEmpty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    NotContains,
    AnyOf,
    AllOf,
    NoneOf,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// When `text` is none, or uses a part of the language that is not
    /// supported yet.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        parse::parse(text).map(|root| Self { root })
    }

    /// Whether it is true of `answers`, as SurveyJS judges conditions: the
    /// result must equal `true`, so `{a}` holds of 1 but not of 2.
    pub fn holds(&self, answers: &Answers) -> bool {
        loose::is_true(evaluate::value(&self.root, answers).as_ref())
    }

    /// The question names used, each once, in order of first use.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        collect_names(&self.root, &mut names);
        names
    }

    /// True where both are.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        // `and` gives back one of its sides, so each side is judged by itself
        // first: `{a} and {b}` alone would say yes to a = 2, b = true.
        let judged = |side: Node| {
            let yes = Box::new(Node::Constant(Value::Boolean(true)));
            Box::new(Node::Binary(Binary::Equal, Box::new(side), yes))
        };
        Self { root: Node::Binary(Binary::And, judged(self.root), judged(other.root)) }
    }
}

fn collect_names<'a>(node: &'a Node, names: &mut Vec<&'a str>) {
    match node {
        Node::Nothing | Node::Constant(_) => {}
        Node::Name(name) => {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        Node::List(items) => items.iter().for_each(|item| collect_names(item, names)),
        Node::Unary(_, inner) => collect_names(inner, names),
        Node::Binary(_, left, right) => {
            collect_names(left, names);
            collect_names(right, names);
        }
    }
}
