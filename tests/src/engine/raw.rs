//! WebDriver commands the client has no name for.

use serde_json::Value;
use thirtyfour::{
    RequestData, SessionId,
    common::command::{Command, FormatRequestData},
};

/// A command by its path below the session's address.
#[derive(Debug)]
pub(crate) struct Raw {
    path: String,
    /// Sent where there is one; without it something is asked for.
    body: Option<Value>,
}

impl Raw {
    /// Asks for what is at `path`.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self { path: path.into(), body: None }
    }

    /// Sends `body` to `path`.
    pub(crate) fn post(path: impl Into<String>, body: Value) -> Self {
        Self { path: path.into(), body: Some(body) }
    }
}

impl FormatRequestData for Raw {
    fn format_request(&self, session: &SessionId) -> RequestData {
        // A known command of the same method, sent elsewhere.
        let known = if self.body.is_some() { Command::Refresh } else { Command::GetTitle };
        let mut request = known.format_request(session);
        request.uri = format!("session/{session}/{}", self.path).into();
        request.body.clone_from(&self.body);
        request
    }
}
