//! A JSON value with its path, and the problems found on the way.

use std::cell::RefCell;

use super::{
    Drafts,
    properties::{Known, Standing},
};
use crate::{Dimensions, Expression, Json, LocalText, Problem, expression::ASKED};

/// Longer texts are refused, in characters.
const MAX_TEXT: usize = 2000;

/// What a thorough reading does beyond reading.
pub(super) struct Care {
    /// Reports the members that are not known.
    pub(super) check_members: fn(&Fields<'_>, Known),
    /// A sentence with the nearest of several names.
    pub(super) nearest: fn(&str, &[&str]) -> Option<String>,
    /// Reports `requiredIf` that asks about what is not said yet.
    pub(super) check_required: fn(&Drafts<'_>),
    /// What the composite index is made of.
    pub(super) dimensions: fn(&Place<'_>, &Drafts<'_>) -> Option<Dimensions>,
}

/// Everything found wrong so far.
#[derive(Default)]
pub(super) struct Problems {
    care: Option<&'static Care>,
    found: RefCell<Vec<Problem>>,
}

impl Problems {
    pub(super) fn noted_by(care: &'static Care) -> Self {
        Self { care: Some(care), found: RefCell::default() }
    }

    fn add(&self, path: &str, problem: impl Into<String>, suggestion: Option<String>) {
        let problem = Problem { path: path.to_owned(), problem: problem.into(), suggestion };
        let mut found = self.found.borrow_mut();
        if !found.contains(&problem) {
            found.push(problem);
        }
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.found.into_inner()
    }
}

/// A value and where it stands.
#[derive(Clone)]
pub(super) struct Place<'a> {
    pub(super) value: &'a Json,
    path: String,
    problems: &'a Problems,
}

impl<'a> Place<'a> {
    pub(super) fn root(value: &'a Json, problems: &'a Problems) -> Self {
        Self { value, path: String::new(), problems }
    }

    pub(super) fn refuse(&self, problem: impl Into<String>, suggestion: Option<String>) {
        self.problems.add(&self.path, problem, suggestion);
    }

    /// A sentence with the one of `names` that `word` may have been meant as.
    pub(super) fn nearest(&self, word: &str, names: &[&str]) -> Option<String> {
        (self.problems.care?.nearest)(word, names)
    }

    /// Reports `requiredIf` that asks about what is not said yet, to who reads
    /// with care.
    pub(super) fn check_required(&self, drafts: &Drafts<'_>) {
        if let Some(care) = self.problems.care {
            (care.check_required)(drafts);
        }
    }

    /// What the composite index is made of, of who reads with care.
    pub(super) fn dimensions(&self, drafts: &Drafts<'_>) -> Option<Dimensions> {
        (self.problems.care?.dimensions)(self, drafts)
    }

    /// Something wrong with one language of a text, or one item.
    fn refuse_at(&self, key: &str, problem: impl Into<String>) {
        self.problems.add(&self.path_of(key), problem, None);
    }

    fn path_of(&self, key: &str) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$';
        if key.is_empty() || !key.bytes().all(plain) {
            format!("{}[\"{key}\"]", self.path)
        } else if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// The member called `key`, or this place itself where there is none.
    pub(super) fn child(&self, key: &str) -> Place<'a> {
        match self.value.get(key) {
            Some(value) => Place { value, path: self.path_of(key), problems: self.problems },
            None => self.clone(),
        }
    }

    fn wrong_kind(&self, wanted: &str) {
        let found = match self.value {
            Json::Null => "null",
            Json::Boolean(_) => "true or false",
            Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        };
        self.refuse(format!("This must be {wanted}, not {found}."), None);
    }

    /// The members, once those that are not `known` are reported.
    pub(super) fn fields(&self, known: Known) -> Option<Fields<'a>> {
        let Json::Object(members) = self.value else {
            self.wrong_kind("an object");
            return None;
        };
        let fields = Fields { place: self.clone(), members };
        if let Some(care) = self.problems.care {
            (care.check_members)(&fields, known);
        }
        Some(fields)
    }

    /// The items of a list that is not empty; none, once reported, if it is or
    /// has more than `max`.
    pub(super) fn list(&self, max: usize, what: &str) -> Vec<Place<'a>> {
        let Json::List(items) = self.value else {
            self.wrong_kind("a list");
            return Vec::new();
        };
        if items.is_empty() {
            self.refuse(format!("At least one {what} is needed here."), None);
        }
        if items.len() > max {
            self.refuse(format!("There are too many {what}s; {max} fit here."), None);
            return Vec::new();
        }
        let item = |(index, value)| Place {
            value,
            path: format!("{}[{index}]", self.path),
            problems: self.problems,
        };
        items.iter().enumerate().map(item).collect()
    }

    pub(super) fn text(&self) -> Option<&'a str> {
        let text = self.value.as_text();
        if text.is_none() {
            self.wrong_kind("a text");
        }
        text
    }

    pub(super) fn boolean(&self) -> Option<bool> {
        let Json::Boolean(boolean) = self.value else {
            self.wrong_kind("true or false");
            return None;
        };
        Some(*boolean)
    }

    /// A whole number within `range`; `5.0` counts as one.
    pub(super) fn whole(&self, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
        let Json::Number(number) = *self.value else {
            self.wrong_kind("a whole number");
            return None;
        };
        let (low, high) = (*range.start(), *range.end());
        let inside = (f64::from(low)..=f64::from(high)).contains(&number) && number % 1.0 == 0.0;
        if !inside {
            self.refuse(format!("This must be a whole number from {low} to {high}."), None);
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "within i32, checked first")]
        Some(number as i32)
    }

    pub(super) fn number(&self) -> Option<f64> {
        let Json::Number(number) = *self.value else {
            self.wrong_kind("a number");
            return None;
        };
        Some(number)
    }

    pub(super) fn local_text(&self) -> Option<LocalText> {
        let text: LocalText = match self.value {
            Json::Text(text) => text.as_str().into(),
            Json::Object(languages) => {
                languages.iter().filter_map(|(code, text)| self.translation(code, text)).collect()
            }
            _ => {
                self.wrong_kind("a text, or an object from language to text");
                return None;
            }
        };
        for (code, words) in text.iter() {
            let key = matches!(self.value, Json::Object(_)).then_some(code);
            self.check_words(key, words);
        }
        Some(text)
    }

    fn translation(&self, code: &str, text: &Json) -> Option<(String, String)> {
        let language = code.split('-').next().unwrap_or_default();
        let plausible = code == "default"
            || (2..=3).contains(&language.len())
                && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plausible {
            self.refuse_at(code, format!("`{code}` is not a language code."));
        }
        let text = text.as_text();
        if text.is_none() {
            self.refuse_at(code, "This must be a text.");
        }
        text.map(|text| (code.to_owned(), text.to_owned()))
    }

    fn check_words(&self, key: Option<&str>, words: &str) {
        let refuse = |problem: String| match key {
            Some(key) => self.refuse_at(key, problem),
            None => self.refuse(problem, None),
        };
        if words.chars().count() > MAX_TEXT {
            refuse(format!("This text is longer than {MAX_TEXT} characters."));
        }
        for part in words.split('{').skip(1) {
            let Some((name, _)) = part.split_once('}') else { continue };
            if name != "retention_days" {
                refuse(format!("`{{{name}}}` in a text is not supported yet."));
            }
        }
    }

    pub(super) fn condition(&self) -> Option<Expression> {
        let text = self.text()?;
        // An empty condition is how SurveyJS's editor leaves one behind.
        if text.trim().is_empty() {
            return None;
        }
        Expression::parse_in(text, ASKED)
            .map_err(|error| self.refuse(format!("This is no condition: {error}."), None))
            .ok()
    }
}

/// The members of an object.
pub(super) struct Fields<'a> {
    pub(super) place: Place<'a>,
    members: &'a [(String, Json)],
}

impl<'a> Fields<'a> {
    pub(super) fn get(&self, key: &str) -> Option<Place<'a>> {
        self.place.value.get(key).map(|_| self.place.child(key))
    }

    /// A member that must be there.
    pub(super) fn needed(&self, key: &str) -> Option<Place<'a>> {
        let found = self.get(key);
        if found.is_none() {
            self.place.refuse(format!("`{key}` is missing here."), None);
        }
        found
    }

    pub(super) fn local_text(&self, key: &str) -> Option<LocalText> {
        self.get(key)?.local_text()
    }

    pub(super) fn condition(&self, key: &str) -> Option<Expression> {
        self.get(key)?.condition()
    }

    /// Reports the members that are not `known`.
    pub(super) fn check(&self, known: Known) {
        for (key, value) in self.members {
            self.check_one(key, value, known);
        }
    }

    fn check_one(&self, key: &str, value: &Json, known: Known) {
        let place = self.place.child(key);
        match known.standing(key) {
            Standing::Read | Standing::Cosmetic => {}
            Standing::Later if says_nothing(value) => {}
            Standing::OnlyTrue if value == &Json::Boolean(true) => {}
            Standing::Later | Standing::OnlyTrue => {
                place.refuse(format!("`{key}` is not supported yet."), None);
            }
            Standing::Unknown => {
                let suggestion = place.nearest(key, &known.names());
                place.refuse(format!("`{key}` is not known here."), suggestion);
            }
        }
    }
}

/// How an editor leaves behind a property that is not used.
fn says_nothing(value: &Json) -> bool {
    match value {
        Json::Boolean(on) => !on,
        Json::Text(text) => text.is_empty(),
        Json::List(items) => items.is_empty(),
        Json::Null => true,
        _ => false,
    }
}
