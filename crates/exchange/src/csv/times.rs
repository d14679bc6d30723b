//! How exactly an export tells when something was said.

use chrono::{DateTime, FixedOffset, TimeDelta, Timelike};

use crate::Response;

/// How exactly an export tells when a response was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Times {
    /// Cut to the full local hour where a teller is named, so that a teller
    /// cannot tell by the minute who said what; exact otherwise.
    #[default]
    HourWhereTellerNamed,
    /// As recorded, always: for a manager who asks for it.
    Exact,
}

impl Times {
    /// When `response` was given, as exactly as this allows.
    pub fn of(self, response: &Response) -> DateTime<FixedOffset> {
        let at = response.started_at;
        if self == Self::Exact || response.visit.teller.is_none() {
            return at;
        }
        let past_the_hour = TimeDelta::minutes(at.minute().into())
            + TimeDelta::seconds(at.second().into())
            + TimeDelta::nanoseconds(at.nanosecond().into());
        at - past_the_hour
    }
}
