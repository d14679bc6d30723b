//! What can be wrong with a sealed text, and where.

use super::LabelError;

/// Something in a JWE that cannot be used, with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}{}{problem}", if path.is_empty() { "" } else { ": " })]
pub struct JweError {
    /// The JSON path, `recipients[0].header.epk.x`; empty where the whole text
    /// is meant. Within `protected` it is that of the decoded header.
    pub path: String,
    /// What is wrong.
    pub problem: JweProblem,
}

/// What is wrong with a JWE, as one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JweProblem {
    /// More than a response can be.
    #[error("this is longer than {limit} bytes")]
    TooLong {
        /// The most that is read.
        limit: usize,
    },
    /// Neither JSON nor compact serialization.
    #[error("this is not JSON: {0}")]
    NotJson(String),
    /// Compact serialization has five parts.
    #[error("this has {0} parts between dots where a sealed text has 5")]
    Parts(usize),
    /// A member that must be there is not.
    #[error("this is missing")]
    Missing,
    /// A member of another type.
    #[error("this should be {0}")]
    Not(&'static str),
    /// A header parameter that stands in two places.
    #[error("this stands in more than one header")]
    Twice,
    /// Bytes that are none.
    #[error("this is not base64url without padding")]
    NotBase64url,
    /// Too few or too many bytes.
    #[error("this has {found} bytes where {expected} belong")]
    Length {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// None, or more than anybody seals to.
    #[error("there are {found} recipients; 1 to {limit} are possible")]
    Recipients {
        /// How many there are.
        found: usize,
        /// The most that is read.
        limit: usize,
    },
    /// An algorithm, key type or curve that is not ours.
    #[error("\"{}\" is not known here; {known} is", .found.escape_debug())]
    Unknown {
        /// What stands there.
        found: String,
        /// What should.
        known: &'static str,
    },
    /// A header parameter that would change what the content is.
    #[error("this is not supported")]
    Unsupported,
    /// What is authenticated beside the content is no label.
    #[error("{0}")]
    Label(#[from] LabelError),
}

impl JweProblem {
    /// The problem at its place.
    pub(super) fn at(self, path: impl Into<String>) -> JweError {
        JweError { path: path.into(), problem: self }
    }
}
