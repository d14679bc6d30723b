//! Plain JavaScript objects as records: the browser parses and writes the
//! JSON, and fields are read one by one with their names in the errors. For
//! the little that must be read before the first question can be shown.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A JSON object.
#[derive(Clone)]
pub struct Record(Object);

/// A record that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Not JSON, or not an object; with the browser's own words.
    #[error("{0}")]
    NotARecord(String),
    /// A field has another kind of value.
    #[error("`{field}` must be {expected}")]
    Field {
        /// Its name.
        field: &'static str,
        /// "a text", "a list of texts", ….
        expected: &'static str,
    },
    /// A field nobody reads: most likely a slip of the pen.
    #[error("`{0}` is not known here")]
    Unknown(String),
}

/// Parses a text as JSON.
///
/// # Errors
/// When it is none: the browser's own words, which name the place.
pub fn parse_json(text: &str) -> Result<JsValue, String> {
    JSON::parse(text).map_err(|error| js_sys::Error::from(error).message().into())
}

impl Record {
    /// An object without fields.
    pub fn new() -> Self {
        // Without a prototype, so that a field may have any name, `__proto__` too.
        Self(Object::create(JsValue::NULL.unchecked_ref()))
    }

    /// Reads a JSON object.
    ///
    /// # Errors
    /// When `json` is something else.
    pub fn parse(json: &str) -> Result<Self, RecordError> {
        let value = parse_json(json).map_err(RecordError::NotARecord)?;
        Self::of(&value).ok_or_else(|| RecordError::NotARecord("not a JSON object".to_owned()))
    }

    fn of(value: &JsValue) -> Option<Self> {
        (value.is_object() && !Array::is_array(value)).then(|| Self(value.clone().unchecked_into()))
    }

    /// The object as JSON.
    pub fn to_json(&self) -> String {
        // Undefined only for what is no object.
        JSON::stringify(&self.0).map(String::from).unwrap_or_default()
    }

    /// Makes sure that there are no fields but these.
    ///
    /// # Errors
    /// Names one that is none of them.
    pub fn only(&self, fields: &[&str]) -> Result<(), RecordError> {
        let names = Object::keys(&self.0);
        let mut names = names.iter().filter_map(|name| name.as_string());
        match names.find(|name| !fields.contains(&name.as_str())) {
            Some(name) => Err(RecordError::Unknown(name)),
            None => Ok(()),
        }
    }

    /// The value of `field` as `read` understands it; none where it is absent
    /// or null.
    fn field<T>(
        &self,
        field: &'static str,
        expected: &'static str,
        read: fn(&JsValue) -> Option<T>,
    ) -> Result<Option<T>, RecordError> {
        // Reading a field of a plain object does not fail.
        let value = Reflect::get(&self.0, &field.into()).unwrap_or_default();
        if value.is_null() || value.is_undefined() {
            return Ok(None);
        }
        read(&value).map(Some).ok_or(RecordError::Field { field, expected })
    }

    /// A text.
    ///
    /// # Errors
    /// When it is something else.
    pub fn text(&self, field: &'static str) -> Result<Option<String>, RecordError> {
        self.field(field, "a text", JsValue::as_string)
    }

    /// Yes or no.
    ///
    /// # Errors
    /// When it is something else.
    pub fn flag(&self, field: &'static str) -> Result<Option<bool>, RecordError> {
        self.field(field, "true or false", JsValue::as_bool)
    }

    /// A whole number from 0 to 2³² − 1.
    ///
    /// # Errors
    /// When it is something else.
    pub fn number(&self, field: &'static str) -> Result<Option<u32>, RecordError> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        let whole = |value: &JsValue| {
            let whole =
                |number: &f64| number % 1.0 == 0.0 && (0.0..=4_294_967_295.0).contains(number);
            value.as_f64().filter(whole).map(|number| number as u32)
        };
        self.field(field, "a whole number", whole)
    }

    /// Texts in order.
    ///
    /// # Errors
    /// When it is something else.
    pub fn texts(&self, field: &'static str) -> Result<Option<Vec<String>>, RecordError> {
        let texts = |value: &JsValue| {
            let list = value.dyn_ref::<Array>()?;
            list.iter().map(|item| item.as_string()).collect()
        };
        self.field(field, "a list of texts", texts)
    }

    /// An object within this one.
    ///
    /// # Errors
    /// When it is something else.
    pub fn record(&self, field: &'static str) -> Result<Option<Self>, RecordError> {
        self.field(field, "an object", Self::of)
    }

    /// Adds `field`, or replaces it.
    #[must_use]
    pub fn with(self, field: &str, value: impl Into<JsValue>) -> Self {
        self.set(field, &value.into());
        self
    }

    /// Apart from [`Self::with`], so that it is compiled once.
    fn set(&self, field: &str, value: &JsValue) {
        // Setting a field of a plain object does not fail.
        let _ = Reflect::set(&self.0, &field.into(), value);
    }
}

impl Default for Record {
    fn default() -> Self {
        Self::new()
    }
}

impl From<Record> for JsValue {
    fn from(record: Record) -> Self {
        record.0.into()
    }
}
