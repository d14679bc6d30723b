//! The codebook: what every column holds, as a Table Schema.

use heard_survey::{Answers, Kind, Value, order};
use serde_json::{Map, Value as Json, json};

use super::About;
use crate::{
    Channel, Mode, Outcome,
    csv::{CellKind, Columns, Meta, cell_kind, step_label, words, words::Language},
};

/// The codebook's question columns.
pub(super) struct Fields<'c> {
    columns: &'c Columns,
    locale: &'c str,
    /// What may be said of each column, by position.
    promises: Vec<Promise>,
}

/// What a codebook may promise of a column's cells.
#[derive(Clone, Debug, PartialEq)]
enum Promise {
    /// Whole numbers in this range.
    Scale { min: i32, max: i32 },
    /// One of these codes, which are sorted; all of them whole numbers, or not.
    Codes { codes: Vec<String>, whole: bool },
    /// `true` or `false`.
    Boolean,
    /// Anything.
    Text,
}

impl Promise {
    /// What all wordings of the question at `position` keep together.
    fn of(columns: &Columns, position: usize) -> Self {
        let mut wordings = columns.wordings(position).map(|asked| Self::of_kind(&asked.kind));
        let Some(first) = wordings.next() else { return Self::Text };
        wordings.fold(first, Self::and)
    }

    fn of_kind(kind: &Kind) -> Self {
        match kind {
            Kind::Rating(rating) => Self::Scale { min: rating.min, max: rating.max },
            Kind::Boolean { .. } => Self::Boolean,
            Kind::Radiogroup(choices) => Self::Codes {
                codes: order::sorted(choices.iter().map(|choice| choice.value.to_string())),
                whole: choices.iter().all(|choice| is_whole(&choice.value)),
            },
            // Several codes in one cell: no constraint of the standard fits.
            Kind::Checkbox { .. } | Kind::Comment { .. } | Kind::Text { .. } => Self::Text,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Scale { min, max }, Self::Scale { min: other_min, max: other_max }) => {
                Self::Scale { min: min.min(other_min), max: max.max(other_max) }
            }
            (
                Self::Codes { mut codes, whole },
                Self::Codes { codes: other_codes, whole: other_whole },
            ) => {
                for code in other_codes {
                    order::insert(&mut codes, code);
                }
                Self::Codes { codes, whole: whole && other_whole }
            }
            (Self::Boolean, Self::Boolean) => Self::Boolean,
            _ => Self::Text,
        }
    }

    /// Whether `value`, written out, keeps the promise.
    fn holds(&self, value: &Value) -> bool {
        match self {
            Self::Scale { min, max } => {
                value
                    .as_number()
                    .is_some_and(|number| (f64::from(*min)..=f64::from(*max)).contains(&number))
                    && is_whole(value)
            }
            Self::Codes { codes, .. } => codes.binary_search(&value.to_string()).is_ok(),
            Self::Boolean => matches!(value, Value::Boolean(_)),
            Self::Text => true,
        }
    }
}

fn is_whole(value: &Value) -> bool {
    value.as_number().is_some_and(|number| number % 1.0 == 0.0)
}

impl<'c> Fields<'c> {
    pub(super) fn new(columns: &'c Columns, locale: &'c str) -> Self {
        let promises = (0..columns.len()).map(|position| Promise::of(columns, position)).collect();
        Self { columns, locale, promises }
    }

    /// Withdraws promises that `answers` do not keep.
    pub(super) fn notice(&mut self, answers: &Answers) {
        for (name, value) in answers {
            let position = self.columns.position(name);
            if let Some(promise) = position.and_then(|position| self.promises.get_mut(position))
                && !promise.holds(value)
            {
                *promise = Promise::Text;
            }
        }
    }

    /// The field of one question column.
    fn field(&self, position: usize, heading: &str, promise: &Promise) -> Json {
        let mut field = Map::new();
        let mut set = |key: &str, value: Json| field.insert(key.to_owned(), value);
        set("name", heading.into());
        let newest = self.columns.wordings(position).next();
        if let Some(asked) = newest {
            let [title, description] =
                [&asked.title, &asked.description].map(|text| text.get(self.locale));
            set("title", if title.is_empty() { heading } else { title }.into());
            if !description.is_empty() {
                set("description", description.into());
            }
        }
        match promise {
            Promise::Scale { min, max } => {
                set("type", "integer".into());
                set("constraints", json!({ "minimum": min, "maximum": max }));
            }
            Promise::Codes { codes, whole } => {
                set("type", if *whole { "integer" } else { "string" }.into());
                let codes: Vec<Json> = codes.iter().map(|code| typed(code, *whole)).collect();
                set("constraints", json!({ "enum": codes }));
            }
            Promise::Boolean => {
                for (key, value) in object(BOOLEAN) {
                    set(&key, value);
                }
            }
            Promise::Text => {
                set("type", "string".into());
            }
        }
        let labels = self.labels(position);
        if newest.is_some_and(|asked| cell_kind(&asked.kind) == CellKind::List) {
            set("heard:separator", "|".into());
            set("heard:escape", "\\".into());
            set("heard:choices", labels.into());
        } else if !labels.is_empty() {
            // Of a plain text column the standard would read `categories` as
            // all that may be there; a promise withdrawn must stay withdrawn.
            let key = if *promise == Promise::Text { "heard:choices" } else { "categories" };
            set(key, labels.into());
        }
        Json::Object(field)
    }

    /// Codes with what people read for them, over all wordings.
    fn labels(&self, position: usize) -> Vec<Json> {
        let mut seen = Vec::new();
        let mut labels = Vec::new();
        for asked in self.columns.wordings(position) {
            match &asked.kind {
                Kind::Radiogroup(choices) | Kind::Checkbox { choices, .. } => {
                    for choice in choices {
                        if order::insert(&mut seen, choice.value.to_string()) {
                            labels
                                .push(category(json!(choice.value), choice.text.get(self.locale)));
                        }
                    }
                }
                Kind::Rating(rating) => {
                    for step in rating.min..=rating.max {
                        if let Some(label) = step_label(rating, step, self.locale)
                            && order::insert(&mut seen, step.to_string())
                        {
                            labels.push(category(step.into(), label));
                        }
                    }
                }
                _ => {}
            }
        }
        labels
    }
}

/// A code as the schema's type has it.
fn typed(code: &str, whole: bool) -> Json {
    let number = if whole { code.parse::<i64>().ok() } else { None };
    number.map_or_else(|| code.into(), Json::from)
}

/// `datapackage.json`, but for what an export says of itself.
const DESCRIPTOR: &str = r#"{
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "resources": [{
        "name": "responses",
        "type": "table",
        "path": "responses.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"",
            "doubleQuote": true, "header": true
        },
        "schema": { "missingValues": [""], "primaryKey": ["id"] }
    }]
}"#;

/// `datapackage.json`.
pub(super) fn descriptor(about: &About<'_>, fields: &Fields<'_>, rows: u64) -> Json {
    let language = Language::of(about.locale);
    let headings = fields.columns.headings().skip(Meta::ALL.len());
    let mut all: Vec<Json> =
        Meta::ALL.into_iter().map(|meta| metadata(meta, language).into()).collect();
    for (position, (promise, heading)) in fields.promises.iter().zip(headings).enumerate() {
        all.push(fields.field(position, &heading, promise));
    }
    let mut it = Json::Object(object(DESCRIPTOR));
    it["name"] = if about.demo { "heard-demo-responses" } else { "heard-responses" }.into();
    it["title"] = about.title.into();
    it["created"] = about.created.to_rfc3339_opts(chrono::SecondsFormat::Secs, false).into();
    it["heard:demonstration"] = about.demo.into();
    it["heard:rows"] = rows.into();
    it["resources"][0]["schema"]["fields"] = all.into();
    it
}

const TEXT: &str = r#"{ "type": "string" }"#;
const UNIQUE: &str = r#"{
    "type": "string", "format": "uuid", "constraints": { "required": true, "unique": true }
}"#;
const FROM_ONE: &str =
    r#"{ "type": "integer", "constraints": { "required": true, "minimum": 1 } }"#;
const FROM_ZERO: &str =
    r#"{ "type": "integer", "constraints": { "required": true, "minimum": 0 } }"#;
const REQUIRED: &str = r#"{ "required": true }"#;
const TIME: &str = r#"{ "type": "datetime", "constraints": { "required": true } }"#;
const BOOLEAN: &str = r#"{ "type": "boolean", "trueValues": ["true"], "falseValues": ["false"] }"#;

/// The members of an object that is written out here: texts are a fraction of
/// the code that would put the same together.
fn object(json: &str) -> Map<String, Json> {
    // It is JSON; the tests of the package read all of it.
    serde_json::from_str(json).unwrap_or_default()
}

/// A code with what people read for it.
fn category(code: Json, label: &str) -> Json {
    let mut category = Map::new();
    category.insert("value".to_owned(), code);
    category.insert("label".to_owned(), label.into());
    category.into()
}

/// The field of one metadata column.
fn metadata(meta: Meta, language: Language) -> Map<String, Json> {
    let mut field = match meta {
        Meta::Id => object(UNIQUE),
        Meta::Sequence => object(FROM_ONE),
        Meta::DurationMs => object(FROM_ZERO),
        Meta::StartedAt => object(TIME),
        Meta::Assisted | Meta::Voice | Meta::Training => {
            let mut field = object(BOOLEAN);
            field.insert("constraints".to_owned(), object(REQUIRED).into());
            field
        }
        Meta::Mode => {
            coded(Mode::ALL.iter().map(|it| (it.code(), words::mode(*it))).collect(), language)
        }
        Meta::Channel => coded(
            Channel::ALL.iter().map(|it| (it.code(), words::channel(*it))).collect(),
            language,
        ),
        Meta::Outcome => coded(
            Outcome::ALL.iter().map(|it| (it.code(), words::outcome(*it))).collect(),
            language,
        ),
        _ => object(TEXT),
    };
    field.insert("name".to_owned(), meta.name().into());
    field.insert("title".to_owned(), language.pick(words::title(meta)).into());
    field
}

/// The field of a column that holds one of these codes.
fn coded(codes: Vec<(&str, words::Words)>, language: Language) -> Map<String, Json> {
    let (mut categories, mut allowed) = (Vec::new(), Vec::new());
    for (code, label) in codes {
        categories.push(category(code.into(), language.pick(label)));
        allowed.push(Json::from(code));
    }
    let mut constraints = object(REQUIRED);
    constraints.insert("enum".to_owned(), allowed.into());
    let mut field = object(TEXT);
    field.insert("categories".to_owned(), categories.into());
    field.insert("constraints".to_owned(), constraints.into());
    field
}
