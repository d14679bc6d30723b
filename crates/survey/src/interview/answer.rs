//! What counts as an answer to each kind of question.

/// Why something is no answer to a question. The interface says it in the
/// person's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// The question must be answered.
    #[error("an answer is required")]
    Required,
    /// Too many choices.
    #[error("at most {max} can be chosen")]
    TooMany {
        /// `maxSelectedChoices`.
        max: usize,
    },
    /// Too long a text.
    #[error("at most {max} characters")]
    TooLong {
        /// In characters.
        max: usize,
    },
    /// Not one of the choices, or not on the scale.
    #[error("not one of the choices")]
    NotAChoice,
    /// Say, a text where a number is wanted; a matter of the program, not of
    /// the person.
    #[error("not the kind of value this question takes")]
    WrongKind,
    /// No telephone number.
    #[error("not a telephone number")]
    NotATelephone,
    /// No e-mail address.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// No question is being asked.
    #[error("no question is being asked")]
    NothingAsked,
}
