//! What came over the network, from the browser's own log.

use std::{collections::BTreeMap, fmt};

use anyhow::{Context as _, Result};
use serde_json::Value;

/// One file that came over the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transfer {
    /// Its address.
    pub url: String,
    /// The `content-encoding` it came with; empty for none.
    pub encoding: String,
    /// Bytes on the wire, headers included.
    pub bytes: u64,
    /// When it was asked for, in seconds since 1970.
    pub asked: f64,
}

/// Everything that came, by address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traffic(Vec<Transfer>);

impl Traffic {
    /// Reads the messages of the performance log.
    pub(crate) fn from_log(messages: impl IntoIterator<Item = String>) -> Result<Self> {
        let mut transfers: BTreeMap<String, Transfer> = BTreeMap::new();
        for message in messages {
            let message: Value = serde_json::from_str(&message).context("performance log")?;
            let message = &message["message"];
            let event = &message["params"];
            let Some(request) = event["requestId"].as_str() else { continue };
            match message["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    let asked = event["wallTime"].as_f64().unwrap_or_default();
                    transfers.entry(request.to_owned()).or_default().asked = asked;
                }
                Some("Network.responseReceived") => {
                    let response = &event["response"];
                    let transfer = transfers.entry(request.to_owned()).or_default();
                    text(&response["url"]).clone_into(&mut transfer.url);
                    let headers = response["headers"].as_object().into_iter().flatten();
                    for (name, value) in headers {
                        if name.eq_ignore_ascii_case("content-encoding") {
                            text(value).clone_into(&mut transfer.encoding);
                        }
                    }
                }
                Some("Network.loadingFinished") => {
                    let bytes = event["encodedDataLength"].as_f64().unwrap_or_default();
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a count of bytes"
                    )]
                    let bytes = bytes as u64;
                    transfers.entry(request.to_owned()).or_default().bytes = bytes;
                }
                _ => {}
            }
        }
        let mut transfers: Vec<_> =
            transfers.into_values().filter(|t| t.url.starts_with("http")).collect();
        transfers.sort_by(|a, b| a.url.cmp(&b.url));
        Ok(Self(transfers))
    }

    /// What was asked for before a moment, in seconds since 1970.
    #[must_use]
    pub fn before(self, moment: f64) -> Self {
        Self(self.0.into_iter().filter(|transfer| transfer.asked < moment).collect())
    }

    /// All of it.
    pub fn transfers(&self) -> &[Transfer] {
        &self.0
    }

    /// Bytes on the wire, headers included.
    pub fn bytes(&self) -> u64 {
        self.0.iter().map(|transfer| transfer.bytes).sum()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A line a file, and the sum.
impl fmt::Display for Traffic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Transfer { url, encoding, bytes, .. } in &self.0 {
            writeln!(f, "{bytes:>8}  {encoding:<4}  {url}")?;
        }
        write!(f, "{:>8}  bytes in {} files", self.bytes(), self.0.len())
    }
}
