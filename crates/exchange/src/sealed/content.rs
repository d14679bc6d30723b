//! What lies inside: a response as JSON, padded so that its length does not
//! tell how much was written.

use std::fmt::Display;

use super::Label;
use crate::Response;

/// Lengths are multiples of this.
const BLOCK: usize = 256;

/// Why what was opened is not the response its label names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// No response inside.
    #[error("what is sealed is no response: {0}")]
    Malformed(String),
    /// A response that is not this one.
    #[error("the label says {field} {label}, and inside stands {inside}")]
    Mismatch {
        /// `id`, `device` or `sequence`.
        field: &'static str,
        /// What the label says.
        label: String,
        /// What the response says.
        inside: String,
    },
}

/// `text` with spaces up to the next multiple of 256 bytes.
pub fn pad(text: &str) -> String {
    let missing = text.len().next_multiple_of(BLOCK) - text.len();
    [text, &" ".repeat(missing)].concat()
}

/// The response in `content`, which was sealed under `label`.
///
/// # Errors
/// When it is none, or another one.
pub fn response(content: &[u8], label: &Label) -> Result<Response, ContentError> {
    let malformed = |error: String| ContentError::Malformed(error);
    let content = str::from_utf8(content).map_err(|error| malformed(error.to_string()))?;
    let response = Response::parse(content).map_err(|error| malformed(error.to_string()))?;
    same("id", label.id, response.id)?;
    same("device", label.device.as_str(), response.device.as_str())?;
    same("sequence", label.sequence.0, response.sequence.0)?;
    Ok(response)
}

fn same<T: PartialEq + Display>(
    field: &'static str,
    label: T,
    inside: T,
) -> Result<(), ContentError> {
    if label == inside {
        return Ok(());
    }
    let [label, inside] = [label.to_string(), inside.to_string()];
    Err(ContentError::Mismatch { field, label, inside })
}
