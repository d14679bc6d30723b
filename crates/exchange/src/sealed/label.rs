//! What stands in the clear on a sealed response, authenticated with it.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{DeviceId, DeviceSequence, Response, ResponseId};

/// The label of a sealed response: which one it is and of which day, so that
/// responses are counted, ordered and missed without a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Members", into = "Members")]
pub struct Label {
    /// The response's id.
    pub id: ResponseId,
    /// Which tablet took it.
    pub device: DeviceId,
    /// The how-manieth of that tablet.
    pub sequence: DeviceSequence,
    /// The branch's day.
    pub day: NaiveDate,
}

/// Why a text is no label.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// Not the JSON object a label is.
    #[error("this is no label: {0}")]
    Malformed(String),
    /// Written by a later version.
    #[error("this label is of version {0}, newer than this program")]
    Newer(u32),
    /// The label of something else.
    #[error("this is the label of \"{}\", not of a response", .0.escape_debug())]
    What(String),
    /// Sequences begin at 1.
    #[error("sequence 0 is none")]
    Sequence,
}

/// The label as it is written.
#[derive(Serialize, Deserialize)]
struct Members {
    heard: u32,
    what: String,
    id: ResponseId,
    device: DeviceId,
    sequence: DeviceSequence,
    day: NaiveDate,
}

const VERSION: u32 = 1;
const WHAT: &str = "response";

impl Label {
    /// The label of `response`.
    pub fn of(response: &Response) -> Self {
        Self {
            id: response.id,
            device: response.device.clone(),
            sequence: response.sequence,
            day: response.started_at.date_naive(),
        }
    }

    /// Reads the JSON text of a label. Members it does not know are ignored.
    ///
    /// # Errors
    /// When it is none, or not a response's, or of a later version.
    pub fn parse(text: &str) -> Result<Self, LabelError> {
        let malformed = |error: serde_json::Error| LabelError::Malformed(error.to_string());
        // First what it claims to be: the rest may have changed since.
        let claim: Claim = serde_json::from_str(text).map_err(malformed)?;
        claim.check()?;
        serde_json::from_str::<Members>(text).map_err(malformed)?.try_into()
    }
}

/// What a label says of itself.
#[derive(Deserialize)]
struct Claim {
    heard: u32,
    what: String,
}

impl Claim {
    fn check(self) -> Result<(), LabelError> {
        match self {
            Self { heard, .. } if heard > VERSION => Err(LabelError::Newer(heard)),
            Self { heard: VERSION, what } if what == WHAT => Ok(()),
            Self { heard: VERSION, what } => Err(LabelError::What(what)),
            Self { heard, .. } => Err(LabelError::Malformed(format!("version {heard}"))),
        }
    }
}

impl TryFrom<Members> for Label {
    type Error = LabelError;

    fn try_from(members: Members) -> Result<Self, LabelError> {
        let Members { heard, what, id, device, sequence, day } = members;
        Claim { heard, what }.check()?;
        if sequence == DeviceSequence(0) {
            return Err(LabelError::Sequence);
        }
        Ok(Self { id, device, sequence, day })
    }
}

impl From<Label> for Members {
    fn from(Label { id, device, sequence, day }: Label) -> Self {
        Self { heard: VERSION, what: WHAT.to_owned(), id, device, sequence, day }
    }
}

/// The JSON text, without spaces.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}
