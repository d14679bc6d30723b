//! The word list of a language, as it stands in its file.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::vocabulary::Word;

const KIND: &str = "phrase";
const VERSION: u32 = 1;

/// The words of one language, read and checked.
#[derive(Clone, Debug)]
pub struct WordList {
    /// Its language, as a code like `zh-CN`.
    pub language: String,
    /// As they are written, each with what it can be.
    pub(crate) words: Vec<(String, Vec<Word>)>,
    pub(crate) topics: Vec<Topic>,
}

/// Everyday words for what a choice may be about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    /// −1 for a complaint, 1 for praise, 0 for neither.
    #[serde(default)]
    pub(crate) side: i8,
    /// A choice is about it that has one of these in a text.
    pub(crate) of: Vec<String>,
    /// How people say it; `*` stands for a few letters between.
    pub(crate) said: Vec<String>,
}

/// Why a text is no word list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordListError {
    /// Not the JSON object it is to be.
    #[error("this is no word list: {0}")]
    Malformed(String),
    /// Written for a later version.
    #[error("this word list is of version {0}, newer than this program")]
    Newer(u32),
    /// A key that names no part a word can play.
    #[error("`words` has a key `{0}`, which names nothing")]
    Key(String),
    /// Nothing stands where a word should.
    #[error("{0} has an empty word")]
    Empty(String),
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    heard: String,
    version: u32,
    language: String,
    words: BTreeMap<String, Vec<String>>,
    topics: Vec<Topic>,
}

impl WordList {
    /// Reads a list.
    ///
    /// # Errors
    /// When it is something else, of a later version, or has a key or word that is none.
    pub fn parse(json: &str) -> Result<Self, WordListError> {
        let file: File = serde_json::from_str(json)
            .map_err(|error| WordListError::Malformed(error.to_string()))?;
        match file.version {
            VERSION if file.heard == KIND => {}
            version if version > VERSION => return Err(WordListError::Newer(version)),
            _ => return Err(WordListError::Malformed("something else".to_owned())),
        }
        let is_empty = |word: &String| !word.chars().any(char::is_alphanumeric);
        let mut words = Vec::new();
        for (key, listed) in file.words {
            let Some(parts) = Word::parts(&key) else { return Err(WordListError::Key(key)) };
            if listed.iter().any(is_empty) {
                return Err(WordListError::Empty(key));
            }
            words.extend(listed.into_iter().map(|word| (word, parts.clone())));
        }
        for topic in &file.topics {
            if topic.of.iter().chain(&topic.said).any(is_empty) {
                return Err(WordListError::Empty("topics".to_owned()));
            }
        }
        Ok(Self { language: file.language, words, topics: file.topics })
    }
}
