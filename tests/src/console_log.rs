//! What the browser complains about while a test runs.

use std::fmt;

use serde::Deserialize;
use thirtyfour::BrowserLogEntry;

/// An error the browser wrote to its console: an exception, a refused
/// resource, a violated content security policy.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Complaint(String);

impl Complaint {
    /// The complaint in `entry`, if it is one.
    pub(crate) fn from_entry(entry: BrowserLogEntry) -> Option<Self> {
        let grave = entry.level == "SEVERE" || entry.message.contains("Content Security Policy");
        grave.then_some(Self(entry.message))
    }

    /// Whether it is about `topic`: a part of its text.
    pub(crate) fn is_about(&self, topic: &str) -> bool {
        self.0.contains(topic)
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
