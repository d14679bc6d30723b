//! From text to [`Node`]: tokens first, then recursive descent.
//!
//! Where SurveyJS's own grammar forgives (a bracket never closed), this one
//! refuses; everything it accepts, SurveyJS accepts with the same meaning.

use super::{Binary, ExpressionError, Node, Unary};
use crate::Value;

/// Longer expressions are refused, in bytes.
const MAX_LENGTH: usize = 4000;
/// Brackets and negations within each other.
const MAX_DEPTH: usize = 32;
/// Parts altogether; bounds the depth of chains such as `1 < 1 < 1 …` too.
const MAX_NODES: usize = 400;

/// How tightly operators bind, loosest first; operands come after the last.
const LEVELS: u8 = 4;

#[derive(Clone, Debug, PartialEq)]
enum Token<'a> {
    Name(&'a str),
    Number(f64),
    Text(String),
    Word(&'a str),
    Sign(&'static str),
}

/// The longer come first, so that `<=` is not read as `<`.
const SIGNS: [&str; 19] = [
    "<=", ">=", "==", "!=", "<>", "=>", "=<", "&&", "||", "*=", "(", ")", "[", "]", ",", "!", "=",
    "<", ">",
];

pub(super) fn parse(text: &str) -> Result<Node, ExpressionError> {
    if text.len() > MAX_LENGTH {
        return Err(error(text, 0, "the expression is too long"));
    }
    let tokens = Lexer { text, at: 0, tokens: Vec::new() }.run()?;
    let mut parser = Parser { text, tokens, next: 0, depth: 0, nodes: 0 };
    let root = parser.chain(0)?;
    match parser.tokens.get(parser.next) {
        None => Ok(root),
        Some(_) => Err(parser.refuse("an operator such as `and` was expected here")),
    }
}

/// An error at the byte `at`, told in characters.
fn error(text: &str, at: usize, problem: impl Into<String>) -> ExpressionError {
    let before = text.char_indices().take_while(|(index, _)| *index < at).count();
    ExpressionError { at: before + 1, problem: problem.into() }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// With the byte each begins at.
    tokens: Vec<(usize, Token<'a>)>,
}

impl<'a> Lexer<'a> {
    fn run(mut self) -> Result<Vec<(usize, Token<'a>)>, ExpressionError> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            let start = self.at;
            let Some(first) = self.rest().chars().next() else { return Ok(self.tokens) };
            let token = match first {
                '{' => self.name()?,
                '\'' | '"' => self.quoted(first)?,
                '0'..='9' => self.number()?,
                '-' if self.may_be_negative() => self.number()?,
                'a'..='z' | 'A'..='Z' | '_' => Token::Word(
                    self.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '_'),
                ),
                '+' | '-' | '/' | '%' | '^' => return Err(self.refuse(ARITHMETIC)),
                _ => self.sign()?,
            };
            self.tokens.push((start, token));
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn refuse(&self, problem: impl Into<String>) -> ExpressionError {
        error(self.text, self.at, problem)
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.find(|letter| !belongs(letter)).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    fn name(&mut self) -> Result<Token<'a>, ExpressionError> {
        let inside = &self.rest()[1..];
        match inside.find(['{', '}']) {
            Some(0) => Err(self.refuse("the name between `{` and `}` is missing")),
            Some(end) if inside[end..].starts_with('}') => {
                self.at += end + 2;
                Ok(Token::Name(&inside[..end]))
            }
            _ => Err(self.refuse("this `{` is never closed")),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<Token<'a>, ExpressionError> {
        let inside = &self.rest()[1..];
        let mut text = String::new();
        let mut letters = inside.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let escaped = letters.peek().is_some_and(|(_, next)| matches!(next, '\'' | '"'));
            if letter == '\\' && escaped {
                text.extend(letters.next().map(|(_, quote)| quote));
            } else if letter == quote {
                self.at += at + 2;
                return Ok(Token::Text(text));
            } else if matches!(letter, '\'' | '"') {
                self.at += at + 1;
                return Err(
                    self.refuse(format!("a quotation mark inside a text is written `\\{letter}`"))
                );
            } else {
                text.push(letter);
            }
        }
        Err(self.refuse("this quotation mark is never closed"))
    }

    /// A minus sign right before a digit, where no value stands before it.
    fn may_be_negative(&self) -> bool {
        let digit = self.rest()[1..].starts_with(|next: char| next.is_ascii_digit());
        let after_value = match self.tokens.last() {
            Some((_, Token::Sign(sign))) => matches!(*sign, ")" | "]"),
            Some((_, Token::Word(word))) => binary_word(word).is_none(),
            Some(_) => true,
            None => false,
        };
        digit && !after_value
    }

    fn number(&mut self) -> Result<Token<'a>, ExpressionError> {
        let start = self.at;
        if self.rest().starts_with('-') {
            self.at += 1;
        }
        let whole = self.take_while(|letter| letter.is_ascii_digit());
        if whole.len() > 1 && whole.starts_with('0') {
            self.at = start;
            return Err(self.refuse("a number does not begin with 0"));
        }
        if self.rest().starts_with(['x', 'X']) {
            self.at = start;
            return Err(self.refuse("hexadecimal numbers are not supported"));
        }
        if self.rest().starts_with('.') {
            self.at += 1;
            if self.take_while(|letter| letter.is_ascii_digit()).is_empty() {
                return Err(self.refuse("digits are missing after the decimal point"));
            }
        }
        match self.text[start..self.at].parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Token::Number(number)),
            _ => {
                self.at = start;
                Err(self.refuse("this number is too large"))
            }
        }
    }

    fn sign(&mut self) -> Result<Token<'a>, ExpressionError> {
        let rest = self.rest();
        if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            self.at += sign.len();
            return Ok(Token::Sign(sign));
        }
        let problem = match rest.chars().next() {
            Some('*') => ARITHMETIC.to_owned(),
            Some('}') => "this `}` has no `{` before it".to_owned(),
            Some(letter) => format!("`{letter}` is not understood; texts stand in quotation marks"),
            None => END.to_owned(),
        };
        Err(self.refuse(problem))
    }
}

const ARITHMETIC: &str = "arithmetic is not supported yet";
const END: &str = "the expression ends too soon";

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(usize, Token<'a>)>,
    next: usize,
    depth: usize,
    nodes: usize,
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

    /// Operands joined by the operators of `level`, from left to right.
    fn chain(&mut self, level: u8) -> Result<Node, ExpressionError> {
        if level == LEVELS {
            return self.operand();
        }
        let mut left = self.chain(level + 1)?;
        while let Some(operator) = self.take_operator(level)? {
            let right = self.chain(level + 1)?;
            left = Node::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn take_operator(&mut self, level: u8) -> Result<Option<Binary>, ExpressionError> {
        let found = match self.peek() {
            Some(Token::Sign(sign)) => binary_sign(sign),
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("power") => {
                return Err(self.refuse(ARITHMETIC));
            }
            Some(Token::Word(word)) => binary_word(word),
            _ => None,
        };
        let operator = found.filter(|(found, _)| *found == level).map(|(_, operator)| operator);
        self.next += usize::from(operator.is_some());
        Ok(operator)
    }

    fn operand(&mut self) -> Result<Node, ExpressionError> {
        self.depth += 1;
        self.nodes += 1;
        if self.depth > MAX_DEPTH || self.nodes > MAX_NODES {
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
            return self.list();
        }
        if self.take_sign("!") {
            return Ok(Node::Unary(Unary::Not, Box::new(self.operand()?)));
        }
        let atom = match self.tokens.get(self.next).cloned() {
            None => return Err(self.refuse(END)),
            Some((_, Token::Sign(sign))) => {
                return Err(self.refuse(format!("a value was expected here, not `{sign}`")));
            }
            Some((_, Token::Name(name))) => Node::Name(name.to_owned()),
            Some((_, Token::Number(number))) => Node::Constant(Value::Number(number)),
            Some((_, Token::Text(text))) => Node::Constant(Value::Text(text)),
            Some((at, Token::Word(word))) => {
                let called = self.text[at + word.len()..].starts_with('(');
                if !called && word.eq_ignore_ascii_case("negate") {
                    self.next += 1;
                    return Ok(Node::Unary(Unary::Not, Box::new(self.operand()?)));
                }
                self.word(word, called)?
            }
        };
        self.next += 1;
        Ok(self.postfix(atom))
    }

    /// What a bare word in a value's place stands for.
    fn word(&self, word: &str, called: bool) -> Result<Node, ExpressionError> {
        let lower = word.to_ascii_lowercase();
        if lower == "not" {
            return Err(self.refuse("`not` is written `!`"));
        }
        if called {
            return Err(
                self.refuse(format!("functions such as `{word}(…)` are not supported yet"))
            );
        }
        if unary_word(&lower).is_some() || binary_word(&lower).is_some() {
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

    fn list(&mut self) -> Result<Node, ExpressionError> {
        let mut items = Vec::new();
        if self.take_sign("]") {
            return Ok(Node::List(items));
        }
        loop {
            items.push(self.chain(0)?);
            if self.take_sign("]") {
                return Ok(Node::List(items));
            }
            if !self.take_sign(",") {
                return Err(self.refuse("`,` or `]` is missing here"));
            }
        }
    }
}

fn unary_word(word: &str) -> Option<Unary> {
    Some(match word.to_ascii_lowercase().as_str() {
        "empty" => Unary::Empty,
        "notempty" => Unary::NotEmpty,
        _ => return None,
    })
}

fn binary_sign(sign: &str) -> Option<(u8, Binary)> {
    Some(match sign {
        "||" => (0, Binary::Or),
        "&&" => (1, Binary::And),
        "=" | "==" => (2, Binary::Equal),
        "!=" | "<>" => (2, Binary::NotEqual),
        "<" => (2, Binary::Less),
        "<=" | "=<" => (2, Binary::LessOrEqual),
        ">" => (2, Binary::Greater),
        ">=" | "=>" => (2, Binary::GreaterOrEqual),
        "*=" => (3, Binary::Contains),
        _ => return None,
    })
}

fn binary_word(word: &str) -> Option<(u8, Binary)> {
    Some(match word.to_ascii_lowercase().as_str() {
        "or" => (0, Binary::Or),
        "and" => (1, Binary::And),
        "equal" | "equals" => (2, Binary::Equal),
        "notequal" | "notequals" => (2, Binary::NotEqual),
        "less" => (2, Binary::Less),
        "lessorequal" => (2, Binary::LessOrEqual),
        "greater" => (2, Binary::Greater),
        "greaterorequal" => (2, Binary::GreaterOrEqual),
        "contains" | "contain" => (3, Binary::Contains),
        "notcontains" | "notcontain" => (3, Binary::NotContains),
        "anyof" => (3, Binary::AnyOf),
        "allof" => (3, Binary::AllOf),
        "noneof" => (3, Binary::NoneOf),
        _ => return None,
    })
}
