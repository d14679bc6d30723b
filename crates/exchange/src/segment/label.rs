//! What stands in the clear on a sealed segment, authenticated with it.

use std::fmt;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::MAX_RESPONSES;
use crate::{DeviceId, DeviceSequence, Response, time};

/// First and last of some numbers without a gap.
type Run = (DeviceSequence, DeviceSequence);

/// The label of a sealed segment: of which day it is and which responses of
/// which tablets are in it, so that they are counted and missed without a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The branch's day.
    pub day: NaiveDate,
    /// How many responses there are.
    pub count: usize,
    /// Their sequences, by tablet, ascending.
    pub devices: Vec<(DeviceId, Vec<Run>)>,
}

/// Why a text is no label of a segment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// Not the JSON object a label is.
    #[error("this is no label of a segment: {0}")]
    Malformed(String),
    /// Written by a later version.
    #[error("this label is of version {0}, newer than this program")]
    Newer(u64),
    /// More than a segment can have.
    #[error("{0} responses are more than a segment has")]
    TooMany(u64),
}

const VERSION: u64 = 1;
const WHAT: &str = "segment";

impl Label {
    /// The label of `responses`, which are of `day`.
    pub fn of(day: NaiveDate, responses: &[Response]) -> Self {
        let mut devices: Vec<(DeviceId, Vec<Run>)> = Vec::new();
        for Response { device, sequence, .. } in responses {
            let place = devices.binary_search_by(|(other, _)| other.as_str().cmp(device.as_str()));
            let place = place.unwrap_or_else(|place| {
                devices.insert(place, (device.clone(), Vec::new()));
                place
            });
            enter(&mut devices[place].1, *sequence);
        }
        Self { day, count: responses.len(), devices }
    }

    /// Reads the JSON text of a label. Members it does not know are ignored.
    ///
    /// # Errors
    /// When it is none, or of a later version.
    pub fn parse(text: &str) -> Result<Self, LabelError> {
        let malformed = |what: &str| LabelError::Malformed(what.to_owned());
        let json: Json = serde_json::from_str(text).map_err(|it| malformed(&it.to_string()))?;
        match json["heard"].as_u64() {
            Some(VERSION) if json["what"] == WHAT => {}
            Some(version) if version > VERSION => return Err(LabelError::Newer(version)),
            _ => return Err(malformed("it is of something else")),
        }
        let day = json["day"].as_str().and_then(time::day);
        let day = day.ok_or_else(|| malformed("`day` must be a date"))?;
        let count = json["count"].as_u64().ok_or_else(|| malformed("`count` must be a number"))?;
        let fitting = usize::try_from(count).ok().filter(|count| *count <= MAX_RESPONSES);
        let count = fitting.ok_or(LabelError::TooMany(count))?;
        let devices = json["devices"].as_array().and_then(|all| all.iter().map(device).collect());
        let devices = devices.ok_or_else(|| malformed("`devices` must name tablets and runs"))?;
        Ok(Self { day, count, devices })
    }

    /// Every response that is in it, by tablet and sequence.
    pub fn places(&self) -> impl Iterator<Item = (&DeviceId, DeviceSequence)> {
        let all = self.devices.iter().flat_map(|(device, runs)| {
            let numbers = runs.iter().flat_map(|(first, last)| first.0..=last.0);
            numbers.map(move |sequence| (device, DeviceSequence(sequence)))
        });
        // No more than it says, whatever its runs say.
        all.take(self.count)
    }
}

/// Enters `sequence` into `runs`, ascending and apart.
fn enter(runs: &mut Vec<Run>, sequence: DeviceSequence) {
    let place = runs.partition_point(|(first, _)| *first <= sequence);
    let before = place.checked_sub(1).and_then(|before| runs.get(before)).map(|(_, last)| *last);
    let joins = before.is_some_and(|last| sequence <= DeviceSequence(last.0.saturating_add(1)));
    let place = if joins { place - 1 } else { place };
    if joins {
        runs[place].1 = runs[place].1.max(sequence);
    } else {
        runs.insert(place, (sequence, sequence));
    }
    let meets = runs.get(place + 1).is_some_and(|(first, _)| first.0 == runs[place].1.0 + 1);
    if meets {
        let (_, last) = runs.remove(place + 1);
        runs[place].1 = last;
    }
}

/// A tablet and its runs.
fn device(json: &Json) -> Option<(DeviceId, Vec<Run>)> {
    let number = |json: &Json| Some(DeviceSequence(u32::try_from(json.as_u64()?).ok()?));
    let run = |json: &Json| Some((number(json.get(0)?)?, number(json.get(1)?)?));
    let device = DeviceId::new(json.get(0)?.as_str()?).ok()?;
    Some((device, json.get(1)?.as_array()?.iter().map(run).collect::<Option<_>>()?))
}

/// The JSON text, without spaces: the same for the same responses.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { day, count, devices } = self;
        let run = |(first, last): &Run| json!([first.0, last.0]);
        let device = |(device, runs): &(DeviceId, Vec<Run>)| {
            json!([device.as_str(), runs.iter().map(run).collect::<Json>()])
        };
        let devices: Json = devices.iter().map(device).collect();
        write!(f, r#"{{"heard":{VERSION},"what":"{WHAT}","day":"{day}","count":{count},"#)?;
        write!(f, r#""devices":{devices}}}"#)
    }
}
