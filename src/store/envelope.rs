//! How a response lies in the journal.
//!
//! Sealing and opening are asynchronous and apart, because WebCrypto will do
//! them with different keys: the kiosk needs none that opens. For now the
//! envelope is plain, and says so.

use heard_exchange::{QuestionnaireId, Response, Visit};
use heard_survey::Value;
use js_sys::Array;
use serde::Deserialize;
use wasm_bindgen::JsValue;

use crate::platform::{Record, StorageError};

/// A response as it is stored.
pub struct Envelope(String);

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    /// Not sealed.
    Plain(Response),
}

impl Envelope {
    /// Puts `response` into an envelope.
    ///
    /// # Errors
    /// When it cannot be sealed.
    #[expect(clippy::unused_async, reason = "sealing will await WebCrypto")]
    pub async fn seal(response: &Response) -> Result<Self, StorageError> {
        Ok(Self(Record::new().with("plain", record_of(response)).to_json()))
    }

    /// Takes the response out again.
    ///
    /// # Errors
    /// When the envelope is damaged.
    #[expect(clippy::unused_async, reason = "opening will await WebCrypto")]
    pub async fn open(&self) -> Result<Response, StorageError> {
        serde_json::from_str(&self.0)
            .map(|Content::Plain(response)| response)
            .map_err(|error| StorageError::broken(format!("a stored response is damaged: {error}")))
    }

    /// The form it has in the database.
    pub(super) fn to_stored(&self) -> JsValue {
        JsValue::from_str(&self.0)
    }

    /// From the form it has in the database.
    pub(super) fn from_stored(stored: &JsValue) -> Self {
        Self(stored.as_string().unwrap_or_default())
    }
}

/// A response as the record that `serde` reads again. Written by the browser:
/// the kiosk only ever writes, and a JSON writer would come on top of it.
fn record_of(response: &Response) -> Record {
    // Every field by name: a new one cannot be forgotten.
    let Response {
        id,
        device,
        sequence,
        visit: Visit { branch, counter, teller, business, ticket, tier },
        questionnaire: QuestionnaireId { name, version, hash },
        locale,
        mode,
        assisted,
        voice,
        channel,
        started_at,
        duration_ms,
        outcome,
        training,
        answers,
    } = response;
    let visit = Record::new()
        .with("branch", branch)
        .with("counter", counter)
        .with("teller", teller.as_deref())
        .with("business", business.as_deref())
        .with("ticket", ticket.as_deref())
        .with("tier", tier.as_deref());
    let questionnaire =
        Record::new().with("name", name).with("version", version).with("hash", hash);
    let answers = answers
        .iter()
        .fold(Record::new(), |answers, (name, value)| answers.with(name, value_of(value)));
    #[expect(clippy::cast_precision_loss, reason = "exact for 280,000 years")]
    let duration_ms = *duration_ms as f64;
    Record::new()
        .with("id", id.to_string())
        .with("device", device.as_str())
        .with("sequence", sequence.0)
        .with("visit", visit)
        .with("questionnaire", questionnaire)
        .with("locale", locale)
        .with("mode", mode.code())
        .with("assisted", *assisted)
        .with("voice", *voice)
        .with("channel", channel.code())
        .with("started_at", started_at.to_rfc3339())
        .with("duration_ms", duration_ms)
        .with("outcome", outcome.code())
        .with("training", *training)
        .with("answers", answers)
}

fn value_of(value: &Value) -> JsValue {
    match value {
        Value::Boolean(boolean) => (*boolean).into(),
        Value::Number(number) => (*number).into(),
        Value::Text(text) => text.into(),
        Value::List(items) => items.iter().map(value_of).collect::<Array>().into(),
    }
}
