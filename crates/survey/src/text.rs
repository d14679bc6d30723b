//! Texts in several languages, as SurveyJS writes them: a plain string, or an
//! object from language code to string.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A text in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Form")]
pub struct LocalText {
    texts: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Form {
    Plain(String),
    Languages(BTreeMap<String, String>),
}

impl From<Form> for LocalText {
    fn from(form: Form) -> Self {
        match form {
            Form::Plain(text) => Self { texts: BTreeMap::from([("default".to_owned(), text)]) },
            Form::Languages(texts) => Self { texts },
        }
    }
}

impl From<&str> for LocalText {
    fn from(text: &str) -> Self {
        Form::Plain(text.to_owned()).into()
    }
}

impl LocalText {
    /// No text in any language.
    pub fn is_empty(&self) -> bool {
        self.texts.values().all(String::is_empty)
    }

    /// The text for `locale`, or what stands in for it: the other script of
    /// the same language (`zh-HK` → `zh-TW` → `zh-CN`), then `default`, then
    /// English, then any. Empty only when there is none at all.
    pub fn get(&self, locale: &str) -> &str {
        let chain: &[&str] = match locale {
            "zh-HK" => &["zh-HK", "zh-TW", "zh-cn", "zh-CN", "zh"],
            "zh-TW" => &["zh-TW", "zh-tw", "zh-HK", "zh-CN", "zh-cn", "zh"],
            "zh-CN" => &["zh-CN", "zh-cn", "zh", "zh-TW", "zh-tw"],
            _ => &[],
        };
        let language = locale.split('-').next().unwrap_or(locale);
        chain
            .iter()
            .copied()
            .chain([locale, language, "default", "en"])
            .find_map(|key| self.texts.get(key))
            .or_else(|| self.texts.values().next())
            .map_or("", String::as_str)
    }
}
