//! What stands in the clear on a sealed segment, authenticated with it.

use std::{collections::BTreeMap, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MAX_RESPONSES;
use crate::{DeviceId, DeviceSequence, Response};

/// The label of a sealed segment: of which day it is and which responses of
/// which tablets are in it, so that they are counted and missed without a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    heard: u32,
    what: String,
    /// The branch's day.
    pub day: NaiveDate,
    /// How many responses there are.
    pub count: usize,
    /// Their sequences, by tablet: first and last of each run, ascending.
    pub devices: BTreeMap<DeviceId, Vec<(DeviceSequence, DeviceSequence)>>,
}

/// Why a text is no label of a segment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// Not the JSON object a label is.
    #[error("this is no label of a segment: {0}")]
    Malformed(String),
    /// Written by a later version.
    #[error("this label is of version {0}, newer than this program")]
    Newer(u32),
    /// More than a segment can have.
    #[error("{0} responses are more than a segment has")]
    TooMany(usize),
}

#[derive(Deserialize)]
struct Claim {
    heard: u32,
    what: String,
}

const VERSION: u32 = 1;
const WHAT: &str = "segment";

impl Label {
    /// The label of `responses`, which are of `day`.
    pub fn of(day: NaiveDate, responses: &[Response]) -> Self {
        let mut sequences: BTreeMap<DeviceId, Vec<DeviceSequence>> = BTreeMap::new();
        for response in responses {
            sequences.entry(response.device.clone()).or_default().push(response.sequence);
        }
        let devices = sequences.into_iter().map(|(device, taken)| (device, runs(taken)));
        Self {
            heard: VERSION,
            what: WHAT.to_owned(),
            day,
            count: responses.len(),
            devices: devices.collect(),
        }
    }

    /// Reads the JSON text of a label. Members it does not know are ignored.
    ///
    /// # Errors
    /// When it is none, or of a later version.
    pub fn parse(text: &str) -> Result<Self, LabelError> {
        let malformed = |error: serde_json::Error| LabelError::Malformed(error.to_string());
        let Claim { heard, what } = serde_json::from_str(text).map_err(malformed)?;
        if heard > VERSION {
            return Err(LabelError::Newer(heard));
        }
        if heard < VERSION || what != WHAT {
            return Err(LabelError::Malformed("it is of something else".to_owned()));
        }
        let label: Self = serde_json::from_str(text).map_err(malformed)?;
        if label.count > MAX_RESPONSES {
            return Err(LabelError::TooMany(label.count));
        }
        Ok(label)
    }

    /// Every response that is in it, by tablet and sequence.
    pub fn places(&self) -> impl Iterator<Item = (&DeviceId, DeviceSequence)> {
        let each = |(device, runs)| {
            let runs: &Vec<(DeviceSequence, DeviceSequence)> = runs;
            let run = |(first, last): &(DeviceSequence, DeviceSequence)| first.0..=last.0;
            runs.iter().flat_map(run).map(move |sequence| (device, DeviceSequence(sequence)))
        };
        // No more than it says, whatever its runs say.
        self.devices.iter().flat_map(each).take(self.count)
    }
}

/// First and last of each run of `sequences`.
fn runs(mut sequences: Vec<DeviceSequence>) -> Vec<(DeviceSequence, DeviceSequence)> {
    sequences.sort_unstable();
    let mut runs: Vec<(DeviceSequence, DeviceSequence)> = Vec::new();
    for sequence in sequences {
        match runs.last_mut() {
            Some((_, last)) if sequence.0 <= last.0.saturating_add(1) => *last = sequence,
            _ => runs.push((sequence, sequence)),
        }
    }
    runs
}

/// The JSON text, without spaces.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}
