//! From text to [`Node`], by recursive descent over tokens.
//!
//! Where SurveyJS's own grammar forgives (a bracket never closed), this one
//! refuses; everything it accepts, SurveyJS accepts with the same meaning.

use super::{
    ExpressionError, Node, Unary,
    functions::{Function, Language},
    tokens::{
        self, ENDS_TOO_SOON, NEGATE, Token, binary_sign, binary_word, computing, error, unary_word,
    },
};
use crate::Value;

/// Longer expressions are refused, in bytes.
const MAX_LENGTH: usize = 4000;
/// Brackets and negations within each other.
const MAX_DEPTH: usize = 32;
/// Values altogether; bounds the depth of chains such as `1 < 1 < 1 …` too.
const MAX_VALUES: usize = 400;

pub(super) fn parse(text: &str, language: Language) -> Result<Node, ExpressionError> {
    if text.len() > MAX_LENGTH {
        return Err(error(text, 0, "the expression is too long"));
    }
    let tokens = tokens::read(text)?;
    let mut parser = Parser { text, language, tokens, next: 0, depth: 0, values: 0 };
    let root = parser.chain(0)?;
    match parser.tokens.get(parser.next) {
        None => Ok(root),
        Some(_) => Err(parser.refuse("an operator such as `and` was expected here")),
    }
}

struct Parser<'a> {
    text: &'a str,
    language: Language,
    tokens: Vec<(usize, Token<'a>)>,
    next: usize,
    depth: usize,
    values: usize,
}

impl Parser<'_> {
    fn refuse(&self, problem: impl Into<String>) -> ExpressionError {
        let at = self.tokens.get(self.next).map_or(self.text.len(), |(at, _)| *at);
        error(self.text, at, problem)
    }

    fn peek(&self) -> Option<&Token<'_>> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn take_sign(&mut self, wanted: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(sign)) if *sign == wanted);
        self.next += usize::from(found);
        found
    }

    /// Operands joined by operators that bind as tightly as `level` or more,
    /// from left to right.
    fn chain(&mut self, level: u8) -> Result<Node, ExpressionError> {
        let mut left = self.operand()?;
        loop {
            let Some(token) = self.peek() else { return Ok(left) };
            let computing = computing(token);
            let binary = match token {
                Token::Sign(sign) => binary_sign(sign),
                Token::Word(word) => binary_word(word),
                _ => None,
            };
            let found = computing.map(|(found, _)| found).or(binary.map(|(found, _)| found));
            let Some(found) = found.filter(|found| *found >= level) else { return Ok(left) };
            let function = computing.map(|(_, sign)| self.function(sign)).transpose()?;
            self.next += 1;
            let right = self.chain(found + 1)?;
            left = match (function, binary) {
                (Some(function), _) => Node::Call(function, vec![left, right]),
                (None, Some((_, operator))) => {
                    Node::Binary(operator, Box::new(left), Box::new(right))
                }
                (None, None) => return Ok(left),
            };
        }
    }

    fn function(&self, name: &str) -> Result<Function, ExpressionError> {
        Function::named(name, self.language)
            .ok_or_else(|| self.refuse(format!("`{name}` is not supported here")))
    }

    fn operand(&mut self) -> Result<Node, ExpressionError> {
        self.depth += 1;
        self.values += 1;
        if self.depth > MAX_DEPTH || self.values > MAX_VALUES {
            return Err(self.refuse("the expression is too deep or has too many parts"));
        }
        let node = self.operand_inside()?;
        self.depth -= 1;
        Ok(node)
    }

    fn operand_inside(&mut self) -> Result<Node, ExpressionError> {
        if self.take_sign("(") {
            let inside = self.chain(0)?;
            return if self.take_sign(")") {
                Ok(inside)
            } else {
                Err(self.refuse("`)` is missing here"))
            };
        }
        if self.take_sign("[") {
            return self.list("]").map(Node::List);
        }
        if self.take_sign("!") {
            return Ok(Node::Unary(Unary::Not, Box::new(self.operand()?)));
        }
        let atom = match self.tokens.get(self.next).cloned() {
            None => return Err(self.refuse(ENDS_TOO_SOON)),
            Some((_, Token::Sign(sign))) => {
                return Err(self.refuse(format!("a value was expected here, not `{sign}`")));
            }
            Some((_, Token::Name(name))) => Node::Name(name.to_owned()),
            Some((_, Token::Number(number))) => Node::Constant(Value::Number(number)),
            Some((_, Token::Text(text))) => Node::Constant(Value::Text(text)),
            Some((at, Token::Word(word))) => {
                if self.text[at + word.len()..].starts_with('(') {
                    return self.call(word);
                }
                if word.eq_ignore_ascii_case(NEGATE) {
                    self.next += 1;
                    return Ok(Node::Unary(Unary::Not, Box::new(self.operand()?)));
                }
                self.word(word)?
            }
        };
        self.next += 1;
        Ok(self.postfix(atom))
    }

    /// A function with what it is asked.
    fn call(&mut self, name: &str) -> Result<Node, ExpressionError> {
        let function = self.function(name)?;
        // The name and the bracket that opens.
        self.next += 2;
        Ok(Node::Call(function, self.list(")")?))
    }

    /// What a bare word in a value's place stands for.
    fn word(&self, word: &str) -> Result<Node, ExpressionError> {
        let lower = word.to_ascii_lowercase();
        if lower == "not" {
            return Err(self.refuse("`not` is written `!`"));
        }
        let computing = computing(&Token::Word(&lower)).is_some();
        if computing || unary_word(&lower).is_some() || binary_word(&lower).is_some() {
            return Err(self.refuse(format!("a value was expected here, not `{word}`")));
        }
        Ok(match lower.as_str() {
            "true" => Node::Constant(Value::Boolean(true)),
            "false" => Node::Constant(Value::Boolean(false)),
            // Case matters in these two: `NULL` is a text to SurveyJS.
            _ if matches!(word, "null" | "undefined") => Node::Nothing,
            _ => Node::Constant(Value::Text(word.to_owned())),
        })
    }

    /// `empty` or `notempty` after a value.
    fn postfix(&mut self, atom: Node) -> Node {
        let operator = match self.peek() {
            Some(Token::Word(word)) => unary_word(word),
            _ => None,
        };
        match operator {
            None => atom,
            Some(operator) => {
                self.next += 1;
                Node::Unary(operator, Box::new(atom))
            }
        }
    }

    /// Values between brackets, the first of which is taken already.
    fn list(&mut self, end: &str) -> Result<Vec<Node>, ExpressionError> {
        let mut items = Vec::new();
        if self.take_sign(end) {
            return Ok(items);
        }
        loop {
            items.push(self.chain(0)?);
            if self.take_sign(end) {
                // SurveyJS takes a `null` that comes first for no list at all.
                if items.first() == Some(&Node::Nothing) {
                    items.clear();
                }
                return Ok(items);
            }
            if !self.take_sign(",") {
                return Err(self.refuse(format!("`,` or `{end}` is missing here")));
            }
        }
    }
}
