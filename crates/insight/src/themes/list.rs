//! The word list of a language, as it stands in its file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Letter, folded, is_spaced};

const KIND: &str = "themes";
const VERSION: u32 = 1;

/// What a theme is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catalogue {
    /// What went wrong: codes of the questionnaire's reasons.
    Problem,
    /// What was good: codes of its praise.
    Praise,
}

/// The words of one language.
///
/// A word stands for itself in whatever case, a space in it for any number of them;
/// where it is written with spaces it is found as a whole word, and with `*` at its
/// end, or at that of one of its parts, with whatever letters follow.
#[derive(Clone, Debug)]
pub struct WordList {
    /// Its language, as a code like `zh-CN`.
    pub language: String,
    pub(super) words: Vec<Word>,
    pub(super) negations: Vec<Vec<char>>,
    pub(super) affirming: Vec<Vec<char>>,
    pub(super) between: Vec<Vec<char>>,
    pub(super) turning: Vec<Vec<char>>,
    pub(super) stop: Vec<String>,
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
    /// A word that would be found nowhere, or everywhere.
    #[error("{path}: `{word}` is no word; `*` may stand only at the end of one")]
    Word {
        /// Where it stands, as a JSON path.
        path: String,
        /// What stands there.
        word: String,
    },
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    heard: String,
    version: u32,
    language: String,
    #[serde(default)]
    negations: Vec<String>,
    #[serde(default)]
    affirming: Vec<String>,
    #[serde(default)]
    between: Vec<String>,
    #[serde(default)]
    turning: Vec<String>,
    #[serde(default)]
    stop: Vec<String>,
    problems: BTreeMap<String, Vec<String>>,
    praise: BTreeMap<String, Vec<String>>,
}

/// One word, and what it is a sign of.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) catalogue: Catalogue,
    pub(super) code: String,
    pub(super) written: String,
    /// As it is compared, `*` for more letters of the same word; never empty.
    pub(super) letters: Vec<char>,
}

impl WordList {
    /// The lists that come with Heard: zh-CN, zh-TW and en.
    ///
    /// # Errors
    /// Never: a test reads them.
    pub fn shipped() -> Result<Vec<Self>, WordListError> {
        let files = [
            include_str!("../../themes/zh-CN.json"),
            include_str!("../../themes/zh-TW.json"),
            include_str!("../../themes/en.json"),
        ];
        files.into_iter().map(Self::parse).collect()
    }

    /// Reads a list.
    ///
    /// # Errors
    /// When it is something else, of a later version, or has a word that is none.
    pub fn parse(json: &str) -> Result<Self, WordListError> {
        let malformed = |error: serde_json::Error| WordListError::Malformed(error.to_string());
        let file: File = serde_json::from_str(json).map_err(malformed)?;
        match file.version {
            VERSION if file.heard == KIND => {}
            version if version > VERSION => return Err(WordListError::Newer(version)),
            _ => return Err(WordListError::Malformed("something else".to_owned())),
        }
        let mut words = Vec::new();
        let catalogues = [
            (Catalogue::Problem, "problems", file.problems),
            (Catalogue::Praise, "praise", file.praise),
        ];
        for (catalogue, name, codes) in catalogues {
            for (code, listed) in codes {
                for (at, written) in listed.into_iter().enumerate() {
                    let path = || format!("{name}.{code}[{at}]");
                    let word = Word::new(catalogue, &code, &written);
                    words.push(
                        word.ok_or_else(|| WordListError::Word { path: path(), word: written })?,
                    );
                }
            }
        }
        let all = |words: Vec<String>| words.iter().map(|word| letters(word)).collect();
        Ok(Self {
            language: file.language,
            words,
            negations: all(file.negations),
            affirming: all(file.affirming),
            between: all(file.between),
            turning: all(file.turning),
            stop: file.stop.iter().map(|word| word.chars().map(folded).collect()).collect(),
        })
    }
}

/// As they are compared, with one space for several.
fn letters(word: &str) -> Vec<char> {
    word.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(folded).collect()
}

impl Word {
    fn new(catalogue: Catalogue, code: &str, written: &str) -> Option<Self> {
        let is_word = |part: &str| {
            let beginning = part.strip_suffix('*').unwrap_or(part);
            beginning.starts_with(char::is_alphanumeric) && !beginning.contains('*')
        };
        let letters = letters(written);
        let is_one = !letters.is_empty() && written.split_whitespace().all(is_word);
        let [code, written] = [code, written].map(str::to_owned);
        is_one.then_some(Self { catalogue, code, written, letters })
    }

    /// Where this word ends in a text, if it begins at `begin`.
    pub(super) fn end(&self, text: &[Letter], begin: usize) -> Option<usize> {
        let letter = |at: usize| text.get(at).map(|letter| letter.1);
        let before = begin.checked_sub(1).and_then(letter);
        if before.is_some_and(is_spaced) && letter(begin).is_some_and(is_spaced) {
            return None;
        }
        let mut at = begin;
        for due in &self.letters {
            match due {
                ' ' => at = after(text, at, char::is_whitespace)?,
                '*' => at = after(text, at, is_spaced).unwrap_or(at),
                due if letter(at) == Some(*due) => at += 1,
                _ => return None,
            }
        }
        let goes_on = letter(at).is_some_and(is_spaced) && letter(at - 1).is_some_and(is_spaced);
        (!goes_on).then_some(at)
    }
}

/// Behind all that `is` from `at` on; none where nothing is.
fn after(text: &[Letter], at: usize, is: impl Fn(char) -> bool) -> Option<usize> {
    let length = text.iter().skip(at).take_while(|letter| is(letter.1)).count();
    (length > 0).then_some(at + length)
}
