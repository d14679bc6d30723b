//! Expressions over answers, in SurveyJS's expression language.
//!
//! Reading lives in `parse`, meaning in `evaluate` and below it: what names
//! stand for in `names`, what JavaScript makes of values of different kinds in
//! `datum`, `compare` and `arithmetic`, what functions give in `functions`.
//! What SurveyJS does not have is refused with its place, never taken for
//! something else.

mod arithmetic;
mod compare;
mod dates;
mod datum;
mod evaluate;
mod functions;
mod names;
mod parse;
mod tokens;

pub(crate) use self::functions::ASKED;
use self::{
    datum::Datum,
    evaluate::Scope,
    functions::{ALL, Function, Language},
};
use crate::{Answers, Json, Value};

/// What time it is, and where: an argument, for there is no clock here.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// Milliseconds since 1970 began in UTC.
    pub milliseconds: f64,
    /// How many minutes local time is ahead of UTC.
    pub zone: i32,
}

/// How far local time is ahead of UTC, in milliseconds.
type Zone = f64;

impl Moment {
    fn zone(self) -> Zone {
        f64::from(self.zone) * 60_000.0
    }
}

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
    Call(Function, Vec<Node>),
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
    /// Reads an expression in the whole language.
    ///
    /// # Errors
    /// When `text` is none.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        Self::parse_in(text, ALL)
    }

    /// Reads an expression that computes with nothing but `language`.
    pub(crate) fn parse_in(text: &str, language: Language) -> Result<Self, ExpressionError> {
        parse::parse(text, language).map(|root| Self { root })
    }

    /// Whether it is true of `answers`, as SurveyJS judges conditions: the
    /// result must equal `true`, so `{a}` holds of 1 but not of 2.
    pub fn holds(&self, answers: &Answers) -> bool {
        let find =
            |name: &str| answers.get(name).map_or(Datum::Null, |value| Datum::from(value).read());
        let scope = Scope { find: &find, moment: Moment::default() };
        evaluate::value(&self.root, &scope).is_true(scope.moment.zone())
    }

    /// What it gives for `data`, an object from name to value. No value and
    /// numbers that are not finite are `null`; a date is its ISO text.
    pub fn evaluate(&self, data: &Json, moment: Moment) -> Json {
        let data = Datum::from(data);
        let find = |name: &str| names::find(name, &data);
        evaluate::value(&self.root, &Scope { find: &find, moment }).into_json()
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
        Node::List(items) | Node::Call(_, items) => {
            for item in items {
                collect_names(item, names);
            }
        }
        Node::Unary(_, inner) => collect_names(inner, names),
        Node::Binary(_, left, right) => {
            collect_names(left, names);
            collect_names(right, names);
        }
    }
}
