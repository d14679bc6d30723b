//! The archive: segments, each listed in a catalog that tells by day how many
//! responses there are without opening any. The format of a segment is
//! `heard-exchange`'s; what moves responses into it is `compaction`.

use chrono::NaiveDate;
use heard_exchange::{Response, segment, time};
use heard_survey::order::sort_by_key;
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::{Area, Keys, PrivateKeys, Store, reader::Closed};
use crate::platform::{
    Record, StorageError, Transaction, base64, compress, expand, random_bytes, seal, seal_bytes,
    sha256,
};

/// A segment as the catalog lists it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Its key: random.
    pub(super) id: String,
    /// The branch's day of its responses.
    pub(super) day: NaiveDate,
    /// How many they are.
    pub(super) count: u32,
    /// When they were first exported (RFC 3339): all of them, or none.
    pub(super) exported: Option<String>,
    /// The SHA-256 of the sealed text, base64url.
    pub(super) sha256: String,
    /// Their figures, sealed; they stay when the responses are deleted.
    pub(super) figures: Option<String>,
}

/// A segment that is not stored yet.
pub(super) struct Fresh {
    listed: Listed,
    /// JWE as JSON.
    text: String,
}

/// The responses of a segment, or why they stay closed.
pub(super) type Opened = Result<Vec<Response>, Closed>;

impl Fresh {
    /// Seals `responses`, which are of `day`, all of them `exported` at the same
    /// time or never, with their `figures`.
    pub(super) async fn seal(
        day: NaiveDate,
        responses: &[Response],
        exported: Option<String>,
        figures: &str,
        keys: &Keys,
    ) -> Result<Self, StorageError> {
        let refused = || StorageError::broken("there are no keys to seal to");
        let keyring = keys.keyring.as_deref().ok_or_else(refused)?;
        let recipients = keys.recipients.as_deref();
        let framed = segment::frame(&compress(&segment::write(responses)).await?);
        let label = segment::Label::of(day, responses).to_string();
        let text = seal_bytes(&framed, &label, keyring, recipients).await?;
        let label = Record::new().with("heard", 1).with("what", "figures");
        let label = label.with("day", day.to_string()).to_json();
        let figures = seal(figures, &label, keyring, recipients).await?;
        let listed = Listed {
            id: base64::encode_for_address(&random_bytes::<16>()?),
            day,
            count: u32::try_from(responses.len()).unwrap_or(u32::MAX),
            exported,
            sha256: checksum(&text).await?,
            figures: Some(figures),
        };
        Ok(Self { listed, text })
    }

    /// Puts it into the archive, with `transaction`.
    pub(super) fn store(&self, transaction: &Transaction) -> Result<(), StorageError> {
        let id = &self.listed.id;
        transaction.put(Area::SEGMENTS, id, &self.text.as_str().into())?;
        transaction.put(Area::CATALOG, id, &self.listed.to_stored())
    }
}

impl Listed {
    /// None for the figures of what is deleted, and for what is damaged.
    pub(super) fn from_stored(id: String, stored: &JsValue) -> Option<Self> {
        let record = Record::of(stored)?;
        Some(Self {
            id,
            day: time::day(&record.text("day")?)?,
            count: record.number("count")?,
            exported: record.text("exported"),
            sha256: record.text("sha256")?,
            figures: record.text("figures"),
        })
    }

    pub(super) fn to_stored(&self) -> JsValue {
        let Self { id: _, day, count, exported, sha256, figures } = self;
        Record::new()
            .with("day", day.to_string())
            .with("count", *count)
            .with("exported", exported.as_deref())
            .with("sha256", sha256)
            .with("figures", figures.as_deref())
            .into()
    }

    /// What is wrong with the sealed text, `stored`, where something is.
    ///
    /// # Errors
    /// When the browser cannot find out.
    pub(super) async fn damage(&self, stored: &JsValue) -> Result<Option<Closed>, StorageError> {
        let why = match stored.as_string() {
            None => "it is missing",
            Some(text) if checksum(&text).await? != self.sha256 => "its checksum is another",
            Some(_) => return Ok(None),
        };
        Ok(Some(self.closed(why.to_owned())))
    }

    /// It stays closed, and why.
    pub(super) fn closed(&self, why: String) -> Closed {
        let mut name = self.day.to_string();
        name.push(' ');
        name.push_str(&self.id);
        Closed { name, count: usize::try_from(self.count).unwrap_or(usize::MAX), why }
    }

    /// Opens it.
    ///
    /// # Errors
    /// When the browser cannot open anything.
    pub(super) async fn open(
        &self,
        stored: &JsValue,
        private: &PrivateKeys,
    ) -> Result<Opened, StorageError> {
        if let Some(closed) = self.damage(stored).await? {
            return Ok(Err(closed));
        }
        self.read(stored, private).await.map(|read| read.map_err(|why| self.closed(why)))
    }

    async fn read(
        &self,
        stored: &JsValue,
        private: &PrivateKeys,
    ) -> Result<Result<Vec<Response>, String>, StorageError> {
        let opened = open_segment(stored, private).await?;
        Ok(opened.and_then(|opened| opened.of_day(self.day)))
    }
}

/// What was in a sealed segment, and what stood on it.
pub(super) struct OpenSegment {
    pub(super) responses: Vec<Response>,
    label: String,
}

impl OpenSegment {
    /// The responses, where they are those of `day` that the label says.
    pub(super) fn of_day(self, day: NaiveDate) -> Result<Vec<Response>, String> {
        let same = self.label == segment::Label::of(day, &self.responses).to_string();
        if same { Ok(self.responses) } else { Err("the label is another segment's".to_owned()) }
    }
}

/// Opens a sealed segment, or tells why it stays closed.
///
/// # Errors
/// When the browser cannot open anything.
pub(super) async fn open_segment(
    text: &JsValue,
    private: &PrivateKeys,
) -> Result<Result<OpenSegment, String>, StorageError> {
    let sealed = Array::of1(text);
    let mut opened = private.open_bytes(&sealed).await?;
    let (framed, label) = match opened.next() {
        Some(Ok(opened)) => opened,
        Some(Err(why)) => return Ok(Err(why)),
        None => return Ok(Err(String::new())),
    };
    let compressed = segment::unframe(&framed).unwrap_or_default();
    let content = match expand(compressed, segment::MAX_CONTENT_BYTES).await {
        Ok(content) => content,
        Err(error) => return Ok(Err(error.detail)),
    };
    Ok(match segment::read(&content) {
        Ok(responses) => Ok(OpenSegment { responses, label }),
        Err(error) => Err(error.to_string()),
    })
}

/// Deletes the responses of a segment that is listed as `stored`; its figures
/// stay, under no day that retention looks at. How many responses it were.
pub(super) fn expire(
    transaction: &Transaction,
    id: &str,
    stored: &JsValue,
) -> Result<u32, StorageError> {
    transaction.delete(Area::SEGMENTS, id)?;
    let record = Record::of(stored).unwrap_or_default();
    match record.text("figures") {
        None => transaction.delete(Area::CATALOG, id)?,
        Some(figures) => {
            let kept = Record::new().with("was", record.text("day")).with("figures", figures);
            transaction.put(Area::CATALOG, id, &kept.into())?;
        }
    }
    Ok(record.number("count").unwrap_or_default())
}

/// The catalog, by day.
pub(super) async fn catalog(transaction: &Transaction) -> Result<Vec<Listed>, StorageError> {
    let entries = transaction.entries(Area::CATALOG).await?;
    let listed = entries.into_iter().filter_map(|(id, it)| Listed::from_stored(id, &it));
    let mut listed: Vec<_> = listed.collect();
    sort_by_key(&mut listed, |segment| segment.day);
    Ok(listed)
}

async fn checksum(text: &str) -> Result<String, StorageError> {
    let hash = sha256(text.as_bytes()).await?;
    Ok(base64::encode_for_address(&hash))
}

impl Store {
    /// The catalog, by day.
    pub(super) async fn catalog(&self) -> Result<Vec<Listed>, StorageError> {
        catalog(&self.0.read(&[Area::CATALOG])?).await
    }
}
