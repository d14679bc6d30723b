//! What is asked and answered: questionnaires, expressions, the interview.
//!
//! A questionnaire is SurveyJS JSON. [`Questionnaire::parse`] reads it and
//! names everything it does not understand with its place; [`Interview`] walks
//! one person through it without knowing anything about screens, clocks or
//! storage. What becomes of the answers is left to `heard-exchange`, what they
//! say to `heard-insight`.

mod answers;
mod decimal;
mod definition;
mod expression;
mod interview;
mod json;
mod masking;
pub mod order;
mod read;
mod text;
mod value;

pub use answers::Answers;
pub use definition::{
    Choice, Dimensions, InputType, Kind, Notice, Page, Problem, Question, Questionnaire, Rating,
    RatingStyle, Required, Roles, Settings,
};
pub use expression::{Expression, ExpressionError, Moment};
pub use interview::{Interview, Invalid, Progress, Stage};
pub use json::Json;
pub use masking::{HIDDEN, mask};
pub use read::RESERVED_NAMES;
pub use text::LocalText;
pub use value::Value;
