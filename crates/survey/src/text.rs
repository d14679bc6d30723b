//! Texts in several languages, as SurveyJS writes them: a plain string, or an
//! object from language code to string.

/// A text in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalText {
    /// Language code (`default`, `en`, `zh-cn`, …) and text.
    texts: Vec<(String, String)>,
}

impl From<&str> for LocalText {
    fn from(text: &str) -> Self {
        Self { texts: vec![("default".to_owned(), text.to_owned())] }
    }
}

impl FromIterator<(String, String)> for LocalText {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(texts: I) -> Self {
        Self { texts: texts.into_iter().collect() }
    }
}

impl LocalText {
    /// No text in any language.
    pub fn is_empty(&self) -> bool {
        self.texts.iter().all(|(_, text)| text.is_empty())
    }

    /// The language codes there is a text for, as the questionnaire writes
    /// them (SurveyJS: `default` is English, Chinese is `zh-cn` and `zh-tw`).
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(language, _)| language.as_str())
    }

    /// The text for `locale` (BCP 47, in any case), or what stands in for it:
    /// the other script of the same language (`zh-HK` → `zh-TW` → `zh-CN`),
    /// then `default`, then English, then any. Empty only when there is none
    /// at all.
    pub fn get(&self, locale: &str) -> &str {
        let chain: &[&str] = match locale.to_ascii_lowercase().as_str() {
            "zh-hk" | "zh-mo" => &["zh-hk", "zh-tw", "zh-hant", "zh-cn", "zh-hans", "zh"],
            "zh-tw" | "zh-hant" => &["zh-tw", "zh-hant", "zh-hk", "zh-cn", "zh-hans", "zh"],
            "zh-cn" | "zh-hans" | "zh" => &["zh-cn", "zh-hans", "zh", "zh-tw", "zh-hant"],
            _ => &[],
        };
        let language = locale.split('-').next().unwrap_or(locale);
        [locale]
            .iter()
            .chain(chain)
            .chain(&[language, "default", "en"])
            .find_map(|wanted| self.own(wanted))
            .or_else(|| self.texts.first().map(|(_, text)| text.as_str()))
            .unwrap_or_default()
    }

    /// The text written for exactly this language code.
    fn own(&self, wanted: &str) -> Option<&str> {
        let mut texts = self.texts.iter();
        texts.find(|(code, _)| code.eq_ignore_ascii_case(wanted)).map(|(_, text)| text.as_str())
    }

    /// Every text, with its language code.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(texts: &[(&str, &str)]) -> LocalText {
        texts.iter().map(|(code, text)| ((*code).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_language_is_found_in_any_case() {
        let both = text(&[("default", "yes"), ("zh-cn", "是")]);
        assert_eq!(both.get("zh-CN"), "是");
        assert_eq!(both.get("en"), "yes");
        assert_eq!(text(&[("default", "yes"), ("zh-CN", "是")]).get("zh-cn"), "是");
    }

    #[test]
    fn a_missing_language_falls_back_to_its_nearest() {
        let chinese = text(&[("default", "teller"), ("zh-cn", "柜员"), ("zh-tw", "櫃員")]);
        assert_eq!(chinese.get("zh-HK"), "櫃員");
        assert_eq!(chinese.get("fr-CA"), "teller");
        assert_eq!(text(&[("zh-cn", "柜员")]).get("zh-TW"), "柜员");
        assert_eq!(text(&[("de", "Schalter")]).get("en"), "Schalter");
        assert_eq!(LocalText::default().get("en"), "");
    }
}
