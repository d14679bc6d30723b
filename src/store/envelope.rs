//! How a response lies in the journal: sealed, under a label that is not.
//! See docs/sealing.md.

use heard_exchange::{DeviceSequence, QuestionnaireId, Response, Visit};
use heard_survey::Value;
use js_sys::Array;
use serde_json::Value as Json;
use wasm_bindgen::JsValue;

use super::{Keys, PrivateKeys, retention::day_of};
use crate::platform::{Record, StorageError, base64, seal};

/// A response as it is stored.
pub struct Envelope {
    /// The branch's day on which it was given; none of what is damaged.
    day: Option<String>,
    /// A JWE as JSON. Or in the clear, `{"plain": …}`, where it was written
    /// before the tablet had keys.
    text: String,
}

impl Envelope {
    /// Seals `response` to `keys`; in the clear where there are none.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub async fn seal(response: &Response, keys: &Keys) -> Result<Self, StorageError> {
        let record = record_of(response);
        let day = day_of(response.started_at);
        let text = if let Some(keyring) = &keys.keyring {
            let label = label_of(response, &day).to_json();
            seal(&record.to_json(), &label, keyring, keys.recipients.as_deref()).await?
        } else {
            Record::new().with("plain", record).to_json()
        };
        Ok(Self { day: Some(day), text })
    }

    /// Takes the responses out again; of those that stay closed, why.
    ///
    /// # Errors
    /// When the browser cannot open anything.
    pub async fn open_all(
        envelopes: &[Self],
        keys: &PrivateKeys,
    ) -> Result<Vec<Result<Response, String>>, StorageError> {
        let sealed = envelopes.iter().filter(|envelope| !envelope.is_plain());
        let sealed: Array = sealed.map(|envelope| JsValue::from_str(&envelope.text)).collect();
        let mut opened = keys.open_all(&sealed).await?;
        let responses = envelopes.iter().map(|envelope| {
            if envelope.is_plain() {
                let json = json(&envelope.text)?;
                return Response::from_json(&json["plain"]).map_err(|error| error.to_string());
            }
            // As many come back as were handed in.
            let [words, label] = opened.next().unwrap_or_else(|| Err(String::new()))?;
            read(&words, &label)
        });
        Ok(responses.collect())
    }

    /// The sequence that the label states; 0 where it cannot be read.
    pub(super) fn sequence(&self) -> DeviceSequence {
        let label = Record::parse(&self.text).ok().and_then(|jwe| jwe.text("aad"));
        let bytes = label.and_then(|label| base64::decode_from_address(&label));
        let label = bytes.and_then(|bytes| Record::parse(&String::from_utf8(bytes).ok()?).ok());
        DeviceSequence(label.and_then(|label| label.number("sequence")).unwrap_or_default())
    }

    /// The JWE as JSON.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// It was written in the clear.
    pub fn is_plain(&self) -> bool {
        self.text.starts_with("{\"plain\":")
    }

    /// The form it has in the database.
    pub(super) fn to_stored(&self) -> JsValue {
        Record::new().with("day", self.day.as_deref()).with("text", &self.text).into()
    }

    /// From the form it has in the database.
    pub(super) fn from_stored(stored: &JsValue) -> Self {
        let record = Record::of(stored).unwrap_or_default();
        Self { day: record.text("day"), text: record.text("text").unwrap_or_default() }
    }
}

/// What was sealed under `label`, where that is its label.
pub(super) fn read(words: &str, label: &str) -> Result<Response, String> {
    let response = Response::parse(words).map_err(|error| error.to_string())?;
    let label = json(label)?;
    let is_same = label["id"] == *response.id.to_string()
        && label["device"] == *response.device.as_str()
        && label["sequence"] == response.sequence.0;
    if is_same { Ok(response) } else { Err("the label is another response's".to_owned()) }
}

fn json(text: &str) -> Result<Json, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// What stands on the sealed `response`; no answer.
fn label_of(response: &Response, day: &str) -> Record {
    Record::new()
        .with("heard", 1)
        .with("what", "response")
        .with("id", response.id.to_string())
        .with("device", response.device.as_str())
        .with("sequence", response.sequence.0)
        .with("day", day)
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
