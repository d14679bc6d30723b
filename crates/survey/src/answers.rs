//! The answers of one interview.

use std::{fmt, slice};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

use crate::Value;

/// The answers of one interview: question name → value, by name. Unanswered
/// questions are absent; an empty text or an empty list is never stored.
///
/// A sorted list: an interview has a dozen answers, and a tree for them would
/// be a part of what a tablet loads before the first question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// By name, each name once.
    answers: Vec<(String, Value)>,
}

impl Answers {
    /// No answers.
    pub const fn new() -> Self {
        Self { answers: Vec::new() }
    }

    /// Nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// How many questions were answered.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// The answer to the question called `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.answers.get(self.place(name).ok()?).map(|(_, value)| value)
    }

    /// The answer to the question called `name`, to be changed.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let place = self.place(name).ok()?;
        self.answers.get_mut(place).map(|(_, value)| value)
    }

    /// Whether the question called `name` was answered.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Keeps an answer, in the place of an earlier one.
    pub fn insert(&mut self, name: String, value: Value) {
        match self.place(&name) {
            // It was found there just now.
            Ok(place) => self.answers[place].1 = value,
            Err(place) => self.answers.insert(place, (name, value)),
        }
    }

    /// Takes an answer back.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let place = self.place(name).ok()?;
        Some(self.answers.remove(place).1)
    }

    /// Takes all answers back.
    pub fn clear(&mut self) {
        self.answers.clear();
    }

    /// The names of the questions that were answered, in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.answers.iter().map(|(name, _)| name)
    }

    /// Names and values, by name.
    pub fn iter(&self) -> slice::Iter<'_, (String, Value)> {
        self.answers.iter()
    }

    /// Where `name` stands, or would.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.answers.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }
}

impl<'a> IntoIterator for &'a Answers {
    type Item = &'a (String, Value);
    type IntoIter = slice::Iter<'a, (String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<(String, Value)> for Answers {
    fn extend<I: IntoIterator<Item = (String, Value)>>(&mut self, answers: I) {
        for (name, value) in answers {
            self.insert(name, value);
        }
    }
}

impl FromIterator<(String, Value)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(answers: I) -> Self {
        let mut all = Self::new();
        all.extend(answers);
        all
    }
}

impl<const N: usize> From<[(String, Value); N]> for Answers {
    fn from(answers: [(String, Value); N]) -> Self {
        answers.into_iter().collect()
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.answers.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ByName)
    }
}

struct ByName;

impl<'de> Visitor<'de> for ByName {
    type Value = Answers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object from question name to answer")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Answers, A::Error> {
        let mut answers = Answers::new();
        while let Some((name, value)) = members.next_entry()? {
            answers.insert(name, value);
        }
        Ok(answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_stand_by_name_and_the_last_one_counts() {
        let mut answers: Answers = serde_json::from_str(r#"{"b":1,"a":"x","c":true}"#).unwrap();
        answers.insert("b".to_owned(), Value::from(2));
        assert_eq!(answers.remove("c"), Some(Value::from(true)));
        assert_eq!(answers.remove("c"), None);
        assert_eq!(serde_json::to_string(&answers).unwrap(), r#"{"a":"x","b":2}"#);
        assert_eq!(answers.get("b"), Some(&Value::from(2)));
        assert!(answers.contains_key("a") && !answers.contains_key("c"));
    }
}
