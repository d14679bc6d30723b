//! Plain JavaScript objects as records: the browser parses and writes the
//! JSON, and fields are read one by one with their names in the errors. For
//! the little that must be read before the first question can be shown.
//!
//! Reading goes on past a field that is not what it should be; the first fault
//! is kept and told at the end ([`Record::checked`]). An error to hand on after
//! every field would be twice the code.

use std::{cell::OnceCell, rc::Rc};

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A JSON object.
#[derive(Clone)]
pub struct Record {
    object: Object,
    /// Shared with the records inside.
    fault: Rc<OnceCell<RecordError>>,
}

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
        Self::around(Object::create(JsValue::NULL.unchecked_ref()))
    }

    /// Reads a JSON object.
    ///
    /// # Errors
    /// When `json` is something else.
    pub fn parse(json: &str) -> Result<Self, RecordError> {
        let value = parse_json(json).map_err(RecordError::NotARecord)?;
        Self::of(&value).ok_or_else(|| RecordError::NotARecord("not a JSON object".to_owned()))
    }

    fn around(object: Object) -> Self {
        Self { object, fault: Rc::default() }
    }

    /// A JavaScript object as it is; none for anything else.
    pub fn of(value: &JsValue) -> Option<Self> {
        let is_record = value.is_object() && !Array::is_array(value);
        is_record.then(|| Self::around(value.clone().unchecked_into()))
    }

    /// `value`, where every field read so far was what it should be.
    ///
    /// # Errors
    /// The first fault.
    pub fn checked<T>(&self, value: T) -> Result<T, RecordError> {
        self.fault.get().cloned().map_or(Ok(value), Err)
    }

    /// Notes that `field` must be `expected`.
    pub fn refuse(&self, field: &'static str, expected: &'static str) {
        // Only the first counts.
        let _ = self.fault.set(RecordError::Field { field, expected });
    }

    /// What was read from `field`, or a fault where it is not there.
    pub fn needed<T: Default>(
        &self,
        read: Option<T>,
        field: &'static str,
        expected: &'static str,
    ) -> T {
        read.unwrap_or_else(|| {
            self.refuse(field, expected);
            T::default()
        })
    }

    /// The object as JSON.
    pub fn to_json(&self) -> String {
        // Undefined only for what is no object.
        JSON::stringify(&self.object).map(String::from).unwrap_or_default()
    }

    /// Refuses a field that is none of these.
    pub fn only(&self, fields: &[&str]) {
        let names = Object::keys(&self.object);
        let mut names = names.iter().filter_map(|name| name.as_string());
        if let Some(name) = names.find(|name| !fields.contains(&name.as_str())) {
            let _ = self.fault.set(RecordError::Unknown(name));
        }
    }

    /// The value of `field`; none where it is absent or null.
    fn field(&self, field: &'static str) -> Option<JsValue> {
        // Reading a field of a plain object does not fail.
        let value = Reflect::get(&self.object, &field.into()).unwrap_or_default();
        (!value.is_null() && !value.is_undefined()).then_some(value)
    }

    /// Whatever stands in `field`, as JSON.
    pub fn json(&self, field: &'static str) -> Option<String> {
        JSON::stringify(&self.field(field)?).ok()?.as_string()
    }

    /// A text.
    pub fn text(&self, field: &'static str) -> Option<String> {
        let text = self.field(field)?.as_string();
        self.or_refuse(text, field, "a text")
    }

    /// Yes or no.
    pub fn flag(&self, field: &'static str) -> Option<bool> {
        let flag = self.field(field)?.as_bool();
        self.or_refuse(flag, field, "true or false")
    }

    /// A whole number from 0 to 2³² − 1.
    pub fn number(&self, field: &'static str) -> Option<u32> {
        let whole = |number: &f64| number % 1.0 == 0.0 && (0.0..=4_294_967_295.0).contains(number);
        let number = self.field(field)?.as_f64().filter(whole);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        let number = number.map(|number| number as u32);
        self.or_refuse(number, field, "a whole number")
    }

    /// Any number.
    pub fn float(&self, field: &'static str) -> Option<f64> {
        let number = self.field(field)?.as_f64();
        self.or_refuse(number, field, "a number")
    }

    /// Texts in order.
    pub fn texts(&self, field: &'static str) -> Option<Vec<String>> {
        let value = self.field(field)?;
        let list = value.dyn_ref::<Array>();
        let texts = list.and_then(|list| list.iter().map(|item| item.as_string()).collect());
        self.or_refuse(texts, field, "a list of texts")
    }

    /// An object within this one.
    pub fn record(&self, field: &'static str) -> Option<Self> {
        let record = Self::of(&self.field(field)?);
        let record = record.map(|record| Self { fault: self.fault.clone(), ..record });
        self.or_refuse(record, field, "an object")
    }

    /// Objects in order.
    pub fn records(&self, field: &'static str) -> Option<Vec<Self>> {
        let value = self.field(field)?;
        let inside = |item| Self::of(&item).map(|it| Self { fault: self.fault.clone(), ..it });
        let list = value.dyn_ref::<Array>();
        let records = list.and_then(|list| list.iter().map(inside).collect());
        self.or_refuse(records, field, "a list of objects")
    }

    fn or_refuse<T>(
        &self,
        read: Option<T>,
        field: &'static str,
        expected: &'static str,
    ) -> Option<T> {
        if read.is_none() {
            self.refuse(field, expected);
        }
        read
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
        let _ = Reflect::set(&self.object, &field.into(), value);
    }
}

impl Default for Record {
    fn default() -> Self {
        Self::new()
    }
}

impl From<Record> for Object {
    fn from(record: Record) -> Self {
        record.object
    }
}

impl From<Record> for JsValue {
    fn from(record: Record) -> Self {
        record.object.into()
    }
}
