//! JSON with its place: every mistake in it can be named.

use serde_json::{Map, Value};

use super::super::{JweError, JweProblem, base64url};

/// A JSON value and where it stands.
pub(super) struct Node<'v> {
    value: &'v Value,
    path: String,
}

impl<'v> Node<'v> {
    pub(super) fn new(value: &'v Value, path: impl Into<String>) -> Self {
        Self { value, path: path.into() }
    }

    pub(super) fn value(&self) -> &'v Value {
        self.value
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The member `name`; none where it is missing.
    pub(super) fn member(&self, name: &str) -> Result<Option<Self>, JweError> {
        let path = match self.path.as_str() {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        Ok(self.object()?.get(name).map(|value| Self { value, path }))
    }

    /// The member `name`, which must be there.
    pub(super) fn needed(&self, name: &str) -> Result<Self, JweError> {
        self.member(name)?.ok_or_else(|| match self.path.as_str() {
            "" => JweProblem::Missing.at(name),
            path => JweProblem::Missing.at(format!("{path}.{name}")),
        })
    }

    pub(super) fn object(&self) -> Result<&'v Map<String, Value>, JweError> {
        self.value.as_object().ok_or_else(|| self.problem(JweProblem::Not("an object")))
    }

    pub(super) fn items(&self) -> Result<Vec<Self>, JweError> {
        let items = self.value.as_array();
        let items = items.ok_or_else(|| self.problem(JweProblem::Not("a list")))?;
        let item = |(index, value)| Self { value, path: format!("{}[{index}]", self.path) };
        Ok(items.iter().enumerate().map(item).collect())
    }

    pub(super) fn text(&self) -> Result<&'v str, JweError> {
        self.value.as_str().ok_or_else(|| self.problem(JweProblem::Not("a text")))
    }

    /// The text must be `known`.
    pub(super) fn must_be(&self, known: &'static str) -> Result<(), JweError> {
        match self.text()? {
            text if text == known => Ok(()),
            text => {
                let found = text.chars().take(40).collect();
                Err(self.problem(JweProblem::Unknown { found, known }))
            }
        }
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>, JweError> {
        base64url::decode(self.text()?).ok_or_else(|| self.problem(JweProblem::NotBase64url))
    }

    /// Exactly so many bytes.
    pub(super) fn array<const N: usize>(&self) -> Result<[u8; N], JweError> {
        let bytes = self.bytes()?;
        let found = bytes.len();
        bytes.try_into().map_err(|_| self.problem(JweProblem::Length { found, expected: N }))
    }

    pub(super) fn problem(&self, problem: JweProblem) -> JweError {
        problem.at(self.path.as_str())
    }
}
