//! Conditions on answers, in SurveyJS's expression language.

/// A condition such as `{satisfaction} <= 3 and {reasons} notempty`.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression;
