//! Characters that are written in two ways, and characters that sound alike.
//!
//! The table (`words/characters.json`) is recorded by `oracles/characters.py`; nothing
//! in it is written by hand.

use std::collections::BTreeMap;

use serde::Deserialize;

const KIND: &str = "characters";
const VERSION: u32 = 1;

/// What is known of Chinese characters.
#[derive(Clone, Debug, Default)]
pub struct Characters {
    /// Traditional and simplified, by the first.
    simplified: Vec<(char, char)>,
    /// Character and number of its sound, by the first.
    sounds: Vec<(char, u16)>,
}

/// Why a text is no table of characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CharactersError {
    /// Not the JSON object it is to be.
    #[error("this is no table of characters: {0}")]
    Malformed(String),
    /// Written for a later version.
    #[error("this table of characters is of version {0}, newer than this program")]
    Newer(u32),
}

/// The file.
#[derive(Deserialize)]
struct File {
    heard: String,
    version: u32,
    simplified: String,
    sounds: BTreeMap<String, String>,
}

impl Characters {
    /// Reads the table.
    ///
    /// # Errors
    /// When it is something else, or of a later version.
    pub fn parse(json: &str) -> Result<Self, CharactersError> {
        let file: File = serde_json::from_str(json)
            .map_err(|error| CharactersError::Malformed(error.to_string()))?;
        match file.version {
            VERSION if file.heard == KIND => {}
            version if version > VERSION => return Err(CharactersError::Newer(version)),
            _ => return Err(CharactersError::Malformed("something else".to_owned())),
        }
        let mut forms = file.simplified.chars();
        let mut simplified = Vec::new();
        while let (Some(traditional), Some(plain)) = (forms.next(), forms.next()) {
            simplified.push((traditional, plain));
        }
        let numbered = (0u16..).zip(file.sounds.values());
        let mut sounds: Vec<(char, u16)> =
            numbered.flat_map(|(sound, all)| all.chars().map(move |it| (it, sound))).collect();
        simplified.sort_unstable();
        sounds.sort_unstable();
        Ok(Self { simplified, sounds })
    }

    /// The simplified form of a character, or the character.
    pub(crate) fn simplify(&self, letter: char) -> char {
        find(&self.simplified, letter).unwrap_or(letter)
    }

    /// Which sound a simplified character has: the same number for those that are easily
    /// taken for each other.
    pub(crate) fn sound(&self, letter: char) -> Option<u16> {
        find(&self.sounds, letter)
    }
}

fn find<T: Copy>(table: &[(char, T)], letter: char) -> Option<T> {
    let at = table.binary_search_by_key(&letter, |(own, _)| *own).ok()?;
    table.get(at).map(|(_, value)| *value)
}
